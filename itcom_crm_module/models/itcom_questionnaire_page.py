# Licence LGPL-3 (see LICENSE).

from collections import Counter
from datetime import date
from functools import cached_property
from typing import NamedTuple

from odoo import _, api, fields, models, tools

from ..itcom_core import errors as ie
from ..itcom_core.questionnaire import field_errors as fe
from ..itcom_core.questionnaire import fields as f
from ..itcom_core.questionnaire import steps as st
from ..itcom_core.questionnaire.cleaning import MINIMUM_AGE

# What the page's script needs of a field, beside label and texts.
RULES = (
    "pattern", "mask", "check", "length", "other_lengths", "min", "max", "max_length",
)  # fmt: skip


class PageSection(NamedTuple):
    """A block of fields; ``why`` is the reason for those of them that have none of their own."""

    title: str
    why: str
    fields: list


class PageStep:
    """A step as the page shows it. What it asks is worked out when it is shown: most are not.

    :param make_sections: function that returns a list of :class:`PageSection`.
    """

    def __init__(self, name, title, number, left, make_sections):
        self.name = name
        self.title = title
        self.number = number
        self.left = left
        self._make_sections = make_sections

    @cached_property
    def sections(self):
        """:return: list of :class:`PageSection`."""
        return self._make_sections()

    @property
    def fields(self):
        """:return: list of the field dicts of all its sections."""
        return [field for section in self.sections for field in section.fields]


