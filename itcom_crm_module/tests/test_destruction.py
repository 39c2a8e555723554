# Licence LGPL-3 (see LICENSE).

import base64
import io
import json
import os
import zipfile
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests.common import tagged
from odoo.tools import mute_logger
from psycopg2 import sql

from .. import filestore, journal_store
from ..itcom_core.questionnaire import retention
from ..itcom_core.questionnaire import workflow as wf
from ..models.itcom_eraser import PENDING
from ..models.itcom_questionnaire_destruction import (
    ERASED_CHILDREN,
    KEPT_CHILDREN,
    KEPT_FIELDS,
    ItcomQuestionnaireDestruction,
)
from .documents import docx_text
from .questionnaire_common import PERSON, upload_of
from .test_consent import ConsentCase
from .test_questionnaire_papers import PapersCase

# One whom nothing but a questionnaire knows. Each of these stands in no other record.
SURNAME = "Незабудкина"
HOLDER = {
    **PERSON,
    "holder": "proxy",
    "surname": SURNAME,
    "given_name": "Аграфена",
    "patronymic": "Поликарповна",
    "post": "Кладовщица",
    "authority_type": "Доверенность Незабудкиной",
    "authority_number": "7",
    "authority_date": "2026-11-01",
    "snils": "087-654-303 00",
    "passport_number": "918273",
    "email": "nezabudkina@primer.example",
    "phone": "+7 999 876-54-32",
    "birth_place": "с. Малые Незабудки",
    "alias": "Незабудкина, торги",
}
NEEDLES = (
    "незабудк", "nezabudkina", "поликарповн", "08765430300", "087-654-303", "918273", "876-54-32",
    "9876543",
)  # fmt: skip
SCAN_MARK = b"scan of Nezabudkina's passport"


