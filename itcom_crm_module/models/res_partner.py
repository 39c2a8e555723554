# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ..itcom_core.identifiers import applicant, inn, kpp, ogrn, snils
from ..tools import indexes

# Field of the card -> name of the number in itcom_core.
IDENTIFIER_FIELDS = {
    "vat": "inn",
    "itcom_kpp": "kpp",
    "itcom_ogrn": "ogrn",
    "itcom_snils": "snils",
}
COMPACT = {
    "vat": inn.compact,
    "itcom_kpp": kpp.compact,
    "itcom_ogrn": ogrn.compact,
    "itcom_snils": snils.compact,
}


class ResPartner(models.Model):
    """Client: the organisation or person a certificate is issued to.

    A partner becomes a client by getting a type of applicant; managers enter it by hand or
    import it. Numbers are stored compact, whatever they were typed with.
    """

    _name = "res.partner"
    _inherit = [
        "res.partner",
        "itcom.client.import",
        "itcom.client.lookup",
        "itcom.document.party",
        "itcom.partner.destruction",
        "itcom.partner.holding",
        "itcom.portlet.card",
        "itcom.questionnaire.client",
    ]

    # Who it is
    itcom_applicant_type = fields.Selection(
        [
            (applicant.LEGAL_ENTITY, "Legal entity"),
            (applicant.SOLE_PROPRIETOR, "Sole proprietor"),
            (applicant.INDIVIDUAL, "Individual"),
        ],
        "Type of applicant",
        index=True,
    )
    user_id = fields.Many2one(string="Manager")
    # What record rules look at: users and service centres whose client this is, as ",u7,w1,".
    # Looked up in the deals themselves, each partner that is read would cost all deals of a
    # service centre.
    itcom_scope = fields.Char("Whose client it is", compute="_compute_itcom_scope", store=True)
    itcom_kpp = fields.Char("KPP", size=32)
    itcom_ogrn = fields.Char("OGRN / OGRNIP", size=32)
    itcom_snils = fields.Char("SNILS", size=32)
    itcom_head_id = fields.Many2one(
        "res.partner",
        "Head",
        index=True,
        help="Who acts for the organisation without a power of attorney.",
    )
    itcom_head_post = fields.Char(
        "Post of the head", related="itcom_head_id.function", readonly=False
    )
    itcom_head_name_genitive = fields.Char(
        "Head in the genitive", related="itcom_head_id.itcom_name_genitive", readonly=False
    )
    itcom_head_post_genitive = fields.Char(
        "Post of the head in the genitive",
        related="itcom_head_id.itcom_post_genitive",
        readonly=False,
    )
    itcom_authority_basis = fields.Char(
        "Basis of authority", help="«… acting on the basis of …», in the genitive."
    )
    itcom_legal_address = fields.Char("Legal address", compute="_compute_itcom_legal_address")
    itcom_postal_address = fields.Char(
        "Postal address", help="Empty: the same as the legal address."
    )

    # Portlet «Deals»
    itcom_deal_count = fields.Integer("Number of deals", compute="_compute_itcom_deal_count")

    def init(self):
        for column in ("vat", "itcom_ogrn", "itcom_snils"):
            indexes.create_prefix_index(self.env.cr, self._table, column)
        for column in ("display_name", "email", "itcom_phone_digits"):
            indexes.create_trigram_index(self.env.cr, self._table, column)
        return super().init()

    # Computes

    @api.depends("zip", "state_id", "city", "street", "street2", "country_id")
    def _compute_itcom_legal_address(self):
        for partner in self:
            partner.itcom_legal_address = partner._itcom_legal_address()

    @api.depends(
        "commercial_partner_id.itcom_applicant_type",
        "commercial_partner_id.user_id",
        "commercial_partner_id.sale_order_ids.user_id",
        "commercial_partner_id.sale_order_ids.warehouse_id",
    )
    def _compute_itcom_scope(self):
        """A client is its manager's and everybody's with a deal of it; contacts go with it."""
        for partner in self:
            client = partner.commercial_partner_id
            if not client.itcom_applicant_type or not client.user_id:
                partner.itcom_scope = False
                continue
            deals = client.sale_order_ids
            users, centres = client.user_id | deals.user_id, deals.warehouse_id
            codes = ["u%d" % user_id for user_id in sorted(users.ids)]
            codes += ["w%d" % centre_id for centre_id in sorted(centres.ids)]
            partner.itcom_scope = ",%s," % ",".join(codes)

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_itcom_deal_count(self):
        groups = self.env["sale.order"].read_group(
            [("partner_id", "in", self.ids)], ["partner_id"], ["partner_id"]
        )
        counts = {group["partner_id"][0]: group["partner_id_count"] for group in groups}
        for partner in self:
            partner.itcom_deal_count = counts.get(partner.id, 0)

    def _get_contact_name(self, partner, name):
        """The name of a contact alone where the card says already whose contact it is."""
        if self.env.context.get("itcom_own_name"):
            return name
        return super()._get_contact_name(partner, name)

    # What is refused, what is warned of

    @api.constrains("itcom_applicant_type", *IDENTIFIER_FIELDS)
    def _check_itcom_identifiers(self):
        for partner in self:
            messages = partner._itcom_identifier_messages()
            if messages:
                raise ValidationError("\n".join(messages.values()))

    def _itcom_identifier_messages(self):
        """:return: {field: message} for each number of the card that is wrong."""
        self.ensure_one()
        if not self.itcom_applicant_type:
            return {}
        wrong = applicant.check(
            self.itcom_applicant_type,
            {name: self[field] or "" for field, name in IDENTIFIER_FIELDS.items()},
        )
        Message = self.env["itcom.error.message"]
        return {
            field: Message._identifier_text(wrong[name], self[field])
            for field, name in IDENTIFIER_FIELDS.items()
            if name in wrong
        }

    @api.onchange("itcom_applicant_type")
    def _onchange_itcom_applicant_type(self):
        if self.itcom_applicant_type:
            self.is_company = self.itcom_applicant_type != applicant.INDIVIDUAL
        if self.itcom_applicant_type == applicant.LEGAL_ENTITY:
            self.itcom_authority_basis = self.itcom_authority_basis or _("Charter")
        elif self.itcom_applicant_type:
            self.itcom_kpp = False
            if self.itcom_authority_basis == _("Charter"):
                self.itcom_authority_basis = False
        if self.itcom_applicant_type == applicant.INDIVIDUAL:
            self.itcom_ogrn = False

    @api.onchange("vat")
    def _onchange_itcom_vat(self):
        return self._itcom_number_warning("vat")

    @api.onchange("itcom_kpp")
    def _onchange_itcom_kpp(self):
        return self._itcom_number_warning("itcom_kpp")

    @api.onchange("itcom_ogrn")
    def _onchange_itcom_ogrn(self):
        return self._itcom_number_warning("itcom_ogrn")

    @api.onchange("itcom_snils")
    def _onchange_itcom_snils(self):
        return self._itcom_number_warning("itcom_snils")

    def _itcom_number_warning(self, field):
        """:return: what an onchange says of a wrong number, while the client is on the phone."""
        message = self._itcom_identifier_messages().get(field)
        if not message:
            return None
        return {"warning": {"title": _("Check the number"), "message": message}}

    # Create and write

    @api.model_create_multi
    def create(self, vals_list):
        contact = {"itcom_applicant_type": False, "is_company": False}
        is_manager = not self.env.su and self.env.user._itcom_rank() == "manager"
        owner = {"user_id": self.env.uid} if is_manager else {}
        partners = super().create(
            [
                # A contact entered on a client's card is no client by the card's own defaults.
                self._itcom_clean_vals(
                    {**contact, **vals} if vals.get("parent_id") else {**owner, **vals}
                )
                for vals in vals_list
            ]
        )
        partners._itcom_adopt_heads()
        return partners

    def write(self, vals):
        result = super().write(self._itcom_clean_vals(vals))
        if "itcom_head_id" in vals:
            self._itcom_adopt_heads()
        return result

    def _itcom_clean_vals(self, vals):
        """Numbers go compact into the database; a type of applicant says what is a company."""
        is_client = vals.get("itcom_applicant_type") or any(
            partner.itcom_applicant_type for partner in self
        )
        cleaned = dict(vals)
        for field, compact in COMPACT.items():
            # A foreign partner's tax number is none of ours.
            if (field != "vat" or is_client) and isinstance(vals.get(field), str):
                cleaned[field] = compact(vals[field]) or False
        if vals.get("itcom_applicant_type"):
            cleaned.setdefault("is_company", vals["itcom_applicant_type"] != applicant.INDIVIDUAL)
        return cleaned

    def _itcom_adopt_heads(self):
        """A head typed on the card of a new client becomes a contact of that client."""
        for partner in self.filtered("itcom_head_id"):
            head = partner.itcom_head_id
            if not head.parent_id and head != partner and not head.itcom_applicant_type:
                head.write({"parent_id": partner.id, "type": "contact"})

    # Actions

    def action_itcom_open(self):
        """Open this partner as a client's card."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(self.env.ref("itcom_crm_module.res_partner_view_form_client").id, "form")],
        }

    def action_itcom_create_deal(self):
        """Open a new deal that is bound to this client."""
        self.ensure_one()
        action = self.env["sale.order"].action_itcom_new()
        action["context"] = {"default_partner_id": self.id}
        return action

    def action_itcom_open_deals(self):
        """All deals of this client as a list of their own."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "itcom_crm_module.sale_order_action_deals"
        )
        action["domain"] = [("partner_id", "=", self.id)]
        action["context"] = {"default_partner_id": self.id}
        return action
