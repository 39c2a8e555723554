# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..itcom_core.documents import TemplateError, sample_payload
from ..itcom_core.questionnaire.papers import PAPERS

# Kind of document -> what it is formed from.
SOURCE_FIELDS = {
    "invoice": "order_id",
    "contract": "order_id",
    "act": "move_id",
    "upd": "move_id",
    **dict.fromkeys(PAPERS, "questionnaire_id"),
}


class ItcomDocumentTemplatePreview(models.TransientModel):
    """Tries a version of a template on a record, before documents are formed with it."""

    _name = "itcom.document.template.preview"
    _description = "Preview of a template"

    template_id = fields.Many2one("itcom.document.template", required=True, readonly=True)
    has_office = fields.Boolean(compute="_compute_has_office")
    source_field = fields.Char(compute="_compute_source_field")
    order_id = fields.Many2one("sale.order", "Deal", help="Empty: an invented one.")
    move_id = fields.Many2one(
        "account.move",
        "Invoice in accounting",
        domain="[('move_type', '=', 'out_invoice'), ('state', '=', 'posted')]",
        help="Empty: an invented one.",
    )
    questionnaire_id = fields.Many2one("itcom.questionnaire", help="Empty: an invented one.")

    @api.depends("template_id")
    def _compute_source_field(self):
        for preview in self:
            preview.source_field = SOURCE_FIELDS.get(preview.template_id.kind, "")

    # A dialog computes only what depends on something that it is opened with.
    @api.depends("template_id")
    def _compute_has_office(self):
        for preview in self:
            preview.has_office = self.env["itcom.office"]._is_available()

    def action_show(self):
        """Download the document that this version would form."""
        return self._show("docx")

    def action_show_pdf(self):
        """The same as PDF."""
        return self._show("pdf")

    def _show(self, extension):
        """Render it here already: a refusal is shown in the dialog and not in place of a file."""
        self.ensure_one()
        self._render()
        return {
            "type": "ir.actions.act_url",
            "url": "/itcom_crm/template/preview/%d.%s" % (self.id, extension),
            "target": "self",
        }

    def _render(self):
        """:return: bytes of the docx. :raise UserError: the template or the record won't do."""
        template = self.template_id
        source = self[self.source_field] if self.source_field else self.order_id
        if source:
            said = source._itcom_payload(template.kind, "0", fields.Date.context_today(self))
        else:
            said = sample_payload(template.kind)
        try:
            return template._compiled(template.kind).render(said)
        except TemplateError as error:
            text = self.env["itcom.document.template.error"]._describe(error)
            raise UserError(_("The template can't be tried: %(problem)s", problem=text)) from error
