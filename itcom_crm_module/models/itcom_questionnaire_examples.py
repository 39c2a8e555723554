# Licence LGPL-3 (see LICENSE).

from odoo import _, api, models, tools

from ..itcom_core.questionnaire.fields import FIELDS


class ItcomQuestionnaireExamples(models.AbstractModel):
    """What an answer looks like, for an empty field of the client's page.

    Numbers look alike in all languages: their examples are those of ``itcom_core``, by which the
    page's errors explain them, too. Words are the language's business and stand here.
    """

    _name = "itcom.questionnaire.examples"
    _description = "Examples of answers"

    @api.model
    def _answer_example(self, name):
        """:return: a right answer to the field; "" where it is chosen and not typed."""
        return self._examples_in_words().get(name) or FIELDS[name].type.example

    @api.model
    @tools.ormcache("self.env.lang")
    def _examples_in_words(self):
        """:return: {field: a right answer}, of invented people and companies."""
        issuer = _("Police department of Rzhev")
        return {
            "surname": _("Ivanov"),
            "given_name": _("Ivan"),
            "patronymic": _("Ivanovich"),
            "birth_place": _("Rzhev, Tver Region"),
            "foreign_document_number": "AB 1234567",
            "passport_issuer": issuer,
            "region": _("Tver Region"),
            "city": _("Rzhev"),
            "address": _("Mira St. 5, flat 12"),
            "organisation_name": _("Romashka LLC"),
            "post": _("Engineer"),
            "department": _("Purchasing department"),
            "head_surname": _("Petrov"),
            "head_given_name": _("Pyotr"),
            "head_patronymic": _("Petrovich"),
            "head_post": _("Director General"),
            "authority_type": _("Power of attorney"),
            "authority_number": "17/2026",
            "bearer_surname": _("Sidorova"),
            "bearer_given_name": _("Anna"),
            "bearer_patronymic": _("Sergeevna"),
            "bearer_document_number": "45 08 123456",
            "bearer_document_issuer": issuer,
        }
