# Licence LGPL-3 (see LICENSE).

from odoo.exceptions import UserError
from odoo.tests.common import tagged

from ..itcom_core.questionnaire import choice as ch
from ..itcom_core.questionnaire import workflow as wf
from .questionnaire_common import QuestionnaireCase


@tagged("post_install", "-at_install")
class TestQuestionnaireCard(QuestionnaireCase):
    """The questionnaire's snapshot beside the client's card."""

    def compare(self, questionnaire):
        """:return: the dialog «Сравнить и перенести» of a questionnaire."""
        action = questionnaire.action_compare_with_card()
        return self.env[action["res_model"]].with_user(self.manager).browse(action["res_id"])

    def test_a_difference_is_named_and_the_questionnaire_stays_as_it_was(self):
        questionnaire = self._new_questionnaire()
        self.client.write({"city": "г. Тула"})
        self.head.write({"phone": "8 916 123 45 68"})
        questionnaire.invalidate_cache()
        self.assertEqual(questionnaire.difference_text, "City, Phone")
        self.assertEqual(questionnaire.city, "г. Москва")

    def test_the_same_number_typed_otherwise_is_no_difference(self):
        questionnaire = self._new_questionnaire()
        self.head.write({"phone": "+7 916 123-45-67"})
        questionnaire.invalidate_cache()
        self.assertFalse(questionnaire.has_difference)

    def test_each_difference_is_taken_over_its_own_way(self):
        questionnaire = self._new_questionnaire()
        questionnaire.write({"surname": "Орлова", "post": "Генеральный директор"})
        self.client.write({"city": "г. Тула"})
        dialog = self.compare(questionnaire)
        lines = {line.field_name: line for line in dialog.line_ids}
        self.assertEqual(set(lines), {"surname", "post", "city"})
        self.assertEqual(lines["surname"].own_value, "Орлова Пётр Ильич")
        self.assertEqual(lines["surname"].card_value, "Орлов Пётр Ильич")
        lines["post"].choice = "write"
        lines["city"].choice = "take"
        dialog.action_apply()
        self.assertEqual(self.head.function, "Генеральный директор")
        self.assertEqual(questionnaire.city, "г. Тула")
        self.assertEqual(questionnaire.surname, "Орлова")
        self.assertEqual(self.head.name, "Орлов Пётр Ильич")

    def test_all_at_once_to_the_card(self):
        questionnaire = self._new_questionnaire()
        questionnaire.write({"surname": "Орлова", "given_name": "Анна", "patronymic": "Ильинична"})
        self.compare(questionnaire).action_write_all()
        self.assertEqual(self.head.name, "Орлова Анна Ильинична")

    def test_a_sole_proprietor_keeps_the_prefix_of_the_name(self):
        client = self._new_client(
            "ИП Петров Сергей Николаевич",
            itcom_applicant_type="sole_proprietor",
            vat="160000000080",
        )
        questionnaire = self._new_questionnaire(order_id=False, partner_id=client.id)
        self.assertEqual(questionnaire.applicant_type, "sole_proprietor")
        self.assertEqual((questionnaire.surname, questionnaire.inn), ("Петров", "160000000080"))
        questionnaire.write({"given_name": "Степан"})
        self.compare(questionnaire).action_write_all()
        self.assertEqual(client.name, "ИП Петров Степан Николаевич")

    def test_a_proxy_of_a_sole_proprietor_leaves_the_proprietor_as_giver(self):
        client = self._new_client(
            "ИП Петров Сергей Николаевич",
            itcom_applicant_type="sole_proprietor",
            vat="160000000080",
        )
        questionnaire = self._new_questionnaire(
            order_id=False, partner_id=client.id, holder=ch.PROXY
        )
        self.assertEqual(questionnaire.head_surname, "Петров")
        self.assertEqual(questionnaire.proprietor_inn, "160000000080")
        self.assertFalse(questionnaire.surname)

    def test_while_the_check_is_on_only_the_card_can_be_brought_in_line(self):
        questionnaire = self._in_review()
        self.client.write({"city": "г. Тула"})
        dialog = self.compare(questionnaire)
        self.assertFalse(dialog.can_edit)
        dialog.action_write_all()
        self.assertEqual(self.client.city, "г. Москва")
        self.assert_state(questionnaire, wf.REVIEW)

    def test_a_card_that_says_nothing_breaks_nothing(self):
        client = self._new_client("Объединение")
        questionnaire = self._new_questionnaire(order_id=False, partner_id=client.id)
        self.assertEqual(questionnaire.organisation_name, "Объединение")
        self.assertFalse(questionnaire.surname)

    def test_a_region_is_found_with_its_number_and_refused_when_unknown(self):
        questionnaire = self._new_questionnaire()
        region = self.client.state_id
        self.client.state_id = False
        questionnaire.write({"region": "77 " + region.name})
        self.compare(questionnaire).action_write_all()
        self.assertEqual(self.client.state_id, region)
        questionnaire.write({"region": "Тридевятое царство"})
        dialog = self.compare(questionnaire)
        dialog.action_write_all()
        self.assertEqual(self.client.state_id, region)
        dialog = self.compare(questionnaire)
        dialog.line_ids.choice = "write"
        with self.assertRaisesRegex(UserError, "Тридевятое царство"):
            dialog.action_apply()
