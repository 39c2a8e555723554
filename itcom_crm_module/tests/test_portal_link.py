# Licence LGPL-3 (see LICENSE).
"""The manager's side of the client's link."""

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.addons.base.models.ir_mail_server import IrMailServer
from odoo.exceptions import AccessError, UserError
from odoo.tests.common import new_test_user, tagged

from ..itcom_core.questionnaire import workflow as wf
from .questionnaire_common import QuestionnaireCase


@tagged("post_install", "-at_install")
class TestPortalLink(QuestionnaireCase):
    """Sending, showing, renewing and withdrawing."""

    def setUp(self):
        super().setUp()
        self.client.lang = "en_US"
        self.questionnaire = self._new_questionnaire()
        self.letters = []

        def send(_server, message, *_args, **_options):
            self.letters.append(message)
            return message["Message-Id"]

        for name, replacement in (("send_email", send), ("connect", lambda *_a, **_o: None)):
            patcher = patch.object(IrMailServer, name, replacement)
            patcher.start()
            self.addCleanup(patcher.stop)

    def dialog(self):
        action = self.questionnaire.action_send_link()
        records = self.env[action["res_model"]].with_user(self.manager)
        return records.with_context(**action["context"]).create({})

    def give_back(self, *arguments):
        """Have the verifier send the questionnaire back, and what that leaves to be sent sent."""
        before = self.env["mail.mail"].search([])
        as_verifier = self.questionnaire.with_user(self.verifier)
        as_verifier._action_with_reason(wf.RETURN, "Another photo, please", *arguments)
        for letter in self.env["mail.mail"].search([]) - before:
            self.env["itcom.questionnaire"]._deliver(letter, is_secret=True)

    def letter_text(self):
        return self.letters[-1].get_payload()[0].get_payload(decode=True).decode()

    def test_a_letter_goes_to_the_client(self):
        dialog = self.dialog()
        self.assertEqual(dialog.email, "orlov@primer.example")
        dialog.action_send()
        self.assertEqual(self.letters[0]["To"], "orlov@primer.example")
        self.assertIn(dialog.url.partition("?")[2], self.letter_text())
        self.assert_state(self.questionnaire, wf.SENT)
        self.assertIn("sent", self.questionnaire.link_text)
        self.assertIn("orlov@primer.example", self.questionnaire.link_text)
        self.assertIn("not opened yet", self.questionnaire.link_text)

    def test_the_token_stands_nowhere(self):
        dialog = self.dialog()
        dialog.action_send()
        self.env["base"].flush()
        token = dialog.url.partition("=")[2]
        signature = token.partition("-")[2]
        self.assertEqual(len(signature), 64)
        mails = self.env["mail.mail"].search([]).mapped("body_html")
        messages = self.env["mail.message"].search([]).mapped("body")
        kept = " ".join(filter(None, mails + messages)) + str(
            self.questionnaire.link_ids.sudo().read()
        )
        self.assertNotIn(signature, kept)

    def test_a_letter_that_does_not_go_out(self):
        def refuse(*_args, **_options):
            raise ConnectionRefusedError

        dialog = self.dialog()
        with patch.object(IrMailServer, "connect", refuse):
            with self.assertRaisesRegex(UserError, "did not go out"):
                dialog.action_send()
        self.assert_state(self.questionnaire, wf.DRAFT)
        self.assertFalse(self.env["mail.mail"].search([("state", "=", "exception")]))

    def test_an_address_that_is_none(self):
        dialog = self.dialog()
        dialog.email = "Орлов"
        with self.assertRaisesRegex(UserError, "«Орлов» is no e-mail address"):
            dialog.action_send()

    def test_handing_over_without_a_letter(self):
        self.dialog().action_hand_over()
        self.assert_state(self.questionnaire, wf.SENT)
        self.assertFalse(self.letters)

    def test_the_same_link_is_shown_again_until_renewed(self):
        first = self.dialog().url
        self.assertEqual(self.dialog().url, first)
        self.dialog().action_renew()
        self.assertNotEqual(self.dialog().url, first)
        self.assertEqual(len(self.questionnaire.link_ids), 2)
        self.assertEqual(self.questionnaire._newest_links()[1]._refusal(), "withdrawn")

    def test_withdrawn(self):
        self.dialog().action_withdraw()
        self.assertIn("withdrawn", self.questionnaire.link_text)
        self.assertFalse(self.questionnaire._live_link())

    def test_nothing_is_said_of_a_link_that_was_never_made(self):
        self.assertFalse(self._new_questionnaire().link_text)

    def test_it_expires_as_the_company_says(self):
        self.company.itcom_link_days = 3
        link = self.env["itcom.questionnaire.link"]._new_for(self.questionnaire)
        left = link.expiry_date - fields.Datetime.now()
        self.assertTrue(timedelta(days=2, hours=23) < left <= timedelta(days=3))

    def test_a_qr_code_of_the_link(self):
        self.assertTrue(self.dialog().qr.startswith(b"iVBOR"))

    def test_whose_login_has_the_address_follows(self):
        user = new_test_user(self.env, "itcom_orlov", groups="base.group_portal")
        user.partner_id.write({"email": "orlov@primer.example", "parent_id": self.client.id})
        stranger = new_test_user(self.env, "itcom_stranger", groups="base.group_portal")
        stranger.partner_id.email = "orlov@primer.example"
        self.dialog().action_send()
        followers = self.questionnaire.message_partner_ids
        self.assertIn(user.partner_id, followers)
        self.assertNotIn(stranger.partner_id, followers)

    def test_not_of_a_closed_one(self):
        self.questionnaire._mark_cancelled("Changed their mind")
        with self.assertRaisesRegex(UserError, "is closed"):
            self.questionnaire.action_send_link()

    def test_foreign_managers_neither_send_nor_see_links(self):
        link = self.env["itcom.questionnaire.link"]._new_for(self.questionnaire)
        for attempt in (
            self.questionnaire.with_user(self.other_manager).action_send_link,
            lambda: link.with_user(self.other_manager).read(["email"]),
            lambda: link.with_user(self.manager).read(["nonce"]),
            lambda: link.with_user(self.manager).write({"expiry_date": "2099-01-01"}),
        ):
            with self.assertRaises(AccessError):
                attempt()

    def test_the_client_is_told_of_submission_and_return(self):
        self.questionnaire = self._filled()
        self.dialog().action_send()
        self.questionnaire.action_submit()
        queued = self.env["mail.mail"].search([], limit=1)
        self.assertIn("is being checked", queued.subject)
        self.assertEqual(queued.email_to, "orlov@primer.example")
        self.give_back("birth_place")
        self.assertIn("corrections needed", self.letters[-1]["Subject"])
        self.assertIn("Another photo, please", self.letter_text())
        self.assertIn("access_token=", self.letter_text())

    def test_a_return_brings_a_new_link_when_the_old_one_has_expired(self):
        self.questionnaire = self._filled()
        self.dialog().action_send()
        self.questionnaire.action_submit()
        old = self.questionnaire.link_ids
        old.sudo().expiry_date = fields.Datetime.now() - timedelta(days=1)
        self.give_back()
        new = self.questionnaire._live_link()
        self.assertEqual(new.email, old.email)
        self.assertIn(new._signed("itcom.link"), self.letter_text())

    def test_after_a_withdrawal_a_return_sends_nothing(self):
        self.questionnaire = self._filled()
        self.dialog().action_send()
        self.dialog().action_withdraw()
        self.questionnaire.action_submit()
        count = len(self.letters)
        self.give_back()
        self.assertEqual(len(self.letters), count)

    def test_who_has_a_login_gets_letters_without_a_link(self):
        user = new_test_user(self.env, "itcom_orlov", groups="base.group_portal")
        user.partner_id.email = "orlov@primer.example"
        self.questionnaire = self._filled()
        self.questionnaire.message_subscribe(user.partner_id.ids)
        self.questionnaire.action_submit()
        self.assertEqual(self.env["mail.mail"].search([], limit=1).email_to, user.email)
        self.give_back()
        self.assertEqual(self.letters[-1]["To"], user.email)
        self.assertIn(self.questionnaire.access_url, self.letter_text())
        self.assertNotIn("access_token", self.letter_text())

    def test_staff_who_never_sent_a_link_bother_nobody(self):
        before = self.env["mail.mail"].search_count([])
        self._in_review()
        self.assertFalse(self.letters)
        self.assertEqual(self.env["mail.mail"].search_count([]), before)

    def test_journal(self):
        self.dialog().action_send()
        self.dialog().action_withdraw()
        entries = self.env["itcom.journal.entry"].search(
            [("res_id", "=", self.questionnaire.id), ("event", "=like", "link.%")], order="id"
        )
        self.assertEqual(entries.mapped("event"), ["link.sent", "link.withdrawn"])
        self.assertEqual(entries.user_id, self.manager)
