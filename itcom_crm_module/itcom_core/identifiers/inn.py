"""ИНН (идентификационный номер налогоплательщика): taxpayer number, given by the tax service.

10 digits for an organisation, the last one a check digit; 12 for a person, the last two.

A check digit is a remainder mod 11, of which 10 is written as 0. A slip in one digit is
therefore found except where it turns remainder 0 into 10 or 10 into 0.

>>> validate("7707 0838-93")
'7707083893'
>>> is_valid("1234567895")
False
"""

from ..errors import InvalidCheckDigit
from ._text import compact, passes, require_digits, weighted_sum

__all__ = ["LENGTHS", "calc_check_digits", "compact", "format", "is_valid", "validate"]

ORGANISATION_LENGTH = 10
PERSON_LENGTH = 12
LENGTHS = (ORGANISATION_LENGTH, PERSON_LENGTH)

# The weights of a shorter series are the tail of the longest one.
WEIGHTS = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def calc_check_digits(payload):
    """:param payload: the 9 (organisation) or 10 (person) digits before the check digits.
    :return: one check digit or two, as text.
    """
    digits = payload
    length = ORGANISATION_LENGTH if len(payload) == ORGANISATION_LENGTH - 1 else PERSON_LENGTH
    while len(digits) < length:
        digits += str(weighted_sum(WEIGHTS[-len(digits) :], digits) % 11 % 10)
    return digits[len(payload) :]


def validate(number):
    """:return: the compact number.
    :raise IdentifierError: it is no right ИНН.
    """
    digits = require_digits("inn", number, LENGTHS)
    payload = digits[:-1] if len(digits) == ORGANISATION_LENGTH else digits[:-2]
    if digits != payload + calc_check_digits(payload):
        raise InvalidCheckDigit("inn")
    return digits


def is_valid(number):
    """:return: whether it is a right ИНН; never raises."""
    return passes(validate, number)


def format(number):
    """:return: the number as written: ten or twelve digits without groups."""
    return validate(number) if is_valid(number) else number
