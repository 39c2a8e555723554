# Licence LGPL-3 (see LICENSE).

import hashlib
import time
from contextlib import contextmanager
from typing import NamedTuple

from odoo import api, fields, models

DAY = 24 * 60 * 60
SHARES = 16


class _Count:
    """``told``: what the database said last; ``own``: what came since then in this process."""

    __slots__ = ("told", "own")

    def __init__(self):
        self.told = self.own = 0


class _Stretch(NamedTuple):
    """``start`` in seconds; ``counts``: {who: :class:`_Count`} of this process."""

    start: int
    counts: dict


# {(database, what): :class:`_Stretch`}, the newest one.
OWN_COUNTS = {}


class ItcomRateLimit(models.Model):
    """How often somebody tried something in the current stretch of time, over all workers.

    One row for each who and what, known by its hash alone. Counted in a transaction of its own,
    so that a try counts although its request is rolled back, and no request waits for another
    one's end. Losing the last counts in a crash is no harm, so nobody waits for the disk.
    """

    _name = "itcom.rate.limit"
    _description = "Count of tries"
    _log_access = False

    key = fields.Char(required=True, readonly=True)
    start = fields.Integer("Start of the stretch (seconds)", required=True, readonly=True)
    count = fields.Integer(required=True, readonly=True)

    _sql_constraints = [("key_unique", "unique(key)", "There is one count for each key.")]

    @api.model
    def _hit(self, what, who, seconds, times=1):
        """Count one more try.

        :param seconds: length of a stretch; the count begins anew with each.
        :param times: count so many.
        :return: how many there were in this stretch, these included.
        """
        with self._apart() as cr:
            cr.execute(
                """
                SET LOCAL synchronous_commit = off;
                INSERT INTO itcom_rate_limit AS row (key, start, count) VALUES (%s, %s, %s)
                ON CONFLICT (key) DO UPDATE SET
                    count = CASE WHEN row.start = EXCLUDED.start THEN row.count ELSE 0 END
                        + EXCLUDED.count,
                    start = EXCLUDED.start
                RETURNING count
                """,
                [_key(what, who), _start(seconds), times],
            )
            return cr.fetchone()[0]

    @api.model
    def _is_too_often(self, what, who, seconds, most):
        """Count one more try of something that is done all the time.

        The first of a stretch asks the database; then a worker counts by itself and tells what it
        has counted ``SHARES`` times in a stretch: to tell each would cost as much as the deed.

        :return: whether there were more than ``most`` in this stretch, within a share for each
            other worker.
        """
        start = _start(seconds)
        stretch = OWN_COUNTS.get((self.env.cr.dbname, what))
        if stretch is None or stretch.start != start:
            stretch = OWN_COUNTS[self.env.cr.dbname, what] = _Stretch(start, {})
        count = stretch.counts.setdefault(who, _Count())
        count.own += 1
        if not count.told or count.own >= most / SHARES or count.told + count.own > most:
            count.told, count.own = self._hit(what, who, seconds, count.own), 0
        return count.told + count.own > most

    @api.model
    def _count(self, what, who, seconds):
        """:return: how many tries there were in this stretch."""
        self.env.cr.execute(
            "SELECT count FROM itcom_rate_limit WHERE key = %s AND start = %s",
            [_key(what, who), _start(seconds)],
        )
        return (self.env.cr.fetchone() or [0])[0]

    @contextmanager
    def _apart(self):
        """A cursor of its own that waits for a concurrent count instead of failing by it.

        In a test there is only one transaction.
        """
        if self.pool.in_test_mode():
            yield self.env.cr
            return
        with self.pool._db.cursor(serialized=False) as cr:
            yield cr

    @api.autovacuum
    def _gc(self):
        self.env.cr.execute(
            "DELETE FROM itcom_rate_limit WHERE start < %s", [int(time.time()) - DAY]
        )


def _key(what, who):
    return hashlib.sha256(("%s:%s" % (what, who)).encode()).hexdigest()


def _start(seconds):
    now = int(time.time())
    return now - now % seconds
