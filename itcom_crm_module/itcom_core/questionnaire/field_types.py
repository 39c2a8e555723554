"""Kinds of answers: how each is checked on the server and what the browser is told of it.

``pattern`` is a regular expression that Python and JavaScript (flag v) read alike, for the
whole of what is typed; ``check`` names an arithmetic that the browser knows too. The server's
``clean`` has the last word.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Callable, Optional

from ..identifiers import applicant
from ..identifiers.applicant import INDIVIDUAL, LEGAL_ENTITY, SOLE_PROPRIETOR
from . import cleaning

NAME_PATTERN = r"[^0-9<>=@#$%^*_+\/\\\{\}\[\]\|]+"
# The certificate's attribute is IA5String, so a Cyrillic domain is written in its ASCII form.
EMAIL_PATTERN = (
    r"[A-Za-z0-9.!#$%&'*+\/=?^_`\{\|\}~\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z0-9\-]{2,}"
)
EMAIL_EXAMPLE = "name@example.com"
GENDERS = ("male", "female")


@dataclass(frozen=True)
class FieldType:
    """One kind of answer.

    :param clean: function of (text, today) → normal form; raises an ItcomError.
    :param mask: 9 stands for a digit, the rest for itself.
    :param length, other_lengths: characters of a number without separators: its own, and those of
        the same number of other applicants.
    :param input_type: HTML's attribute ``type`` ("select" and "textarea" for those elements),
        ``input_mode`` its ``inputmode``.
    :param earliest, latest: functions of today → first and last day that can be right.
    """

    name: str
    clean: Callable[[str, date], str]
    pattern: str = ""
    mask: str = ""
    check: str = ""
    length: int = 0
    other_lengths: tuple = ()
    input_type: str = "text"
    input_mode: str = "text"
    example: str = ""
    options: tuple = ()
    earliest: Optional[Callable[[date], date]] = None
    latest: Optional[Callable[[date], date]] = None

    def shown(self, text):
        """:return: a normal form with the separators of the mask, which readers expect; what does
        not fit the mask as it is.
        """
        digits = text.replace("-", "")
        if not digits.isdecimal() or len(digits) != self.mask.count("9"):
            return text
        rest = iter(digits)
        return "".join(next(rest) if sign == "9" else sign for sign in self.mask)

    def to_json(self, today):
        """:return: dict of what the page needs, without what is empty."""
        facts = {
            "type": self.name,
            "input_type": self.input_type,
            "input_mode": self.input_mode,
            "pattern": self.pattern,
            "mask": self.mask,
            "check": self.check,
            "length": self.length,
            "other_lengths": list(self.other_lengths),
            "example": self.example,
            "options": list(self.options),
            "min": self.earliest and self.earliest(today).isoformat(),
            "max": self.latest and self.latest(today).isoformat(),
        }
        return {key: value for key, value in facts.items() if value}


def _digits(name, count, mask, example, dash_after=None):
    clean = cleaning.digits(count, example, dash_after)
    return FieldType(name, clean, _pattern(mask), mask, input_mode="numeric", example=example)


def _number(name, applicant_type, identifier, mask, example):
    return FieldType(
        name,
        cleaning.number(applicant_type, identifier),
        _pattern(mask),
        mask,
        identifier,
        length=mask.count("9"),
        other_lengths=_other_lengths(applicant_type, identifier),
        input_mode="numeric",
        example=example,
    )


def _other_lengths(applicant_type, identifier):
    own = applicant.LENGTHS[applicant_type][identifier]
    return tuple(length for length in applicant.MODULES[identifier].LENGTHS if length not in own)


def _pattern(mask):
    """As many digits as the mask has, with the separators that people put between them."""
    return r"(?:[ \-]?[0-9]){%d}" % mask.count("9")


def _earliest(today):
    return cleaning.EARLIEST


def _today(today):
    return today


TEXT = FieldType("text", cleaning.text)
# It may take several lines to be seen whole; line feeds are spaces to the server.
LONG_TEXT = replace(TEXT, input_type="textarea")
NAME = FieldType("name", cleaning.matching(NAME_PATTERN), NAME_PATTERN)
EMAIL = FieldType(
    "email",
    cleaning.matching(EMAIL_PATTERN, EMAIL_EXAMPLE),
    EMAIL_PATTERN,
    input_type="email",
    input_mode="email",
    example=EMAIL_EXAMPLE,
)
PHONE = FieldType(
    "phone",
    cleaning.phone,
    r"\+?[0-9 \-\(\).]{7,25}",
    input_type="tel",
    input_mode="tel",
    example="+7 916 123-45-67",
)
GENDER = FieldType("gender", cleaning.one_of(GENDERS), input_type="select", options=GENDERS)
COUNTRY = FieldType("country", cleaning.country, "[A-Za-z]{2}", input_type="select", example="RU")
PAST_DATE = FieldType(
    "past_date", cleaning.past_date, input_type="date", earliest=_earliest, latest=_today
)
BIRTH_DATE = FieldType(
    "birth_date",
    cleaning.birth_date,
    input_type="date",
    earliest=_earliest,
    latest=cleaning.latest_birth,
)
EXPIRY_DATE = FieldType("expiry_date", cleaning.expiry_date, input_type="date", earliest=_today)
PASSPORT_SERIES = _digits("passport_series", 4, "99 99", "45 08")
PASSPORT_NUMBER = _digits("passport_number", 6, "999999", "123456")
DEPARTMENT_CODE = _digits("department_code", 6, "999-999", "770-001", dash_after=3)
INN_PERSON = _number("inn_person", INDIVIDUAL, "inn", "999999999999", "123456789047")
INN_ORGANISATION = _number("inn_organisation", LEGAL_ENTITY, "inn", "9999999999", "1234567894")
OGRN = _number("ogrn", LEGAL_ENTITY, "ogrn", "9999999999999", "1022200525819")
OGRNIP = _number("ogrnip", SOLE_PROPRIETOR, "ogrn", "999999999999999", "385768585948949")
SNILS = _number("snils", INDIVIDUAL, "snils", "999-999-999 99", "112-233-445 95")
KPP = FieldType(
    "kpp",
    cleaning.number(LEGAL_ENTITY, "kpp"),
    "[0-9]{4}[0-9A-Z]{2}[0-9]{3}",
    check="kpp",
    length=9,
    example="773001001",
)
