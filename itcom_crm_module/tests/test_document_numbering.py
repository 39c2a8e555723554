# Licence LGPL-3 (see LICENSE).

import threading
from datetime import date
from unittest.mock import patch

import psycopg2
from freezegun import freeze_time
from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, tagged
from odoo.tests.common import get_db_name
from odoo.tools import mute_logger

from .documents import DocumentCase


@tagged("post_install", "-at_install")
class TestDocumentNumbering(DocumentCase):
    """Numbers run from 1 in every year and company."""

    def test_from_one_again_every_year(self):
        numbers = []
        for day in ("2026-12-30", "2026-12-31", "2027-01-11", "2027-01-12"):
            with freeze_time(day + " 09:00:00"):
                numbers.append(self.form_invoice(self.make_deal({})).number)
        self.assertEqual(numbers, ["1", "2", "1", "2"])

    def next_number(self, day, company=None):
        return self.env["itcom.document.counter"]._next(company or self.company, "invoice", day)

    def test_each_company_counts_for_itself(self):
        other = self.make_company("ООО «Второй УЦ»")
        day = date(2026, 11, 23)
        self.assertEqual(self.next_number(day), "1")
        self.assertEqual(self.next_number(day, other), "1")
        self.assertEqual(self.next_number(day), "2")

    def test_what_is_set_up_once_holds_in_the_next_year(self):
        self.next_number(date(2026, 11, 23))
        counter = self.env["itcom.document.counter"].search([("company_id", "=", self.company.id)])
        counter.write({"prefix": "К-", "suffix": "/м", "last_number": 16})
        self.assertEqual(self.next_number(date(2026, 12, 31)), "К-17/м")
        self.assertEqual(self.next_number(date(2027, 1, 11)), "К-1/м")

    def test_a_number_that_was_not_used_is_not_lost(self):
        deal = self.make_deal({})
        with patch.object(type(self.env["itcom.document"]), "_attach", side_effect=UserError("!")):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                deal.action_itcom_form_invoice()
        self.assertEqual(self.form_invoice(deal).number, "1")

    def test_the_database_refuses_a_number_twice(self):
        first = self.form_invoice(self.make_deal({}))
        second = self.form_invoice(self.make_deal({}))
        with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.IntegrityError):
            with self.env.cr.savepoint():
                second.sudo().number = first.number
                second.flush()


@tagged("post_install", "-at_install")
class TestNumberingAtOnce(BaseCase):
    """Two clerks form a document at the same moment."""

    YEAR = date(2097, 1, 9)

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self.addCleanup(self.forget_the_year)

    def forget_the_year(self):
        with self.registry.cursor() as cr:
            counters = api.Environment(cr, SUPERUSER_ID, {})["itcom.document.counter"]
            counters.search([("year", "=", self.YEAR.year)]).unlink()

    def number(self, cr):
        env = api.Environment(cr, SUPERUSER_ID, {})
        company = env["res.company"].search([], limit=1)
        return env["itcom.document.counter"]._next(company, "invoice", self.YEAR)

    def test_the_second_waits_and_is_run_again(self):
        first, second = self.registry.cursor(), self.registry.cursor()
        self.addCleanup(first.close)
        self.addCleanup(second.close)
        outcome = []

        def the_other_clerk():
            try:
                with api.Environment.manage(), mute_logger("odoo.sql_db"):
                    outcome.append(self.number(second))
            except psycopg2.errors.SerializationFailure as failure:
                outcome.append(failure)

        second.execute("SELECT 1")
        self.assertEqual(self.number(first), "1")
        other = threading.Thread(target=the_other_clerk)
        other.start()
        other.join(0.5)
        self.assertTrue(other.is_alive(), "the second clerk got a number before the first was sure")
        first.commit()  # pylint: disable=invalid-commit
        other.join(10)
        self.assertIsInstance(outcome[0], psycopg2.errors.SerializationFailure)
        second.rollback()
        self.assertEqual(self.number(second), "2")
        second.rollback()
