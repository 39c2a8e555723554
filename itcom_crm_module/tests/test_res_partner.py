# Licence LGPL-3 (see LICENSE).

from odoo.exceptions import AccessError
from odoo.tests.common import Form, tagged

from .common import LEGAL_INNS, ItcomCase

AWKWARD_NAME = 'АО "Мир & <b>Труд</b>" «Май» 🚀 ' + "ж" * 270


@tagged("post_install", "-at_install")
class TestResPartner(ItcomCase):
    """The client's card: found by what people know, shown with its deals, entered once."""

    def find(self, text, user=None):
        clients = self.env["res.partner"].with_user(user or self.manager)
        return clients.search([("itcom_lookup", "ilike", text)])

    def list_domain(self):
        return self.env.ref("itcom_crm_module.res_partner_action_clients").domain

    # Found by

    def test_found_by_whatever_people_know(self):
        client = self._new_client(
            "ООО «Лесопилка»",
            vat=LEGAL_INNS[1],
            itcom_kpp="780001001",
            itcom_ogrn="1197800000023",
            phone="+7 (812) 600-20-39",
            mobile="8 921 111-22-33",
            email="Office@Lesopilka.example",
        )
        for text in (
            "лесопил",
            LEGAL_INNS[1],
            "7800 0000 41",
            LEGAL_INNS[1][:5],
            "1197800000023",
            "office@lesopilka",
            "600-20-39",
            "8 812 600 20 39",
            "+7(812)6002039",
            "+79211112233",
        ):
            with self.subTest(text):
                self.assertIn(client, self.find(text))
        for text in ("лесозавод", "7800000042", "600-20-30", "office@lesopilka.test"):
            with self.subTest(text):
                self.assertNotIn(client, self.find(text))

    def test_found_by_snils(self):
        person = self._new_client(
            "Смирнова Анна", itcom_applicant_type="individual", itcom_snils="11122233372"
        )
        self.assertIn(person, self.find("111-222-333 72"))

    def test_few_digits_are_a_part_of_a_name(self):
        client = self._new_client("ООО «Завод 12»", vat=LEGAL_INNS[0])
        self.assertIn(client, self.find("12"))
        self.assertNotIn(client, self.find("770"))

    def test_search_uses_indexes(self):
        """Every part of the search has an index, or a million partners would be read."""
        self.env.cr.execute("SET LOCAL enable_seqscan = off")
        partners = self.env["res.partner"]
        query = partners._where_calc([("itcom_lookup", "ilike", LEGAL_INNS[0])])
        tables, where, parameters = query.get_sql()
        self.env.cr.execute("EXPLAIN SELECT id FROM %s WHERE %s" % (tables, where), parameters)
        plan = "\n".join(row[0] for row in self.env.cr.fetchall())
        self.assertIn("BitmapOr", plan)
        self.assertNotIn("Seq Scan", plan)
        for column in ("vat", "itcom_ogrn", "itcom_snils", "itcom_phone_digits", "email"):
            self.assertIn("res_partner_%s_" % column, plan)

    # Entered once

    def test_duplicate_after_saving(self):
        first = self._new_client(vat=LEGAL_INNS[0], itcom_kpp="770001001")
        second = self._new_client(vat=LEGAL_INNS[0], itcom_kpp="770001001")
        branch = self._new_client(vat=LEGAL_INNS[0], itcom_kpp="780002001")
        self.assertEqual(second.itcom_duplicate_id, first)
        self.assertEqual(first.itcom_duplicate_id, second)
        self.assertFalse(branch.itcom_duplicate_id)

    def test_duplicate_while_typing(self):
        first = self._new_client(vat=LEGAL_INNS[0], itcom_kpp="770001001")
        form = Form(
            self.env["res.partner"]
            .with_user(self.manager)
            .with_context(default_itcom_applicant_type="legal_entity"),
            "itcom_crm_module.res_partner_view_form_client",
        )
        form.vat = "7700 000030"
        self.assertFalse(form.itcom_duplicate_id)
        form.itcom_kpp = "770001001"
        self.assertEqual(form.itcom_duplicate_id, first)

    def test_no_number_no_duplicate(self):
        self._new_client()
        self.assertFalse(self._new_client().itcom_duplicate_id)

    def test_contacts_and_other_partners_are_no_duplicates(self):
        client = self._new_client(vat=LEGAL_INNS[0])
        client.child_ids = [(0, 0, {"name": "Иванов Иван"})]
        self.env["res.partner"].create({"name": "No client", "vat": LEGAL_INNS[0]})
        self.assertFalse(client.itcom_duplicate_id)
        self.assertFalse(client.child_ids.itcom_duplicate_id)

    # The list

    def test_own_company_is_no_client(self):
        self.company.partner_id.itcom_applicant_type = "legal_entity"
        client = self._new_client()
        clients = (
            self.env["res.partner"]
            .with_user(self.manager)
            .search([("parent_id", "=", False), ("ref_company_ids", "=", False)])
        )
        self.assertIn("ref_company_ids", self.list_domain())
        self.assertIn(client, clients)
        self.assertNotIn(self.company.partner_id, clients)

    def test_own_organisation_opens_for_who_may_not_change_companies(self):
        action = self.env.ref("itcom_crm_module.itcom_own_company_action")
        for user in (self.manager, self.administrator):
            with self.subTest(user=user.login):
                self.assertFalse(user.has_group("base.group_erp_manager"))
                opened = action.with_user(user).run()
                self.assertEqual(opened["res_id"], self.company.partner_id.id)

    # Head

    def test_typed_head_becomes_a_contact(self):
        head = self.env["res.partner"].with_user(self.manager).create({"name": "Иванов Иван"})
        client = self._new_client(itcom_head_id=head.id)
        client.itcom_head_post = "Директор"
        self.assertEqual(head.parent_id, client)
        self.assertEqual(head.function, "Директор")
        self.assertEqual(head.with_context(itcom_own_name=True).name_get()[0][1], "Иванов Иван")

    def test_head_who_is_a_client_stays_one(self):
        head = self._new_client("Иванов Иван", itcom_applicant_type="individual")
        self._new_client(itcom_head_id=head.id)
        self.assertFalse(head.parent_id)

    # Names and addresses

    def test_awkward_name_is_kept(self):
        client = self._new_client(AWKWARD_NAME)
        client.invalidate_cache()
        self.assertEqual(client.name, AWKWARD_NAME)
        self.assertIn(client, self.find("<b>Труд</b>"))
        self.assertIn(client, self.find("🚀"))

    def test_address_in_one_line(self):
        client = self._new_client(
            zip="101000",
            city="г. Москва",
            street="ул. Мясницкая, д. 5 ",
            country_id=self.env.ref("base.ru").id,
        )
        self.assertEqual(client.itcom_legal_address, "101000, г. Москва, ул. Мясницкая, д. 5")
        client.country_id = self.env.ref("base.by")
        self.assertIn("Belarus", client.itcom_legal_address)

    # Portlet «Deals»

    def test_deals_of_the_client(self):
        client = self._new_client()
        self._new_deal(client)
        action = client.action_itcom_create_deal()
        self.assertEqual(action["context"], {"default_partner_id": client.id})
        self.assertEqual(client.itcom_deal_count, 1)
        listed = client.action_itcom_open_deals()
        self.assertEqual(
            self.env["sale.order"].search_count(listed["domain"]), client.itcom_deal_count
        )

    def test_colleague_s_deals_are_not_counted(self):
        client = self._new_client(user_id=False)
        self._new_deal(client, user=self.other_manager)
        self.assertEqual(client.itcom_deal_count, 0)
        self.assertEqual(client.with_user(self.verifier).itcom_deal_count, 1)

    def test_card_costs_the_same_with_many_deals(self):
        product = self._new_product()
        few, many = self._new_client(), self._new_client()
        for client, count in ((few, 2), (many, 100)):
            for _index in range(count):
                self._new_deal(client, [product])
        self.assertEqual(self.queries_of_card(few), self.queries_of_card(many))

    def queries_of_card(self, client):
        """:return: how many queries reading the card with its rows takes."""
        fields = self.card("res.partner", "res_partner_view_form_client")["fields"]
        columns = fields["sale_order_ids"]["views"]["tree"]["fields"]
        return self.count_queries(
            lambda: client.read(list(fields)) and client.sale_order_ids[:10].read(list(columns))
        )

    # Who may

    def test_manager_needs_no_other_right(self):
        client = self._new_client(vat=LEGAL_INNS[0], email="a@b.example")
        client.write({"phone": "+7 495 000-00-00"})
        view = self.card("res.partner", "res_partner_view_form_client")
        self.assertTrue(client.read(list(view["fields"])))

    def test_second_company_s_client_is_hidden(self):
        second = self.env["res.company"].create({"name": "ООО «Второе»"})
        client = self._new_client(user=self.env.user, company_id=second.id, vat=LEGAL_INNS[2])
        self.assertFalse(self.find(LEGAL_INNS[2]))
        with self.assertRaises(AccessError):
            client.with_user(self.manager).read(["name"])
        own = self._new_client(vat=LEGAL_INNS[2])
        self.assertFalse(own.itcom_duplicate_id)
