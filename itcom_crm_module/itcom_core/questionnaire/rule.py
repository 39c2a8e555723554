"""One dated rule: for which choices it holds, and what follows.

Rules are data that administrators edit. A rule that holds for fewer choices beats a rule that
holds for more, as an exception beats the general case; so rules need no numbers of priority.
"""

from dataclasses import dataclass, fields
from datetime import date
from typing import Optional

from ..errors import ItcomError
from . import choice as ch
from .fields import FIELDS

# What a rule does to the fields and documents that it names, strictest first.
REQUIRED = "required"
OPTIONAL = "optional"
NOT_ASKED = "not_asked"
REQUIREMENTS = (REQUIRED, OPTIONAL, NOT_ASKED)
# What a rule says of the whole choice. LAWFUL is an administrator's exception to UNLAWFUL.
UNLAWFUL = "unlawful"
LAWFUL = "lawful"
EFFECTS = (*REQUIREMENTS, UNLAWFUL, LAWFUL)

# What a rule can ask for.
FIELD, DOCUMENT = KINDS = ("field", "document")

# Conditions of a rule and the values that each may name; None: an open catalogue.
AXES = {
    "applicant_types": ch.APPLICANT_TYPES,
    "holders": ch.HOLDERS,
    "bearers": ch.BEARERS,
    "signature_classes": ch.SIGNATURE_CLASSES,
    "issuer_routes": ch.ISSUER_ROUTES,
    "certificate_types": None,
    "facts": ch.FACTS,
}


class InvalidRule(ItcomError):
    """A rule that can't be meant; ``params`` has ``rule`` (its key) and ``reason``, a code:
    unknown_effect, unknown_value, unknown_field, dates_reversed, invalid_date, asks_nothing,
    verdict_asks.
    """

    code = "invalid_rule"


@dataclass(frozen=True)
class Rule:
    """A row of the rule table. An empty condition means: any.

    :param key: stable name, shown when rules are explained and when they collide.
    :param effect: one of ``EFFECTS``.
    :param valid_from, valid_to: first and last day, None for no bound.
    :param certificate_types: holds when the choice has at least one of them.
    :param facts: holds when all of them are so.
    :param field_names, document_codes: what the effect is on.
    :param why: text for the reader: why it is asked for, or what is unlawful.
    :param alternative: text for the reader: the lawful way, for an UNLAWFUL rule.
    :param source: where the rule can be read up.
    :raise InvalidRule: it can't be meant.
    """

    key: str
    effect: str
    valid_from: Optional[date] = None
    valid_to: Optional[date] = None
    applicant_types: frozenset = frozenset()
    holders: frozenset = frozenset()
    bearers: frozenset = frozenset()
    signature_classes: frozenset = frozenset()
    issuer_routes: frozenset = frozenset()
    certificate_types: frozenset = frozenset()
    facts: frozenset = frozenset()
    field_names: tuple = ()
    document_codes: tuple = ()
    why: str = ""
    alternative: str = ""
    source: str = ""

    def __post_init__(self):
        self._require(self.effect in EFFECTS, "unknown_effect", value=self.effect)
        for axis, known in AXES.items():
            for value in sorted(getattr(self, axis)):
                self._require(
                    known is None or value in known, "unknown_value", axis=axis, value=value
                )
        for name in self.field_names:
            self._require(name in FIELDS, "unknown_field", value=name)
        self._require(
            not (self.valid_from and self.valid_to) or self.valid_from <= self.valid_to,
            "dates_reversed",
        )
        if self.effect in REQUIREMENTS:
            self._require(bool(self.items), "asks_nothing")
        else:
            self._require(not self.items, "verdict_asks")

    def _require(self, condition, reason, **params):
        if not condition:
            raise InvalidRule(rule=self.key, reason=reason, **params)

    @classmethod
    def from_text(cls, values):
        """Build a rule from a row of text, as a record or a data file holds it.

        :param values: {attribute: text}; sets and tuples separated by commas, dates as
            2024-09-01, nothing as "" or None. Other keys (name, sequence...) are passed over.
        :raise InvalidRule: it can't be meant.
        """
        key = values.get("key") or ""
        row = {field.name: values.get(field.name) or "" for field in fields(cls)}
        for name in AXES:
            row[name] = frozenset(_split(row[name]))
        for name in ("field_names", "document_codes"):
            row[name] = tuple(_split(row[name]))
        for name in ("valid_from", "valid_to"):
            row[name] = _parse_date(key, row[name])
        return cls(**row)

    @property
    def items(self):
        """:return: tuple of (kind, name) that the effect is on; kind is one of ``KINDS``."""
        return tuple((FIELD, name) for name in self.field_names) + tuple(
            (DOCUMENT, code) for code in self.document_codes
        )

    def matches(self, choice):
        """:return: whether the rule holds for a :class:`~.choice.Choice`."""
        return (
            self.is_valid_on(choice.date)
            and _allows(self.applicant_types, choice.applicant_type)
            and _allows(self.holders, choice.holder)
            and _allows(self.bearers, choice.bearer)
            and _allows(self.signature_classes, choice.signature_class)
            and _allows(self.issuer_routes, choice.issuer_route)
            and (
                not self.certificate_types
                or not self.certificate_types.isdisjoint(choice.certificate_types)
            )
            and self.facts <= choice.facts
        )

    def is_valid_on(self, day):
        """:return: whether a day lies between the first and the last, both included."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)

    def is_within(self, other):
        """:return: whether the other rule holds wherever this one does."""
        return (
            (other.valid_from or date.min) <= (self.valid_from or date.min)
            and (self.valid_to or date.max) <= (other.valid_to or date.max)
            and other.facts <= self.facts
            and all(
                _is_subset(getattr(self, axis), getattr(other, axis), known)
                for axis, known in AXES.items()
                if axis != "facts"
            )
        )

    def beats(self, other):
        """:return: whether this rule is an exception to the other one."""
        return self.is_within(other) and not other.is_within(self)


def _allows(condition, value):
    return not condition or value in condition


def _is_subset(narrow, wide, known):
    """Whether one condition lets through no more than another; an empty one is any value."""
    if known is None:
        return not wide or (bool(narrow) and narrow <= wide)
    return (narrow or frozenset(known)) <= (wide or frozenset(known))


def _split(text):
    return [part.strip() for part in text.split(",") if part.strip()]


def _parse_date(key, text):
    if not text or isinstance(text, date):
        return text or None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidRule(rule=key, reason="invalid_date", value=text)
