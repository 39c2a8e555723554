# Licence LGPL-3 (see LICENSE).

from decimal import Decimal

from odoo import models

from ..itcom_core.documents import payload
from ..itcom_core.money import roubles


class SaleOrderLine(models.Model):
    """Position of a deal."""

    _inherit = "sale.order.line"

    def _prepare_itcom_line(self, number, amount):
        """Position as documents print it: price and sum with VAT, after the discount.

        :param number: its number in the table, from 1.
        :param amount: its sum, Decimal in whole kopecks.
        :return: :class:`~..itcom_core.documents.payload.Line`.
        """
        self.ensure_one()
        quantity = self.product_uom_qty
        return payload.Line(
            number=number,
            name=self._itcom_printed_name(),
            quantity=Decimal(repr(quantity)),
            unit=self.product_uom.name or "",
            price=roubles(self.price_total / quantity if quantity else self.price_unit),
            amount=amount,
        )

    def _itcom_printed_name(self):
        """:return: the position's text without the «[CODE]» that Odoo puts before it."""
        code = self.product_id.default_code
        prefix = "[%s] " % code
        if code and self.name.startswith(prefix):
            return self.name[len(prefix) :]
        return self.name

    def _itcom_vat(self):
        """VAT of this position by rate, as Odoo computed it.

        :return: {rate in percent: float}; empty when it is not taxed.
        """
        self.ensure_one()
        taxes = self.tax_id.flatten_taxes_hierarchy().filtered(lambda tax: tax._itcom_is_vat())
        if len(taxes) == len(self.tax_id) == 1:
            return {taxes.amount: self.price_tax}
        if not taxes:
            return {}
        computed = self.tax_id.compute_all(
            self.price_unit * (1 - (self.discount or 0.0) / 100.0),
            self.order_id.currency_id,
            self.product_uom_qty,
            product=self.product_id,
            partner=self.order_id.partner_shipping_id,
        )["taxes"]
        amounts = {}
        for tax in taxes:
            amount = sum(part["amount"] for part in computed if part["id"] == tax.id)
            amounts[tax.amount] = amounts.get(tax.amount, 0.0) + amount
        return amounts
