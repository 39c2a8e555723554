# Licence LGPL-3 (see LICENSE).
"""When the journal's entries are sealed: at once, or those of some seconds together.

A client who fills in leaves an entry with each answer and each file. Sealed one by one they would
cost as much as the answers themselves; together they cost as much as one of them.
"""

import logging
import threading

from odoo import sql_db

from . import journal_store

_logger = logging.getLogger(__name__)

# So long the entries of answers and files wait for each other, in seconds. Should the server die
# meanwhile, the scheduled action of each minute seals them.
SECONDS = 20
# {(database, company): timer of this process that is going to seal}.
_TIMERS = {}
_LOCK = threading.Lock()


def seal_soon(dbname, company_id):
    """Have a company's entries sealed within ``SECONDS``, those that come till then as well."""
    key = (dbname, company_id)
    with _LOCK:
        if key in _TIMERS:
            return
        timer = _TIMERS[key] = threading.Timer(SECONDS, seal_now, key)
    timer.daemon = True
    timer.start()


def seal_now(dbname, company_id):
    """Seal all entries of a company. A failure costs no request: the next sealing tries again."""
    with _LOCK:
        timer = _TIMERS.pop((dbname, company_id), None)
    if timer:
        timer.cancel()
    try:
        journal_store.seal_all(sql_db.db_connect(dbname), company_id)
    except Exception:
        _logger.exception("Entries of the journal of company %s stay open", company_id)
