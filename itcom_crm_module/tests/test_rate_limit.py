# Licence LGPL-3 (see LICENSE).
"""What is done all the time is counted by each worker, and told the others in shares."""

from unittest.mock import patch

from odoo.tests.common import SavepointCase, tagged

from ..models import itcom_rate_limit
from ..models.itcom_rate_limit import SHARES

WHAT, WHO, SECONDS, MOST = "deed", "somebody", 60, 160
NOW = 1_800_000_000


@tagged("post_install", "-at_install")
class TestRateLimit(SavepointCase):
    """One worker by itself, two workers, and the next stretch of time."""

    def setUp(self):
        super().setUp()
        # Or else the counts would be committed.
        self.registry.enter_test_mode(self.cr)
        self.addCleanup(self.registry.leave_test_mode)
        self.limits = self.env["itcom.rate.limit"]
        self.at(NOW)
        self.in_another_worker()
        self.addCleanup(self.in_another_worker)

    def at(self, moment):
        clock = patch.object(itcom_rate_limit.time, "time", return_value=moment)
        clock.start()
        self.addCleanup(clock.stop)

    def in_another_worker(self):
        itcom_rate_limit.OWN_COUNTS.clear()

    def tries(self, count, who=WHO):
        """:return: whether the last one of ``count`` tries was one too many."""
        for _try in range(count):
            outcome = self.limits._is_too_often(WHAT, who, SECONDS, MOST)
        return outcome

    def test_a_worker_by_itself_counts_exactly(self):
        self.assertFalse(self.tries(MOST))
        self.assertTrue(self.tries(1))
        self.assertFalse(self.tries(1, "somebody else"))

    def test_the_database_is_asked_once_a_share(self):
        with self.assertQueryCount(1):
            self.tries(MOST // SHARES)
        with self.assertQueryCount(SHARES - 1):
            self.tries(MOST - MOST // SHARES)

    def test_another_worker_knows_all_but_a_share(self):
        self.tries(MOST)
        self.in_another_worker()
        self.assertFalse(self.tries(MOST // SHARES - 1))
        self.assertTrue(self.tries(1))

    def test_with_the_next_stretch_the_count_begins_anew(self):
        self.assertTrue(self.tries(MOST + 1))
        self.at(NOW + SECONDS)
        self.assertFalse(self.tries(MOST))