class ItcomQuestionnairePage(models.AbstractModel):
    """What the client's page asks, in the visitor's language: steps, fields, rules, texts."""

    _name = "itcom.questionnaire.page"
    _description = "Page of a questionnaire"

    def _page_steps(self, open_fields, errors, typed=None, check=False):
        """:param open_fields: names of the fields that the visitor may change.
        :param errors: {field: ItcomError} of the answers as they are shown.
        :param typed: {field: text} to be shown in place of what is stored.
        :param check: whether what is missing is named as wrong.
        :return: list of :class:`PageStep`.
        """
        self.ensure_one()
        missing = self._missing()
        texts = self._reasons(errors)
        if check:
            texts.update(dict.fromkeys(missing.fields, _("fill this in.")))
        today = fields.Date.context_today(self)
        titles = self._step_titles()
        section_titles = self._section_titles()

        def page_step(number, step):
            def sections():
                return [
                    self._page_section(
                        section_titles[section],
                        [
                            self._page_field(ask, today, open_fields, texts, typed or {})
                            for ask in asks
                        ],
                    )
                    for section, asks in step.sections
                ]

            return PageStep(step.name, titles[step.name], number, step.left, sections)

        steps = self._steps_left(missing, errors)
        return [page_step(number, step) for number, step in enumerate(steps, 1)]

    def _steps_left(self, missing, errors):
        """:param missing: of :meth:`_missing`; ``errors``: {field: ItcomError} of wrong answers.
        :return: list of the steps as the rules know them: enough to say where one is.
        """
        self.ensure_one()
        return st.steps(self._schema(), missing, errors, self._uncorrected_fields())

    @api.model
    def _reasons(self, errors):
        """:return: {field: what is wrong with its answer, in the visitor's language}."""
        return {name: self.env["itcom.error.message"]._reason(errors[name]) for name in errors}

    @api.model
    def _page_section(self, title, asked):
        """:return: :class:`PageSection` of the field dicts ``asked``: a reason that several of
        them share is told once.
        """
        counts = Counter(field["why"] for field in asked)
        why, count = counts.most_common(1)[0]
        if count == 1:
            why = ""
        own = [{**field, "why": field["why"] if field["why"] != why else ""} for field in asked]
        return PageSection(title, why, own)

    def _page_field(self, ask, today, open_fields, texts, typed):
        """:return: dict of one field: what the schema says of it, label, value, error."""
        name = ask.field.name
        stored = self._answer_text(name)
        return {
            **ask.to_json(today),
            "label": self._page_label(name),
            "example": self._answer_example(name),
            "value": typed.get(name, ask.field.type.shown(stored)),
            "known": stored,
            "error": texts.get(name, ""),
            "is_open": name in open_fields,
            "is_named": name in self._uncorrected_fields(),
            "options": self._page_options(name),
        }

    def _answer_text(self, name):
        """:return: an answer as the page's inputs hold it."""
        value = self[name] or ""
        return value.isoformat() if isinstance(value, date) else value

    def _page_shown(self, name):
        """:return: an answer in words, to be read."""
        value, options = self._answer_text(name), dict(self._page_options(name))
        if self._fields[name].type == "date":
            return tools.format_date(self.env, self[name])
        return options.get(value) or f.FIELDS[name].type.shown(value)

    # For the script

    def _page_rules(self, step, today):
        """:return: {field: what the script checks while somebody types, and the words for it}."""
        return {
            field["name"]: {
                "label": field["label"],
                **{rule: field[rule] for rule in RULES if field.get(rule)},
                "texts": self._page_texts(self.env.lang, field["name"], today),
            }
            for field in step.fields
            if field["is_open"] and not field["options"]
        }

    @api.model
    @tools.ormcache("lang", "name", "today")
    def _page_texts(self, lang, name, today):
        """:return: {what is wrong with an answer: the server's own words for it}."""
        field = f.FIELDS[name]
        kind = field.type
        errors = {"long": fe.TooLong(limit=field.max_length)}
        if kind.pattern:
            errors["format"] = fe.WrongFormat(example=kind.example)
        if kind.earliest:
            errors["early"] = fe.TooLongAgo(earliest=kind.earliest(today).isoformat())
        if kind.latest:
            errors["future"] = fe.InFuture()
            errors["young"] = fe.TooYoung(years=MINIMUM_AGE)
        if kind.check:
            errors["length"] = ie.InvalidLength(kind.check, expected=(kind.length,))
            errors["format"] = ie.InvalidFormat(kind.check)
            errors["digit"] = ie.InvalidCheckDigit(kind.check)
        reason = self.with_context(lang=lang).env["itcom.error.message"]._reason
        return {fault: reason(error) for fault, error in errors.items()}

    # Words

    @api.model
    def _page_label(self, name):
        """:return: what the page calls a field: there a country is chosen by its name."""
        return _("Citizenship") if name == "citizenship" else self._answer_label(name)

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
        """:return: list of (code, name) of all countries; Russia first: most are from there."""
        countries_sudo = self.env["res.country"].sudo().with_context(lang=lang)
        found = countries_sudo.search([("code", "!=", False)])
        options = sorted(((one.code, one.name) for one in found), key=lambda option: option[1])
        return sorted(options, key=lambda option: option[0] != "RU")

    @api.model
    @tools.ormcache("self.env.lang")
    def _script_texts(self):
        """:return: {short name: what the page's script tells while somebody fills in}."""
        return {
            "saving": _("Saving…"),
            "saved": _("Saved at %s"),
            "choose": _("Not all is saved: choose what stays in the marked field."),
            "changed": _("The questionnaire has changed meanwhile: open the page again."),
            "offline": _("No connection: it will be saved as soon as there is one."),
            "failed": _("Not saved yet, trying again…"),
            "refused": _("Not saved."),
            "conflict": _("Somebody else has entered «%s» here. It stays until you choose."),
            "take": _("Take theirs"),
            "keep": _("Keep mine"),
        }

    @api.model
    @tools.ormcache("self.env.lang")
    def _upload_texts(self):
        """:return: {short name: what the page's script tells of files}."""
        return {
            "waiting": _("Waiting for its turn"),
            "sending": _("Uploading: %s %"),
            "checking": _("Being checked…"),
            "taken": _("Uploaded: %s"),
            "removed": _("Deleted"),
            "turned": _("Turned"),
            "broken": _("The connection broke off: the upload goes on as soon as it is back."),
            "retry": _("Try again"),
            "insist": _("Upload all the same"),
            "drop": _("Do not upload"),
            "gone": _("This file is not here any more. Upload it again if it is needed."),
            "confirm": _("Delete this file?"),
            "submitting": _("Submitting…"),
            "busy": _("No answer yet: it goes on by itself, nothing is lost."),
        }

    @api.model
    @tools.ormcache("self.env.lang")
    def _step_titles(self):
        return {
            st.HOLDER: _("Who the certificate is for"),
            st.IDENTITY: _("Passport and address"),
            st.ORGANISATION: _("Organisation and powers"),
            st.DOCUMENTS: _("Documents"),
        }

    @api.model
    @tools.ormcache("self.env.lang")
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
