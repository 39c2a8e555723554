# Licence LGPL-3 (see LICENSE).

from datetime import date
from itertools import product
from pathlib import Path

import matrix
import pytest
from itcom_core.questionnaire import choice as ch
from itcom_core.questionnaire.problems import find_problems
from shipped_rules import shipped

# The table of documents usually asked for, as the domain's experts wrote it down:
# ЮЛ head, ЮЛ proxy, ИП, физлицо.
USUAL_DOCUMENTS = {
    "application": (True, True, True, True),
    "consent": (True, True, True, True),
    "passport_photo": (True, True, True, True),
    "passport_registration": (True, True, True, True),
    "snils": (True, True, True, True),
    "inn": (True, True, True, True),
    "registry_extract": (True, True, True, False),
    "head_appointment": (True, False, False, False),
    "power_of_attorney_to_sign": (False, True, False, False),
}
USUAL_COLUMNS = (
    (ch.LEGAL_ENTITY, ch.HEAD),
    (ch.LEGAL_ENTITY, ch.PROXY),
    (ch.SOLE_PROPRIETOR, ch.HEAD),
    (ch.INDIVIDUAL, ch.HEAD),
)


def names(schema):
    return [ask.field.name for ask in schema.fields], [ask.code for ask in schema.documents]


def test_the_shipped_rules_ask_what_the_approved_tables_say():
    approved = Path(__file__).with_name("matrix.md").read_text(encoding="utf-8")
    assert matrix.render() == approved


@pytest.mark.parametrize("column", USUAL_COLUMNS)
def test_the_usual_documents_and_no_others(column):
    schema = shipped().schema(matrix.make_choice(*column, ch.IN_PERSON))
    position = USUAL_COLUMNS.index(column)
    assert {ask.code for ask in schema.documents if ask.required} == {
        code for code, marks in USUAL_DOCUMENTS.items() if marks[position]
    }


def test_the_shipped_rules_neither_collide_nor_leave_a_gap():
    assert find_problems(shipped()) == []


def test_class_and_issuer_change_the_verdict_and_not_what_is_asked():
    for column in matrix.COLUMNS:
        asked = {
            repr(
                names(
                    shipped().schema(matrix.make_choice(*column, signature_class=c, issuer_route=r))
                )
            )
            for c, r in product(ch.SIGNATURE_CLASSES, ch.ISSUER_ROUTES)
        }
        assert len(asked) == 1


def test_the_consent_is_a_document_of_its_own_since_september_2025():
    column = (ch.INDIVIDUAL, ch.HEAD, ch.IN_PERSON)
    before = shipped().schema(matrix.make_choice(*column, date=date(2025, 8, 31)))
    since = shipped().schema(matrix.make_choice(*column, date=date(2025, 9, 1)))
    assert {ask.code for ask in since.documents} - {ask.code for ask in before.documents} == {
        "consent"
    }


def test_data_of_bearer_and_proxy_are_asked_for_exactly_then():
    for applicant_type, holder, bearer in matrix.COLUMNS:
        fields, documents = names(
            shipped().schema(matrix.make_choice(applicant_type, holder, bearer))
        )
        sections = {name.split("_")[0] for name in fields}
        assert ("bearer" in sections) == (bearer == ch.PROXY)
        assert ("power_of_attorney_to_deliver" in documents) == (bearer == ch.PROXY)
        assert ("head" in sections) == ("authority" in sections) == (holder == ch.PROXY)
        assert ("power_of_attorney_to_sign" in documents) == (holder == ch.PROXY)


def test_an_individuals_power_of_attorney_must_be_notarised():
    def why(applicant_type):
        choice = matrix.make_choice(applicant_type, ch.HEAD, ch.PROXY)
        asks = {ask.code: ask for ask in shipped().schema(choice).documents}
        return asks["power_of_attorney_to_deliver"].why

    assert "notarised" in why(ch.INDIVIDUAL)
    assert "notarised" not in why(ch.LEGAL_ENTITY)


def test_every_verdict_offers_a_lawful_way_and_every_rule_says_why_and_whence():
    for rule in shipped().rules:
        assert rule.why and rule.source, rule.key
        assert bool(rule.alternative) == (rule.effect == "unlawful"), rule.key
