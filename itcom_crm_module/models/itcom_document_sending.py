# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..itcom_core.journal import events

# Model of an owner of documents -> its field in dialogs, its letter.
OWNER_FIELDS = {"sale.order": "order_id", "itcom.questionnaire": "questionnaire_id"}
MAIL_TEMPLATES = {
    "sale.order": "itcom_crm_module.mail_template_documents",
    "itcom.questionnaire": "itcom_crm_module.mail_template_papers",
}
# What Odoo writes on a notification that reached nobody.
FAILED = ("exception", "bounce")


class ItcomDocumentSending(models.Model):
    """Who sent a document to whom and when: one line for each mail, never changed.

    Whether the mail went out, Odoo's own notifications of the message tell.
    """

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
    state = fields.Selection(
        [("sent", "Sent"), ("failed", "Not delivered")], compute="_compute_state", compute_sudo=True
    )
    failure_reason = fields.Char("Why not", compute="_compute_state", compute_sudo=True)

    @api.depends("message_id.notification_ids.notification_status")
    @api.depends_context("lang")
    def _compute_state(self):
        for sending in self:
            failures = sending._failures()
            sending.state = "failed" if failures else "sent"
            reasons = [_failure_text(failure) for failure in failures]
            sending.failure_reason = "; ".join(dict.fromkeys(reasons)) or False

    def _failures(self):
        """:return: ``mail.notification`` of the recipients whom the mail did not reach."""
        return self.message_id.notification_ids.filtered(
            lambda one: one.notification_status in FAILED
            and one.res_partner_id in one.mail_message_id.partner_ids
        )

    def action_send_again(self):
        """Open the composer with the same files («Отправить ещё раз»)."""
        self.ensure_one()
        document = self.document_id
        document.check_access_rule("read")
        files = document._all_attachments() & self.message_id.sudo().attachment_ids
        return self._compose(document, files.with_env(self.env))

    @api.model
    def _open(self, documents):
        """Open what sends documents of one owner: Odoo's composer, or first our questions.

        The questions are which of several documents to send, and the address of a client
        without one.

        :return: an action.
        :raise UserError: there is nothing to send.
        """
        if not documents:
            raise UserError(_("There is nothing to send yet: form a document first."))
        owner = documents._owner().ensure_one()
        if len(documents) == 1 and owner.partner_id.email:
            return self._compose(documents)
        unsent = documents.filtered(lambda document: not document.sending_ids)
        return {
            "type": "ir.actions.act_window",
            "name": _("Send documents"),
            "res_model": "itcom.document.send",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_%s" % OWNER_FIELDS[owner._name]: owner.id,
                "default_document_ids": [(6, 0, (unsent or documents).ids)],
            },
        }

    @api.model
    def _compose(self, documents, attachments=None):
        """:param attachments: files to send, the docx of ``documents`` unless told.

        :return: action of Odoo's mail composer with documents of one owner attached.
        """
        owner = documents._owner()
        template = self.env.ref(MAIL_TEMPLATES[owner._name])
        attachments = attachments or documents.attachment_id
        return {
            "type": "ir.actions.act_window",
            "name": _("Send to the client"),
            "res_model": "mail.compose.message",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_model": owner._name,
                "default_res_id": owner.id,
                "default_use_template": True,
                "default_template_id": template.id,
                "default_composition_mode": "comment",
                "default_attachment_ids": [(6, 0, attachments.ids)],
                "custom_layout": "mail.mail_notification_light",
                "force_email": True,
            },
        }

    @api.model
    def _record_message(self, owner, message):
        """Remember which documents of ``owner`` went out with ``message``; the only writer.

        :return: those documents, none for a message that carries no files to anybody.
        """
        files = message.attachment_ids
        if not files or not message.partner_ids or message.subtype_id.internal:
            return self.env["itcom.document"]
        sent_sudo = owner.sudo().itcom_document_ids.filtered(
            lambda document: document._all_attachments() & files
        )
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


def _failure_text(notification):
    """:return: why a notification reached nobody, as the mail server or else Odoo puts it."""
    said = notification.failure_reason or notification.mail_id.failure_reason
    types = notification._fields["failure_type"]._description_selection(notification.env)
    return said or dict(types).get(notification.failure_type, "")
