# Licence LGPL-3 (see LICENSE).

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests.common import tagged

from ..itcom_core.questionnaire import workflow as wf
from .questionnaire_common import QuestionnaireCase

BAR = {
    "field": "activity_state",
    "colors": {"planned": "success", "today": "warning", "overdue": "danger"},
}
OPEN = [("state", "in", sorted(wf.OPEN))]


@tagged("post_install", "-at_install")
class TestQuestionnaireLists(QuestionnaireCase):
    """Lists and kanbans of many questionnaires: what they count, and at which cost."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.records = cls.env["itcom.questionnaire"].with_user(cls.manager)

    def listed(self, domain, **page):
        """:return: (length, numbers) of a page of the list."""
        found = self.records.web_search_read(domain, ["number"], **page)
        return found["length"], [row["number"] for row in found["records"]]

    def test_a_found_text_is_counted_up_to_its_own_limit(self):
        numbers = [self._new_questionnaire(alias="Редкость").number for _ in range(5)][::-1]
        domain = [("lookup", "ilike", "редкость")]
        self.assertEqual(self.listed(domain, limit=2), (5, numbers[:2]))
        self.assertEqual(self.listed(domain, limit=2, offset=2), (5, numbers[2:4]))
        self.assertEqual(self.listed([("lookup", "ilike", "нет такого")], limit=2), (0, []))
        with patch.object(type(self.records), "_count_limit_of_found", 3):
            self.assertEqual(self.listed(domain, limit=2), (4, numbers[:2]))

    def test_whoever_pages_past_the_limit_is_not_sent_back(self):
        numbers = [self._new_questionnaire(alias="Редкость").number for _ in range(7)][::-1]
        mine = [("id", "in", self.records.search([("number", "in", numbers)]).ids)]
        limits = {"_count_limit": 3, "_count_limit_of_found": 3}
        with patch.multiple(type(self.records), **limits):
            for domain in ([("lookup", "ilike", "редкость")], mine):
                with self.subTest(domain=domain):
                    length, page = self.listed(domain, limit=2, offset=4)
                    self.assertEqual(page, numbers[4:6])
                    self.assertGreater(length, 6)
                    self.assertEqual(self.listed(domain, limit=2, offset=6), (7, numbers[6:]))

    def test_a_list_costs_the_same_whatever_the_number_of_records(self):
        view = self.card("itcom.questionnaire", "itcom_questionnaire_view_tree")
        del view["fields"]["activity_ids"]
        for domain in (OPEN, [("lookup", "ilike", "орлов")]):
            with self.subTest(domain=domain):

                def open_list(domain=domain):
                    self.records.web_search_read(domain, list(view["fields"]), limit=80)

                self._new_questionnaire()
                few = self.count_queries(open_list)
                for _number in range(10):
                    self._new_questionnaire()
                self.assertEqual(self.count_queries(open_list), few)
                self.assertLessEqual(few, 10)

    def test_activities_are_counted_as_the_cards_show_them(self):
        today = fields.Date.context_today(self.records)
        for days in ((), (-1,), (0, 3), (2,), (5, -2), (4,)):
            questionnaire = self._new_questionnaire()
            for day in days:
                questionnaire.activity_schedule(
                    "mail.mail_activity_data_todo", today + timedelta(days=day)
                )
        sent = self._new_questionnaire()
        sent.action_send()
        sent.activity_schedule("mail.mail_activity_data_todo", today)
        bars = self.records.read_progress_bar(OPEN, "state", BAR)
        labels = dict(self.records._fields["state"]._description_selection(self.env))
        shown = {}
        for record in self.records.search(OPEN):
            if record.activity_state:
                bar = shown.setdefault(labels[record.state], dict.fromkeys(BAR["colors"], 0))
                bar[record.activity_state] += 1
        self.assertEqual(bars, shown)
        self.assertEqual(bars[labels[wf.DRAFT]], {"planned": 2, "today": 1, "overdue": 2})

    def test_bars_of_other_groupings_are_odoo_s_own(self):
        questionnaire = self._new_questionnaire()
        today = fields.Date.context_today(self.records)
        questionnaire.activity_schedule("mail.mail_activity_data_todo", today)
        bars = self.records.read_progress_bar([("id", "=", questionnaire.id)], "user_id", BAR)
        self.assertEqual(bars, {self.manager.name: {"planned": 0, "today": 1, "overdue": 0}})

    def test_others_questionnaires_are_not_counted(self):
        self._new_questionnaire().activity_schedule("mail.mail_activity_data_todo")
        other = self.records.with_user(self.other_manager)
        self.assertEqual(other.read_progress_bar(OPEN, "state", BAR), {})
