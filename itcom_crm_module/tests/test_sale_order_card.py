# Licence LGPL-3 (see LICENSE).

from lxml import etree
from odoo.exceptions import AccessError
from odoo.tests.common import Form, tagged
from odoo.tools.safe_eval import safe_eval

from .common import ItcomCase

CARD = "itcom_crm_module.sale_order_view_form_deal"


@tagged("post_install", "-at_install")
class TestSaleOrderCard(ItcomCase):
    """The deal's card under the manager's own rights."""

    def new_deal_form(self, client):
        action = client.action_itcom_create_deal()
        deals = self.env["sale.order"].with_user(self.manager)
        return Form(deals.with_context(**action["context"]), CARD)

    def test_deal_from_the_client_s_card(self):
        """Steps 2.1 to 3.2: «Create» in the portlet, description, warehouse, a position."""
        client = self._new_client()
        product = self._new_product(default_code="CERT-1", price=1500)
        with self.new_deal_form(client) as form:
            self.assertEqual(form.partner_id, client)
            form.itcom_description = "Signature for tenders"
            form.warehouse_id = self.warehouse
            with form.order_line.new() as line:
                line.product_id = product
        deal = form.save()
        self.assertEqual(deal.order_line.name, product.display_name)
        self.assertEqual(deal.amount_total, 1500)
        self.assertEqual(deal.itcom_position_count, 1)
        self.assertEqual(deal.user_id, self.manager)

    def test_nomenclature_is_found_by_code_and_name(self):
        product = self._new_product("Certificate for tenders", default_code="CERT-TENDER")
        products = self.env["product.product"].with_user(self.manager)
        for text in ("CERT-TEN", "for tenders"):
            self.assertIn(product.id, [found[0] for found in products.name_search(text)])

    def test_sections_are_no_positions(self):
        deal = self._new_deal(products=[self._new_product()])
        deal.order_line = [(0, 0, {"display_type": "line_section", "name": "Tokens"})]
        self.assertEqual(deal.itcom_position_count, 1)

    def test_a_phone_shows_documents_by_their_names(self):
        documents = self.env["itcom.document"].with_user(self.manager)
        card = documents.fields_view_get(view_type="kanban")["arch"]
        for shown in ("display_name", "status", "action_download", "action_send"):
            self.assertIn('name="%s"' % shown, card)

    def test_own_company_is_not_offered_as_client(self):
        arch = etree.fromstring(self.card("sale.order", "sale_order_view_form_deal")["arch"])
        domain = safe_eval(arch.xpath("//field[@name='partner_id']/@domain")[0])
        offered = self.env["res.partner"].with_user(self.manager).search(domain)
        self.assertTrue(offered)
        self.assertNotIn(self.company.partner_id, offered)

    def test_card_is_read_with_the_manager_s_rights(self):
        deal = self._new_deal(products=[self._new_product()])
        view = self.card("sale.order", "sale_order_view_form_deal")
        self.assertTrue(deal.read(list(view["fields"])))

    def test_colleague_s_deal_is_closed(self):
        deal = self._new_deal(user=self.other_manager)
        with self.assertRaises(AccessError):
            deal.with_user(self.manager).read(["name"])
        self.assertTrue(deal.with_user(self.verifier).read(["name"]))

    def test_second_company_s_deal_is_closed(self):
        second = self.env["res.company"].create({"name": "ООО «Второе»"})
        warehouse = self.env["stock.warehouse"].search([("company_id", "=", second.id)], limit=1)
        self.env.user.company_ids += second
        deal = self._new_deal(user=self.env.user, company_id=second.id, warehouse_id=warehouse.id)
        deal.user_id = self.manager
        with self.assertRaises(AccessError):
            deal.with_user(self.manager).read(["name"])

    def test_card_costs_the_same_with_many_positions(self):
        product = self._new_product()
        few = self._new_deal(products=[product] * 2)
        many = self._new_deal(products=[product] * 30)
        self.assertEqual(self.queries_of_card(few), self.queries_of_card(many))

    def queries_of_card(self, deal):
        """:return: how many queries reading the card with its rows takes."""
        fields = self.card("sale.order", "sale_order_view_form_deal")["fields"]
        columns = fields["order_line"]["views"]["tree"]["fields"]
        return self.count_queries(
            lambda: deal.read(list(fields)) and deal.order_line.read(list(columns))
        )
