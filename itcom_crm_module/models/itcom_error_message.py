# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models
from odoo.tools import format_date

from ..itcom_core import errors
from ..itcom_core.questionnaire import field_errors as fe


class ItcomErrorMessage(models.AbstractModel):
    """Says in the user's language what ``itcom_core`` says in codes: the one place that does."""

    _name = "itcom.error.message"
    _description = "Texts of the errors of itcom_core"

    @api.model
    def _identifier_name(self, identifier):
        """:return: name of a number as people call it."""
        return {
            "inn": _("INN"),
            "kpp": _("KPP"),
            "ogrn": _("OGRN"),
            "ogrnip": _("OGRNIP"),
            "snils": _("SNILS"),
            "bic": _("BIC"),
            "bank_account": _("Account number"),
            "correspondent_account": _("Correspondent account"),
        }.get(identifier, identifier)

    @api.model
    def _identifier_text(self, error, value):
        """Message for a number that was refused.

        :param error: an :class:`~..itcom_core.errors.IdentifierError`.
        :param value: the number as typed.
        :return: one sentence that names the number, the value and the reason.
        """
        return _(
            "%(name)s %(value)s: %(reason)s",
            name=self._identifier_name(error.identifier),
            value=(value or "")[:64],
            reason=self._identifier_reason(error),
        )

    @api.model
    def _identifier_reason(self, error):
        if isinstance(error, errors.InvalidCheckDigit):
            return _("the check digit does not fit, most likely a typing slip.")
        if isinstance(error, errors.InvalidLength):
            return _("there must be %(expected)s characters.", expected=self._lengths(error))
        if isinstance(error, errors.AllZeros):
            return _("it is all zeros; such a number does not exist.")
        if isinstance(error, errors.WrongApplicant):
            return self._applicant_reason(error)
        return _("it holds characters that such a number never has.")

    @api.model
    def _answer_text(self, label, error, value):
        """Message for an answer of a questionnaire that was refused.

        :param label: what users know the field as.
        :param error: an ``IdentifierError`` or a ``FieldError``.
        :param value: the answer as typed.
        :return: one sentence that names field, value and reason.
        """
        is_number = isinstance(error, errors.IdentifierError)
        reason = self._identifier_reason(error) if is_number else self._field_reason(error)
        text = str(value or "")
        shown = text[:64] + ("…" if len(text) > 64 else "")
        return _("%(name)s %(value)s: %(reason)s", name=label, value=shown, reason=reason)

    @api.model
    def _field_reason(self, error):
        params = error.params
        if isinstance(error, fe.WrongFormat) and params.get("example"):
            return _("it must look like %(example)s.", example=params["example"])
        if isinstance(error, fe.TooLong):
            return _("there may be %(limit)s characters at most.", limit=params["limit"])
        if isinstance(error, fe.ForbiddenCharacter):
            return _(
                "it holds a character that can't be printed (%(code)s).", code=params["character"]
            )
        if isinstance(error, fe.TooLongAgo):
            return _("it can't be before %(day)s.", day=self._day(params["earliest"]))
        if isinstance(error, fe.TooYoung):
            return _("nobody younger than %(years)s can hold a certificate.", years=params["years"])
        if isinstance(error, fe.OutOfOrder):
            other = self.env["itcom.questionnaire.answers"]._answer_label(params["other"])
            return _("it can't be before «%(other)s».", other=other)
        if isinstance(error, fe.CitizenshipMismatch):
            return (
                _("the holder is marked as no citizen of Russia.")
                if params["foreigner"]
                else _("mark that the holder is no citizen of Russia.")
            )
        return {
            fe.NotAnOption: _("there is no such choice."),
            fe.NoSuchDate: _("there is no such day."),
            fe.InFuture: _("the day is still to come."),
        }.get(type(error), _("it does not say what is asked for."))

    @api.model
    def _day(self, iso):
        return format_date(self.env, fields.Date.to_date(iso))

    @api.model
    def _applicant_reason(self, error):
        types = self.env["res.partner"]._fields["itcom_applicant_type"]
        applicant = dict(types._description_selection(self.env))[error.params["applicant_type"]]
        if not error.params["expected"]:
            return _("an applicant of the type «%(applicant)s» has none.", applicant=applicant)
        return _(
            "an applicant of the type «%(applicant)s» has one of %(expected)s digits. "
            "Check the number and the type.",
            applicant=applicant,
            expected=self._lengths(error),
        )

    @api.model
    def _lengths(self, error):
        """:return: «10 or 12»."""
        return (" %s " % _("or")).join(map(str, error.params.get("expected") or ()))
