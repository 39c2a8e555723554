"""Bank account (расчётный and корреспондентский счёт): 20 characters, checked with the БИК.

Five digits of the balance account, three of the currency, the check digit, four of the branch,
seven of a running number. In an account in a clearing currency the sixth is a letter, which
counts as a digit by its place in АВСЕНКМРТХ.

The check: before the account come three digits that say where it is held; the last figures of
the products with the weights 7, 1, 3, 7, 1, 3 … add up to a multiple of 10. Source: Bank of
Russia, procedure 515 of 1997-09-08. Each weight is coprime to 10, so every slip in one digit is
found, unless it is in the balance account and leads to one that is checked otherwise.

Accounts of the Treasury's own (казначейский счёт, from 0 on) hold a budget's code where others
have the check digit: they are not checked.

>>> validate("40602 810 7 0000 0000025", "049805746")
'40602810700000000025'
>>> is_valid("40602810800000000025", "049805746")
False
"""

import re

from ..errors import IdentifierError, InvalidCheckDigit, InvalidFormat
from . import _text
from . import bic as bic_code
from ._text import passes, require_length, require_nonzero

__all__ = [
    "LENGTHS",
    "calc_check_digit",
    "compact",
    "format",
    "is_valid",
    "is_valid_correspondent",
    "validate",
    "validate_correspondent",
]

LENGTHS = (20,)

CHECK_DIGIT_INDEX = 8
WEIGHTS = (7, 1, 3) * 8

CLEARING_LETTER_INDEX = 5
CLEARING_LETTERS = "АВСЕНКМРТХ"
# Latin letters that look the same are typed as often.
CYRILLIC_TWINS = str.maketrans("ABCEHKMPTX", CLEARING_LETTERS)
CLEARING_DIGITS = str.maketrans(CLEARING_LETTERS, "0123456789")
PATTERN = re.compile(r"[0-9]{5}[0-9%s]?[0-9]*|[0-9]*" % CLEARING_LETTERS)

# Last three digits of the БИК of the Bank of Russia's own offices (cash centres, РКЦ).
CASH_CENTRES = ("000", "001", "002")
# Held by the Bank of Russia whatever the БИК: a bank's correspondent account and the Treasury's
# single account (ЕКС).
BANK_OF_RUSSIA_ACCOUNTS = ("30101", "40102")
TREASURY_FIRST_DIGIT = "0"


def compact(account):
    """:return: the account without separators, the dots between its parts included."""
    return _text.compact(account).replace(".", "")


def calc_check_digit(account, bic, correspondent=False):
    """:param account: 20 characters; the one at the check digit's place is not looked at.
    :param correspondent: whether it is the bank's account at the Bank of Russia.
    :return: the check digit as text.
    """
    before, after = account[:CHECK_DIGIT_INDEX], account[CHECK_DIGIT_INDEX + 1 :]
    return str(_weigh(_holder(account, bic, correspondent) + before + "0" + after) * 3 % 10)


def validate(account, bic):
    """:return: the compact account, a clearing letter in Cyrillic.
    :raise IdentifierError: it is no right account at the bank with this БИК, or the БИК
        is wrong itself (then ``identifier`` is "bic").
    """
    return _validate("bank_account", account, bic, correspondent=False)


def validate_correspondent(account, bic):
    """:return: the compact correspondent account of the bank with this БИК.
    :raise IdentifierError: as :func:`validate`; ``identifier`` is "correspondent_account".
    """
    return _validate("correspondent_account", account, bic, correspondent=True)


def is_valid(account, bic):
    """:return: whether it is a right account at the bank with this БИК; never raises."""
    return passes(validate, account, bic)


def is_valid_correspondent(account, bic):
    """:return: whether it is a right correspondent account; never raises."""
    return passes(validate_correspondent, account, bic)


def format(account):
    """:return: the account in its parts: 40602 810 7 0000 0000025.

    Without a БИК only the characters are looked at, not the check digit.
    """
    try:
        number = _require_account("bank_account", account)
    except IdentifierError:
        return account
    return " ".join((number[:5], number[5:8], number[8], number[9:13], number[13:]))


def _validate(identifier, account, bic, correspondent):
    number = _require_account(identifier, account)
    code = bic_code.validate(bic)
    if number[0] == TREASURY_FIRST_DIGIT and not correspondent:
        return number
    if number[CHECK_DIGIT_INDEX] != calc_check_digit(number, code, correspondent):
        raise InvalidCheckDigit(identifier)
    return number


def _require_account(identifier, account):
    """:return: 20 characters that an account may have, the clearing letter in Cyrillic."""
    if not isinstance(account, str):
        raise InvalidFormat(identifier)
    number = compact(account).upper().translate(CYRILLIC_TWINS)
    if not PATTERN.fullmatch(number):
        raise InvalidFormat(identifier)
    require_length(identifier, number, LENGTHS)
    require_nonzero(identifier, number)
    return number


def _holder(account, bic, correspondent):
    """:return: three digits that say who holds the account: a bank, or a cash centre."""
    is_at_cash_centre = bic[-3:] in CASH_CENTRES or account.startswith(BANK_OF_RUSSIA_ACCOUNTS)
    return "0" + bic[4:6] if correspondent or is_at_cash_centre else bic[-3:]


def _weigh(characters):
    """:return: sum of the last figures of the products of weights and characters."""
    digits = characters.translate(CLEARING_DIGITS)
    return sum(weight * int(digit) % 10 for weight, digit in zip(WEIGHTS, digits))
