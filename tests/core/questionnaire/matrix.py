# Licence LGPL-3 (see LICENSE).
"""Print what the shipped rules ask for, as tables that a lawyer can read.

``python tests/core/questionnaire/matrix.py > tests/core/questionnaire/matrix.md`` after a wanted
change; review the difference.
"""

from datetime import date
from itertools import product

from itcom_core.questionnaire import choice as ch
from itcom_core.questionnaire.fields import FIELDS
from shipped_rules import shipped

TODAY = date(2026, 11, 23)
DAYS = (date(2021, 12, 31), date(2022, 1, 1), date(2024, 8, 31), date(2024, 9, 1), TODAY)
APPLICANTS = {ch.LEGAL_ENTITY: "ЮЛ", ch.SOLE_PROPRIETOR: "ИП", ch.INDIVIDUAL: "физлицо"}
CLASSES = {ch.QUALIFIED: "КЭП", ch.NON_QUALIFIED: "НЭП"}
# Applicant, holder, bearer of every column; an individual has no proxy as holder.
COLUMNS = [
    column
    for column in product(ch.APPLICANT_TYPES, ch.HOLDERS, ch.BEARERS)
    if column[:2] != (ch.INDIVIDUAL, ch.PROXY)
]


def make_choice(applicant_type, holder, bearer, **changes):
    """A choice of today for a non-qualified certificate, which is always lawful."""
    rest = {
        "signature_class": ch.NON_QUALIFIED,
        "issuer_route": ch.OWN,
        "date": TODAY,
        **changes,
    }
    return ch.Choice(applicant_type, holder, bearer, **rest)


def render():
    """:return: the whole matrix as Markdown."""
    parts = [
        "# What the shipped rules ask for",
        "R required, o optional, empty: not asked. Each column: applicant, holder / bearer.",
        "## Lawful or not",
        *_lawfulness(),
        "## Documents",
        *_asked("documents"),
        "## Fields",
        *_asked("fields"),
        "## What a fact changes",
        *_changes(),
    ]
    return "\n\n".join(parts) + "\n"


def _lawfulness():
    header = ["applicant", "holder", "class", "issuer", *map(str, DAYS)]
    rows = []
    for combination in product(
        ch.APPLICANT_TYPES, ch.HOLDERS, ch.SIGNATURE_CLASSES, ch.ISSUER_ROUTES
    ):
        applicant_type, holder, signature_class, route = combination
        verdicts = [
            _verdict(ch.Choice(applicant_type, holder, ch.IN_PERSON, signature_class, route, day))
            for day in DAYS
        ]
        rows.append(
            [APPLICANTS[applicant_type], holder, CLASSES[signature_class], route, *verdicts]
        )
    yield _table(header, rows)


def _verdict(choice):
    codes = [*choice.contradictions, *(found.rule for found in shipped().schema(choice).unlawful)]
    return ", ".join(codes) or "lawful"


def _asked(kind):
    header = ["", *(f"{APPLICANTS[a]}, {holder} / {bearer}" for a, holder, bearer in COLUMNS)]
    marks = [_marks(make_choice(*column), kind) for column in COLUMNS]
    yield _table(
        header, [[name, *(mark.get(name, "") for mark in marks)] for name in _order(kind, marks)]
    )


def _order(kind, marks):
    if kind == "fields":
        return [name for name in FIELDS if any(name in mark for mark in marks)]
    return list(dict.fromkeys(name for mark in marks for name in mark))


def _marks(choice, kind):
    schema = shipped().schema(choice)
    asks = getattr(schema, kind)
    names = [ask.field.name if kind == "fields" else ask.code for ask in asks]
    return {name: "R" if ask.required else "o" for name, ask in zip(names, asks)}


def _changes():
    rows = []
    for fact, column in product(ch.FACTS, COLUMNS):
        plain, changed = make_choice(*column), make_choice(*column, facts=frozenset({fact}))
        for kind in ("fields", "documents"):
            before, after = _marks(plain, kind), _marks(changed, kind)
            rows += [
                [fact, kind, name, before.get(name, ""), after.get(name, "")]
                for name in [*before, *(set(after) - set(before))]
                if before.get(name) != after.get(name)
            ]
    yield _table(["fact", "of", "name", "without", "with"], dict.fromkeys(map(tuple, rows)))


def _table(header, rows):
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


if __name__ == "__main__":
    print(render(), end="")
