# Licence LGPL-3 (see LICENSE).

from odoo import fields, models


class ItcomQuestionnaireVisit(models.Model):
    """One opening of a client's link: when, and from which address. Never changed."""

    _name = "itcom.questionnaire.visit"
    _description = "Visit by a client's link"
    _order = "id desc"
    _rec_name = "date"

    link_id = fields.Many2one(
        "itcom.questionnaire.link", required=True, readonly=True, index=True, ondelete="cascade"
    )
    questionnaire_id = fields.Many2one(
        related="link_id.questionnaire_id", store=True, index=True, auto_join=True
    )
    date = fields.Datetime("Opened on", required=True, readonly=True, default=fields.Datetime.now)
    address = fields.Char("IP address", readonly=True)
