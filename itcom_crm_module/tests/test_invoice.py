# Licence LGPL-3 (see LICENSE).

from datetime import date

from freezegun import freeze_time
from odoo.exceptions import RedirectWarning, UserError
from odoo.tests import tagged

from .documents import DocumentCase


@tagged("post_install", "-at_install")
class TestInvoice(DocumentCase):
    """«Сформировать» in the portlet «Документы»."""

    def test_it_says_what_an_invoice_must_say(self):
        with freeze_time("2026-11-23 09:00:00"):
            deal = self.make_deal({"price": 12200.0, "quantity": 2}, {"price": 1220.0})
            invoice = self.form_invoice(deal)
        text = self.text_of(invoice)
        for words in (
            "Счёт на оплату № 1 от 23 ноября 2026 г.",
            "ООО «Наш УЦ»",
            "1600000011",
            "160001001",
            "40702810500000000101",
            "049205999",
            "30101810000000000999",
            "АО «Волжский расчётный банк» г. Казань",
            "ООО «Ромашка»",
            "7700000016",
            "Сертификат для торгов, 1 год",
            "24 400,00",
            "25 620,00",
            "22%",
            "4 620,00",
            "Двадцать пять тысяч шестьсот двадцать рублей 00 копеек",
            "Соколов А. В.",
        ):
            self.assertIn(words, text)
        self.assertNotIn("{", text)
        self.assertNotIn("[СЕРТ-ТОРГИ]", text)
        self.assertEqual(invoice.date, date(2026, 11, 23))
        self.assertEqual(invoice.amount_total, 25620.0)
        self.assertEqual(invoice.attachment_id.name, "Invoice to pay No. 1 of 23.11.2026.docx")

    def test_the_day_is_the_managers_own(self):
        with freeze_time("2026-11-23 22:30:00"):
            invoice = self.form_invoice(self.make_deal({}))
        self.assertEqual(invoice.date, date(2026, 11, 24))

    def test_names_that_break_files_come_out_as_typed(self):
        name = 'ООО "Рога & Копыта" <b>' + "длинное " * 36 + "\U0001f600"
        self.client.name = name
        text = self.text_of(self.form_invoice(self.make_deal({})))
        self.assertIn(name, text)

    def test_a_position_typed_over_several_lines_stays_so(self):
        deal = self.make_deal({"name": "[СЕРТ-ТОРГИ] Сертификат\nдля Иванова И. И."})
        self.assertIn("Сертификат\nдля Иванова И. И.", self.text_of(self.form_invoice(deal)))

    def test_titles_and_notes_are_no_positions(self):
        deal = self.make_deal({})
        deal.write(
            {"order_line": [(0, 0, {"display_type": "line_section", "name": "Раздел первый"})]}
        )
        text = self.text_of(self.form_invoice(deal))
        self.assertNotIn("Раздел первый", text)
        self.assertIn("Всего наименований 1", text)

    def test_without_positions_it_says_so(self):
        deal = self.make_deal()
        with self.assertRaisesRegex(UserError, "no positions"):
            deal.action_itcom_form_invoice()
        self.assertFalse(deal.itcom_document_ids)

    def test_without_a_sum_it_says_so(self):
        with self.assertRaises(UserError):
            self.make_deal({"price": 0.0}).action_itcom_form_invoice()

    def test_of_a_cancelled_deal_it_says_so(self):
        deal = self.make_deal({})
        deal.action_cancel()
        with self.assertRaises(UserError):
            deal.action_itcom_form_invoice()

    def test_a_company_without_account_is_told_what_to_fill_in(self):
        self.company.partner_id.bank_ids.unlink()
        deal = self.make_deal({})
        with self.assertRaises(RedirectWarning) as refusal:
            deal.action_itcom_form_invoice()
        message, action_id = refusal.exception.args[:2]
        self.assertIn("ООО «Наш УЦ»", message)
        self.assertIn("a bank account", message)
        self.assertTrue(self.env["ir.actions.actions"].browse(action_id).exists())
        self.assertFalse(deal.itcom_document_ids)

    def test_forming_costs_the_same_queries_whatever_the_lines(self):
        # The first one fills what a worker keeps: rules, groups, translations.
        for lines, most in ((1, None), (1, 15), (200, 15)):
            deal = self.make_deal(*({} for _line in range(lines)))
            deal = deal.with_context(tz="Europe/Moscow")
            deal.flush()
            self.env.cache.invalidate()
            with self.subTest(lines=lines), self.assertQueryCount(most or 1000):
                deal._itcom_form("invoice")
                deal.flush()
