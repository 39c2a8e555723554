# Licence LGPL-3 (see LICENSE).
"""Make ``itcom_core`` importable without the addon's own package, which needs Odoo."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "itcom_crm_module"))
