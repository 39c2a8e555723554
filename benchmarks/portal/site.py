# Licence LGPL-3 (see LICENSE).
"""One database's pages, asked inside the process, and what each request costs."""

import os
import re
from concurrent.futures import ThreadPoolExecutor
from threading import get_native_id

from odoo import sql_db
from odoo.service.wsgi_server import application
from odoo.tools import config
from werkzeug.test import Client
from werkzeug.wrappers import BaseResponse

from .. import processor

BACKENDS = "SELECT pid FROM pg_stat_activity WHERE datname = %s"
NEXT_TRANSACTION = "SELECT txid_snapshot_xmax(txid_current_snapshot())"


class Browser:
    """Somebody with cookies of their own, on one database.

    Requests run in a thread of their own, for Odoo keeps one record cache a thread and the
    shell's is not that of a server.
    """

    thread = ThreadPoolExecutor(1)

    def __init__(self, database):
        self.database = database
        self._client = Client(application, BaseResponse)

    def open(self, path, **request):
        """:return: the answer, read to its end."""
        return self.thread.submit(self._open, path, request).result()

    def cost(self, path, **request):
        """:return: (milliseconds on a processor, queries) of one request."""
        return self.cost_of(lambda: self.ask(path, **request))

    def cost_of(self, work):
        """:return: (milliseconds on a processor, queries) of all that ``work()`` does."""
        return self.thread.submit(self._cost, work).result()

    def ask(self, path, **request):
        """As :meth:`open`, inside of :meth:`cost_of`. :raise RuntimeError: it was refused."""
        answer = self._open(path, request)
        if answer.status_code >= 400:
            raise RuntimeError("%s: %s\n%s" % (path, answer.status, answer.get_data(True)[:2000]))
        return answer

    def _open(self, path, request):
        # This is how the server knows on which database it is.
        config["db_name"] = self.database
        answer = self._client.open(path, base_url="http://127.0.0.1:8069", **request)
        answer.get_data()
        return answer

    def _cost(self, work):
        with Counted() as counted:
            before = self._spent()
            work()
            spent = self._spent() - before
        return spent, counted.count

    def _spent(self):
        with sql_db.db_connect("postgres").cursor() as cr:
            cr.execute(BACKENDS, [self.database])
            backends = [pid for (pid,) in cr.fetchall()]
        own = processor.of_thread(os.getpid(), get_native_id())
        return own + sum(map(processor.of_thread, backends)) + processor.of_descendants(os.getpid())

    # Pages

    def csrf_of(self, path, pattern):
        """:return: the token that a page holds, by a pattern with one group."""
        return re.search(pattern, self.open(path).get_data(as_text=True)).group(1)


class Counted:
    """Counts the queries that are sent while it is open, those of another database not."""

    def __enter__(self):
        self.count, self._execute = 0, sql_db.Cursor.execute

        def execute(cursor, *arguments, **named):
            self.count += cursor.dbname != "postgres"
            return self._execute(cursor, *arguments, **named)

        sql_db.Cursor.execute = execute
        return self

    def __exit__(self, *_error):
        sql_db.Cursor.execute = self._execute


def next_transaction(database):
    """:return: number of the next transaction that writes."""
    with sql_db.db_connect(database).cursor() as cr:
        cr.execute(NEXT_TRANSACTION)
        return cr.fetchone()[0]
