# Licence LGPL-3 (see LICENSE).

from decimal import Decimal

from odoo import models

from ..itcom_core.documents import payload
from ..itcom_core.money import roubles


class AccountMoveLine(models.Model):
    """Position of an invoice in accounting."""

    _name = "account.move.line"
    _inherit = ["account.move.line", "itcom.document.line"]

    def _itcom_quantity(self):
        return self.quantity

    def _itcom_unit(self):
        return self.product_uom_id

    def _itcom_taxes(self):
        return self.tax_ids

    def _itcom_tax_amount(self):
        return self.price_total - self.price_subtotal

    def _itcom_tax_partner(self):
        return self.partner_id

    def _prepare_itcom_transfer_line(self, number, amount, vat_amount):
        """Position as a УПД prints it: without the tax, the tax, and with it.

        :param amount: its sum with VAT. :param vat_amount: the VAT in it.
        :return: :class:`~..itcom_core.documents.payload.TransferLine`.
        """
        self.ensure_one()
        quantity, rate = self.quantity, self._itcom_rate()
        return payload.TransferLine(
            number=number,
            name=self._itcom_printed_name(),
            quantity=Decimal(repr(quantity)),
            unit=self.product_uom_id.name or "",
            unit_code=self.product_uom_id.itcom_okei_code or "",
            code=self.product_id.default_code or "",
            net_price=roubles(self.price_subtotal / quantity if quantity else self.price_unit),
            net_amount=amount - vat_amount,
            vat_rate=payload.NO_VAT if rate is None else "%g%%" % rate,
            vat_amount=vat_amount,
            amount=amount,
        )
