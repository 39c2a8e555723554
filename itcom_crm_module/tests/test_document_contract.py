# Licence LGPL-3 (see LICENSE).

from freezegun import freeze_time
from odoo.tests import tagged

from .documents import DocumentCase


@tagged("post_install", "-at_install")
class TestDocumentContract(DocumentCase):
    """«Договор» in the portlet «Договоры и Реализации»."""

    def form_contract(self, deal):
        deal.action_itcom_form_contract()
        return deal.itcom_contract_ids._current()

    def make_head(self, name, post, **values):
        return self.env["res.partner"].create({"name": name, "function": post, **values})

    def test_heads_stand_in_the_genitive(self):
        self.client.write(
            {
                "itcom_head_id": self.make_head("Иванова Мария Сергеевна", "Директор").id,
                "itcom_authority_basis": "Устава",
            }
        )
        with freeze_time("2026-11-23 09:00:00"):
            contract = self.form_contract(self.make_deal({}))
        text = self.text_of(contract)
        for words in (
            "в лице Директора Ивановой Марии Сергеевны, действующей на основании Устава",
            "в лице Генерального директора Соколова Андрея Викторовича",
            "«23» ноября 2026 г.",
            "г. Казань",
            "Сертификат для торгов, 1 год",
        ):
            self.assertIn(words, text)
        self.assertNotIn("{", text)
        self.assertEqual((contract.number, contract.version), ("1", 1))

    def test_the_card_corrects_what_inflects_badly(self):
        head = self.make_head(
            "Дюма Александр",
            "Head of office",
            itcom_name_genitive="Дюма Александра",
            itcom_post_genitive="Главы офиса",
        )
        self.client.itcom_head_id = head
        text = self.text_of(self.form_contract(self.make_deal({})))
        self.assertIn("Главы офиса Дюма Александра", text)

    def test_with_a_person_and_with_a_sole_proprietor(self):
        for values in (
            {
                "name": "Смирнова Анна Петровна",
                "itcom_applicant_type": "individual",
                "vat": "770000000156",
                "itcom_kpp": False,
            },
            {
                "name": "ИП Петров Сергей Николаевич",
                "itcom_applicant_type": "sole_proprietor",
                "vat": "160000000080",
                "itcom_kpp": False,
            },
        ):
            with self.subTest(type=values["itcom_applicant_type"]):
                self.client.write(values)
                text = self.text_of(self.form_contract(self.make_deal({})))
                self.assertIn(values["name"].replace("ИП ", ""), text)
                self.assertNotIn("{", text)

    def test_it_stands_apart_from_the_invoice(self):
        deal = self.make_deal({})
        contract = self.form_contract(deal)
        deal.action_itcom_form_invoice()
        self.assertEqual(deal.itcom_contract_ids, contract)
        self.assertEqual(deal.itcom_paper_ids.kind, "invoice")
        self.assertEqual((deal.itcom_document_count, deal.itcom_contract_count), (1, 1))

    def test_an_address_of_a_letter_outdates_the_contract_and_not_the_invoice(self):
        deal = self.make_deal({})
        contract = self.form_contract(deal)
        deal.action_itcom_form_invoice()
        self.client.phone = "+7 495 000-00-01"
        deal.itcom_document_ids.invalidate_cache()
        self.assertTrue(contract.is_outdated)
        self.assertFalse(deal.itcom_paper_ids.is_outdated)
