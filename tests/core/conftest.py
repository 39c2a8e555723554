# Licence LGPL-3 (see LICENSE).
"""Make ``itcom_core`` importable without the addon's own package, which needs Odoo."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "itcom_crm_module"))

# Longer ones are no names any more, and archives made on the spot hold the time of day.
MAX_ID = 60


def pytest_make_parametrize_id(val, argname):
    """Call a test by its argument instead of a whole file: the name must be the same each time."""
    is_long = isinstance(val, (bytes, str)) and len(val) > MAX_ID
    return argname if is_long else None
