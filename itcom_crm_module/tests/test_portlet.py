# Licence LGPL-3 (see LICENSE).

from lxml import etree
from odoo.exceptions import AccessError
from odoo.tests.common import tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .common import ItcomCase


@tagged("post_install", "-at_install")
class TestPortlet(ItcomCase):
    """Which portlets a user gets on a card, who may change that, and that hidden ones are gone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Other addons and issues add portlets of their own: these two are ours alone.
        cls.portlets = cls.env["itcom.portlet"].create(
            [
                {"name": "Alpha", "code": "alpha", "card": "deal", "is_default": True},
                {"name": "Beta", "code": "beta", "card": "deal", "description": "What it is."},
            ]
        )
        cls.env["ir.ui.view"].create(
            {
                "name": "deal card of another addon",
                "model": "sale.order",
                "inherit_id": cls.env.ref("itcom_crm_module.sale_order_view_form_deal").id,
                "arch": """
                    <xpath expr="//div[@data-card='deal']" position="inside">
                        <div class="itcom_portlet" data-portlet="alpha">
                            <div class="itcom_portlet_header"><h3>Alpha</h3></div>
                            <field name="client_order_ref"/>
                        </div>
                        <div class="itcom_portlet" data-portlet="beta">
                            <div class="itcom_portlet_header"><h3>Beta</h3></div>
                            <field name="origin"/>
                        </div>
                    </xpath>
                """,
            }
        )

    def layout_of(self, user):
        return self.env["itcom.portlet.layout"].with_user(user)

    def deal_card(self, user=None, **context):
        return self.card("sale.order", "sale_order_view_form_deal", user, **context)

    def codes(self, user=None, **context):
        """:return: codes of the blocks in the card's view, from top to bottom."""
        arch = etree.fromstring(self.deal_card(user, **context)["arch"])
        return arch.xpath("//div[@data-card='deal']/div/@data-portlet")

    # What the browser gets

    def test_default_follows_catalogue(self):
        codes = self.codes()
        self.assertEqual(codes[0], "positions")
        self.assertIn("alpha", codes)
        self.assertNotIn("beta", codes)

    def test_hidden_portlet_leaves_no_field(self):
        fields = self.deal_card()["fields"]
        self.assertIn("client_order_ref", fields)
        self.assertNotIn("origin", fields)

    def test_hidden_portlet_costs_no_query(self):
        """A card without positions and chatter reads neither lines nor messages."""
        layout = self.layout_of(self.manager)
        deal = self._new_deal(products=[self._new_product()])
        for code in self.codes():
            layout.remove_portlet("deal", code)
        view = self.deal_card()
        self.assertFalse({"order_line", "message_ids", "itcom_document_ids"} & set(view["fields"]))
        deal.flush()
        deal.invalidate_cache()
        deal.read(["id"])
        with self.assertQueryCount(1):
            deal.read(["name", "itcom_description", "state"])

    def test_menu_and_button(self):
        arch = etree.fromstring(self.deal_card()["arch"])
        blocks = arch.xpath("//div[@data-card='deal']/div[@data-portlet]")
        for block in blocks:
            changes = block.xpath(".//a/@data-change")
            self.assertEqual(changes, ["up", "down", "remove", "reset"])
        container = arch.xpath("//div[@data-card='deal']")[0]
        self.assertIn("itcom_portlet_foot", container[-1].get("class"))

    def test_language_is_the_user_s_own(self):
        self.env["res.lang"]._activate_lang("ru_RU")
        self.env["ir.translation"]._load_module_terms(["itcom_crm_module"], ["ru_RU"])
        russian = self.deal_card(lang="ru_RU")["arch"]
        self.assertIn("Добавить портлет", russian)
        self.assertNotIn("Добавить портлет", self.deal_card(lang="en_US")["arch"])

    def test_block_without_record_stays(self):
        self.portlets.filtered(lambda portlet: portlet.code == "beta").unlink()
        self.assertIn("beta", self.codes())

    def test_archived_portlet_is_nowhere(self):
        self.portlets.active = False
        self.assertFalse({"alpha", "beta"} & set(self.codes()))

    def test_other_forms_are_untouched(self):
        form = self.env["sale.order"].with_user(self.manager).fields_view_get(view_type="form")
        self.assertNotIn("itcom_portlet", form["arch"])

    # What a user changes

    def test_add(self):
        layout = self.layout_of(self.manager)
        layout.add_portlet("deal", "beta")
        self.assertEqual(self.codes()[-1], "beta")
        self.assertIn("origin", self.deal_card()["fields"])

    def test_add_by_dialog(self):
        action = self.layout_of(self.manager).action_choose_portlet("deal")
        offered = self.env[action["res_model"]].with_user(self.manager).search(action["domain"])
        self.assertIn("beta", offered.mapped("code"))
        self.assertNotIn("alpha", offered.mapped("code"))
        offered.filtered(lambda portlet: portlet.code == "beta").action_add()
        self.assertEqual(self.codes()[-1], "beta")

    def test_remove_and_move(self):
        layout = self.layout_of(self.manager)
        before = self.codes()
        layout.move_portlet("deal", before[1], -1)
        self.assertEqual(self.codes()[:2], [before[1], before[0]])
        layout.move_portlet("deal", before[1], 1)
        self.assertEqual(self.codes(), before)
        layout.remove_portlet("deal", before[0])
        self.assertEqual(self.codes(), before[1:])

    def test_move_stops_at_the_ends(self):
        layout = self.layout_of(self.manager)
        before = self.codes()
        layout.move_portlet("deal", before[0], -1)
        layout.move_portlet("deal", before[-1], 1)
        self.assertEqual(self.codes(), before)

    def test_unknown_code_changes_nothing(self):
        layout = self.layout_of(self.manager)
        before = self.codes()
        layout.add_portlet("deal", "no such portlet")
        layout.remove_portlet("deal", "no such portlet")
        layout.move_portlet("deal", "no such portlet", 1)
        self.assertEqual(self.codes(), before)

    def test_choice_is_one_user_s_and_one_card_s(self):
        self.layout_of(self.manager).remove_portlet("deal", "activities")
        self.assertNotIn("activities", self.codes(self.manager))
        self.assertIn("activities", self.codes(self.other_manager))
        client = self.card("res.partner", "res_partner_view_form_client")
        self.assertIn("message_ids", client["fields"])

    def test_reset(self):
        layout = self.layout_of(self.manager)
        before = self.codes()
        layout.remove_portlet("deal", "positions")
        layout.reset_portlets("deal")
        self.assertEqual(self.codes(), before)

    def test_new_user_has_no_questionnaires(self):
        """Step 4.1 of the manual: the user adds «Анкеты» to the deal's card."""
        self.assertNotIn("questionnaires", self.codes(self._new_user("manager", login="new")))

    # Defaults of groups

    def new_group_layout(self, group, codes, **values):
        catalogue = self.env["itcom.portlet"].search([("card", "=", "deal")])
        lines = [
            (0, 0, {"portlet_id": portlet.id, "sequence": codes.index(portlet.code)})
            for portlet in catalogue
            if portlet.code in codes
        ]
        values = {"card": "deal", "group_id": self.env.ref(group).id, "line_ids": lines, **values}
        return self.layout_of(self.administrator).create(values)

    def test_group_layout(self):
        self.new_group_layout("itcom_crm_module.itcom_group_verifier", ["beta", "documents"])
        self.assertEqual(self.codes(self.verifier), ["beta", "documents"])
        self.assertIn("positions", self.codes(self.manager))

    def test_administrator_finds_groups_by_name(self):
        """Odoo looks a group up by its category, which its own administrators alone may read."""
        groups = self.env["res.groups"].with_user(self.administrator)
        manager_group = self.env.ref("itcom_crm_module.itcom_group_manager")
        self.assertIn(manager_group.id, [found[0] for found in groups.name_search("ITCOM")])

    def test_first_layout_of_several_groups_counts(self):
        self.new_group_layout("itcom_crm_module.itcom_group_manager", ["documents"], sequence=20)
        self.new_group_layout("itcom_crm_module.itcom_group_verifier", ["beta"], sequence=10)
        self.assertEqual(self.codes(self.verifier), ["beta"])
        self.assertEqual(self.codes(self.manager), ["documents"])

    def test_own_layout_beats_group(self):
        self.layout_of(self.verifier).add_portlet("deal", "beta")
        self.new_group_layout("itcom_crm_module.itcom_group_verifier", ["documents"])
        self.assertIn("beta", self.codes(self.verifier))

    def test_portlet_for_a_group_only(self):
        beta = self.portlets.filtered(lambda portlet: portlet.code == "beta")
        beta.group_ids = self.env.ref("itcom_crm_module.itcom_group_verifier")
        self.layout_of(self.manager).add_portlet("deal", "beta")
        self.layout_of(self.verifier).add_portlet("deal", "beta")
        self.assertNotIn("beta", self.codes(self.manager))
        self.assertIn("beta", self.codes(self.verifier))

    def test_administrator_resets_a_user(self):
        before = self.codes()
        self.layout_of(self.manager).remove_portlet("deal", "positions")
        own = self.layout_of(self.administrator).search([("user_id", "=", self.manager.id)])
        self.assertEqual(own.display_name, "Deal's card: %s" % self.manager.name)
        own.unlink()
        self.assertEqual(self.codes(), before)

    # Who may

    def test_manager_reaches_layouts_through_methods_alone(self):
        layout = self.layout_of(self.manager)
        layout.remove_portlet("deal", "positions")
        with self.assertRaises(AccessError):
            layout.search([])
        with self.assertRaises(AccessError):
            layout.create({"card": "deal", "user_id": self.other_manager.id})
        with self.assertRaises(AccessError):
            self.portlets.with_user(self.manager).write({"name": "Mine"})

    def test_one_layout_per_user_and_card(self):
        self.layout_of(self.manager).remove_portlet("deal", "positions")
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.cr.savepoint():
            self.env["itcom.portlet.layout"].create({"card": "deal", "user_id": self.manager.id})

    def test_layout_has_one_owner(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.cr.savepoint():
            self.env["itcom.portlet.layout"].create({"card": "deal"})
