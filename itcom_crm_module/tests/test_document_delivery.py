# Licence LGPL-3 (see LICENSE).

from datetime import date
from decimal import Decimal

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..itcom_core.money import roubles
from .documents import DocumentCase


@tagged("post_install", "-at_install")
class TestDocumentDelivery(DocumentCase):
    """«Реализации»: act and УПД from the invoice that accounting has posted."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_accounting()
        cls.vat_10 = cls.make_tax("НДС 10%", 10)

    def test_nothing_posted_nothing_formed(self):
        deal = self.make_deal({})
        for action in (deal.action_itcom_form_act, deal.action_itcom_form_upd):
            with self.subTest(action=action.__name__), self.assertRaises(UserError):
                action()

    def test_the_act_names_contract_date_and_sums(self):
        deal = self.make_deal({"price": 12200.0, "quantity": 2})
        deal.action_itcom_form_contract()
        contract = deal.itcom_contract_ids
        move = self.deliver(deal)
        deal.action_itcom_form_act()
        act = deal.itcom_contract_ids - contract
        text = self.text_of(act)
        for words in (
            "30 ноября 2026 г.",
            "оговор № 1 от",
            "24 400,00",
            "4 400,00",
            "Двадцать четыре тысячи четыреста рублей 00 копеек",
        ):
            self.assertIn(words, text)
        self.assertEqual((act.kind, act.date, act.move_id), ("act", date(2026, 11, 30), move))
        self.assertEqual(act.order_id, deal)

    def test_without_a_contract_the_invoice_is_the_basis(self):
        deal = self.make_deal({})
        deal.action_itcom_form_invoice()
        self.deliver(deal)
        deal.action_itcom_form_act()
        self.assertIn("чёт № 1 от", self.text_of(deal.itcom_contract_ids))

    def upd_of(self, *lines):
        """:return: payload of the УПД of a deal with ``lines``, checked to add up."""
        move = self.deliver(self.make_deal(*lines))
        said = move._itcom_payload("upd", "1", move.invoice_date)
        self.assertEqual(said.total, roubles(move.amount_total))
        self.assertEqual(said.vat_total, roubles(move.amount_tax))
        self.assertEqual(sum(line.amount for line in said.lines), said.total)
        self.assertEqual(sum(line.vat_amount for line in said.lines), said.vat_total)
        self.assertEqual(sum(line.net_amount for line in said.lines), said.net_total)
        return said

    def test_the_upd_parts_the_tax_line_by_line(self):
        said = self.upd_of(
            {"price": 999.99, "quantity": 7, "discount": 33.33},
            {"price": 110.0, "taxes": self.vat_10},
            {"price": 10.0, "taxes": self.env["account.tax"]},
        )
        self.assertEqual([line.vat_rate for line in said.lines], ["22%", "10%", "без НДС"])
        self.assertEqual(said.lines[1].net_amount, Decimal("100.00"))
        self.assertEqual(said.status, "1")

    def test_who_pays_no_vat_hands_over_without_an_invoice(self):
        said = self.upd_of({"price": 990.0, "taxes": self.env["account.tax"]})
        self.assertEqual(said.status, "2")
        self.assertEqual(said.vat_total, Decimal("0.00"))

    def pay(self, move, amount, number, day):
        """Enter a payment order of the client's against an invoice."""
        journal = self.env["account.journal"].search(
            [("company_id", "=", self.company.id), ("type", "=", "bank")], limit=1
        ) or self.env["account.journal"].create(
            {"name": "Банк", "code": "БНК", "type": "bank", "company_id": self.company.id}
        )
        Register = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=move.ids
        )
        Register.create(
            {
                "journal_id": journal.id,
                "payment_date": day,
                "amount": amount,
                "communication": number,
            }
        ).action_create_payments()

    def test_the_upd_names_the_payment_orders_of_its_own_invoice(self):
        move = self.deliver(self.make_deal({"price": 1220.0}))
        self.assertEqual(move._itcom_payload("upd", "1", move.invoice_date).payment_document, "")
        self.pay(move, 700.0, "312", "2026-12-02")
        self.pay(move, 520.0, "311", "2026-12-01")
        self.pay(self.deliver(self.make_deal({"price": 10.0})), 10.0, "999", "2026-12-01")
        said = move._itcom_payload("upd", "1", move.invoice_date)
        self.assertEqual(said.payment_document, "№ 311 от 01.12.2026, № 312 от 02.12.2026")

    def test_the_upd_is_formed_and_says_what_it_must(self):
        deal = self.make_deal({"price": 1220.0})
        self.product.uom_id.itcom_okei_code = "796"
        self.deliver(deal)
        deal.action_itcom_form_upd()
        text = self.text_of(deal.itcom_contract_ids)
        for words in ("796", "1 000,00", "220,00", "1 220,00", "7700000016/770001001"):
            self.assertIn(words, text)

    def test_each_posted_invoice_has_its_act(self):
        deal = self.make_deal({"quantity": 2})
        self.deliver(deal, "2026-10-31")
        deal.order_line.product_uom_qty = 3
        self.deliver(deal, "2026-11-30")
        deal.action_itcom_form_act()
        acts = deal.itcom_contract_ids
        self.assertEqual(sorted(acts.mapped("amount_total")), [1000.0, 2000.0])
        self.assertEqual(sorted(acts.mapped("number")), ["1", "2"])
