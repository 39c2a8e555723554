# Licence LGPL-3 (see LICENSE).

from odoo import _, fields, models

FORMED, SENT, SIGNED = "formed", "sent", "signed"
STATES = [(FORMED, "Formed"), (SENT, "Sent"), (SIGNED, "Signed")]


class ItcomDocumentSigning(models.AbstractModel):
    """How far a document has come: formed, sent, signed. Only the marks here write it.

    A deal's document is signed when a clerk attaches the scan that came back; a questionnaire's
    paper when a verifier accepts the scan that the client has uploaded.
    """

    _name = "itcom.document.signing"
    _inherit = "itcom.document.file"
    _description = "Sending and signing of a document"

    state = fields.Selection(STATES, required=True, readonly=True, default=FORMED)
    date_sent = fields.Datetime("Sent on", readonly=True, copy=False)
    sent_to = fields.Char("Sent to", readonly=True, copy=False)
    date_signed = fields.Date("Signed on", readonly=True, copy=False)
    signed_document_id = fields.Many2one(
        "itcom.questionnaire.document",
        "Accepted scan",
        readonly=True,
        index=True,
        ondelete="set null",
        copy=False,
    )

    # Actions

    def action_sign(self):
        """Ask for the scan that the client has signed."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("Signed scan"),
            "res_model": "itcom.document.sign",
            "view_mode": "form",
            "target": "new",
            "context": {"default_document_id": self.id},
        }

    def action_open_signed(self):
        """Look at the accepted scan where all scans are looked at: with its rights and record."""
        self.ensure_one()
        return self.signed_document_id.action_open_scans()

    # Marks

    def _mark_sent(self, date, recipients):
        """Sent again, a signed document stays signed."""
        self.sudo().write({"date_sent": date, "sent_to": recipients})
        self.sudo().filtered(lambda document: document.state == FORMED).write({"state": SENT})

    def _mark_signed(self, extension, content, mimetype):
        """Keep the signed scan; an earlier one stays among the attachments."""
        self.ensure_one()
        scan = self.sudo()._attach("signed." + extension, content, mimetype)
        self._write_signed(signed_attachment_id=scan.id)

    def _mark_accepted(self, scanned):
        """:param scanned: ``itcom.questionnaire.document`` whose scan of these was accepted."""
        self._write_signed(signed_document_id=scanned.id)

    def _write_signed(self, **proof):
        today = fields.Date.context_today(self)
        self.sudo().write({"state": SIGNED, "date_signed": today, **proof})

    def _mark_unsigned(self):
        """Back to where they were before their scan was accepted."""
        for document_sudo in self.sudo():
            document_sudo.write(
                {
                    "state": SENT if document_sudo.date_sent else FORMED,
                    "date_signed": False,
                    "signed_document_id": False,
                }
            )
