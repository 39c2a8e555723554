# Licence LGPL-3 (see LICENSE).

import re

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError
from odoo.osv import expression

from ..itcom_core.identifiers import applicant, inn, kpp, ogrn, snils

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
        "itcom.document.party",
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
    itcom_kpp = fields.Char("KPP", size=32)
    itcom_ogrn = fields.Char("OGRN / OGRNIP", size=32, index=True)
    itcom_snils = fields.Char("SNILS", size=32, index=True)
    itcom_head_id = fields.Many2one(
        "res.partner",
        "Head",
        index=True,
        help="Who acts for the organisation without a power of attorney.",
    )
    itcom_head_post = fields.Char(
        "Post of the head", related="itcom_head_id.function", readonly=False
    )
    itcom_authority_basis = fields.Char(
        "Basis of authority", help="«… acting on the basis of …», in the genitive."
    )
    itcom_postal_address = fields.Char(
        "Postal address", help="Empty: the same as the legal address."
    )

    # What is found by it
    itcom_phone_digits = fields.Char(
        "Phones as digits", compute="_compute_itcom_phone_digits", store=True, index=True
    )
    itcom_lookup = fields.Char(
        "Name, INN, OGRN, phone, e-mail", compute="_compute_itcom_lookup", search="_search_lookup"
    )
    itcom_duplicate_id = fields.Many2one(
        "res.partner", "Client with the same INN and KPP", compute="_compute_itcom_duplicate_id"
    )

    # Portlet «Deals»
    itcom_deal_count = fields.Integer("Number of deals", compute="_compute_itcom_deal_count")

    @api.depends("phone", "mobile")
    def _compute_itcom_phone_digits(self):
        for partner in self:
            numbers = (
                re.sub(r"\D", "", number or "") for number in (partner.phone, partner.mobile)
            )
            partner.itcom_phone_digits = " ".join(number for number in numbers if number) or False

    def _compute_itcom_lookup(self):
        """Only searched by, never shown."""
        self.itcom_lookup = False

    @api.model
    def _search_lookup(self, operator, value):
        """One box for all that people know of a client; numbers may be typed with separators."""
        if operator in expression.NEGATIVE_TERM_OPERATORS or not isinstance(value, str):
            return [("display_name", operator, value)]
        domains = [[("display_name", operator, value)], [("email", operator, value)]]
        digits = re.sub(r"[^\d]", "", value)
        if len(digits) >= 4 and not re.search(r"[^\W\d_]", value):
            numbers = ("vat", "itcom_ogrn", "itcom_snils")
            domains += [[(name, "=like", digits + "%")] for name in numbers]
            # A Russian phone is written with +7 as often as with 8: neither is looked at.
            phone = digits[1:] if len(digits) == 11 and digits[0] in "78" else digits
            domains.append([("itcom_phone_digits", "like", phone)])
        return expression.OR(domains)

    @api.depends("vat", "itcom_kpp", "itcom_applicant_type")
    def _compute_itcom_duplicate_id(self):
        for partner in self:
            partner.itcom_duplicate_id = partner._itcom_find_duplicate()

    def _itcom_find_duplicate(self):
        """:return: another client of the same ИНН and КПП, or an empty recordset."""
        self.ensure_one()
        number = inn.compact(self.vat or "")
        if not number or not self.itcom_applicant_type or self.parent_id:
            return self.browse()
        domain = [
            ("vat", "=", number),
            ("itcom_kpp", "=", kpp.compact(self.itcom_kpp or "") or False),
            ("itcom_applicant_type", "!=", False),
            ("parent_id", "=", False),
        ]
        if isinstance(self._origin.id, int):
            domain.append(("id", "!=", self._origin.id))
        return self.search(domain, limit=1)

    def _compute_itcom_deal_count(self):
        groups = self.env["sale.order"].read_group(
            [("partner_id", "in", self.ids)], ["partner_id"], ["partner_id"]
        )
        counts = {group["partner_id"][0]: group["partner_id_count"] for group in groups}
        for partner in self:
            partner.itcom_deal_count = counts.get(partner.id, 0)

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

    @api.onchange(*IDENTIFIER_FIELDS)
    def _onchange_itcom_identifiers(self):
        """Tell of a wrong number while the client is still on the phone."""
        messages = self._itcom_identifier_messages()
        if messages:
            return {
                "warning": {"title": _("Check the number"), "message": "\n".join(messages.values())}
            }
        return {}

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create([self._itcom_clean_vals(vals) for vals in vals_list])
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

    @api.model
    def load(self, fields, data):
        """Import of clients: wrong rows are named and left out, the right ones go in.

        Odoo takes all rows or none. With a list of thousands of clients and a typing slip in
        one of them none would be the wrong answer: rows that were refused are reported as
        errors, the others are imported, and a last message says how many.
        """
        result = super().load(fields, data)
        if result.get("ids") or "itcom_applicant_type" not in fields:
            return result
        bad_rows = set()
        for message in result["messages"]:
            rows = message.get("rows")
            if message["type"] == "error" and rows:
                bad_rows.update(range(rows["from"], rows["to"] + 1))
        good = [row for index, row in enumerate(data) if index not in bad_rows]
        if not bad_rows or not good:
            return result
        second = super().load(fields, good)
        if not second.get("ids"):
            return result
        summary = _(
            "%(good)s rows were imported. Correct the %(bad)s rows named here and import only "
            "those, so that no client is entered twice.",
            good=len(good),
            bad=len(bad_rows),
        )
        messages = [*result["messages"], {"type": "error", "message": summary, "record": False}]
        return dict(result, ids=second["ids"], messages=messages)

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
