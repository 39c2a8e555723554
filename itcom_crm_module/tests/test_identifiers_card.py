# Licence LGPL-3 (see LICENSE).

from odoo.exceptions import ValidationError
from odoo.tests.common import Form, tagged

from .common import LEGAL_INNS, PERSON_INNS, ItcomCase

OGRN = "1187700000014"
OGRNIP = "318169000000001"
SNILS = "11223344595"
BIC = "044525998"
ACCOUNT = "40702810500000000777"


@tagged("post_install", "-at_install")
class TestIdentifiersCard(ItcomCase):
    """Numbers on the client's card: stored compact, wrong ones named, nothing else refused."""

    def assertRefused(self, words, **values):
        with self.assertRaises(ValidationError) as refusal:
            self._new_client(**values)
        for word in words:
            self.assertIn(word, str(refusal.exception))

    # What is stored

    def test_typed_with_separators_stored_compact(self):
        client = self._new_client(
            vat="77 0000-0030", itcom_kpp=" 7700 01 001", itcom_ogrn="1 187 700 000 014"
        )
        self.assertEqual(client.vat, LEGAL_INNS[0])
        self.assertEqual(client.itcom_kpp, "770001001")
        self.assertEqual(client.itcom_ogrn, OGRN)

    def test_written_again_with_separators(self):
        person = self._new_client(itcom_applicant_type="individual", itcom_snils=SNILS)
        person.itcom_snils = "112-233-445 95"
        self.assertEqual(person.itcom_snils, SNILS)

    def test_only_separators_are_no_number(self):
        self.assertFalse(self._new_client(vat=" - ").vat)

    # What is refused, and how

    def test_message_names_number_value_and_slip(self):
        self.assertRefused(["INN", "7700000031", "typing slip"], vat="7700000031")

    def test_wrong_length(self):
        self.assertRefused(["KPP", "77000100", "9"], itcom_kpp="77000100")

    def test_letters(self):
        self.assertRefused(["OGRN", "characters"], itcom_ogrn="11877000О0014")

    def test_all_zeros(self):
        self.assertRefused(["INN", "zeros"], vat="0000000000")

    def test_number_of_another_type(self):
        self.assertRefused(["INN", "Legal entity", "10"], vat=PERSON_INNS[0])
        self.assertRefused(
            ["OGRNIP", "Sole proprietor", "15"],
            itcom_applicant_type="sole_proprietor",
            itcom_ogrn=OGRN,
        )
        self.assertRefused(
            ["KPP", "Individual", "none"], itcom_applicant_type="individual", itcom_kpp="770001001"
        )

    def test_all_wrong_numbers_at_once(self):
        self.assertRefused(["INN", "KPP", "OGRN"], vat="1", itcom_kpp="2", itcom_ogrn="3")

    def test_right_numbers_of_each_type(self):
        self._new_client(vat=LEGAL_INNS[0], itcom_kpp="770001001", itcom_ogrn=OGRN)
        self._new_client(
            itcom_applicant_type="sole_proprietor",
            vat=PERSON_INNS[0],
            itcom_ogrn=OGRNIP,
            itcom_snils=SNILS,
        )
        self._new_client(itcom_applicant_type="individual", vat=PERSON_INNS[1], itcom_snils=SNILS)

    # While typing

    def form(self, **context):
        partners = self.env["res.partner"].with_user(self.manager)
        return Form(
            partners.with_context(default_itcom_applicant_type="legal_entity", **context),
            "itcom_crm_module.res_partner_view_form_client",
        )

    def test_warned_while_typing_of_this_number_alone(self):
        client = self.env["res.partner"].new(
            {"itcom_applicant_type": "legal_entity", "vat": "7700000031", "itcom_kpp": "1"}
        )
        self.assertIn("7700000031", client._onchange_itcom_vat()["warning"]["message"])
        self.assertNotIn("KPP", client._onchange_itcom_vat()["warning"]["message"])
        self.assertIsNone(client._onchange_itcom_ogrn())

    def test_type_decides_what_the_card_asks_for(self):
        with self.form() as form:
            form.name = "ИП Тестов"
            form.itcom_kpp = "770001001"
            self.assertEqual(form.itcom_authority_basis, "Charter")
            form.itcom_applicant_type = "sole_proprietor"
            self.assertFalse(form.itcom_kpp)
            self.assertFalse(form.itcom_authority_basis)
            form.vat = PERSON_INNS[0]
        client = form.save()
        self.assertTrue(client.is_company)

    # Partners that are no clients of ours

    def test_other_partners_are_left_alone(self):
        partner = self.env["res.partner"].create({"name": "Foreign", "vat": "12-34567"})
        self.assertEqual(partner.vat, "12-34567")
        partner.write({"itcom_ogrn": "abc"})

    def test_partner_becomes_client_by_its_type(self):
        partner = self.env["res.partner"].create({"name": "ООО «Давно»", "vat": "77 0000 0030"})
        partner.with_user(self.manager).itcom_applicant_type = "legal_entity"
        self.assertTrue(partner.is_company)
        with self.assertRaises(ValidationError):
            partner.vat = "7700000031"

    def test_contact_of_a_client_is_no_client(self):
        """The defaults of the list of clients must not reach the contacts typed on a card."""
        client = self._new_client(vat=LEGAL_INNS[0]).with_context(
            default_itcom_applicant_type="legal_entity", default_is_company=True
        )
        client.child_ids = [(0, 0, {"name": "Иванов Иван"})]
        self.assertFalse(client.child_ids.itcom_applicant_type)
        self.assertFalse(client.child_ids.is_company)
        self.assertEqual(client.child_ids.vat, client.vat)

    # Accounts

    def new_bank(self, **values):
        values = {"name": "ПАО «Банк»", "bic": BIC, **values}
        return self.env["res.bank"].with_user(self.manager).create(values)

    def new_account(self, number, bank=None):
        return self._new_client().bank_ids.create(
            {
                "acc_number": number,
                "bank_id": (bank or self.new_bank()).id,
                "partner_id": self._new_client().id,
            }
        )

    def test_account_is_stored_compact(self):
        account = self.new_account("40702 810 5 0000 0000777")
        self.assertEqual(account.acc_number, ACCOUNT)
        account.acc_number = "40702-810-5-00000000777"
        self.assertEqual(account.acc_number, ACCOUNT)

    def test_account_is_checked_against_the_bank(self):
        with self.assertRaisesRegex(ValidationError, "%s.*typing slip.*%s" % (ACCOUNT[:-1], BIC)):
            self.new_account(ACCOUNT[:-1] + "2")

    def test_account_of_another_bank_may_be_anything(self):
        iban = self.new_account("DE89 3704 0044 0532 0130 00", self.new_bank(bic="COBADEFFXXX"))
        self.assertEqual(iban.acc_number, "DE89 3704 0044 0532 0130 00")
        self.new_account("1", self.new_bank(bic=False))

    def test_changed_bank_is_checked_too(self):
        account = self.new_account(ACCOUNT)
        with self.assertRaises(ValidationError):
            account.bank_id = self.new_bank(bic="049205999")

    def test_bank_s_own_numbers(self):
        bank = self.new_bank(
            bic="044 525 998", itcom_correspondent_account="30101 810 3 0000 0000998"
        )
        self.assertEqual(bank.bic, BIC)
        self.assertEqual(bank.itcom_correspondent_account, "30101810300000000998")
        with self.assertRaisesRegex(ValidationError, "Correspondent account"):
            bank.itcom_correspondent_account = "30101810300000000999"
        with self.assertRaisesRegex(ValidationError, "BIC"):
            bank.bic = "COBADEFFXXX"
