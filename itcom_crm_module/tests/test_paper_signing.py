# Licence LGPL-3 (see LICENSE).

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..itcom_core.questionnaire import papers
from ..models.itcom_questionnaire_scan import STAFF
from .questionnaire_common import SCAN
from .test_questionnaire_papers import PapersCase


@tagged("post_install", "-at_install")
class TestPaperSigning(PapersCase):
    """A paper is «Подписан» as long as the verifier's acceptance of its scan stands."""

    def setUp(self):
        super().setUp()
        self.questionnaire = self._filled()
        self.questionnaire.action_itcom_form_papers()
        self.questionnaire.action_submit()
        self.paper = self.paper_of(self.questionnaire)
        self.scanned = self.scanned_of(self.questionnaire)

    def paper_of(self, questionnaire):
        return questionnaire.itcom_document_ids.filtered(
            lambda document: document.kind == papers.APPLICATION
        )

    def scanned_of(self, questionnaire):
        """:return: the application among the documents asked for, as the verifier sees it."""
        return questionnaire.document_ids.filtered(
            lambda document: document.kind_id.code == "application"
        ).with_user(self.verifier)

    def test_accepting_the_scan_signs_that_paper_and_no_other(self):
        self.assertEqual(self.paper.state, "formed")
        self.scanned.action_accept()
        self.assertEqual((self.paper.state, self.paper.status), ("signed", "signed"))
        self.assertEqual(self.paper.signed_document_id, self.scanned.with_user(self.manager))
        self.assertTrue(self.paper.date_signed)
        others = self.questionnaire.itcom_document_ids - self.paper
        self.assertEqual(set(others.mapped("state")), {"formed"})

    def test_a_check_that_is_passed_leaves_every_paper_signed(self):
        self.questionnaire.with_user(self.verifier).document_ids.action_accept()
        self.questionnaire.with_user(self.verifier).action_confirm()
        self.assertEqual(set(self.questionnaire.itcom_document_ids.mapped("state")), {"signed"})

    def test_it_leads_to_the_scan(self):
        self.scanned.action_accept()
        action = self.paper.action_open_signed()
        self.assertEqual(
            (action["res_model"], action["res_id"]), (self.scanned._name, self.scanned.id)
        )

    def test_a_scan_sent_back_takes_the_mark_along(self):
        self.scanned.action_accept()
        self.scanned.write({"verdict": "rejected", "remark": "Нет подписи"})
        self.assertEqual(self.paper.state, "formed")
        self.assertFalse(self.paper.signed_document_id or self.paper.date_signed)

    def test_a_paper_that_was_sent_falls_back_to_sent(self):
        self.paper._mark_sent(self.paper.create_date, "client@primer.example")
        self.scanned.action_accept()
        self.scanned.write({"verdict": "pending"})
        self.assertEqual(self.paper.state, "sent")

    def test_another_scan_has_to_be_accepted_anew(self):
        for change in ("add", "remove"):
            with self.subTest(change=change):
                questionnaire = self._filled()
                questionnaire.action_itcom_form_papers()
                questionnaire.action_submit()
                scanned = self.scanned_of(questionnaire)
                scanned.action_accept()
                questionnaire._action_with_reason("reopen", "Клиент прислал другой скан")
                scanned = scanned.with_user(self.manager)
                if change == "add":
                    scanned._add_scan(SCAN, "scan.png", STAFF)
                else:
                    scanned.scan_ids.action_remove()
                self.assertEqual(scanned.verdict, "pending")
                self.assertEqual(self.paper_of(questionnaire).state, "formed")

    def test_a_new_version_is_not_what_was_signed(self):
        self.scanned.action_accept()
        self.questionnaire._action_with_reason("reopen", "Сменилась фамилия")
        self.questionnaire.surname = "Орлова"
        self.questionnaire._itcom_form(papers.APPLICATION)
        self.assertEqual(self.paper.state, "signed")
        self.assertEqual(self.paper.replaced_by_id.state, "formed")

    def test_nothing_is_signed_without_a_scan(self):
        self.scanned.sudo().scan_ids.unlink()
        self.scanned.action_accept()
        self.assertEqual(self.paper.state, "formed")

    def test_nobody_marks_by_hand(self):
        for user in (self.manager, self.verifier, self.administrator):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.paper.with_user(user).write({"state": "signed"})
