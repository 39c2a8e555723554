# Licence LGPL-3 (see LICENSE).

from odoo import fields, models


class ItcomDocumentSending(models.Model):
    """Who sent a document to whom and when: one line for each mail, never changed."""

    _name = "itcom.document.sending"
    _description = "Sending of a document"
    _order = "date desc, id desc"
    _rec_name = "recipients"

    document_id = fields.Many2one(
        "itcom.document", required=True, readonly=True, index=True, ondelete="cascade"
    )
    date = fields.Datetime("Sent on", required=True, readonly=True)
    user_id = fields.Many2one("res.users", "Sent by", required=True, readonly=True)
    recipients = fields.Char("Sent to", required=True, readonly=True)
    message_id = fields.Many2one("mail.message", readonly=True, ondelete="set null")
