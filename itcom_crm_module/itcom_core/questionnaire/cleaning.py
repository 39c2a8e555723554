"""Bring one answer into its normal form, or say what is wrong with it.

Every ``clean`` function here takes the text (already through :func:`normal_text`) and today's
date, returns the normal form and raises an ItcomError. Makers of such functions are named
after what they let through.
"""

import re
import unicodedata
from datetime import date

from ..identifiers import applicant
from ..identifiers.inn import compact
from . import field_errors as fe

# No text is looked at beyond this, whatever the limit of its field.
RAW_LIMIT = 10_000
# Invisible leftovers of copying from PDF and web pages; they are dropped silently.
INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
# Control, format (bidirectional override), surrogate, private use: nothing that a person types.
FORBIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co"})

EARLIEST = date(1900, 1, 1)
# Age of the first Russian passport; nobody younger can hold a certificate.
MINIMUM_AGE = 14

MOBILE_DIGITS, NATIONAL_DIGITS = 10, 11


def normal_text(value, limit):
    """Bring what was typed into one form: NFC, single spaces, none at the ends.

    :param value: what came in, of any type; None is "" and a date its ISO form.
    :param limit: most characters of the normal form.
    :raise FieldError: it is no text, is too long or holds what nobody types.
    """
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        raise fe.WrongFormat()
    if len(value) > RAW_LIMIT:
        raise fe.TooLong(limit=limit)
    text = unicodedata.normalize("NFC", " ".join(INVISIBLE.sub("", value).split()))
    for character in text:
        if unicodedata.category(character) in FORBIDDEN_CATEGORIES:
            raise fe.ForbiddenCharacter(character=f"U+{ord(character):04X}")
    if len(text) > limit:
        raise fe.TooLong(limit=limit)
    return text


def text(value, today):
    """Any text that says something: dots and dashes alone don't."""
    if not any(map(str.isalnum, value)):
        raise fe.WrongFormat()
    return value


def matching(pattern, example=""):
    """Text that a regular expression matches as a whole, and that says something."""
    compiled = re.compile(pattern, re.ASCII)

    def clean(value, today):
        if not compiled.fullmatch(value):
            raise fe.WrongFormat(example=example)
        return text(value, today)

    return clean


def country(value, today):
    """ISO 3166-1 alpha-2 code."""
    code = value.upper()
    if not re.fullmatch("[A-Z]{2}", code):
        raise fe.WrongFormat(example="RU")
    return code


def phone(value, today):
    """E.164: + and digits. In Russia 8 stands for +7, and a mobile number starts with 9."""
    digits = re.sub(r"[().]", "", compact(value))
    if not re.fullmatch(r"\+?[0-9]{7,15}", digits):
        raise fe.WrongFormat(example="+7 916 123-45-67")
    if digits.startswith("8") and len(digits) == NATIONAL_DIGITS:
        return "+7" + digits[1:]
    if digits.startswith("9") and len(digits) == MOBILE_DIGITS:
        return "+7" + digits
    return digits if digits.startswith("+") else "+" + digits


def digits(count, example, dash_after=None):
    """So many digits; the normal form has no spaces and a dash where ``dash_after`` says."""

    def clean(value, today):
        number = compact(value)
        if not re.fullmatch("[0-9]{%d}" % count, number):
            raise fe.WrongFormat(example=example)
        return f"{number[:dash_after]}-{number[dash_after:]}" if dash_after else number

    return clean


def one_of(options):
    """One of a few codes."""

    def clean(value, today):
        if value not in options:
            raise fe.NotAnOption(options=options)
        return value

    return clean


def number(applicant_type, name):
    """A number as such an applicant has it, by the rules of ``itcom_core.identifiers``."""

    def clean(value, today):
        errors = applicant.check(applicant_type, {name: value})
        if errors:
            raise errors[name]
        return compact(value)

    return clean


def parse_date(value):
    """:param value: 2026-11-23 as browsers send it, or 23.11.2026 as people write it.
    :raise NoSuchDate: it is neither, or there is no such day.
    """
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", value, re.ASCII)
    russian = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", value, re.ASCII)
    if not iso and not russian:
        raise fe.NoSuchDate()
    year, month, day = iso.groups() if iso else reversed(russian.groups())
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise fe.NoSuchDate()


def years_before(day, years):
    """:return: the same day so many years earlier; 28 February for the 29th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def latest_birth(today):
    """:return: the last birthday of who is old enough today."""
    return years_before(today, MINIMUM_AGE)


def _day_from(value, earliest):
    day = parse_date(value)
    if day < earliest:
        raise fe.TooLongAgo(earliest=earliest.isoformat())
    return day


def past_date(value, today):
    """A day up to today, in ISO form."""
    day = _day_from(value, EARLIEST)
    if day > today:
        raise fe.InFuture()
    return day.isoformat()


def expiry_date(value, today):
    """A last day of validity that has not passed, in ISO form."""
    return _day_from(value, today).isoformat()


def birth_date(value, today):
    """Birthday of somebody old enough, in ISO form."""
    iso = past_date(value, today)
    if date.fromisoformat(iso) > latest_birth(today):
        raise fe.TooYoung(years=MINIMUM_AGE)
    return iso
