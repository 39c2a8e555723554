# Licence LGPL-3 (see LICENSE).

from odoo import api, fields, models

from ..itcom_core.identifiers import snils
from ..itcom_core.wording.dates import date_short


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
            number = questionnaire.snils or partner.itcom_snils or ""
            parts = (
                questionnaire.birth_date and date_short(questionnaire.birth_date),
                snils.format(number) if snils.is_valid(number) else number,
            )
            line.hint = ", ".join(part for part in parts if part) or False
