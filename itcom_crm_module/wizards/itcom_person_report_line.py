# Licence LGPL-3 (see LICENSE).

from odoo import api, fields, models


class ItcomPersonReportLine(models.TransientModel):
    """A record that may be about the person: a questionnaire or a client's card."""

    _name = "itcom.person.report.line"
    _description = "Record that may be about a person"

    report_id = fields.Many2one("itcom.person.report", required=True, ondelete="cascade")
    questionnaire_id = fields.Many2one("itcom.questionnaire", readonly=True, ondelete="cascade")
    partner_id = fields.Many2one("res.partner", "Card", readonly=True, ondelete="cascade")
    is_sure = fields.Boolean("Found by number", readonly=True)
    is_included = fields.Boolean("Into the report")
    hint = fields.Char("Born, SNILS", compute="_compute_hint")

    @api.depends("questionnaire_id", "partner_id")
    def _compute_hint(self):
        """What tells namesakes apart."""
        for line in self:
            questionnaire, partner = line.questionnaire_id, line.partner_id
            parts = (
                questionnaire.birth_date and fields.Date.to_string(questionnaire.birth_date),
                questionnaire.snils or partner.itcom_snils,
            )
            line.hint = ", ".join(part for part in parts if part) or False
