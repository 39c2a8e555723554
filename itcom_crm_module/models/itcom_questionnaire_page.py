# Licence LGPL-3 (see LICENSE).

from typing import NamedTuple

from odoo import _, api, fields, models, tools

from ..itcom_core.questionnaire import fields as f
from ..itcom_core.questionnaire import steps as st


class PageStep(NamedTuple):
    """A step as the page shows it; ``sections`` is a list of (title, list of field dicts)."""

    name: str
    title: str
    number: int
    left: int
    sections: list


class ItcomQuestionnairePage(models.AbstractModel):
    """What the client's page shows of a questionnaire, in the visitor's language."""

    _name = "itcom.questionnaire.page"
    _description = "Page of a questionnaire"

    def _page_steps(self, open_fields, errors, typed):
        """:param open_fields: names of the fields that the visitor may change.
        :param errors: {field: ItcomError} of the answers as they are shown.
        :param typed: {field: text} to be shown in place of what is stored.
        :return: list of :class:`PageStep`.
        """
        self.ensure_one()
        today = fields.Date.context_today(self)
        titles, section_titles = self._step_titles(), self._section_titles()
        made = st.steps(self._schema(), self._missing(), errors)
        pages = []
        for number, step in enumerate(made, 1):
            sections = [
                (
                    section_titles[section],
                    [self._page_field(ask, today, open_fields, errors, typed) for ask in asks],
                )
                for section, asks in step.sections
            ]
            pages.append(PageStep(step.name, titles[step.name], number, step.left, sections))
        return pages

    def _page_field(self, ask, today, open_fields, errors, typed):
        """:return: dict of one field: what the schema says of it, label, value, error."""
        name = ask.field.name
        stored = self._answer_text(name)
        return {
            **ask.to_json(today),
            "label": self._answer_label(name),
            "value": typed.get(name, stored),
            "known": stored,
            "error": name in errors and self.env["itcom.error.message"]._reason(errors[name]),
            "is_open": name in open_fields,
            "options": self._page_options(name),
        }

    @api.model
    def _page_options(self, name):
        """:return: list of (code, label) that an answer is chosen from, empty for free text."""
        if name == "citizenship":
            return self._country_options(self.env.lang)
        field = self._fields[name]
        if field.type != "selection":
            return []
        return [("", ""), *field._description_selection(self.env)]

    @api.model
    @tools.ormcache("lang")
    def _country_options(self, lang):
        """:return: list of (code, name) of all countries, Russia first: most are from there."""
        countries = (
            self.env["res.country"].sudo().with_context(lang=lang).search([("code", "!=", False)])
        )
        options = sorted((country.name, country.code) for country in countries)
        return [(code, name) for name, code in sorted(options, key=lambda o: o[1] != "RU")]

    @api.model
    def _step_titles(self):
        return {
            st.HOLDER: _("Who the certificate is for"),
            st.IDENTITY: _("Passport and address"),
            st.ORGANISATION: _("Organisation and powers"),
            st.DOCUMENTS: _("Documents"),
        }

    @api.model
    def _section_titles(self):
        return {
            f.PERSON: _("Holder"),
            f.IDENTITY: _("Identity document"),
            f.CONTACTS: _("Contacts"),
            f.ADDRESS: _("Address"),
            f.ORGANISATION: _("Organisation"),
            f.HEAD: _("Who gives the power of attorney"),
            f.AUTHORITY: _("Power to act"),
            f.BEARER: _("Who hands in the documents"),
        }
