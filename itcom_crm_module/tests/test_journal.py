# Licence LGPL-3 (see LICENSE).

import json
import threading
from unittest.mock import patch

import psycopg2
from odoo import sql_db
from odoo.exceptions import AccessError
from odoo.tests.common import tagged
from odoo.tools import mute_logger

from .. import journal_sealer, journal_store
from ..itcom_core.journal import events
from ..models.itcom_journal_entry import PENDING
from .common import ItcomCase


@tagged("post_install", "-at_install")
class TestJournal(ItcomCase):
    """The journal takes what happens and gives nothing back: not to users, nor to the code."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env["res.company"].create({"name": "ООО «Второй УЦ»"})
        cls.auditor.write({"company_ids": [(4, cls.company.id)]})
        cls.Entry = cls.env["itcom.journal.entry"].with_company(cls.company)

    def _entries(self):
        return self.Entry.sudo().search([("company_id", "=", self.company.id)], order="id")

    def _recorded(self, count=5):
        """:return: ``count`` sealed entries of a company that has no others."""
        for index in range(count):
            self.Entry.with_user(self.manager)._record(
                events.SCAN_VIEWED, self.company, kind="passport", index=index
            )
        self._seal()
        return self._entries()

    def _seal(self):
        self.Entry.flush()
        sealed = journal_store.seal(self.env.cr, self.company.id)
        self.Entry.invalidate_cache()
        return sealed

    def _problems(self, *anchors):
        self.Entry.flush()
        report = journal_store.verify(self.env.cr, self.company.id, anchors)
        return [tuple(problem) for problem in report.problems]

    def _edit_database(self, query, *params):
        """Do what only the owner of the database can: drop the triggers, then edit."""
        self.Entry.flush()
        self.env.cr.execute("ALTER TABLE itcom_journal_entry DISABLE TRIGGER USER")
        self.env.cr.execute(query, params)
        self.env.cr.execute("ALTER TABLE itcom_journal_entry ENABLE TRIGGER USER")
        self.Entry.invalidate_cache()

    # Recording

    def test_an_entry_says_who_what_and_when(self):
        self.Entry.with_user(self.manager)._record(events.RIGHTS_CHANGED, self.verifier, added=[1])
        entry = self.env["itcom.journal.entry"].sudo().search([], limit=1)
        self.assertEqual(entry.user_id, self.manager)
        self.assertEqual((entry.model, entry.res_id), ("res.users", self.verifier.id))
        self.assertEqual(entry.name, self.verifier.login)
        self.assertEqual(json.loads(entry.facts), {"added": [1]})
        self.assertTrue(entry.date)

    def test_an_elevated_caller_is_still_named(self):
        self.Entry.with_user(self.manager).sudo()._record(events.ACCESS_REFUSED, self.company)
        self.assertEqual(self._entries().user_id, self.manager)

    def test_each_record_has_its_own_entry_in_its_own_company(self):
        deals = self._new_deal() | self._new_deal()
        before = self.Entry.sudo().search_count([])
        self.Entry._record(events.DATA_EXPORTED, deals)
        entries = self.Entry.sudo().search([], limit=2, order="id desc")
        self.assertEqual(self.Entry.sudo().search_count([]), before + 2)
        self.assertEqual(set(entries.mapped("res_id")), set(deals.ids))
        self.assertEqual(entries.company_id, deals.company_id)

    def test_the_name_of_a_client_does_not_get_in(self):
        client = self._new_client("ООО «Секрет»")
        self.Entry._record(events.DATA_EXPORTED, client, note="ООО «Секрет»")
        entry = self.Entry.sudo().search([("model", "=", "res.partner")], limit=1)
        self.assertEqual(entry.res_id, client.id)
        self.assertNotIn("Секрет", "%s %s" % (entry.name, entry.facts))

    def test_a_client_by_link_is_named_by_number(self):
        client = self._new_client()
        self.Entry._record(events.LINK_OPENED, self.company, partner=client)
        self.assertEqual(self._entries().partner_res_id, client.id)

    def test_an_unknown_event_is_the_callers_mistake(self):
        with self.assertRaises(ValueError):
            self.Entry._record("no.such")

    def test_what_is_rolled_back_leaves_no_entry(self):
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            self.Entry._record(events.SCAN_VIEWED, self.company)
            raise ZeroDivisionError
        self.assertFalse(self._entries())

    def test_every_event_has_a_label(self):
        labels = dict(self.Entry._fields["event"].selection)
        self.assertEqual(set(labels), set(events.EVENTS))

    # Append-only

    def test_nobody_writes_deletes_or_adds_by_hand(self):
        entry = self._recorded(1)
        for user in (self.manager, self.verifier, self.administrator, self.auditor, self.env.user):
            for record in (entry.with_user(user), entry.with_user(user).sudo()):
                with self.subTest(user=user.login, su=record.env.su):
                    for attempt in (
                        lambda r=record: r.write({"ip": "192.0.2.1"}),
                        lambda r=record: r.unlink(),
                        lambda r=record: r.copy(),
                        lambda r=record: r.create({"event": events.SCAN_VIEWED}),
                        lambda r=record: setattr(r, "ip", "192.0.2.1"),
                    ):
                        with self.assertRaises(AccessError), self.env.cr.savepoint():
                            attempt()

    def test_an_import_adds_nothing(self):
        result = self.Entry.sudo().load(["event"], [[events.SCAN_VIEWED]])
        self.assertFalse(result["ids"])
        self.assertIn("append-only", result["messages"][0]["message"])

    def test_a_context_key_sent_by_rpc_opens_nothing(self):
        with self.assertRaises(AccessError):
            self.Entry.with_context(itcom_journal=True).sudo().create({"event": "scan.viewed"})

    def test_defaults_sent_by_rpc_do_not_get_in(self):
        defaults = {"default_number": 7, "default_hash": "0" * 64, "default_previous_hash": "x"}
        self.Entry.with_context(**defaults)._record(events.SCAN_VIEWED, self.company)
        entry = self._entries()
        self.assertEqual((entry.number, entry.hash, entry.previous_hash), (0, False, False))

    @mute_logger("odoo.sql_db")
    def test_the_database_refuses_plain_sql_too(self):
        entry = self._recorded(1)
        for query in (
            "UPDATE itcom_journal_entry SET ip = 'x' WHERE id = %s",
            "UPDATE itcom_journal_entry SET hash = NULL WHERE id = %s",
            "UPDATE itcom_journal_entry SET number = number + 1 WHERE id = %s",
            "DELETE FROM itcom_journal_entry WHERE id = %s",
            "TRUNCATE itcom_journal_entry -- %s",
        ):
            with self.subTest(query=query), self.assertRaises(psycopg2.errors.RaiseException):
                with self.env.cr.savepoint():
                    self.env.cr.execute(query, [entry.id])

    # Sealing and verifying

    def test_sealing_numbers_without_gaps_and_continues(self):
        self._recorded(3)
        self.Entry._record(events.SCAN_VIEWED, self.company)
        self.assertEqual(self._seal(), 1)
        self.assertEqual(self._seal(), 0)
        self.assertEqual(self._entries().mapped("number"), [1, 2, 3, 4])
        self.assertEqual(self._problems(), [])

    def test_only_answers_wait_for_each_other_to_be_sealed(self):
        pending = self.env.cr.postcommit.data
        pending.pop(PENDING, None)
        self.Entry._record(events.QUESTIONNAIRE_CHANGED, self.company)
        self.assertEqual(pending[PENDING], {self.company.id: False})
        self.Entry._record(events.SCAN_VIEWED, self.company)
        self.Entry._record(events.QUESTIONNAIRE_CHANGED, self.company)
        self.assertEqual(pending[PENDING], {self.company.id: True})

    def test_what_waits_is_sealed_once_and_with_what_does_not_wait(self):
        journal_of = (self.env.cr.dbname, self.company.id)
        with patch.object(journal_sealer.threading, "Timer") as timer:
            with patch.object(journal_store, "seal_all") as seal_all:
                for _answer in range(3):
                    journal_sealer.seal_soon(*journal_of)
                timer.assert_called_once_with(
                    journal_sealer.SECONDS, journal_sealer.seal_now, journal_of
                )
                seal_all.assert_not_called()
                journal_sealer.seal_now(*journal_of)
                seal_all.assert_called_once()
                timer.return_value.cancel.assert_called_once()
                journal_sealer.seal_soon(*journal_of)
                self.assertEqual(timer.call_count, 2)
                journal_sealer.seal_now(*journal_of)

    def test_a_sealing_that_fails_costs_no_request(self):
        with patch.object(journal_store, "seal_all", side_effect=psycopg2.OperationalError):
            with self.assertLogs("odoo.addons.itcom_crm_module.journal_sealer", "ERROR"):
                journal_sealer.seal_now(self.env.cr.dbname, self.company.id)

    def test_companies_have_chains_of_their_own(self):
        entry = self._recorded(2)[0]
        other = self.env["res.company"].create({"name": "ООО «Третий УЦ»"})
        self.Entry._record(events.SCAN_VIEWED, other)
        self.Entry.flush()
        journal_store.seal(self.env.cr, other.id)
        self.assertEqual(journal_store.head(self.env.cr, other.id).number, 1)
        self.assertEqual(entry.number, 1)
        self.assertEqual(self._problems(), [])

    def test_every_change_of_content_in_the_database_is_named(self):
        entries = self._recorded()
        for column, value in (
            ("date", "2020-01-01"),
            ("event", events.SCAN_UPLOADED),
            ("user_id", self.verifier.id),
            ("partner_res_id", 5),
            ("model", "res.users"),
            ("res_id", 99),
            ("name", "other"),
            ("ip", "192.0.2.66"),
            ("facts", "{}"),
        ):
            with self.subTest(column=column):
                before = entries[2].read([column])[0][column]
                before = before[0] if isinstance(before, tuple) else before or None
                query = "UPDATE itcom_journal_entry SET %s = %%s WHERE id = %%s" % column
                self._edit_database(query, value, entries[2].id)
                self.assertEqual(self._problems(), [("changed", 3, None)])
                self._edit_database(query, before, entries[2].id)
                self.assertEqual(self._problems(), [])

    def test_a_deleted_entry_is_named(self):
        entries = self._recorded()
        self._edit_database("DELETE FROM itcom_journal_entry WHERE id = %s", entries[1].id)
        self.assertEqual(self._problems(), [("missing", 2, 2)])

    def test_entries_that_changed_places_are_named(self):
        entries = self._recorded()
        self._edit_database(
            "UPDATE itcom_journal_entry SET number = -number WHERE id IN %s",
            tuple(entries[1:3].ids),
        )
        self._edit_database(
            "UPDATE itcom_journal_entry SET number = 5 + number WHERE id IN %s",
            tuple(entries[1:3].ids),
        )
        self.assertEqual(
            {code for code, _number, _until in self._problems()}, {"changed", "unlinked"}
        )
        self.assertEqual({number for _code, number, _until in self._problems()}, {2, 3, 4})

    def test_an_entry_moved_to_another_company_is_missing_there(self):
        entries = self._recorded()
        self._edit_database(
            "UPDATE itcom_journal_entry SET company_id = %s WHERE id = %s",
            self.env["res.company"].create({"name": "ООО «Третий УЦ»"}).id,
            entries[3].id,
        )
        self.assertEqual(self._problems(), [("missing", 4, 4)])

    def test_a_cut_end_is_found_by_an_anchor(self):
        entries = self._recorded()
        anchor = journal_store.head(self.env.cr, self.company.id)
        self._edit_database(
            "DELETE FROM itcom_journal_entry WHERE id IN %s", tuple(entries[3:].ids)
        )
        self.assertEqual(self._problems(), [])
        self.assertEqual(self._problems(anchor), [("cut", 4, 5)])

    def test_reading_in_batches_loses_nothing(self):
        self._recorded(5)
        with patch.object(journal_store, "READ_BATCH", 2):
            self.assertEqual(len(list(journal_store.read(self.env.cr, self.company.id))), 5)
            self.assertEqual(self._problems(), [])

    # Reading

    def test_auditors_read_the_entries_of_their_companies_only(self):
        entry = self._recorded(1)
        self.assertEqual(entry.with_user(self.auditor).event, events.SCAN_VIEWED)
        stranger = self._new_user("auditor", login="itcom_stranger")
        with self.assertRaises(AccessError):
            entry.with_user(stranger).read(["event"])
        for user in (self.manager, self.verifier, self.administrator):
            with self.assertRaises(AccessError):
                entry.with_user(user).read(["event"])


@tagged("post_install", "-at_install")
class TestJournalApart(ItcomCase):
    """What was refused stays on record although its request is rolled back."""

    def test_a_refused_try_survives_the_rollback(self):
        company = self.env.ref("base.main_company")
        Entry = self.env["itcom.journal.entry"].with_user(self.env.ref("base.user_admin"))
        connection = sql_db.db_connect(self.env.cr.dbname)
        thread = threading.current_thread()
        with patch.object(thread, "testing", False, create=True):
            with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
                Entry._record_apart(events.TOKEN_REFUSED, company, code="apart_test")
                raise ZeroDivisionError
        with connection.cursor() as cr:
            cr.execute(
                "SELECT number, hash FROM itcom_journal_entry WHERE facts = %s",
                ('{"code":"apart_test"}',),
            )
            rows = cr.fetchall()
            self.assertEqual(len(rows), 1)
            self.assertTrue(rows[0][0] and rows[0][1], "sealed right after its commit")
