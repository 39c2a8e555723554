# Licence LGPL-3 (see LICENSE).
"""Papers of every combination: which are asked for, what they lack, whom they name."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx as python_docx
import matrix
import pytest
from itcom_core.documents import compile_template, template_name
from itcom_core.documents.payload import (
    Application,
    Consent,
    PowerOfAttorney,
    Signatory,
)
from itcom_core.documents.samples import SUPPLIER
from itcom_core.questionnaire import choice as ch
from itcom_core.questionnaire import papers, sides
from itcom_core.questionnaire.fields import FIELDS
from itcom_core.wording.phone import format_phone
from itcom_core.wording.places import one_line, region_name
from shipped_rules import shipped

TODAY = matrix.TODAY
TEMPLATES = Path(__file__).parents[3] / "itcom_crm_module/reports/templates"
COMPILED = {
    kind: compile_template((TEMPLATES / template_name(kind)).read_bytes()) for kind in papers.PAPERS
}
# Answers to every field, in normal form; what a choice does not ask for is left over in life too.
ANSWERS = {
    **dict.fromkeys(FIELDS, ""),
    "surname": "Ковалёва",
    "given_name": "Ирина",
    "patronymic": "Андреевна",
    "gender": "female",
    "citizenship": "RU",
    "birth_date": date(1988, 2, 29),
    "birth_place": "г. Казань",
    "snils": "11223344595",
    "inn": "123456789047",
    "passport_series": "4508",
    "passport_number": "123456",
    "foreign_document_number": "AB 1234567",
    "passport_date": date(2014, 3, 1),
    "passport_issuer": "ОВД «Центральный» г. Казани",
    "passport_department_code": "770-001",
    "email": "kovaleva@romashka.example",
    "phone": "+79161234567",
    "region": "16 Республика Татарстан",
    "city": "г. Казань",
    "address": "ул. Ромашковая, д. 1",
    "organisation_name": "ООО «Ромашка»",
    "organisation_inn": "1234567894",
    "organisation_kpp": "773001001",
    "organisation_ogrn": "1022200525819",
    "proprietor_inn": "500100732259",
    "ogrnip": "385768585948949",
    "post": "Менеджер по закупкам",
    "department": "Отдел закупок",
    "head_surname": "Гусев",
    "head_given_name": "Лев",
    "head_patronymic": "Ильич",
    "head_post": "Директор",
    "authority_type": "Доверенность",
    "authority_number": "5",
    "authority_date": date(2026, 1, 2),
    "bearer_surname": "Кузнецов",
    "bearer_given_name": "Ян",
    "bearer_patronymic": "Олегович",
    "bearer_document_number": "4510 654321",
    "bearer_document_date": date(2020, 5, 5),
    "bearer_document_issuer": "МВД по Республике Татарстан",
}
COMPANY_BY_PROXY = matrix.make_choice(ch.LEGAL_ENTITY, ch.PROXY, ch.PROXY)
COMPANY_BY_HEAD = matrix.make_choice(ch.LEGAL_ENTITY, ch.HEAD, ch.IN_PERSON)
PERSON = matrix.make_choice(ch.INDIVIDUAL, ch.HEAD, ch.PROXY)
PROPRIETOR_BY_PROXY = matrix.make_choice(ch.SOLE_PROPRIETOR, ch.PROXY, ch.IN_PERSON)


def payload_of(kind, choice, answers=None):
    """:return: what a paper of ``kind`` says for a choice."""
    answers = answers or ANSWERS
    common = {"number": "А-00091", "date": TODAY}
    if kind == papers.APPLICATION:
        return Application(
            **common,
            authority=SUPPLIER,
            applicant=sides.applicant(answers, choice),
            holder=sides.holder(answers, choice, "Российская Федерация"),
            certificate_type="Электронные торги",
            uses=(),
            crypto_provider="КриптоПро CSP",
            is_qualified=False,
            bearer=sides.bearer(answers) if choice.bearer == ch.PROXY else None,
        )
    if kind == papers.CONSENT:
        return Consent(
            **common,
            operator=SUPPLIER,
            person=sides.holder_in_private(answers, choice),
            text=("Я даю согласие оператору.",),
            text_version="1",
        )
    to_sign = kind == papers.POWER_OF_ATTORNEY_SIGNATURE
    return PowerOfAttorney(
        **common,
        city=answers["city"],
        valid_until=date(2027, 11, 22),
        principal=sides.applicant(answers, choice),
        representative=(
            sides.holder_in_private(answers, choice) if to_sign else sides.bearer(answers)
        ),
        authority=SUPPLIER,
    )


def text_of(kind, choice, answers=None):
    """:return: the text of a paper, paragraphs and cells, non-breaking spaces as plain ones."""
    content = COMPILED[kind].render(payload_of(kind, choice, answers))
    document = python_docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    lines = [paragraph.text for paragraph in document.paragraphs]
    return "\n".join(lines + cells).replace("\u00a0", " ")


def combinations():
    return [
        (kind, choice)
        for choice in (
            matrix.make_choice(*column, facts=facts)
            for column in matrix.COLUMNS
            for facts in (frozenset(), frozenset({ch.FOREIGNER}))
        )
        for kind in papers.asked(shipped().schema(choice))
    ]


def test_every_combination_asks_for_its_papers():
    for column in matrix.COLUMNS:
        _applicant, holder, bearer = column
        expected = {papers.APPLICATION, papers.CONSENT}
        expected |= {papers.POWER_OF_ATTORNEY_DOCUMENTS} if bearer == ch.PROXY else set()
        expected |= {papers.POWER_OF_ATTORNEY_SIGNATURE} if holder == ch.PROXY else set()
        found = papers.asked(shipped().schema(matrix.make_choice(*column)))
        assert (set(found), len(found)) == (expected, len(expected)), column


@pytest.mark.parametrize(("kind", "choice"), combinations())
def test_every_paper_of_every_combination_reads_well(kind, choice):
    text = text_of(kind, choice)
    for left in ("{{", "{%", "None", " ,", "..", "()", "  ", "« »", ", ,", "№ ,"):
        assert left not in text, left
    if kind != papers.POWER_OF_ATTORNEY_DOCUMENTS:  # the others tell the holder's own document
        is_foreigner = ch.FOREIGNER in choice.facts
        assert ("AB 1234567" in text, "45 08 № 123456" in text) == (is_foreigner, not is_foreigner)


@pytest.mark.parametrize(("kind", "choice"), combinations())
def test_a_paper_lacks_nothing_that_it_says_when_nothing_is_lacking(kind, choice):
    schema = shipped().schema(choice)
    answers = dict(ANSWERS, citizenship="DE" if ch.FOREIGNER in choice.facts else "RU")
    assert papers.lacking(kind, schema, answers, TODAY) == ()
    asked = {ask.field.name for ask in schema.fields if ask.required}
    blank = dict.fromkeys(FIELDS, "")
    lacking = papers.lacking(kind, schema, blank, TODAY)
    assert lacking and set(lacking) <= asked


@pytest.mark.parametrize(
    ("kind", "choice", "lacks", "does_not"),
    [
        (papers.CONSENT, COMPANY_BY_HEAD, "passport_number", "snils"),
        (papers.CONSENT, COMPANY_BY_PROXY, "surname", "head_surname"),
        (papers.POWER_OF_ATTORNEY_DOCUMENTS, COMPANY_BY_PROXY, "bearer_surname", "snils"),
        (papers.POWER_OF_ATTORNEY_DOCUMENTS, COMPANY_BY_PROXY, "head_post", "authority_date"),
        (papers.POWER_OF_ATTORNEY_DOCUMENTS, PERSON, "passport_issuer", "phone"),
        (papers.POWER_OF_ATTORNEY_SIGNATURE, COMPANY_BY_PROXY, "authority_date", "bearer_surname"),
        (papers.POWER_OF_ATTORNEY_SIGNATURE, PROPRIETOR_BY_PROXY, "proprietor_inn", "email"),
        (papers.APPLICATION, PERSON, "bearer_document_number", "organisation_name"),
    ],
)
def test_what_a_paper_lacks(kind, choice, lacks, does_not):
    names = papers.lacking(kind, shipped().schema(choice), dict.fromkeys(FIELDS, ""), TODAY)
    assert lacks in names
    assert does_not not in names


def test_a_wrong_answer_is_lacking_too():
    schema = shipped().schema(COMPANY_BY_HEAD)
    names = papers.lacking(papers.CONSENT, schema, dict(ANSWERS, passport_number="12"), TODAY)
    assert names == ("passport_number",)


@pytest.mark.parametrize(
    ("kind", "choice", "says"),
    [
        (papers.APPLICATION, COMPANY_BY_PROXY, "в лице Директора Гусева Льва Ильича, действующего"),
        (
            papers.APPLICATION,
            COMPANY_BY_HEAD,
            "в лице Менеджера по закупкам Ковалёвой Ирины Андреевны, действующей на основании "
            "Устава, просит",
        ),
        (papers.APPLICATION, PERSON, "Я, Ковалёва Ирина Андреевна, прошу создать"),
        (papers.APPLICATION, PROPRIETOR_BY_PROXY, "_ / Гусев Л. И. /"),
        (papers.APPLICATION, COMPANY_BY_HEAD, "паспорт гражданина Российской Федерации 45 08 №"),
        (papers.APPLICATION, COMPANY_BY_HEAD, "112-233-445 95"),
        (papers.APPLICATION, COMPANY_BY_HEAD, "+7 916 123-45-67"),
        (papers.CONSENT, PERSON, "адрес: Республика Татарстан, г. Казань, ул. Ромашковая, д. 1"),
        (
            papers.POWER_OF_ATTORNEY_DOCUMENTS,
            PERSON,
            "Кузнецов Ян Олегович, паспорт гражданина Российской Федерации 45 10 № 654321",
        ),
        (
            papers.POWER_OF_ATTORNEY_SIGNATURE,
            PROPRIETOR_BY_PROXY,
            "Индивидуальный предприниматель Гусев Лев Ильич (ИНН 500100732259, ОГРНИП",
        ),
    ],
)
def test_whom_papers_name(kind, choice, says):
    assert says in text_of(kind, choice)


def test_an_organisations_address_is_not_its_employees():
    assert sides.holder_in_private(ANSWERS, COMPANY_BY_HEAD).address == ""
    assert sides.holder_in_private(ANSWERS, PROPRIETOR_BY_PROXY).address == ""
    assert sides.applicant(ANSWERS, COMPANY_BY_HEAD).address.endswith("ул. Ромашковая, д. 1")
    text = text_of(papers.CONSENT, COMPANY_BY_HEAD)
    assert "Ромашковая" not in text
    assert "адрес: ____" in text


def test_the_card_corrects_only_the_head_that_it_knows():
    on_card = Signatory(
        "Гусев Лев Ильич",
        "Директор",
        "доверенность № 7",
        name_genitive="Гусева Лева Ильича",
        post_genitive="Директора завода",
    )
    head = sides.applicant(ANSWERS, COMPANY_BY_PROXY, on_card).signatory
    assert (head.in_person_of, head.post_of) == ("Гусева Лева Ильича", "Директора завода")
    assert head.basis == "доверенность № 7"
    other = sides.applicant(ANSWERS, COMPANY_BY_PROXY, replace(on_card, name="Орлов Пётр Ильич"))
    assert (other.signatory.in_person_of, other.signatory.basis) == ("Гусева Льва Ильича", "Устав")


@pytest.mark.parametrize(
    ("typed", "series", "number", "is_russian"),
    [
        ("4510654321", "45 10", "654321", True),
        ("45 10 № 654321", "45 10", "654321", True),
        ("AB 1234567", "", "AB 1234567", False),
    ],
)
def test_the_bearers_passport_is_told_apart(typed, series, number, is_russian):
    passport = sides.bearer(dict(ANSWERS, bearer_document_number=typed)).passport
    assert (passport.series, passport.number) == (series, number)
    assert ("Российской Федерации" in passport.kind) == is_russian


def test_without_a_number_there_is_no_passport():
    blank = dict(ANSWERS, passport_number="", bearer_document_number="")
    assert sides.holder(blank, PERSON).passport is None
    assert sides.bearer(blank).passport is None


@pytest.mark.parametrize(
    ("region", "city", "line"),
    [
        ("77 г. Москва", "г. Москва", "г. Москва, ул. Мясницкая, д. 3"),
        ("16 Республика Татарстан", "", "Республика Татарстан, ул. Мясницкая, д. 3"),
        ("", "г. Тула", "г. Тула, ул. Мясницкая, д. 3"),
    ],
)
def test_an_address_in_one_line(region, city, line):
    assert one_line(region, city, "ул. Мясницкая, д. 3") == line


def test_a_region_loses_its_number_only():
    assert region_name("77 г. Москва") == "г. Москва"
    assert region_name("г. Москва") == "г. Москва"


def test_a_phone_is_printed_in_groups():
    assert format_phone("+79161234567") == "+7 916 123-45-67"
    assert format_phone("+4915112345678") == "+4915112345678"
