# Licence LGPL-3 (see LICENSE).

from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .documents import DocumentCase


@tagged("post_install", "-at_install")
class TestDocumentSending(DocumentCase):
    """«Отправить»: Odoo's composer, and what stands in portlet and chatter afterwards."""

    def composer(self, action):
        """:return: the composer that ``action`` opens, as the web client fills it in."""
        self.assertEqual(action["res_model"], "mail.compose.message")
        Composer = self.env["mail.compose.message"].with_user(self.manager)
        form = Form(Composer.with_context(**action["context"]))
        return form.save()

    def test_the_composer_holds_address_and_file(self):
        deal = self.make_deal({})
        invoice = self.form_invoice(deal)
        composer = self.composer(deal.action_itcom_send_documents())
        self.assertEqual(composer.partner_ids, self.client)
        self.assertEqual(composer.attachment_ids, invoice.attachment_id)
        self.assertIn(deal.name, composer.subject)
        self.assertEqual(invoice.state, "formed")

    def test_once_sent_it_stands_in_portlet_and_chatter(self):
        deal = self.make_deal({})
        invoice = self.form_invoice(deal)
        self.composer(invoice.action_send()).action_send_mail()
        message = deal.message_ids[0]
        self.assertEqual(message.attachment_ids, invoice.attachment_id)
        self.assertEqual(message.partner_ids, self.client)
        self.assertEqual(invoice.status, "sent")
        self.assertEqual(invoice.sent_to, "director@romashka.example")
        self.assertEqual(invoice.date_sent, message.date)
        self.assertEqual(invoice.sending_ids.user_id, self.manager)
        self.assertEqual(deal.state, "sent")
        entry = self.env["itcom.journal.entry"].search([("event", "=", "document.sent")], limit=1)
        self.assertEqual((entry.model, entry.res_id), (invoice._name, invoice.id))
        self.assertEqual(entry.user_id, self.manager)
        mail = self.env["mail.mail"].search([("mail_message_id", "=", message.id)])
        self.assertEqual(mail.recipient_ids, self.client)
        self.assertEqual(mail.attachment_ids, invoice.attachment_id)

    def test_each_sending_is_kept(self):
        invoice = self.form_invoice(self.make_deal({}))
        accountant = self.make_client("Бухгалтер", email="buh@romashka.example", vat=False)
        self.composer(invoice.action_send()).action_send_mail()
        again = self.composer(invoice.action_send())
        again.partner_ids = accountant
        again.action_send_mail()
        self.assertEqual(
            sorted(invoice.sending_ids.mapped("recipients")),
            ["buh@romashka.example", "director@romashka.example"],
        )
        self.assertEqual(invoice.sent_to, "buh@romashka.example")

    def test_a_note_with_the_file_is_no_sending(self):
        deal = self.make_deal({})
        invoice = self.form_invoice(deal)
        deal.message_post(
            body="Посмотри",
            partner_ids=self.make_user("documents-colleague", "manager").partner_id.ids,
            attachment_ids=invoice.attachment_id.ids,
            subtype_xmlid="mail.mt_note",
        )
        self.assertFalse(invoice.sending_ids)
        self.assertEqual(invoice.status, "formed")

    def test_a_client_without_email_is_asked_for_it(self):
        self.client.email = False
        deal = self.make_deal({})
        invoice = self.form_invoice(deal)
        action = deal.action_itcom_send_documents()
        self.assertEqual(action["res_model"], "itcom.document.send")
        Wizard = self.env["itcom.document.send"].with_user(self.manager)
        form = Form(Wizard.with_context(**action["context"]))
        form.email = "Ромашка"
        with self.assertRaisesRegex(UserError, "ООО «Ромашка»"):
            form.save().action_compose()
        form.email = "office@romashka.example"
        composer = self.composer(form.save().action_compose())
        self.assertEqual(self.client.email, "office@romashka.example")
        self.assertEqual(composer.attachment_ids, invoice.attachment_id)

    def send(self, action, failure=None):
        """Press «Отправить» in the composer; the mail server refuses with ``failure``."""
        Server = type(self.env["ir.mail_server"])
        with patch.object(Server, "send_email", side_effect=failure, return_value="<1@x>"):
            with mute_logger("odoo.addons.mail.models.mail_mail"):
                self.composer(action).action_send_mail()
        self.env.cache.invalidate()

    def test_what_was_not_delivered_says_why_and_can_be_sent_again(self):
        deal = self.make_deal({})
        invoice = self.form_invoice(deal)
        self.send(invoice.action_send(), OSError("550 no such mailbox"))
        sending = invoice.sending_ids
        self.assertEqual((sending.state, invoice.status), ("failed", "undelivered"))
        self.assertIn("550 no such mailbox", sending.failure_reason)
        self.client.email = "office@romashka.example"
        action = sending.action_send_again()
        self.assertEqual(
            action["context"]["default_attachment_ids"], [(6, 0, invoice.attachment_id.ids)]
        )
        self.send(action)
        self.assertEqual(invoice.status, "sent")
        self.assertEqual(invoice.sent_to, "office@romashka.example")
        self.assertEqual(invoice.sending_ids.mapped("state"), ["sent", "failed"])

    def test_a_mail_server_that_is_not_there_is_named_too(self):
        invoice = self.form_invoice(self.make_deal({}))
        Server = type(self.env["ir.mail_server"])
        with patch.object(Server, "connect", side_effect=OSError("Connection refused")):
            self.composer(invoice.action_send()).action_send_mail()
        self.env.cache.invalidate()
        self.assertEqual(invoice.status, "undelivered")
        self.assertIn("Connection refused", invoice.sending_ids.failure_reason)

    def test_a_colleague_who_follows_and_was_not_reached_is_no_failure(self):
        deal = self.make_deal({})
        invoice = self.form_invoice(deal)
        self.send(invoice.action_send())
        message = invoice.sending_ids.message_id
        colleague = self.make_user("documents-colleague", "manager").partner_id
        self.env["mail.notification"].create(
            {
                "mail_message_id": message.id,
                "res_partner_id": colleague.id,
                "notification_type": "email",
                "notification_status": "exception",
            }
        )
        self.env.cache.invalidate()
        self.assertEqual(invoice.status, "sent")

    def test_nothing_formed_nothing_sent(self):
        with self.assertRaisesRegex(UserError, "form a document first"):
            self.make_deal({}).action_itcom_send_documents()
