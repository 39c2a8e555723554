# Licence LGPL-3 (see LICENSE).
"""Steps of the client's page, and numbers as readers expect them."""

from datetime import date

import pytest
from itcom_core.questionnaire import choice as ch
from itcom_core.questionnaire.field_types import DEPARTMENT_CODE, PASSPORT_SERIES, SNILS, TEXT
from itcom_core.questionnaire.schema import Missing
from itcom_core.questionnaire.steps import steps
from shipped_rules import shipped


def schema(**choices):
    defaults = {
        "applicant_type": ch.LEGAL_ENTITY,
        "holder": ch.HEAD,
        "bearer": ch.IN_PERSON,
        "signature_class": ch.NON_QUALIFIED,
        "issuer_route": ch.OWN,
        "date": date(2026, 11, 23),
    }
    return shipped().schema(ch.Choice(**{**defaults, **choices}))


@pytest.mark.parametrize("applicant_type", ch.APPLICANT_TYPES)
@pytest.mark.parametrize("holder", ch.HOLDERS)
@pytest.mark.parametrize("bearer", ch.BEARERS)
def test_every_field_stands_in_one_step(applicant_type, holder, bearer):
    asked = schema(applicant_type=applicant_type, holder=holder, bearer=bearer)
    names = [name for step in steps(asked, Missing((), ()), ()) for name in step.fields]
    assert sorted(names) == sorted(ask.field.name for ask in asked.fields)
    assert len(set(names)) == len(names)


def test_documents_come_last_and_count_what_is_missing():
    made = steps(schema(), Missing(("inn", "region"), ("snils",)), ("inn", "surname"))
    assert made[-1].name == "documents"
    assert [step.left for step in made] == [2, 1, 0, 1]


def test_what_was_sent_back_is_left_until_it_is_changed():
    made = steps(schema(), Missing(("inn",), ()), (), ("inn", "passport_issuer", "not_asked"))
    assert [step.undone for step in made] == [("inn",), ("passport_issuer",), (), ()]
    assert [step.left for step in made] == [1, 1, 0, 0]


def test_an_individual_has_no_step_of_an_organisation():
    made = steps(schema(applicant_type=ch.INDIVIDUAL), Missing((), ()), ())
    assert [step.name for step in made] == ["holder", "identity", "documents"]


@pytest.mark.parametrize(
    "kind, text, shown",
    [
        (SNILS, "11223344595", "112-233-445 95"),
        (SNILS, "1122334459", "1122334459"),
        (SNILS, "112-233-445 9x", "112-233-445 9x"),
        (PASSPORT_SERIES, "4508", "45 08"),
        (DEPARTMENT_CODE, "770-001", "770-001"),
        (TEXT, "г. Тула", "г. Тула"),
        (TEXT, "", ""),
    ],
)
def test_numbers_are_shown_with_their_separators(kind, text, shown):
    assert kind.shown(text) == shown
