# Licence LGPL-3 (see LICENSE).

from decimal import Decimal

from odoo import models
from odoo.tools import float_round

from ..itcom_core.documents import payload


def decimal_amount(value):
    """:return: a float of the ORM as roubles and kopecks."""
    return Decimal(str(float_round(value, precision_digits=2))).quantize(Decimal("0.01"))


class SaleOrderLine(models.Model):
    """Position of a deal."""

    _inherit = "sale.order.line"

    def _prepare_itcom_line(self, number):
        """Position as documents print it: price and sum with VAT, after the discount.

        :param number: its number in the table, from 1.
        :return: :class:`~..itcom_core.documents.payload.Line`.
        """
        self.ensure_one()
        quantity = self.product_uom_qty
        price = self.price_total / quantity if quantity else self.price_unit
        return payload.Line(
            number=number,
            name=self.product_id.name if self._itcom_name_is_default() else self.name,
            quantity=Decimal(str(quantity)).normalize(),
            unit=self.product_uom.name or "",
            price=decimal_amount(price),
            amount=decimal_amount(self.price_total),
        )

    def _itcom_name_is_default(self):
        """An accountant wants the product's name, not «[CODE] name» as Odoo writes it."""
        product = self.product_id
        return bool(product) and self.name in (product.display_name, product.name)
