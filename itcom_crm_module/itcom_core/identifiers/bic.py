"""БИК (банковский идентификационный код): a participant of the Bank of Russia's payments.

Nine digits without a check digit. Banks have 04…; offices of the Treasury have others (00…,
01…, 02…), so the first two are not looked at.

>>> validate("049 805 746")
'049805746'
"""

from ._text import compact, passes, require_digits

__all__ = ["LENGTHS", "compact", "format", "is_valid", "validate"]

LENGTHS = (9,)


def validate(number):
    """:return: the compact number.
    :raise IdentifierError: it is no БИК.
    """
    return require_digits("bic", number, LENGTHS)


def is_valid(number):
    """:return: whether it is a БИК; never raises."""
    return passes(validate, number)


def format(number):
    """:return: the number as written: nine digits without groups."""
    return validate(number) if is_valid(number) else number