class DestructionCase(ConsentCase, PapersCase):
    """A questionnaire with everything personal that it can hold, and time that passes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Run = cls.env["itcom.destruction"].with_user(cls.administrator)
        # Those of other tests and of demo data are none of ours.
        cls.env["itcom.retention.rule"].search([]).write({"active": False})
        cls.rule = cls.env.ref("itcom_crm_module.retention_rule_cancelled")
        cls.rule.active = True

    def _full(self):
        """:return: a cancelled questionnaire that names its holder wherever that is possible."""
        mine = self._new_questionnaire(**HOLDER)
        for document in mine.document_ids:
            content = SCAN_MARK + document.kind_id.code.encode()
            document._keep_scan(upload_of(content, clean_name=SURNAME + ".pdf"), "client")
        self.give(mine)
        mine._itcom_form("consent")
        mine.action_submit()
        document = mine.document_ids[0].with_user(self.verifier)
        document.write({"verdict": "rejected", "remark": "Незабудкина не видна"})
        mine.with_user(self.verifier)._action_with_reason(wf.RETURN, "Незабудкина, исправьте")
        mine.message_post(
            body="Звонила Незабудкина",
            subject="Незабудкина",
            attachments=[("Незабудкина.txt", "Незабудкина, паспорт 918273".encode())],
        )
        mine.activity_schedule("mail.mail_activity_data_todo", note="Незабудкина")
        self.env["ir.attachment"].create(
            {"name": "Незабудкина", "raw": SCAN_MARK, "res_model": mine._name, "res_id": mine.id}
        )
        mine.action_compare_with_card()
        # Odoo tracks no change in the transaction that made the record: this begins another.
        self._end_transaction()
        mine.with_context(tracking_disable=False).alias = "Незабудкина, другие торги"
        self._end_transaction()
        mine._action_with_reason(wf.CANCEL, "Незабудкина передумала")
        return mine

    def _end_transaction(self):
        """What happens before each commit."""
        self.env["base"].flush()
        self.env.cr.precommit.run()

    def _age(self, questionnaires, days):
        """Let the time since the last step and change pass."""
        questionnaires.flush()
        self.env.cr.execute(
            "UPDATE itcom_questionnaire SET state_date = state_date - interval '%s days',"
            " write_date = write_date - interval '%s days' WHERE id = ANY(%s)",
            [days, days, questionnaires.ids],
        )
        questionnaires.invalidate_cache()

    def _run(self):
        """:return: the proposal of the company, as the administrator sees it."""
        self.Run.action_propose()
        return self.Run.search([("state", "=", "proposed")], limit=1)

    def _found_in(self, needles):
        """:return: names of the tables of the whole database in which any of ``needles`` stands."""
        self.env["base"].flush()
        self.env.cr.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in self.env.cr.fetchall()]
        patterns = ["%" + needle + "%" for needle in needles]
        found = set()
        for table in tables:
            query = sql.SQL("SELECT 1 FROM {0} AS row WHERE row::text ILIKE ANY(%s) LIMIT 1")
            self.env.cr.execute(query.format(sql.Identifier(table)), [patterns])
            if self.env.cr.fetchone():
                found.add(table)
        return found

    def _files_with(self, mark):
        """:return: paths of the stored files that hold ``mark``."""
        found = []
        root = self.env["ir.attachment"]._filestore()
        for folder, _folders, names in os.walk(root):
            for name in names:
                path = os.path.join(folder, name)
                with open(path, "rb") as file:
                    if mark in file.read():
                        found.append(path)
        return found

    def _commit_files(self):
        """What happens after the commit, which a test has none of."""
        pending = self.env.cr.postcommit.data.pop(PENDING, {})
        self.env["ir.attachment"].flush()
        return filestore.remove(self.env.cr, pending)


@tagged("post_install", "-at_install")
class TestDestruction(DestructionCase):
    """After a run nothing of the person is left, and all that has to be left is."""

    def test_nothing_of_the_person_is_left_in_database_and_files(self):
        mine = self._full()
        self._age(mine, 400)
        self.assertIn("itcom_questionnaire", self._found_in(NEEDLES))
        self.assertIn("mail_tracking_value", self._found_in(["Незабудкина, торги"]))
        self.assertGreater(len(self._files_with(SCAN_MARK)), 3)
        # What stands in a docx is compressed and can't be looked for.
        attachments = self.env["itcom.eraser"]._attachments_of(mine._children("itcom.document"))
        papers = [attachments._full_path(name) for name in attachments.mapped("store_fname")]
        self.assertTrue(papers)
        run = self._run()
        self.assertEqual(run.line_ids.questionnaire_id, mine)
        run.action_confirm()
        self._commit_files()
        self.assertEqual(run.state, "destroyed")
        self.assertEqual(self._found_in(NEEDLES), set())
        self.assertEqual(self._files_with(SCAN_MARK), [])
        self.assertEqual(self._files_with("Незабудкина".encode()), [])
        self.assertFalse([path for path in papers if os.path.exists(path)])
        self.assertEqual(run.line_ids.document_count, 1)

    def test_the_register_has_no_hole(self):
        mine = self._full()
        number, deal = mine.number, mine.order_id
        self._age(mine, 400)
        self._run().action_confirm()
        self.assertEqual((mine.number, mine.order_id, mine.state), (number, deal, wf.CANCELLED))
        self.assertTrue(mine.destroyed_on)
        (consent,) = mine.sudo().consent_ids
        self.assertTrue(consent.text_hash and consent.date and not consent.person)
        self.assertFalse(mine.can_reopen)
        with self.assertRaises(UserError):
            mine.action_reopen()
        self.assertFalse(self._run().line_ids.filtered(lambda line: line.questionnaire_id == mine))

    def test_only_what_is_known_to_stay_stays(self):
        mine = self._full()
        self._age(mine, 400)
        self._run().action_confirm()
        mine.flush()
        self.env.cr.execute("SELECT * FROM itcom_questionnaire WHERE id = %s", [mine.id])
        (row,) = self.env.cr.dictfetchall()
        # Its number is all that it can be looked up by.
        row.pop("lookup_text")
        self.assertEqual({name for name, value in row.items() if value} - KEPT_FIELDS, set())

    def test_every_model_that_belongs_to_a_questionnaire_has_its_end_decided(self):
        decided = {*ERASED_CHILDREN, *KEPT_CHILDREN, "itcom.document"}
        children = {
            name
            for name, model in self.env.registry.items()
            if not model._transient
            and not model._abstract
            and any(
                field.comodel_name == "itcom.questionnaire"
                and field.store
                and field.type == "many2one"
                for field in model._fields.values()
            )
        }
        self.assertEqual(children - decided, set(), "new: erase it, or say what of it is blanked")

    def test_the_journal_and_the_act_tell_it_without_a_name(self):
        mine = self._full()
        self._age(mine, 400)
        run = self._run()
        run.action_confirm()
        with self.assertRaises(UserError):
            run.action_make_act()
        self.env["itcom.journal.entry"].flush()
        while journal_store.seal(self.env.cr, self.company.id):
            pass
        run.action_make_act()
        self.assertEqual(run.state, "closed")
        content = base64.b64decode(run.with_context(bin_size=False).act)
        text = docx_text(content)
        for says in (run.number, mine.number, self.rule.with_context(lang="ru_RU").ground):
            self.assertIn(says, text)
        lines = base64.b64decode(run.with_context(bin_size=False).extract).decode().splitlines()
        entries = [json.loads(line) for line in lines]
        self.assertEqual({entry["res_id"] for entry in entries}, {mine.id})
        self.assertIn("person.destroyed", {entry["event"] for entry in entries})
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            everything = b"".join(map(archive.read, archive.namelist())).decode("utf-8", "ignore")
        for needle in NEEDLES:
            self.assertNotIn(needle, (everything + "".join(lines)).lower())

    def test_a_file_that_another_record_has_too_stays(self):
        mine = self._full()
        other = self.env["ir.attachment"].create({"name": "чужой", "raw": SCAN_MARK})
        self._age(mine, 400)
        self._run().action_confirm()
        self._commit_files()
        self.assertEqual(other.raw, SCAN_MARK)
        self.assertEqual(len(self._files_with(SCAN_MARK)), 1)


@tagged("post_install", "-at_install")
class TestDestructionRun(DestructionCase):
    """What is due, who decides, and what happens in between."""

    def _cancelled(self, days):
        mine = self._new_questionnaire()
        mine._action_with_reason(wf.CANCEL, "x")
        self._age(mine, days)
        return mine

    def test_what_is_due(self):
        rules = self.env["itcom.retention.rule"].with_context(active_test=False).search([])
        rule = {one.kind: one for one in rules}
        due, early = self._cancelled(366), self._cancelled(364)
        self.assertEqual(rule[retention.CANCELLED]._due(self.company) & (due | early), due)
        sent = self._new_questionnaire()
        sent.action_send()
        touched = self._new_questionnaire()
        self._age(sent | touched, 181)
        touched.surname = "Иной"
        touched.flush()
        self.assertEqual(rule[retention.UNSUBMITTED]._due(self.company) & (sent | touched), sent)
        withdrawn = self._filled()
        self.withdraw(self.give(withdrawn), is_cancelling=False)
        self.assertNotIn(withdrawn, rule[retention.WITHDRAWN]._due(self.company))
        consent = withdrawn.sudo().consent_ids
        consent.date_withdrawn = "2020-01-01"
        self.assertIn(withdrawn, rule[retention.WITHDRAWN]._due(self.company))
        self.give(withdrawn)
        self.assertNotIn(withdrawn, rule[retention.WITHDRAWN]._due(self.company))

    def test_of_an_issued_certificate_the_scans_alone_go(self):
        mine = self._filled()
        mine._written_by_code().write({"state": wf.EXPIRED})
        self._age(mine, 2000)
        self.rule.active = False
        self.env.ref("itcom_crm_module.retention_rule_ended").active = True
        run = self._run()
        run.action_confirm()
        self.assertEqual(run.line_ids.depth, retention.SCANS)
        self.assertFalse(mine.sudo().document_ids.scan_ids)
        self.assertEqual((mine.passport_number, mine.state), ("123456", wf.EXPIRED))
        self.assertFalse(mine.destroyed_on)
        self.assertFalse(self.env.ref("itcom_crm_module.retention_rule_ended")._due(self.company))

    def test_nothing_goes_before_an_administrator_confirms(self):
        mine = self._cancelled(400)
        self.env["itcom.destruction"]._cron_propose()
        self.env["itcom.destruction"]._cron_destroy()
        self.assertEqual(mine.surname, "Орлов")
        run = self._run()
        for user in (self.manager, self.verifier):
            own = run.with_user(user)
            for deed in (own.action_confirm, own.action_continue, own.action_make_act):
                with self.subTest(user=user.login, deed=deed), self.assertRaises(AccessError):
                    deed()
        with self.assertRaises(AccessError):
            run.write({"state": "running"})
        with self.assertRaises(AccessError), mute_logger("odoo.addons.base.models.ir_rule"):
            other = self.env["res.company"].create({"name": "Second"})
            self.administrator.write({"company_ids": [(6, 0, other.ids)], "company_id": other.id})
            run.with_context(allowed_company_ids=other.ids).action_confirm()

    def test_left_out_and_no_longer_due(self):
        out, changed, due = (self._cancelled(400) for _index in range(3))
        run = self._run()
        lines = {line.questionnaire_id: line for line in run.line_ids}
        lines[out].action_exclude()
        changed._action_with_reason(wf.REOPEN, "ещё нужна")
        run.action_confirm()
        self.assertEqual(
            [lines[one].state for one in (out, changed, due)], ["excluded", "skipped", "done"]
        )
        self.assertEqual((out.surname, changed.surname, due.surname), ("Орлов", "Орлов", False))
        with self.assertRaises(UserError):
            lines[out].action_include()
        with self.assertRaises(UserError):
            run.action_confirm()

    def test_one_that_fails_is_left_whole_and_the_others_go(self):
        bad, good = self._cancelled(400), self._cancelled(400)
        run = self._run()
        destroy = ItcomQuestionnaireDestruction._erase_papers

        def fails_late(record):
            if record.id == bad.id:
                raise ValueError("something unforeseen")
            return destroy(record)

        with patch.object(ItcomQuestionnaireDestruction, "_erase_papers", fails_late):
            with mute_logger("odoo.addons.itcom_crm_module.models.itcom_destruction_line"):
                run.action_confirm()
        bad.invalidate_cache()
        self.assertEqual((bad.surname, good.surname), ("Орлов", False))
        self.assertTrue(bad.sudo().document_ids)
        states = {line.questionnaire_id: line.state for line in run.line_ids}
        self.assertEqual((states[bad], states[good]), ("failed", "done"))
        self.assertEqual(run.line_ids.filtered("problem").problem, "ValueError")

    def test_a_long_run_goes_on_where_it_stopped(self):
        many = self.env["itcom.questionnaire"].union(*(self._cancelled(400) for _index in range(5)))
        run = self._run()
        with patch("odoo.addons.itcom_crm_module.models.itcom_destruction.BATCH", 2):
            run.action_confirm()
            self.assertEqual((run.state, run.done_count), ("running", 2))
            self.env["itcom.destruction"]._cron_destroy()
            self.assertEqual((run.state, run.done_count), ("running", 4))
            run.action_continue()
        self.assertEqual((run.state, run.done_count), ("destroyed", 5))
        self.assertEqual(many.mapped("surname"), [False] * 5)

    def test_a_proposal_is_kept_up_to_date(self):
        first = self._cancelled(400)
        run = self._run()
        second = self._cancelled(400)
        first._action_with_reason(wf.REOPEN, "ещё нужна")
        self.assertEqual(self._run(), run)
        self.assertEqual(run.line_ids.questionnaire_id, second)

    def test_the_company_of_the_administrator_alone(self):
        mine = self._cancelled(400)
        other = self.env["res.company"].create({"name": "Second"})
        self.assertFalse(self.env["itcom.destruction"].sudo()._propose(other))
        self.assertIn(mine, self._run().line_ids.questionnaire_id)

    def test_nobody_marks_one_as_destroyed_by_hand(self):
        mine = self._new_questionnaire()
        for user in (self.manager, self.administrator):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                mine.with_user(user).write({"destroyed_on": "2020-01-01"})
