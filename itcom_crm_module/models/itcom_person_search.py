# Licence LGPL-3 (see LICENSE).

import re

from odoo import api, fields, models
from odoo.osv import expression

from ..itcom_core.errors import ItcomError
from ..itcom_core.identifiers import snils
from ..itcom_core.questionnaire.fields import FIELDS

# Digits of a Russian passport: series and number.
SERIES_LENGTH, PASSPORT_LENGTH = 4, 10
# Three names of a questionnaire: the holder's, the head's, the proxy's.
NAME_PREFIXES = ("", "head_", "bearer_")


class ItcomPersonSearch(models.AbstractModel):
    """Finds the records that may be about one person: by СНИЛС, passport or name.

    A number names one person; a name may be a namesake's, so what only the name has found is
    for a human to decide.
    """

    _name = "itcom.person.search"
    _description = "Search for a person"

    @api.model
    def _by_numbers(self, snils_number, passport):
        """:return: domain of the questionnaires with any of these numbers; of none without."""
        domains = []
        if snils_number:
            domains.append([("snils", "in", self._spellings("snils", snils_number))])
        digits = re.sub(r"\D", "", passport or "")
        if len(digits) == PASSPORT_LENGTH:
            series, number = digits[:SERIES_LENGTH], digits[SERIES_LENGTH:]
            series = self._spellings("passport_series", series)
            domains.append([("passport_series", "in", series), ("passport_number", "=", number)])
            domains.append([("bearer_document_number", "=like", "%" + number)])
        elif passport:
            domains.append([("foreign_document_number", "=ilike", passport.strip())])
            domains.append([("bearer_document_number", "=ilike", passport.strip())])
        return expression.OR(domains) if domains else expression.FALSE_DOMAIN

    @api.model
    def _by_name(self, name):
        """:return: domain of the questionnaires that name such a person; of none without."""
        words = (name or "").split()
        if not words:
            return expression.FALSE_DOMAIN
        domains = []
        for prefix in NAME_PREFIXES:
            parts = zip(("surname", "given_name", "patronymic"), words)
            domains.append([(prefix + part, "=ilike", _plain(word)) for part, word in parts])
        return expression.OR(domains)

    @api.model
    def _partners_by_numbers(self, snils_number):
        """:return: domain of the partners with this СНИЛС; of none without."""
        if not snils_number:
            return expression.FALSE_DOMAIN
        return [("itcom_snils", "=", snils.compact(snils_number))]

    @api.model
    def _partners_by_name(self, name):
        """:return: domain of the natural persons of this name; of none without."""
        words = (name or "").split()
        if not words:
            return expression.FALSE_DOMAIN
        return [("name", "ilike", _plain(word)) for word in words]

    @api.model
    def _spellings(self, field, value):
        """:return: list of the forms in which an answer may be stored: normal, or as typed."""
        value = value.strip()
        try:
            return [FIELDS[field].clean(value, fields.Date.context_today(self)), value]
        except ItcomError:
            return [value]


def _plain(word):
    """:return: a word in which no character stands for others."""
    return re.sub(r"([\\%_])", r"\\\1", word)
