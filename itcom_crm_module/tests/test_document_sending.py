# Licence LGPL-3 (see LICENSE).

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

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

    def test_nothing_formed_nothing_sent(self):
        with self.assertRaisesRegex(UserError, "form a document first"):
            self.make_deal({}).action_itcom_send_documents()
