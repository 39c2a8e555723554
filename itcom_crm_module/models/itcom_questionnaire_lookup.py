# Licence LGPL-3 (see LICENSE).

import re

from odoo import _, api, fields, models
from odoo.osv import expression

from ..itcom_core.wording.full_name import FullName
from ..itcom_core.wording.search_piece import rareness
from ..tools import text_search

LOOKUP_FIELDS = (
    "number", "alias", "surname", "given_name", "patronymic", "organisation_name", "email",
    "snils", "inn", "organisation_inn", "proprietor_inn", "phone",
)  # fmt: skip


class ItcomQuestionnaireLookup(models.AbstractModel):
    """What a questionnaire is called and found by, in one stored text with one index."""

    _name = "itcom.questionnaire.lookup"
    _description = "Lookup of questionnaires"

    holder_name = fields.Char("Holder", compute="_compute_holder_name", store=True, index=True)
    lookup_text = fields.Char(compute="_compute_lookup_text", store=True)
    lookup = fields.Char(
        "Name, INN, SNILS, alias, number", compute="_compute_lookup", search="_search_lookup"
    )

    @api.depends("surname", "given_name", "patronymic")
    def _compute_holder_name(self):
        for record in self:
            parts = (record.surname, record.given_name, record.patronymic)
            record.holder_name = " ".join(part for part in parts if part) or False

    @api.depends(*LOOKUP_FIELDS)
    def _compute_lookup_text(self):
        for record in self:
            texts = [self._lookup_form(record[name]) for name in LOOKUP_FIELDS if record[name]]
            record.lookup_text = " ".join(texts) or False

    def _compute_lookup(self):
        """Only searched by, never shown."""
        self.lookup = False

    @api.model
    def _search_lookup(self, operator, value):
        """One box for all that people know of a questionnaire; numbers with any separators."""
        if not isinstance(value, str) or operator not in ("ilike", "like", "=", "=ilike"):
            return [("lookup_text", operator, value)]
        # A sign stands for any other, and the index has nothing to do with it. With the rarest
        # word first, PostgreSQL goes through the index faster.
        words = (re.sub(r"\W", "_", word).strip("_") for word in self._lookup_form(value).split())
        rarest_first = sorted(filter(None, words), key=rareness, reverse=True)
        return expression.AND([text_search.contains("lookup_text", word) for word in rarest_first])

    @api.model
    def _is_found(self, domain):
        return any(leaf[0] == "lookup" for leaf in domain) or super()._is_found(domain)

    @api.model
    def _lookup_form(self, text):
        """:return: the form in which a text is stored and searched: «ё» is rarely typed, and a
        number with any separators or none.
        """
        digits = re.sub(r"\D", "", text)
        is_number = digits and not re.search(r"[^\W\d_]", text)
        return digits if is_number else text.lower().replace("ё", "е")

    def name_get(self):
        return [(record.id, record._title()) for record in self]

    @api.model
    def _name_search(self, name, args=None, operator="ilike", limit=100, name_get_uid=None):
        domain = [("lookup", operator, name)] if name else []
        return self._search(domain + (args or []), limit=limit, access_rights_uid=name_get_uid)

    def _title(self):
        """:return: «А-00091 Псевдоним», or the holder's name, where there is one."""
        names = FullName(self.surname or "", self.given_name or "", self.patronymic or "")
        title = self.alias or " ".join(part for part in (names.surname, names.initials) if part)
        return " ".join(part for part in (self.number or _("New"), title) if part)
