# Licence LGPL-3 (see LICENSE).

from decimal import Decimal

from odoo import models

from ..itcom_core.documents import payload
from ..itcom_core.money import roubles

PERCENT = 100.0


class ItcomDocumentLine(models.AbstractModel):
    """A position as documents print it: of a deal, or of an invoice in accounting."""

    _name = "itcom.document.line"
    _description = "Position of a document"

    # Hooks: where the two models differ

    def _itcom_quantity(self):
        """:return: float."""
        raise NotImplementedError

    def _itcom_unit(self):
        """:return: ``uom.uom``."""
        raise NotImplementedError

    def _itcom_taxes(self):
        """:return: ``account.tax`` of this position."""
        raise NotImplementedError

    def _itcom_tax_amount(self):
        """:return: all taxes of this position together, as Odoo computed them."""
        raise NotImplementedError

    def _itcom_tax_partner(self):
        """:return: the partner that Odoo computes these taxes for."""
        raise NotImplementedError

    # What documents say

    def _prepare_itcom_line(self, number, amount):
        """Position as invoices, contracts and acts print it: with VAT, after the discount.

        :param number: its number in the table, from 1.
        :param amount: its sum, Decimal in whole kopecks.
        :return: :class:`~..itcom_core.documents.payload.Line`.
        """
        self.ensure_one()
        quantity = self._itcom_quantity()
        return payload.Line(
            number=number,
            name=self._itcom_printed_name(),
            quantity=Decimal(repr(quantity)),
            unit=self._itcom_unit().name or "",
            price=roubles(self.price_total / quantity if quantity else self.price_unit),
            amount=amount,
        )

    def _itcom_printed_name(self):
        """:return: the position's text without the «[CODE]» that Odoo puts before it."""
        name = self.name or self.product_id.name or ""
        prefix = "[%s] " % self.product_id.default_code
        return name[len(prefix) :] if name.startswith(prefix) else name

    def _itcom_rate(self):
        """:return: the rate of VAT of this position in percent, or None when there is none."""
        taxes = self._itcom_taxes().filtered(lambda tax: tax._itcom_is_vat())
        return taxes[:1].amount if taxes else None

    def _itcom_vat(self):
        """VAT of this position by rate, as Odoo computed it.

        :return: {rate in percent: float}; empty when it is not taxed.
        """
        self.ensure_one()
        all_taxes = self._itcom_taxes()
        if len(all_taxes) == 1 and all_taxes.amount_type != "group":
            is_vat = all_taxes._itcom_is_vat()
            return {all_taxes.amount: self._itcom_tax_amount()} if is_vat else {}
        taxes = all_taxes.flatten_taxes_hierarchy().filtered(lambda tax: tax._itcom_is_vat())
        if not taxes:
            return {}
        computed = all_taxes.compute_all(
            self.price_unit * (1 - (self.discount or 0.0) / PERCENT),
            self.currency_id,
            self._itcom_quantity(),
            product=self.product_id,
            partner=self._itcom_tax_partner(),
        )["taxes"]
        amounts = {}
        for tax in taxes:
            amount = sum(part["amount"] for part in computed if part["id"] == tax.id)
            amounts[tax.amount] = amounts.get(tax.amount, 0.0) + amount
        return amounts
