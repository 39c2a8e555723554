# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models
from odoo.tools import format_date

from ..itcom_core import errors
from ..itcom_core.questionnaire import field_errors as fe
from ..itcom_core.uploads import errors as ue


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
        text = str(value or "")
        shown = text[:64] + ("…" if len(text) > 64 else "")
        return _(
            "%(name)s %(value)s: %(reason)s", name=label, value=shown, reason=self._reason(error)
        )

    @api.model
    def _reason(self, error):
        """:return: what is wrong with an answer, without naming it: a page shows it beside."""
        if isinstance(error, errors.IdentifierError):
            return self._identifier_reason(error)
        return self._field_reason(error)

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
            fe.WrongFormat: _("there are signs here that do not belong, or no letters at all."),
        }.get(type(error), _("it does not say what is asked for."))

    @api.model
    def _upload_text(self, error):
        """Why a file is not taken, and what to do.

        :param error: an :class:`~..itcom_core.uploads.errors.UploadError`.
        :return: one or two sentences.
        """
        params = error.params
        if isinstance(error, ue.TooBig):
            return _(
                "The file is larger than %(limit)s MB. Photograph it with a lower resolution, or "
                "send its pages one by one.",
                limit=params["limit"] // (1024 * 1024),
            )
        if isinstance(error, ue.TooSmall):
            return _(
                "The picture is too small to be read: %(width)s × %(height)s pixels, at least "
                "%(limit)s are needed on each side. Send the photo itself, not a reduced copy of "
                "it, or scan at 200 dpi or more.",
                width=params["width"],
                height=params["height"],
                limit=params["limit"],
            )
        if isinstance(error, ue.TooManyPages):
            return _(
                "The PDF has %(pages)s pages, %(limit)s are allowed. Send only the pages that are "
                "asked for.",
                pages=params["pages"],
                limit=params["limit"],
            )
        return {
            ue.Empty: _("The file is empty. Choose it anew or take the photo again."),
            ue.UnknownType: _(
                "This is no scan, whatever the file's name says. Send a PDF, JPEG, PNG or HEIC "
                "file, or take a photo."
            ),
            ue.HeicUnsupported: _(
                "HEIC photos can't be read here. Take the photo on this page, or choose in the "
                "phone's settings: Camera, Formats, Most compatible."
            ),
            ue.Broken: _(
                "The file is damaged or did not arrive whole. Send it again; if that does not "
                "help, scan or photograph the document anew."
            ),
            ue.Encrypted: _(
                "The PDF is protected with a password or against changes. Print it into a new PDF "
                "without protection, or photograph the document."
            ),
            ue.Bomb: _(
                "The file would unpack to more than any scan needs. Scan the document at 300 dpi, "
                "or photograph it."
            ),
            ue.Blank: _(
                "Nothing can be seen on the picture. Photograph the document in good light, so "
                "that it fills the frame."
            ),
            ue.Blurred: _(
                "The picture is blurred, its text can't be read. Hold the phone still, wait until "
                "it has focused, and take the photo again."
            ),
        }.get(type(error), _("The file can't be taken. Scan or photograph the document anew."))

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
