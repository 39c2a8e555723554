# Licence LGPL-3 (see LICENSE).

from decimal import Decimal

from odoo.tests import tagged

from ..itcom_core.money import roubles
from .documents import DocumentCase


@tagged("post_install", "-at_install")
class TestInvoiceAmounts(DocumentCase):
    """The figures of an invoice are those of the deal, and they add up to the kopeck."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.vat_10 = cls.make_tax("НДС 10%", 10)
        cls.vat_22_on_top = cls.make_tax("НДС 22% сверху", 22, included=False)
        cls.vat_0 = cls.make_tax("НДС 0%", 0)
        cls.exempt = cls.make_tax("Без НДС", 0)
        cls.no_tax = cls.env["account.tax"]

    def invoice_of(self, *lines):
        """:return: (deal, payload of its invoice), checked to add up."""
        deal = self.make_deal(*lines)
        said = deal._itcom_payload("invoice", "1", deal.date_order.date())
        self.assertEqual(said.total, roubles(deal.amount_total))
        self.assertEqual(sum(line.amount for line in said.lines), said.total)
        self.assertEqual(
            sum((part.amount for part in said.vat), Decimal(0)), roubles(deal.amount_tax)
        )
        return deal, said

    def rates(self, said):
        return [(part.rate, part.amount) for part in said.vat]

    def test_vat_inside_the_price(self):
        _deal, said = self.invoice_of({"price": 1000.0, "quantity": 3})
        self.assertEqual(said.total, Decimal("3000.00"))
        self.assertEqual(self.rates(said), [("22%", Decimal("540.98"))])

    def test_vat_on_top_of_the_price(self):
        _deal, said = self.invoice_of({"price": 1000.0, "quantity": 3, "taxes": self.vat_22_on_top})
        self.assertEqual(said.lines[0].price, Decimal("1220.00"))
        self.assertEqual(said.total, Decimal("3660.00"))
        self.assertEqual(self.rates(said), [("22%", Decimal("660.00"))])

    def test_several_rates_the_highest_first(self):
        _deal, said = self.invoice_of(
            {"price": 110.0, "taxes": self.vat_10},
            {"price": 122.0},
            {"price": 50.0, "taxes": self.vat_0},
            {"price": 10.0, "taxes": self.no_tax},
        )
        self.assertEqual(
            self.rates(said),
            [("22%", Decimal("22.00")), ("10%", Decimal("10.00")), ("0%", Decimal("0.00"))],
        )

    def test_without_vat(self):
        for taxes in (self.no_tax, self.exempt):
            with self.subTest(taxes=taxes.name):
                deal, said = self.invoice_of({"price": 990.0, "taxes": taxes})
                self.assertEqual(said.vat, ())
                self.assertIn("Без", self.text_of(self.form_invoice(deal)))

    def test_two_taxes_on_one_position(self):
        fee = self.env["account.tax"].create(
            {
                "name": "Сбор",
                "amount_type": "fixed",
                "amount": 5.0,
                "type_tax_use": "sale",
                "company_id": self.company.id,
            }
        )
        deal = self.make_deal({"price": 100.0, "taxes": self.vat_22_on_top + fee})
        said = deal._itcom_payload("invoice", "1", deal.date_order.date())
        self.assertEqual(said.total, Decimal("127.00"))
        self.assertEqual(self.rates(said), [("22%", Decimal("22.00"))])

    def test_discounts_and_awkward_prices(self):
        deal, said = self.invoice_of(
            {"price": 999.99, "quantity": 7, "discount": 33.33},
            {"price": 0.07, "quantity": 3.5},
            {"price": 333.33, "quantity": 0.01, "discount": 5, "taxes": self.vat_10},
        )
        self.assertEqual(said.lines[0].amount, roubles(deal.order_line[0].price_total))
        self.assertEqual(said.lines[1].quantity, Decimal("3.5"))

    def test_rounding_of_the_whole_deal(self):
        self.company.tax_calculation_rounding_method = "round_globally"
        lines = [
            {"price": 33.37, "quantity": 1, "taxes": self.vat_22_on_top},
            {"price": 0.13, "quantity": 1, "taxes": self.vat_22_on_top},
        ] * 20
        self.invoice_of(*lines)
