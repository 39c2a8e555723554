# Licence LGPL-3 (see LICENSE).
"""Sends letters apart from the request that has written them.

A mail server may take its time, or be dead: nobody who fills in or checks waits for it, and no
worker. The letter is stored with what it tells of, as one of Odoo's outgoing ones, and goes out
within seconds of the commit, in a thread of its own. Should the process die meanwhile, Odoo's own
queue sends it.
"""

import logging
import queue
import threading

from odoo import SUPERUSER_ID, api, registry

_logger = logging.getLogger(__name__)

_LETTERS = queue.SimpleQueue()
_LOCK = threading.Lock()
_THREADS = []


def send_soon(dbname, mail_id, is_secret=False):
    """Have a letter about a questionnaire sent; it is committed by now.

    :param mail_id: number of its ``mail.mail``.
    :param is_secret: nothing of it may stay when it does not go out.
    """
    _LETTERS.put((dbname, mail_id, is_secret))
    with _LOCK:
        if not _THREADS:
            thread = threading.Thread(target=_run, name="letters to clients", daemon=True)
            _THREADS.append(thread)
            thread.start()


def _run():
    while True:
        dbname, mail_id, is_secret = _LETTERS.get()
        try:
            send(dbname, mail_id, is_secret)
        except Exception:
            _logger.exception("Letter %s stays with Odoo's queue", mail_id)


def send(dbname, mail_id, is_secret):
    """Send one letter in a transaction of its own."""
    with api.Environment.manage(), registry(dbname).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        env["itcom.questionnaire"]._deliver(env["mail.mail"].browse(mail_id), is_secret)
