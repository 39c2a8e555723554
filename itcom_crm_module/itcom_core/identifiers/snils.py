"""СНИЛС (страховой номер индивидуального лицевого счёта): a person's pension insurance number.

Nine digits and a two-digit check number, written 112-233-445 95. The check number came with
001-001-999; smaller numbers carry none that could be checked.

The check number is a weighted sum mod 101, of which 100 is written as 00. A slip in one digit
is found except where it turns remainder 0 into 100 or the other way, or makes the number so
small that it is not checked.

>>> validate("112-233-445 95")
'11223344595'
>>> format("11223344595")
'112-233-445 95'
"""

from ..errors import InvalidCheckDigit
from ._text import compact, passes, require_digits, weighted_sum

__all__ = ["LENGTHS", "calc_check_digits", "compact", "format", "is_valid", "validate"]

LENGTHS = (11,)

LAST_UNCHECKED = "001001998"
WEIGHTS = range(9, 0, -1)


def calc_check_digits(payload):
    """:param payload: the nine digits before the check number.
    :return: the check number: two digits as text.
    """
    return "%02d" % (weighted_sum(WEIGHTS, payload) % 101 % 100)


def validate(number):
    """:return: the compact number.
    :raise IdentifierError: it is no right СНИЛС.
    """
    digits = require_digits("snils", number, LENGTHS)
    payload = digits[:9]
    if payload > LAST_UNCHECKED and digits[9:] != calc_check_digits(payload):
        raise InvalidCheckDigit("snils")
    return digits


def is_valid(number):
    """:return: whether it is a right СНИЛС; never raises."""
    return passes(validate, number)


def format(number):
    """:return: the number as on the card: 112-233-445 95."""
    if not is_valid(number):
        return number
    digits = compact(number)
    return "%s-%s-%s %s" % (digits[:3], digits[3:6], digits[6:9], digits[9:])
