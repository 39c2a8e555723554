# Licence LGPL-3 (see LICENSE).

from odoo import _, api, models

from ..itcom_core import errors


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
            expected = (" %s " % _("or")).join(map(str, error.params.get("expected") or ()))
            return _("there must be %(expected)s characters.", expected=expected)
        if isinstance(error, errors.AllZeros):
            return _("it is all zeros; such a number does not exist.")
        if isinstance(error, errors.WrongApplicant):
            return _("the number does not belong to the chosen type of applicant.")
        return _("it holds characters that such a number never has.")
