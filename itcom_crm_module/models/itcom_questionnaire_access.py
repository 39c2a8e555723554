# Licence LGPL-3 (see LICENSE).

from odoo import fields, models


class ItcomQuestionnaireAccess(models.AbstractModel):
    """The client's links to a questionnaire."""

    _name = "itcom.questionnaire.access"
    _description = "Client's access to a questionnaire"

    link_ids = fields.One2many("itcom.questionnaire.link", "questionnaire_id", "Links")
