# Licence LGPL-3 (see LICENSE).

from odoo import models


class SaleOrderLine(models.Model):
    """Position of a deal."""

    _name = "sale.order.line"
    _inherit = ["sale.order.line", "itcom.document.line"]

    def _itcom_quantity(self):
        return self.product_uom_qty

    def _itcom_unit(self):
        return self.product_uom

    def _itcom_taxes(self):
        return self.tax_id

    def _itcom_tax_amount(self):
        return self.price_tax

    def _itcom_tax_partner(self):
        return self.order_id.partner_shipping_id
