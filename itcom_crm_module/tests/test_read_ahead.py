# Licence LGPL-3 (see LICENSE).

import threading

import psycopg2
from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, SavepointCase, tagged
from odoo.tests.common import get_db_name
from odoo.tools import mute_logger

from ..tools.read_ahead import columns, prepare, read_ahead, run_beside


@tagged("post_install", "-at_install")
class TestReadAhead(SavepointCase):
    """One query fills the cache as the ORM would have done with many."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.country = cls.env.ref("base.ru")
        Partner = cls.env["res.partner"]
        cls.second = Partner.create({"name": "Б", "country_id": cls.country.id, "active": False})
        cls.first = Partner.create({"name": "А", "city": "Казань"})
        cls.both = cls.first | cls.second

    def both_ahead(self, **options):
        self.both.flush()
        self.env.cache.invalidate()
        domain = [("id", "in", self.both.ids)]
        joins = {"country_id": ["name", "code"]}
        return read_ahead(self.env["res.partner"], domain, ["name", "city"], joins, **options)

    def test_what_was_read_costs_nothing_more(self):
        with self.assertQueryCount(1):
            partners = self.both_ahead()
            said = [(one.name, one.city, one.country_id.code) for one in partners]
        self.assertEqual(partners.ids, self.both.ids)
        self.assertEqual(said, [("А", "Казань", False), ("Б", False, "RU")])

    def test_translated_names_come_in_the_readers_language(self):
        self.env["res.lang"]._activate_lang("ru_RU")
        russian = self.country.with_context(lang="ru_RU")
        russian.name = "Россия (перевод)"
        self.both.flush()
        self.env.cache.invalidate()
        Partner = self.env["res.partner"].with_context(lang="ru_RU")
        domain = [("id", "=", self.second.id)]
        partner = read_ahead(Partner, domain, [], {"country_id": ["name"]})
        with self.assertQueryCount(0):
            self.assertEqual(partner.country_id.name, "Россия (перевод)")

    def test_what_is_about_to_be_written_is_read(self):
        self.first.city = "Тула"
        self.country.code = "RX"
        partners = read_ahead(
            self.env["res.partner"],
            [("id", "in", self.both.ids)],
            ["city"],
            {"country_id": ["code"]},
        )
        self.assertEqual(partners.mapped("city"), ["Тула", False])
        self.assertEqual(partners.country_id.code, "RX")

    def test_a_path_leads_further_in_the_same_query(self):
        self.second.parent_id = self.first
        self.first.country_id = self.country
        self.both.flush()
        self.env.cache.invalidate()
        joins = {"parent_id": ["name"], "parent_id.country_id": ["code"], "country_id": ["code"]}
        with self.assertQueryCount(1):
            partner = read_ahead(
                self.env["res.partner"], [("id", "=", self.second.id)], ["name"], joins
            )
            said = (partner.parent_id.name, partner.parent_id.country_id.code)
        self.assertEqual(said, ("А", "RU"))

    def test_what_stands_beside_the_records_is_told_in_the_same_query(self):
        self.second.parent_id = self.first
        self.both.flush()
        self.env.cache.invalidate()
        partners = self.env["res.partner"]
        children = "ARRAY(SELECT id FROM res_partner AS child WHERE parent_id = res_partner.id)"
        reading = prepare(
            partners, [("id", "=", 0)], ["name"], {"country_id": ["code"]}, [children]
        )
        with self.assertQueryCount(1):
            partner, beside = run_beside(partners, reading, [self.first.id])
            self.assertEqual((partner, partner.name), (self.first, "А"))
        self.assertEqual(beside, [(self.second.ids,)])

    def test_columns_are_what_the_orm_reads_at_the_first_look(self):
        self.both.flush()
        self.env.cache.invalidate()
        partners = self.env["res.partner"]
        partner = read_ahead(partners, [("id", "=", self.first.id)], columns(partners))
        with self.assertQueryCount(0):
            self.assertEqual((partner.name, partner.city, partner.vat), ("А", "Казань", False))

    def test_nothing_found_is_nothing(self):
        nobody = read_ahead(self.env["res.partner"], [("id", "=", 0)], ["name"])
        self.assertFalse(nobody)


@tagged("post_install", "-at_install")
class TestReadAheadAtOnce(BaseCase):
    """Who holds records lets nobody change what follows from them at the same moment."""

    def setUp(self):
        super().setUp()
        registry = Registry(get_db_name())
        self.cursors = [registry.cursor(), registry.cursor()]
        for cursor in self.cursors:
            self.addCleanup(cursor.close)

    def hold(self, cursor):
        env = api.Environment(cursor, SUPERUSER_ID, {})
        countries = env["res.country"]
        return read_ahead(countries, [("code", "=", "RU")], ["code"], lock=True)

    def test_the_second_waits_and_is_run_again(self):
        first, second = self.cursors
        outcome = []

        def the_other_clerk():
            try:
                with api.Environment.manage(), mute_logger("odoo.sql_db"):
                    outcome.append(self.hold(second))
            except psycopg2.errors.SerializationFailure as failure:
                outcome.append(failure)

        second.execute("SELECT 1")
        held = self.hold(first)
        other = threading.Thread(target=the_other_clerk)
        other.start()
        other.join(0.5)
        self.assertTrue(other.is_alive(), "the second clerk did not wait")
        first.execute("UPDATE res_country SET code = code WHERE id = %s", [held.id])
        first.commit()  # pylint: disable=invalid-commit
        other.join(10)
        self.assertIsInstance(outcome[0], psycopg2.errors.SerializationFailure)
        second.rollback()
