# Licence LGPL-3 (see LICENSE).

from odoo.exceptions import UserError, ValidationError
from odoo.tests.common import tagged

from ..itcom_core.questionnaire import choice as ch
from ..itcom_core.questionnaire import workflow as wf
from ..itcom_core.questionnaire.fields import FIELDS
from ..models.itcom_questionnaire_scan import STAFF
from .questionnaire_common import PERSON, SCAN, QuestionnaireCase


@tagged("post_install", "-at_install")
class TestQuestionnaire(QuestionnaireCase):
    """What a questionnaire is filled with, asks for and lets be changed."""

    def test_answers_are_the_fields_of_the_schema(self):
        answers = self.env["itcom.questionnaire.answers"]._fields
        for name, field in FIELDS.items():
            expected = {"date": "date", "select": "selection"}.get(field.type.input_type, "char")
            with self.subTest(name):
                # A country is a select of the page and a code for us.
                self.assertIn(answers[name].type, (expected, "char"))

    # From the deal

    def test_new_one_is_filled_from_deal_and_client(self):
        defaults = (
            self.env["itcom.questionnaire"]
            .with_user(self.manager)
            .with_context(default_order_id=self.deal.id)
        )
        vals = defaults.default_get(list(defaults._fields))
        self.assertEqual(vals["partner_id"], self.client.id)
        self.assertEqual(vals["warehouse_id"], self.deal.warehouse_id.id)
        self.assertEqual(vals["user_id"], self.manager.id)
        self.assertEqual(vals["applicant_type"], "legal_entity")
        self.assertEqual(vals["holder"], ch.HEAD)
        self.assertEqual(vals["bearer"], ch.IN_PERSON)
        self.assertEqual(vals["certificate_type_ids"], [(6, 0, self.type_open.ids)])
        provider = self.env["itcom.crypto.provider"].browse(vals["crypto_provider_id"])
        self.assertEqual(provider.code, "CRYPTO_PRO_2012")

    def test_button_of_the_deal_opens_such_a_form(self):
        action = self.deal.action_itcom_create_questionnaire()
        self.assertEqual(action["context"], {"default_order_id": self.deal.id})
        self.assertEqual(action["res_model"], "itcom.questionnaire")

    def test_answers_come_from_the_card(self):
        questionnaire = self._new_questionnaire()
        self.assertEqual(
            (questionnaire.surname, questionnaire.given_name, questionnaire.patronymic),
            ("Орлов", "Пётр", "Ильич"),
        )
        self.assertEqual(questionnaire.snils, "11223344595")
        self.assertEqual(questionnaire.phone, "+79161234567")
        self.assertEqual(questionnaire.organisation_ogrn, "1187700000014")
        self.assertEqual(questionnaire.post, "Директор")
        self.assertEqual(questionnaire.region, self.client.state_id.name)
        self.assertFalse(questionnaire.has_difference)

    def test_numbers_run_per_company(self):
        first, second = self._new_questionnaire(), self._new_questionnaire()
        self.assertRegex(first.number, r"^А-\d{5}$")
        self.assertEqual(int(second.number[2:]), int(first.number[2:]) + 1)
        other = self.env["res.company"].create({"name": "Second"})
        self.assertEqual(other._itcom_next_questionnaire_number(), "А-00001")

    # What is asked for

    def test_documents_follow_the_choices(self):
        questionnaire = self._new_questionnaire()
        self.assertIn("head_appointment", self.codes(questionnaire))
        self.assertNotIn("power_of_attorney_to_deliver", self.codes(questionnaire))
        questionnaire.write({"bearer": ch.PROXY})
        self.assertIn("power_of_attorney_to_deliver", self.codes(questionnaire))
        self.assertIn("bearer_surname", self.asked(questionnaire))
        questionnaire.write({"bearer": ch.IN_PERSON})
        self.assertNotIn("power_of_attorney_to_deliver", self.codes(questionnaire))

    def test_a_scan_stays_when_it_is_not_asked_for_any_more(self):
        questionnaire = self._new_questionnaire(bearer=ch.PROXY)
        document = questionnaire.document_ids.filtered(
            lambda d: d.kind_id.code == "bearer_passport"
        )
        document._add_scan(SCAN, "scan.png", STAFF)
        questionnaire.write({"bearer": ch.IN_PERSON})
        self.assertTrue(document.exists())
        self.assertFalse(document.is_asked)

    def test_the_head_gives_way_to_a_proxy(self):
        questionnaire = self._new_questionnaire()
        questionnaire.write({"holder": ch.PROXY})
        self.assertEqual(questionnaire.head_surname, "Орлов")
        self.assertFalse(questionnaire.surname)
        self.assertFalse(questionnaire.snils)
        self.assertEqual(questionnaire.organisation_inn, "7700000016")

    def test_what_was_typed_survives_other_choices(self):
        questionnaire = self._new_questionnaire(birth_place="г. Тверь")
        questionnaire.write({"surname": "Сидоров"})
        questionnaire.write({"holder": ch.PROXY})
        self.assertEqual(questionnaire.birth_place, "г. Тверь")
        self.assertEqual(questionnaire.surname, "Сидоров")

    def test_problems_name_what_is_missing_and_what_is_wrong(self):
        questionnaire = self._new_questionnaire()
        self.assertIn("Date of birth", questionnaire.problem_text)
        self.assertIn("Passport: page with the photo", questionnaire.problem_text)
        questionnaire.write({"snils": "112-233-445 96"})
        self.assertEqual(questionnaire.snils, "112-233-445 96")
        self.assertIn("SNILS 112-233-445 96: the check digit", questionnaire.problem_text)
        questionnaire.write({"snils": "112-233-445 95"})
        self.assertEqual(questionnaire.snils, "11223344595")
        self.assertNotIn("check digit", questionnaire.problem_text)

    def test_a_filled_one_has_no_problems(self):
        questionnaire = self._filled()
        self.assertFalse(questionnaire.problem_text)
        self.assertEqual(questionnaire.problem_count, 0)

    def test_bad_input_is_kept_or_refused_and_never_breaks(self):
        questionnaire = self._new_questionnaire()
        for value in ("x" * 20000, "a\x00b", "\u202eтекст", "<b>", "😀", "  "):
            with self.subTest(value[:10]):
                questionnaire.write({"surname": value, "organisation_name": value})
                self.assertTrue(questionnaire.problem_text)

    def test_whatever_the_choices_the_oids_are_those_of_all_types(self):
        b2b = self.env.ref("itcom_crm_module.certificate_type_b2b")
        questionnaire = self._new_questionnaire(
            certificate_type_ids=[(6, 0, (self.type_open | b2b).ids)]
        )
        self.assertEqual(questionnaire.oid_ids, self.type_open.oid_ids | b2b.oid_ids)

    # What can't be together

    def test_contradictions_are_refused_in_plain_words(self):
        person = self._new_client("Смирнова Анна Петровна", itcom_applicant_type="individual")
        cases = [
            ({"applicant_type": "individual", "holder": ch.PROXY}, "own name only"),
            (
                {
                    "applicant_type": "legal_entity",
                    "certificate_type_ids": [(6, 0, self.type_person.ids)],
                },
                "is not issued to this applicant",
            ),
            (
                {"certificate_type_ids": [(6, 0, (self.type_open | self.type_egais).ids)]},
                "one signature class and one issuer",
            ),
        ]
        for values, text in cases:
            with self.subTest(text), self.assertRaisesRegex(ValidationError, text):
                self._new_questionnaire(partner_id=person.id, order_id=False, **values)

    def test_unlawful_choice_says_what_is_lawful_and_goes_no_further(self):
        questionnaire = self._new_questionnaire(
            holder=ch.PROXY, certificate_type_ids=[(6, 0, self.type_egais.ids)]
        )
        self.assertIn("Since 1 September 2024", questionnaire.unlawful_text)
        self.assertIn("machine-readable power of attorney", questionnaire.unlawful_text)
        self.assertFalse(questionnaire.can_send)
        with self.assertRaisesRegex(UserError, "machine-readable power of attorney"):
            questionnaire.action_send()
        questionnaire.write({"certificate_type_ids": [(6, 0, self.type_open.ids)]})
        self.assertFalse(questionnaire.unlawful_text)
        self.assertTrue(questionnaire.can_send)

    def test_an_administrators_dated_exception_lets_it_through(self):
        values = {"holder": ch.PROXY, "certificate_type_ids": [(6, 0, self.type_egais.ids)]}
        questionnaire = self._new_questionnaire(**values)
        self.assertTrue(questionnaire.unlawful_text)
        exception = (
            self.env["itcom.questionnaire.rule"]
            .with_user(self.administrator)
            .create(
                {
                    "name": "Agreed with the authority",
                    "effect": "lawful",
                    "certificate_types": "EGAIS",
                    "valid_to": questionnaire.date,
                }
            )
        )
        questionnaire.invalidate_cache()
        self.assertFalse(questionnaire.unlawful_text)
        exception.valid_to = "2024-12-31"
        questionnaire.invalidate_cache()
        self.assertTrue(questionnaire.unlawful_text)

    def test_the_day_of_the_rules_is_not_the_managers_to_choose(self):
        with self.assertRaises(UserError):
            self._new_questionnaire(date="2021-01-01")
        questionnaire = self._new_questionnaire()
        with self.assertRaises(UserError):
            questionnaire.write({"date": "2021-01-01"})
        records = self.env["itcom.questionnaire"].with_context(default_date="2021-01-01")
        made = records.with_user(self.manager).create({"partner_id": self.client.id})
        self.assertEqual(made.date, questionnaire.date)
        questionnaire.with_user(self.administrator).write({"date": "2021-12-31"})
        self.assertEqual(str(questionnaire.date), "2021-12-31")

    # Copying, deleting, the chatter

    def test_a_copy_is_a_draft_with_the_same_answers(self):
        copy = self._in_review(alias="trading").copy()
        self.assert_state(copy, wf.DRAFT)
        self.assertEqual(copy.passport_number, PERSON["passport_number"])
        self.assertEqual(copy.certificate_type_ids, self.type_open)
        self.assertFalse(any(copy.document_ids.mapped("is_uploaded")))
        self.assertTrue(copy.document_ids)

    def test_only_a_draft_can_be_deleted(self):
        draft, submitted = self._new_questionnaire(), self._in_review()
        draft.unlink()
        with self.assertRaisesRegex(UserError, "no draft any more"):
            submitted.unlink()

    def test_the_chatter_names_changed_fields_without_their_values(self):
        questionnaire = self._new_questionnaire()
        questionnaire.write({"birth_place": "г. Тверь", "inn": "123456789047"})
        body = questionnaire.message_ids[0].body
        self.assertIn("Place of birth", body)
        self.assertNotIn("Тверь", body)
        self.assertEqual(questionnaire.message_ids[0].author_id, self.manager.partner_id)

    # Deal and client

    def test_counters_and_lists_of_deal_and_client(self):
        self._new_questionnaire()
        self._new_questionnaire()
        for record in (self.deal, self.client):
            record.invalidate_cache()
            self.assertEqual(record.itcom_questionnaire_count, 2)
            action = record.action_itcom_open_questionnaires()
            found = self.env["itcom.questionnaire"].search(action["domain"])
            self.assertEqual(len(found), 2)

    def test_the_deal_offers_to_add_what_a_questionnaire_implies(self):
        extra = self._new_product("Certificate for B2B")
        b2b = self.env.ref("itcom_crm_module.certificate_type_b2b")
        b2b.product_id = extra
        questionnaire = self._new_questionnaire(certificate_type_ids=[(6, 0, b2b.ids)])
        self.assertEqual(self.deal.itcom_lacking_product_ids, extra)
        self.deal.action_itcom_add_lacking_positions()
        self.assertIn(extra, self.deal.order_line.product_id)
        self.assertFalse(self.deal.itcom_lacking_product_ids)
        self.assertEqual(questionnaire.order_id, self.deal)

    def test_hidden_portlet_is_not_read(self):
        self.assertNotIn(
            "itcom_questionnaire_ids",
            self.card("sale.order", "sale_order_view_form_deal")["fields"],
        )
        self.env["itcom.portlet.layout"].with_user(self.manager).add_portlet(
            "deal", "questionnaires"
        )
        self.assertIn(
            "itcom_questionnaire_ids",
            self.card("sale.order", "sale_order_view_form_deal")["fields"],
        )
