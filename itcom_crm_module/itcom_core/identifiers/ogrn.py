"""ОГРН and ОГРНИП: main state registration number of an organisation and of a sole proprietor.

13 digits for an organisation («ogrn» in errors), 15 for a sole proprietor («ogrnip»); the last
one is a check digit: the others mod 11 or mod 13, of which the last figure counts. Remainders
from 10 up thus share a digit with 0, 1 and 2, and a slip that turns one into the other is not
found.

>>> validate("1 02 77 00 13219-5")
'1027700132195'
>>> validate("304500116000157")
'304500116000157'
"""

from ..errors import InvalidCheckDigit
from ._text import compact, passes, require_digits

__all__ = ["LENGTHS", "calc_check_digit", "compact", "format", "is_valid", "validate"]

ORGANISATION_LENGTH = 13
PROPRIETOR_LENGTH = 15
LENGTHS = (ORGANISATION_LENGTH, PROPRIETOR_LENGTH)

# Digits before the check digit -> what they are divided by.
MODULI = {ORGANISATION_LENGTH - 1: 11, PROPRIETOR_LENGTH - 1: 13}


def calc_check_digit(payload):
    """:param payload: the 12 or 14 digits before the check digit.
    :return: the check digit as text.
    """
    return str(int(payload) % MODULI[len(payload)] % 10)


def validate(number):
    """:return: the compact number.
    :raise IdentifierError: it is neither a right ОГРН nor a right ОГРНИП.
    """
    is_proprietor = isinstance(number, str) and len(compact(number)) == PROPRIETOR_LENGTH
    identifier = "ogrnip" if is_proprietor else "ogrn"
    digits = require_digits(identifier, number, LENGTHS)
    if digits[-1] != calc_check_digit(digits[:-1]):
        raise InvalidCheckDigit(identifier)
    return digits


def is_valid(number):
    """:return: whether it is a right ОГРН or ОГРНИП; never raises."""
    return passes(validate, number)


def format(number):
    """:return: the number as written: digits without groups."""
    return validate(number) if is_valid(number) else number
