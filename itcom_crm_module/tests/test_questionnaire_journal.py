# Licence LGPL-3 (see LICENSE).

import json

from odoo.tests.common import tagged

from ..models.itcom_journal_entry import NAME_PATHS
from ..models.itcom_questionnaire_scan import STAFF
from .questionnaire_common import SCAN, QuestionnaireCase


@tagged("post_install", "-at_install")
class TestQuestionnaireJournal(QuestionnaireCase):
    """The life of a questionnaire can be told from the journal alone, and no person's data."""

    def setUp(self):
        super().setUp()
        self.entry = self.env["itcom.journal.entry"].sudo()

    def _since(self, action, *args):
        """:return: entries that ``action`` leaves, oldest first."""
        last = self.entry.search([], limit=1)
        action(*args)
        return self.entry.search([("id", ">", last.id)], order="id")

    def test_who_opens_it_is_on_record_once(self):
        mine = self._new_questionnaire()
        entries = self._since(lambda: [mine.read(["passport_number"]), mine.read()])
        self.assertEqual(entries.mapped("event"), ["questionnaire.opened"])
        self.assertEqual((entries.user_id, entries.name), (self.manager, mine.number))

    def test_a_list_is_no_opening(self):
        mine = self._new_questionnaire()
        self.assertFalse(self._since(mine.read, ["number", "state"]))

    def test_reading_many_with_their_passports_opens_each(self):
        many = self._new_questionnaire() | self._new_questionnaire()
        entries = self._since(many.read, ["passport_series"])
        self.assertEqual(set(entries.mapped("res_id")), set(many.ids))

    def test_a_change_names_the_fields_and_not_their_values(self):
        mine = self._new_questionnaire()
        entries = self._since(mine.write, {"passport_number": "123456", "alias": "x"})
        self.assertEqual(entries.mapped("event"), ["questionnaire.changed"])
        self.assertEqual(json.loads(entries.facts), {"fields": ["passport_number"]})

    def test_every_step_upload_and_verdict(self):
        mine = self._filled()
        document = mine.document_ids[0]
        moved = self._since(mine.action_submit)
        self.assertEqual(
            [json.loads(entry.facts) for entry in moved if entry.event == "questionnaire.moved"],
            [{"source": "draft", "target": "review"}],
        )
        judged = self._since(document.with_user(self.verifier).action_accept)
        self.assertEqual((judged.event, judged.user_id), ("verdict.given", self.verifier))
        self.assertEqual(
            json.loads(judged.facts), {"kind": document.kind_id.code, "verdict": "accepted"}
        )

    def test_scans_that_come_and_go(self):
        document = self._new_questionnaire().document_ids[0]
        come = self._since(document._add_scan, SCAN, "scan.png", STAFF)
        gone = self._since(document.scan_ids._remove)
        self.assertEqual(come.mapped("event"), ["scan.uploaded"])
        self.assertEqual(gone.mapped("event"), ["scan.removed"])
        self.assertEqual(come.name, document.questionnaire_id.number)

    def test_names_of_records_are_there(self):
        for model, path in NAME_PATHS.items():
            self.env[model].sudo().search([], limit=1).mapped(path)
