# Licence LGPL-3 (see LICENSE).

from odoo.exceptions import AccessError, UserError
from odoo.tests.common import Form, tagged

from ..itcom_core.questionnaire import workflow as wf
from ..models.itcom_questionnaire_flow import OFFERS, TransitionRefused
from ..models.itcom_questionnaire_scan import STAFF
from .questionnaire_common import SCAN, QuestionnaireCase


@tagged("post_install", "-at_install")
class TestQuestionnaireFlow(QuestionnaireCase):
    """Every step: made, refused by state, by role and by what it needs."""

    def apply(self, action, reason):
        """Fill in the dialog that an action opens and confirm it."""
        dialog = Form(self.env[action["res_model"]].with_context(**action["context"]))
        dialog.reason = reason
        return dialog.save().action_apply()

    def test_from_draft_to_confirmed_documents(self):
        questionnaire = self._filled()
        self.assertTrue(questionnaire.can_send)
        questionnaire.action_send()
        self.assert_state(questionnaire, wf.SENT)
        questionnaire.action_submit()
        self.assert_state(questionnaire, wf.REVIEW)
        as_verifier = questionnaire.with_user(self.verifier)
        self.assertFalse(as_verifier.can_confirm)
        as_verifier.document_ids.action_accept()
        self.assertTrue(as_verifier.can_confirm)
        as_verifier.action_confirm()
        self.assert_state(questionnaire, wf.VERIFIED)

    def test_incomplete_one_is_not_handed_over(self):
        questionnaire = self._new_questionnaire()
        self.assertFalse(questionnaire.can_submit)
        with self.assertRaisesRegex(TransitionRefused, "Date of birth"):
            questionnaire.action_submit()
        self.assert_state(questionnaire, wf.DRAFT)

    def test_a_scan_is_as_needed_as_an_answer(self):
        questionnaire = self._filled()
        questionnaire.document_ids[0].scan_ids._remove()
        with self.assertRaisesRegex(TransitionRefused, "Add the documents"):
            questionnaire.action_submit()

    def test_returned_with_remarks_and_handed_over_again(self):
        questionnaire = self._in_review()
        as_verifier = questionnaire.with_user(self.verifier)
        document = as_verifier.document_ids[0]
        with self.assertRaisesRegex(UserError, "what the client has to correct"):
            document.write({"verdict": "rejected"})
        document.write({"verdict": "rejected", "remark": "Unreadable"})
        (as_verifier.document_ids - document).action_accept()
        with self.assertRaises(TransitionRefused):
            as_verifier.action_confirm()
        action = as_verifier.action_return()
        self.assertIn("Unreadable", action["context"]["default_reason"])
        self.env = as_verifier.env
        self.apply(action, "Scan the first page again")
        self.assert_state(questionnaire, wf.RETURNED)
        self.assertEqual(questionnaire.state_reason, "Scan the first page again")
        self.assertIn("Unreadable", "".join(questionnaire.message_ids.mapped("body")))
        document.with_user(self.manager)._add_scan(SCAN, "new.png", STAFF)
        self.assertEqual(document.verdict, "pending")
        questionnaire.action_submit()
        self.assert_state(questionnaire, wf.REVIEW)
        accepted = as_verifier.document_ids.filtered(lambda d: d.verdict == "accepted")
        self.assertEqual(accepted, as_verifier.document_ids - document)

    def test_cancelled_with_a_reason_only(self):
        questionnaire = self._new_questionnaire()
        with self.assertRaisesRegex(TransitionRefused, "give the reason"):
            questionnaire._action_with_reason(wf.CANCEL, "  ")
        self.env = questionnaire.env
        self.apply(questionnaire.action_cancel(), "The client changed its mind")
        self.assert_state(questionnaire, wf.CANCELLED)
        self.assertIn("changed its mind", questionnaire.message_ids[0].body)
        self.apply(questionnaire.action_reopen(), "And back again")
        self.assert_state(questionnaire, wf.DRAFT)

    def test_buttons_show_what_calls_accept(self):
        """In each state, for each role: an offered step is never refused, and the other way."""
        makers = {
            wf.DRAFT: self._filled,
            wf.REVIEW: self._in_review,
            wf.VERIFIED: self._verified,
        }
        for state, make in makers.items():
            for user in (self.manager, self.verifier):
                questionnaire = make().with_user(user)
                self.assert_state(questionnaire, state)
                for transition, flag in OFFERS.items():
                    with self.subTest(state=state, user=user.login, transition=transition):
                        offered = questionnaire[flag]
                        if offered:
                            questionnaire._ensure_can(transition, said=wf.ASKED_ON_THE_SPOT)
                        else:
                            with self.assertRaises(TransitionRefused):
                                questionnaire._ensure_can(transition, said=wf.ASKED_ON_THE_SPOT)

    def test_a_manager_confirms_nothing(self):
        questionnaire = self._in_review()
        with self.assertRaises(AccessError):
            questionnaire.document_ids.action_accept()
        with self.assertRaisesRegex(TransitionRefused, "no right"):
            questionnaire.action_confirm()

    def test_verdicts_belong_to_the_check(self):
        questionnaire = self._new_questionnaire()
        with self.assertRaisesRegex(UserError, "while they are being checked"):
            questionnaire.with_user(self.verifier).document_ids.action_accept()

    def test_nobody_writes_the_state(self):
        questionnaire = self._new_questionnaire()
        records = self.env["itcom.questionnaire"].with_user(self.administrator)
        attempts = [
            lambda: questionnaire.write({"state": wf.VERIFIED}),
            lambda: questionnaire.with_user(self.administrator).write({"state": wf.ISSUED}),
            lambda: self.deal.write(
                {"itcom_questionnaire_ids": [(1, questionnaire.id, {"state": wf.ISSUED})]}
            ),
            lambda: questionnaire.with_context(itcom_questionnaire_written_by_code=True).write(
                {"state": wf.ISSUED}
            ),
            lambda: questionnaire.write({"number": "А-1"}),
            lambda: records.create({"partner_id": self.client.id, "state": wf.ISSUED}),
            lambda: records.create({"partner_id": self.client.id, "number": "А-1"}),
        ]
        for number, attempt in enumerate(attempts):
            with self.subTest(number), self.assertRaisesRegex(UserError, "use the buttons"):
                attempt()
        by_context = records.with_context(default_state=wf.ISSUED, default_number="А-1")
        made = by_context.create({"partner_id": self.client.id})
        self.assert_state(made, wf.DRAFT)
        self.assertNotEqual(made.number, "А-1")
        loaded = records.load(["partner_id/.id", "state"], [[str(self.client.id), "issued"]])
        self.assertFalse(loaded["ids"])

    def test_what_the_check_looks_at_stands_still(self):
        questionnaire = self._in_review()
        for values in ({"surname": "Другой"}, {"holder": "proxy"}, {"is_remote": True}):
            with self.subTest(values), self.assertRaisesRegex(UserError, "can't be changed"):
                questionnaire.write(values)
        with self.assertRaisesRegex(UserError, "can't be changed"):
            questionnaire.document_ids[0]._add_scan(SCAN, "new.png", STAFF)
        questionnaire.write({"alias": "still free"})

    def test_a_row_of_documents_is_not_the_users_to_write(self):
        document = self._new_questionnaire().document_ids[0]
        for values in ({"is_uploaded": True}, {"is_required": False}, {"questionnaire_id": 1}):
            with self.subTest(values), self.assertRaises(AccessError):
                document.write(values)

    def test_the_second_of_two_managers_is_told(self):
        questionnaire = self._filled()
        self.env = questionnaire.env
        action = questionnaire.action_cancel()
        questionnaire.action_submit()
        self.apply(action, "First")
        with self.assertRaisesRegex(TransitionRefused, "Cancelled"):
            questionnaire.action_submit()

    def test_a_step_notifies_nobody_and_costs_the_same_with_many_partners(self):
        questionnaire = self._filled()
        before = self.env["mail.notification"].search_count([])
        questionnaire.action_submit()
        self.assertEqual(self.env["mail.notification"].search_count([]), before)
