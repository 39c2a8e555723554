# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..itcom_core.questionnaire import workflow as wf


class ItcomQuestionnaireDeal(models.AbstractModel):
    """A deal's side of questionnaires: what its positions imply, and what they lack."""

    _name = "itcom.questionnaire.deal"
    _inherit = "itcom.questionnaire.owner"
    _description = "Deal with questionnaires"

    _itcom_questionnaire_inverse = "order_id"

    itcom_questionnaire_ids = fields.One2many(
        "itcom.questionnaire", "order_id", "Questionnaires", readonly=True, copy=False
    )
    itcom_lacking_product_ids = fields.Many2many(
        "product.product",
        string="Nomenclature that the questionnaires imply",
        compute="_compute_itcom_lacking_product_ids",
    )

    @api.depends(
        "order_line.product_id",
        "itcom_questionnaire_ids.state",
        "itcom_questionnaire_ids.certificate_type_ids",
    )
    def _compute_itcom_lacking_product_ids(self):
        for order in self:
            alive = order.itcom_questionnaire_ids.filtered(lambda q: q.state != wf.CANCELLED)
            wanted = alive.certificate_type_ids.product_id
            order.itcom_lacking_product_ids = wanted - order.order_line.product_id

    def _itcom_implied_certificate_types(self):
        """:return: types of certificate that the positions stand for, in catalogue order."""
        self.ensure_one()
        products = self.order_line.product_id
        return self.env["itcom.certificate.type"].search([("product_id", "in", products.ids)])

    def action_itcom_add_lacking_positions(self):
        """Add to the deal what its questionnaires imply («Добавить в позиции»)."""
        self.ensure_one()
        if self.state not in ("draft", "sent", "sale"):
            raise UserError(_("Positions of a closed deal can't be changed."))
        self.write(
            {
                "order_line": [
                    (0, 0, {"product_id": product.id}) for product in self.itcom_lacking_product_ids
                ]
            }
        )
        return True
