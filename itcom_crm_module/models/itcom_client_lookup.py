# Licence LGPL-3 (see LICENSE).

import re

from odoo import api, fields, models
from odoo.osv import expression

from ..itcom_core.identifiers import inn, kpp
from ..tools import text_search

LOOKUP_TEXTS = ("display_name", "email")

# With fewer digits a number would match half of the database.
LEAST_DIGITS = 4
RUSSIAN_PHONE_LENGTH = 11


class ItcomClientLookup(models.AbstractModel):
    """Mixin of the partner: how a client is found, and whether it is there twice."""

    _name = "itcom.client.lookup"
    _description = "Search of clients"

    itcom_phone_digits = fields.Char(
        "Phones as digits", compute="_compute_itcom_phone_digits", store=True
    )
    itcom_lookup = fields.Char(
        "Name, INN, OGRN, phone, e-mail",
        compute="_compute_itcom_lookup",
        search="_search_itcom_lookup",
    )
    itcom_duplicate_id = fields.Many2one(
        "res.partner", "Client with the same INN and KPP", compute="_compute_itcom_duplicate_id"
    )

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

    @api.depends("vat", "itcom_kpp", "itcom_applicant_type", "parent_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_itcom_duplicate_id(self):
        for partner in self:
            partner.itcom_duplicate_id = partner._itcom_find_duplicate()

    @api.model
    def _search_itcom_lookup(self, operator, value):
        """One box for all that people know of a client; numbers may be typed with separators."""
        if operator in expression.NEGATIVE_TERM_OPERATORS or not isinstance(value, str):
            return [("display_name", operator, value)]
        domains = [self._itcom_text_domain(name, operator, value) for name in LOOKUP_TEXTS]
        digits = re.sub(r"[^0-9]", "", value)
        if len(digits) >= LEAST_DIGITS and not re.search(r"[^\W\d_]", value):
            numbers = ("vat", "itcom_ogrn", "itcom_snils")
            domains += [[(name, "=like", digits + "%")] for name in numbers]
            domains.append([("itcom_phone_digits", "like", self._itcom_phone_core(digits))])
        return expression.OR(domains)

    @api.model
    def _itcom_text_domain(self, name, operator, value):
        if operator in ("like", "ilike"):
            return text_search.contains(name, value, operator)
        return [(name, operator, value)]

    @api.model
    def _itcom_phone_core(self, digits):
        """:return: a phone without its +7 or 8, of which people write either."""
        is_whole = len(digits) == RUSSIAN_PHONE_LENGTH and digits[0] in "78"
        return digits[1:] if is_whole else digits

    def _itcom_find_duplicate(self):
        """:return: another client of the same ИНН and КПП, or an empty recordset."""
        self.ensure_one()
        if not self.itcom_applicant_type or self.parent_id:
            return self.env["res.partner"]
        domain = self._itcom_same_client_domain(self.vat, self.itcom_kpp)
        if isinstance(self._origin.id, int):
            domain = expression.AND([domain, [("id", "!=", self._origin.id)]])
        return self._itcom_search_everybodys(domain)

    @api.model
    def _itcom_search_everybodys(self, domain):
        """Another manager's client is told too: nobody should enter it again unknowingly.

        :return: one partner of ``domain`` in the current companies, or an empty recordset.
        """
        companies = [("company_id", "in", (False, *self.env.companies.ids))]
        found_sudo = (
            self.env["res.partner"].sudo().search(expression.AND([domain, companies]), limit=1)
        )
        return found_sudo.with_env(self.env)

    @api.model
    def _itcom_same_client_domain(self, vat, kpp_number):
        """:return: domain of the clients with this ИНН and КПП, typed however; of none without."""
        number = inn.compact(vat or "")
        if not number:
            return expression.FALSE_DOMAIN
        return [
            ("vat", "=", number),
            ("itcom_kpp", "=", kpp.compact(kpp_number or "") or False),
            ("itcom_applicant_type", "!=", False),
            ("parent_id", "=", False),
        ]
