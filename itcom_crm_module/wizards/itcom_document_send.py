# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models, tools
from odoo.exceptions import UserError


class ItcomDocumentSend(models.TransientModel):
    """What is asked before documents go into one mail: which of them, and to which address."""

    _name = "itcom.document.send"
    _description = "Sending of documents"

    order_id = fields.Many2one("sale.order", "Deal", readonly=True)
    questionnaire_id = fields.Many2one("itcom.questionnaire", readonly=True)
    partner_id = fields.Many2one("res.partner", "Client", compute="_compute_partner_id")
    document_ids = fields.Many2many(
        "itcom.document",
        string="Documents",
        domain="[('order_id', '=', order_id), ('questionnaire_id', '=', questionnaire_id), "
        "('replaced_by_id', '=', False)]",
    )
    has_email = fields.Boolean(compute="_compute_has_email")
    email = fields.Char("E-mail of the client")
    has_office = fields.Boolean(compute="_compute_has_office")
    as_pdf = fields.Boolean("As PDF")

    @api.depends("order_id", "questionnaire_id")
    def _compute_partner_id(self):
        for wizard in self:
            wizard.partner_id = wizard._owner().partner_id

    @api.depends("partner_id")
    def _compute_has_email(self):
        for wizard in self:
            wizard.has_email = bool(wizard.partner_id.email)

    # A dialog computes only what depends on something that it is opened with.
    @api.depends("order_id", "questionnaire_id")
    def _compute_has_office(self):
        for wizard in self:
            wizard.has_office = self.env["itcom.office"]._is_available()

    def _owner(self):
        """:return: the deal or questionnaire whose documents are sent."""
        return self.questionnaire_id or self.order_id

    def action_compose(self):
        """Go on to Odoo's composer; an address that was asked for is kept on the client's card."""
        self.ensure_one()
        if not self.document_ids:
            raise UserError(_("Choose at least one document."))
        if any(document._owner() != self._owner() for document in self.document_ids):
            raise UserError(_("The documents belong to another deal or questionnaire."))
        if not self.has_email:
            self.partner_id.email = self._checked_email()
        attachments = self.document_ids._ensure_pdf() if self.as_pdf else None
        return self.env["itcom.document.sending"]._compose(self.document_ids, attachments)

    def _checked_email(self):
        """:return: the address typed. :raise UserError: it is no address."""
        address = tools.email_normalize(self.email or "")
        if not address:
            raise UserError(
                _(
                    "%(client)s has no e-mail. Type the address that the documents go to.",
                    client=self.partner_id.display_name,
                )
            )
        return address
