# Licence LGPL-3 (see LICENSE).

from odoo.exceptions import AccessError
from odoo.tests.common import tagged
from odoo.tools import mute_logger

from .common import LEGAL_INNS, ItcomCase
from .questionnaire_common import QuestionnaireCase


@tagged("post_install", "-at_install")
class TestScopes(ItcomCase):
    """Clients and deals of other managers and service centres, tried on stored records."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.there = cls.env["stock.warehouse"].create({"name": "Там", "code": "THERE"})
        cls.client = cls._new_client("ООО «Моё»", vat=LEGAL_INNS[0])
        cls.head = cls.env["res.partner"].create({"name": "Глава", "parent_id": cls.client.id})
        cls.deal = cls._new_deal(cls.client, [cls._new_product()])

    def sees(self, user, record):
        """:return: whether ``user`` finds it, which has to agree with whether it can be read."""
        record.invalidate_cache()
        own = record.with_user(user)
        found = bool(own.search([("id", "=", record.id)]))
        try:
            with mute_logger("odoo.addons.base.models.ir_rule"):
                own.read(["display_name"])
            self.assertTrue(found)
        except AccessError:
            self.assertFalse(found)
        return found

    def test_a_client_belongs_to_the_manager_who_entered_it(self):
        self.assertEqual(self.client.user_id, self.manager)
        for partner in (self.client, self.head):
            self.assertTrue(self.sees(self.manager, partner))
            self.assertFalse(self.sees(self.other_manager, partner))
            self.assertTrue(self.sees(self.verifier, partner))

    def test_who_enters_clients_for_all_owns_none(self):
        for user in (self.verifier, self.administrator):
            client = self._new_client(user=user)
            self.assertFalse(client.user_id)
            self.assertTrue(self.sees(self.other_manager, client))

    def test_a_deal_of_a_foreign_client_shows_the_client(self):
        self.deal.sudo().user_id = self.other_manager
        self.assertTrue(self.sees(self.other_manager, self.deal))
        self.assertTrue(self.sees(self.other_manager, self.client))
        self.assertTrue(self.sees(self.other_manager, self.head))
        self.assertTrue(self.sees(self.manager, self.client))
        self.assertFalse(self.sees(self.manager, self.deal))

    def test_colleagues_of_a_service_centre_where_the_company_says_so(self):
        line = self.deal.order_line
        (self.manager | self.other_manager).write(
            {"itcom_warehouse_ids": [(6, 0, self.warehouse.ids)]}
        )
        for record in (self.client, self.head, self.deal, line):
            self.assertTrue(self.sees(self.other_manager, record))
        self.company.itcom_manager_scope = "own"
        for record in (self.client, self.head, self.deal, line):
            self.assertFalse(self.sees(self.other_manager, record))

    def test_a_verifier_of_another_service_centre(self):
        self.verifier.itcom_warehouse_ids = self.there
        for record in (self.client, self.head, self.deal, self.deal.order_line):
            self.assertFalse(self.sees(self.verifier, record))
        self.verifier.itcom_warehouse_ids |= self.warehouse
        for record in (self.client, self.head, self.deal, self.deal.order_line):
            self.assertTrue(self.sees(self.verifier, record))

    def test_employees_without_our_groups_keep_what_odoo_gives(self):
        self.other_manager.groups_id = self.env.ref("base.group_user")
        self.assertTrue(self.sees(self.other_manager, self.client))

    def test_another_manager_s_client_is_told_before_it_is_entered_twice(self):
        again = self._new_client("Моё", user=self.other_manager, vat=LEGAL_INNS[0])
        self.assertEqual(again.itcom_duplicate_id, self.client)
        (shown,) = again.read(["itcom_duplicate_id"])
        self.assertEqual(shown["itcom_duplicate_id"], (self.client.id, "ООО «Моё»"))
        result = (
            self.env["res.partner"]
            .with_user(self.other_manager)
            .load(
                ["name", "itcom_applicant_type", "vat"],
                [["Ещё раз", "legal_entity", LEGAL_INNS[0]]],
            )
        )
        self.assertFalse(result["ids"])

    def test_a_change_of_service_centres_is_on_record(self):
        self.verifier.itcom_warehouse_ids = self.there
        entry = self.env["itcom.journal.entry"].sudo().search([], limit=1)
        self.assertEqual(entry.event, "rights.changed")
        self.assertIn("centres_added", entry.facts)


@tagged("post_install", "-at_install")
class TestForeignClientOfOwnQuestionnaire(QuestionnaireCase):
    """A questionnaire of one's own opens, whoever owns its client."""

    def test_the_form_opens_and_the_card_stays_closed(self):
        questionnaire = self._new_questionnaire(order_id=False, partner_id=self.client.id)
        self.assertEqual(self.client.user_id, self.manager)
        questionnaire.sudo().user_id = self.other_manager
        theirs = questionnaire.with_user(self.other_manager)
        theirs.invalidate_cache()
        view = self.card("itcom.questionnaire", "itcom_questionnaire_view_form")
        (values,) = theirs.read(list(view["fields"]))
        self.assertEqual(values["surname"], "Орлов")
        theirs.city = "г. Тверь"
        links = [link for link, _card, _own in theirs._differences()]
        with self.assertRaises(AccessError), mute_logger("odoo.addons.base.models.ir_rule"):
            theirs._write_to_card(links)
