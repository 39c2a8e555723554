"""КПП (код причины постановки на учёт): why and where an organisation is on the tax register.

Four digits of the tax office, two digits or Latin capitals of the reason, three of a running
number. There is no check digit. Persons, sole proprietors included, have none.

>>> validate("7730 01 001")
'773001001'
"""

import re

from ..errors import InvalidFormat
from . import _text
from ._text import passes, require_length, require_nonzero, require_text

__all__ = ["LENGTHS", "compact", "format", "is_valid", "validate"]

LENGTHS = (9,)

CHARACTERS = re.compile(r"[0-9A-Z]*")
PATTERN = re.compile(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}")


def compact(number):
    """:return: the number without separators, letters as capitals."""
    return _text.compact(number).upper()


def validate(number):
    """:return: the compact number.
    :raise IdentifierError: it is no КПП.
    """
    code = require_text("kpp", number).upper()
    if not CHARACTERS.fullmatch(code):
        raise InvalidFormat("kpp")
    require_length("kpp", code, LENGTHS)
    require_nonzero("kpp", code)
    if not PATTERN.fullmatch(code):
        raise InvalidFormat("kpp")
    return code


def is_valid(number):
    """:return: whether it is a КПП; never raises."""
    return passes(validate, number)


def format(number):
    """:return: the number as written: nine characters without groups."""
    return validate(number) if is_valid(number) else number
