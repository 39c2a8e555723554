# Licence LGPL-3 (see LICENSE).
"""Make the package ``bench`` importable from the checkout's root."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
