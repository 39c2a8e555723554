# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..itcom_core.journal import events


class ItcomDocumentSending(models.Model):
    """Who sent a document to whom and when: one line for each mail, never changed."""

    _name = "itcom.document.sending"
    _description = "Sending of a document"
    _order = "date desc, id desc"
    _rec_name = "recipients"

    document_id = fields.Many2one(
        "itcom.document",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        auto_join=True,
    )
    date = fields.Datetime("Sent on", required=True, readonly=True)
    user_id = fields.Many2one("res.users", "Sent by", required=True, readonly=True)
    recipients = fields.Char("Sent to", required=True, readonly=True)
    message_id = fields.Many2one("mail.message", readonly=True, ondelete="set null")

    @api.model
    def _open(self, documents):
        """Open what sends documents of one deal: Odoo's composer, or first our questions.

        The questions are which of several documents to send, and the address of a client
        without one.

        :return: an action.
        :raise UserError: there is nothing to send.
        """
        if not documents:
            raise UserError(_("There is nothing to send yet: form a document first."))
        order = documents.order_id
        order.ensure_one()
        if len(documents) == 1 and order.partner_id.email:
            return self._compose(documents)
        unsent = documents.filtered(lambda document: not document.sending_ids)
        return {
            "type": "ir.actions.act_window",
            "name": _("Send documents"),
            "res_model": "itcom.document.send",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_order_id": order.id,
                "default_document_ids": [(6, 0, (unsent or documents).ids)],
            },
        }

    @api.model
    def _compose(self, documents, attachments=None):
        """:param attachments: files to send, the docx of ``documents`` unless told.

        :return: action of Odoo's mail composer with documents of one deal attached.
        """
        template = self.env.ref("itcom_crm_module.mail_template_documents")
        attachments = attachments or documents.attachment_id
        return {
            "type": "ir.actions.act_window",
            "name": _("Send to the client"),
            "res_model": "mail.compose.message",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_model": documents.order_id._name,
                "default_res_id": documents.order_id.id,
                "default_use_template": True,
                "default_template_id": template.id,
                "default_composition_mode": "comment",
                "default_attachment_ids": [(6, 0, attachments.ids)],
                "custom_layout": "mail.mail_notification_light",
                "force_email": True,
            },
        }

    @api.model
    def _record_message(self, documents, message):
        """Remember which of ``documents`` went out with ``message``; the only writer of this.

        :return: those documents.
        """
        files = message.attachment_ids
        sent_sudo = documents.sudo().filtered(lambda document: document._all_attachments() & files)
        recipients = ", ".join(
            partner.email or partner.name for partner in message.sudo().partner_ids
        )
        self.sudo().create(
            [
                {
                    "document_id": document.id,
                    "date": message.date,
                    "user_id": self.env.uid,
                    "recipients": recipients,
                    "message_id": message.id,
                }
                for document in sent_sudo
            ]
        )
        sent_sudo._mark_sent(message.date, recipients)
        if sent_sudo:
            Journal = self.env["itcom.journal.entry"]
            Journal._record(events.DOCUMENT_SENT, sent_sudo, message=message.id)
        return sent_sudo
