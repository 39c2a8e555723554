# Licence LGPL-3 (see LICENSE).

from odoo import fields, models


class ItcomQuestionnaireCompareLine(models.TransientModel):
    """One difference between a questionnaire and the client's card."""

    _name = "itcom.questionnaire.compare.line"
    _description = "Difference between questionnaire and card"
    _order = "id"

    compare_id = fields.Many2one(
        "itcom.questionnaire.compare", required=True, ondelete="cascade", index=True
    )
    # First field of the link; see `itcom.questionnaire.card`.
    field_name = fields.Char(required=True, readonly=True)
    label = fields.Char("Field", readonly=True)
    own_value = fields.Char("In the questionnaire", readonly=True)
    card_value = fields.Char("On the card", readonly=True)
    is_writable = fields.Boolean("The card can hold it", readonly=True)
    choice = fields.Selection(
        [
            ("keep", "Leave as it is"),
            ("take", "Take from the card"),
            ("write", "Write to the card"),
        ],
        "What to do",
        required=True,
        default="keep",
    )
