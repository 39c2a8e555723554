# Licence LGPL-3 (see LICENSE).

from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests.common import tagged

from ..models.itcom_questionnaire_scan import STAFF
from .questionnaire_common import SCAN, QuestionnaireCase


@tagged("post_install", "-at_install")
class TestQuestionnaireAccess(QuestionnaireCase):
    """Whose questionnaires a user sees, and what of them can be found and at which cost."""

    def found(self, user, domain=()):
        return self.env["itcom.questionnaire"].with_user(user).search(list(domain))

    def test_a_manager_sees_own_ones_and_those_of_nobody(self):
        mine, nobodys = self._new_questionnaire(), self._new_questionnaire(user_id=False)
        self.assertIn(mine, self.found(self.manager))
        self.assertNotIn(mine, self.found(self.other_manager))
        self.assertEqual(nobodys & self.found(self.other_manager), nobodys)
        self.assertIn(mine, self.found(self.verifier))
        with self.assertRaises(AccessError):
            mine.with_user(self.other_manager).read(["surname"])

    def test_a_manager_sees_those_of_own_service_centres_at_once(self):
        questionnaire = self._new_questionnaire()
        self.assertNotIn(questionnaire, self.found(self.other_manager))
        self.other_manager.itcom_warehouse_ids = questionnaire.warehouse_id
        self.assertIn(questionnaire, self.found(self.other_manager))
        document = questionnaire.document_ids[0].with_user(self.other_manager)
        scan = document._add_scan(SCAN, "scan.png", STAFF).with_user(self.other_manager)
        self.assertTrue(scan.file)
        self.other_manager.itcom_warehouse_ids = False
        self.assertNotIn(questionnaire, self.found(self.other_manager))
        with self.assertRaises(AccessError):
            scan.read(["file"])

    def test_companies_are_kept_apart(self):
        questionnaire = self._new_questionnaire()
        other = self.env["res.company"].create({"name": "Second"})
        verifier = self._new_user("verifier", "second_verifier")
        verifier.write({"company_ids": [(6, 0, other.ids)], "company_id": other.id})
        self.assertFalse(self.found(verifier, [("id", "=", questionnaire.id)]))

    def test_found_by_whatever_people_know_of_it(self):
        questionnaire = self._new_questionnaire(alias="Торги ёлочные", inn="500100732259")
        for text in (
            "орлов", "Орлов Пётр", "петр", "112-233-445 95", "11223344595", "233445",
            "500100732259", "7700000016", "елочн", questionnaire.number, "пример", "123-45-67",
            "ORLOV@primer",
        ):  # fmt: skip
            with self.subTest(text):
                self.assertIn(questionnaire, self.found(self.manager, [("lookup", "ilike", text)]))
        for text in ("Сидоров", "112-233-445 96", "орлов сидоров"):
            with self.subTest(text):
                self.assertFalse(self.found(self.manager, [("lookup", "ilike", text)]))
        names = self.env["itcom.questionnaire"].with_user(self.manager).name_search("ёлочные")
        self.assertEqual([name[0] for name in names], questionnaire.ids)

    def test_what_has_only_the_pieces_of_a_text_is_not_found(self):
        for alias, text in (("К 526-730-850", "526730850"), ("Константиновка", "константинополь")):
            with self.subTest(text):
                self._new_questionnaire(alias=alias)
                self.assertFalse(self.found(self.manager, [("lookup", "ilike", text)]))
                self.assertTrue(self.found(self.manager, [("lookup", "ilike", alias)]))

    def test_an_alias_of_digits_is_found_with_its_separators_and_without(self):
        questionnaire = self._new_questionnaire(alias="77-12/5")
        for text in ("77-12/5", "77125", "77 12", "7712"):
            with self.subTest(text):
                self.assertIn(questionnaire, self.found(self.manager, [("lookup", "ilike", text)]))

    def test_the_index_is_asked_for_a_piece_of_a_long_number(self):
        records = self.env["itcom.questionnaire"]
        self.env.cr.execute("SET LOCAL enable_seqscan = off")
        rows, parameters = records._where_calc([("lookup", "ilike", "11223344595")]).select()
        self.env.cr.execute("EXPLAIN " + rows, parameters)
        plan = [row[0] for row in self.env.cr.fetchall()]
        (asked,) = [line for line in plan if "Index Cond" in line]
        self.assertIn("223%344%595", asked)
        self.assertNotIn("11223344595", asked)

    def test_a_long_list_is_counted_up_to_its_limit(self):
        for _number in range(3):
            self._new_questionnaire()
        records = self.env["itcom.questionnaire"].with_user(self.manager)
        domain = [("order_id", "=", self.deal.id)]
        page = records.web_search_read(domain, ["number"], limit=2)
        self.assertEqual((page["length"], len(page["records"])), (3, 2))
        self.assertEqual(
            records.web_search_read(domain, ["number"], offset=2, limit=2)["length"], 3
        )
        self.assertEqual(records.with_user(self.other_manager)._capped_count(domain), 0)
        self._new_questionnaire()
        with patch.object(type(records), "_count_limit", 2):
            self.assertEqual(records.web_search_read(domain, ["number"], limit=2)["length"], 3)

    def queries_of(self, action):
        """:return: how many queries an action makes with nothing in the record cache."""
        self.env["base"].flush()
        self.env.cache.invalidate()
        before = self.env.cr.sql_log_count
        action()
        return self.env.cr.sql_log_count - before

    def open_form(self, questionnaire):
        view = self.card("itcom.questionnaire", "itcom_questionnaire_view_form")
        return lambda: questionnaire.read(list(view["fields"]))

    def test_a_form_costs_the_same_whatever_the_number_of_documents_and_namesakes(self):
        few = self._new_questionnaire()
        many = self._new_questionnaire(bearer="proxy", holder="proxy", is_remote=True)
        self.assertGreater(len(many.document_ids), len(few.document_ids))
        self.queries_of(self.open_form(many))
        before = self.queries_of(self.open_form(many))
        for _number in range(20):
            self._new_questionnaire()
        self.assertEqual(self.queries_of(self.open_form(many)), before)
        self.assertLessEqual(abs(before - self.queries_of(self.open_form(few))), 1)
        self.assertLessEqual(before, 25)

    def test_a_deal_costs_the_same_with_ten_questionnaires(self):
        self.env["itcom.portlet.layout"].with_user(self.manager).add_portlet(
            "deal", "questionnaires"
        )
        view = self.card("sale.order", "sale_order_view_form_deal")
        columns = list(view["fields"]["itcom_questionnaire_ids"]["views"]["tree"]["fields"])

        def open_deal():
            (deal,) = self.deal.read(list(view["fields"]))
            rows = self.env["itcom.questionnaire"].with_user(self.manager)
            rows.browse(deal["itcom_questionnaire_ids"]).read(columns)

        self._new_questionnaire()
        self.queries_of(open_deal)
        with_one = self.queries_of(open_deal)
        for _number in range(9):
            self._new_questionnaire()
        self.assertEqual(len(self.deal.itcom_questionnaire_ids), 10)
        self.assertLessEqual(self.queries_of(open_deal), with_one)
