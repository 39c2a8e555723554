"""Errors of itcom_core: language-free, each with a stable code.

Whoever shows an error to a person maps ``code`` (and ``identifier`` or ``params``) to
a text in that person's language; no text here is meant for users.
"""


class ItcomError(ValueError):
    """Base of every error that itcom_core raises on purpose.

    :param params: facts that a message may name (plain values only).
    """

    code = "error"

    def __init__(self, **params):
        self.params = params
        super().__init__(self.code, params)

    def __str__(self):
        facts = ", ".join("%s=%r" % item for item in sorted(self.params.items()))
        return "%s(%s)" % (self.code, facts)


class IdentifierError(ItcomError):
    """A number is not what it claims to be; ``identifier`` says which ("inn", "kpp", ...)."""

    code = "identifier"

    def __init__(self, identifier, **params):
        self.identifier = identifier
        super().__init__(identifier=identifier, **params)


class InvalidFormat(IdentifierError):
    """It holds characters that such a number never has."""

    code = "format"


class InvalidLength(IdentifierError):
    """It has too few or too many characters; ``params["expected"]`` is a tuple of lengths."""

    code = "length"


class InvalidCheckDigit(IdentifierError):
    """Its check digit does not fit: most likely a typing slip."""

    code = "check_digit"


class AllZeros(IdentifierError):
    """All zeros: passes every check digit and is still no number."""

    code = "zeros"


class WrongApplicant(IdentifierError):
    """A right number of the wrong kind for this type of applicant."""

    code = "applicant"


class AmountError(ItcomError):
    """A sum that no document can carry; ``params["amount"]`` is the sum as text."""

    code = "amount"

    def __init__(self, amount, **params):
        super().__init__(amount=str(amount), **params)


class NotFinite(AmountError):
    """It is infinite or no number."""

    code = "amount_not_finite"


class NegativeAmount(AmountError):
    """It is below zero."""

    code = "amount_negative"


class AmountPrecision(AmountError):
    """It has parts of a kopeck; ``params["places"]`` is how many decimals there may be."""

    code = "amount_precision"


class AmountTooLarge(AmountError):
    """``params["limit"]`` is the first number that is too large."""

    code = "amount_limit"
