"""What one choice asks for, and whether answers meet it: the one place that says so.

Back office, client's page and API all ask a :class:`Schema`. It is made by
``RuleSet.schema(choice)``.
"""

from dataclasses import dataclass
from datetime import date

from ..errors import ItcomError
from . import field_errors as fe
from .choice import FOREIGNER, Choice
from .fields import SECTIONS, Field

RUSSIA = "RU"
# (earlier, later): the second can't be before the first.
ORDERED_DATES = (("birth_date", "passport_date"), ("authority_date", "authority_expiry_date"))


@dataclass(frozen=True)
class FieldAsk:
    """A field that is asked for; ``rule`` is the key of the rule that asks, ``why`` its text."""

    field: Field
    required: bool
    why: str
    rule: str

    def to_json(self, today):
        """:return: dict of what the page needs."""
        return {
            "name": self.field.name,
            "required": self.required,
            "why": self.why,
            "max_length": self.field.max_length,
            "autocomplete": self.field.autocomplete,
            **self.field.type.to_json(today),
        }


@dataclass(frozen=True)
class DocumentAsk:
    """A document that is asked for; ``code`` is that of its kind."""

    code: str
    required: bool
    why: str
    rule: str

    def to_json(self):
        """:return: dict of what the page needs."""
        return {"code": self.code, "required": self.required, "why": self.why}


@dataclass(frozen=True)
class Unlawful:
    """A rule that forbids the choice: why, and the lawful ``alternative``."""

    rule: str
    why: str
    alternative: str


@dataclass(frozen=True)
class Validation:
    """Outcome of :meth:`Schema.validate`.

    :param values: {field: normal form} of the answers that are right; "" for an emptied one.
    :param errors: {field: ItcomError} of all that are wrong.
    :param unknown: names that are not asked for, in order; their values were not looked at.
    """

    values: dict
    errors: dict
    unknown: tuple


@dataclass(frozen=True)
class Missing:
    """Required fields and documents that are not there; true when there are any."""

    fields: tuple
    documents: tuple

    def __bool__(self):
        return bool(self.fields or self.documents)


@dataclass(frozen=True)
class Schema:
    """Everything that a choice asks for, in the order of the page.

    :param choice: the choice, or one of the same meaning: dates between which no rule begins
        or ends share a schema.
    """

    choice: Choice
    fields: tuple
    documents: tuple
    unlawful: tuple

    @property
    def is_lawful(self):
        """:return: whether nothing forbids the choice."""
        return not self.unlawful and not self.choice.contradictions

    @property
    def sections(self):
        """:return: tuple of (section, tuple of FieldAsk), without empty ones."""
        groups = {section: [] for section in SECTIONS}
        for ask in self.fields:
            groups[ask.field.section].append(ask)
        return tuple((section, tuple(asks)) for section, asks in groups.items() if asks)

    def validate(self, values, today=None):
        """Check the answers that are there; an empty one is not wrong, see :meth:`missing`.

        :param values: {field: answer}; a part of the fields will do.
        :param today: the day on which the check is made.
        :return: :class:`Validation`, with all errors at once.
        """
        asked = {ask.field.name: ask.field for ask in self.fields}
        clean, errors = {}, {}
        for name, value in values.items():
            if name not in asked:
                continue
            try:
                clean[name] = asked[name].clean(value, today or date.today())
            except ItcomError as error:
                errors[name] = error
        for name, error in self._contradictory(clean):
            errors[name] = error
            del clean[name]
        return Validation(clean, errors, tuple(name for name in values if name not in asked))

    def missing(self, values, documents):
        """:param documents: codes of the kinds of documents that are there.
        :return: :class:`Missing`.
        """
        return Missing(
            tuple(
                ask.field.name
                for ask in self.fields
                if ask.required and _is_blank(values.get(ask.field.name))
            ),
            tuple(ask.code for ask in self.documents if ask.required and ask.code not in documents),
        )

    def to_json(self, today=None):
        """:return: dict of plain values for the client's page, which checks by the same rules."""
        day = today or date.today()
        return {
            "sections": [
                {"name": section, "fields": [ask.to_json(day) for ask in asks]}
                for section, asks in self.sections
            ],
            "documents": [ask.to_json() for ask in self.documents],
            "ordered_dates": [list(pair) for pair in ORDERED_DATES],
        }

    def _contradictory(self, clean):
        """:return: list of (field, error) of answers that are right only each by itself."""
        found = []
        citizenship, foreigner = clean.get("citizenship"), FOREIGNER in self.choice.facts
        if citizenship and (citizenship != RUSSIA) != foreigner:
            found.append(("citizenship", fe.CitizenshipMismatch(foreigner=foreigner)))
        for earlier, later in ORDERED_DATES:
            # ISO forms compare as the days do.
            if clean.get(earlier) and clean.get(later) and clean[later] < clean[earlier]:
                found.append((later, fe.OutOfOrder(other=earlier)))
        return found


def _is_blank(value):
    return value is None or (isinstance(value, str) and not value.strip())
