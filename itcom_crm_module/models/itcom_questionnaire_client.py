# Licence LGPL-3 (see LICENSE).

from odoo import fields, models


class ItcomQuestionnaireClient(models.AbstractModel):
    """A client's side of questionnaires."""

    _name = "itcom.questionnaire.client"
    _inherit = "itcom.questionnaire.owner"
    _description = "Client with questionnaires"

    _itcom_questionnaire_inverse = "partner_id"

    itcom_questionnaire_ids = fields.One2many(
        "itcom.questionnaire", "partner_id", "Questionnaires", readonly=True, copy=False
    )
