"""What all numbers share: stripping of separators and the checks that need no arithmetic."""

import re

from ..errors import AllZeros, IdentifierError, InvalidFormat, InvalidLength

# Any white space, dashes and minuses as word processors put them, and the invisible characters
# that come along when a number is copied from a web page or a PDF.
SEPARATORS = re.compile(
    r"[\s\-\u00ad\u200b-\u200f\u2010-\u2015\u2043\u2060\u2212\ufe58\ufe63\uff0d\ufeff]+"
)
# Not str.isdigit(): that is true of «²» and of Arabic digits too.
ASCII_DIGITS = re.compile(r"[0-9]*")


def compact(number):
    """:return: the text without spaces, dashes and invisible characters."""
    return SEPARATORS.sub("", number)


def require_text(identifier, number):
    """:return: the compact number.
    :raise InvalidFormat: it is no text at all, say None or an int that has lost leading zeros.
    """
    if not isinstance(number, str):
        raise InvalidFormat(identifier)
    return compact(number)


def require_length(identifier, text, lengths):
    """:raise InvalidLength: the text has none of the ``lengths`` (a tuple of ints)."""
    if len(text) not in lengths:
        raise InvalidLength(identifier, expected=lengths, given=len(text))


def require_nonzero(identifier, text):
    """:raise AllZeros: there is nothing but zeros; most check digits would let it pass."""
    if not text.strip("0"):
        raise AllZeros(identifier)


def require_digits(identifier, number, lengths):
    """:return: the compact number: ASCII digits only, of one of the ``lengths``, not all zeros.
    :raise IdentifierError: the first of these that does not hold.
    """
    digits = require_text(identifier, number)
    if not ASCII_DIGITS.fullmatch(digits):
        raise InvalidFormat(identifier)
    require_length(identifier, digits, lengths)
    require_nonzero(identifier, digits)
    return digits


def passes(validate, *arguments):
    """:return: True when ``validate(*arguments)`` refuses nothing."""
    try:
        validate(*arguments)
    except IdentifierError:
        return False
    return True


def weighted_sum(weights, digits):
    """:return: sum of weight × digit over the shorter of both."""
    return sum(weight * int(digit) for weight, digit in zip(weights, digits))
