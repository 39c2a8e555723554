"""Where the bench keeps its things."""

import os
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent

# What belongs to this checkout alone: databases, mails, logs.
STATE = CHECKOUT / ".bench"
# The part of it that the tests have, for databases that are made anew each time.
WORK = STATE / "test"


def cache():
    """Shared by all checkouts of a user: trees and template databases, each named by its recipe."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(base) / "itcom-crm-bench"
