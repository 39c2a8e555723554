# Licence LGPL-3 (see LICENSE).

import json
import re
from datetime import date

import matrix
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from itcom_core.errors import ItcomError
from itcom_core.questionnaire import api_names
from itcom_core.questionnaire import choice as ch
from itcom_core.questionnaire.fields import FIELDS
from shipped_rules import shipped

TODAY = matrix.TODAY
# Right answers to every field, for an invented person and organisation.
ANSWERS = {
    "surname": "Ромашкина",
    "given_name": "Мария-Анна",
    "patronymic": "Петровна",
    "gender": "female",
    "citizenship": "ru",
    "birth_date": "29.02.1988",
    "birth_place": "г. Казань",
    "snils": "112-233-445 95",
    "inn": "1234 5678 9047",
    "passport_series": "45 08",
    "passport_number": "123456",
    "passport_date": "2014-03-01",
    "passport_issuer": "ОВД «Центральный» г. Казани",
    "passport_department_code": "770001",
    "email": "Director@romashka.example",
    "phone": "8 (916) 123-45-67",
    "region": "16 Республика Татарстан",
    "city": "Казань",
    "address": "ул. Ромашковая, д. 1",
    "organisation_name": "ООО «Ромашка»",
    "organisation_inn": "1234567894",
    "organisation_kpp": "773001001",
    "organisation_ogrn": "1022200525819",
    "proprietor_inn": "123456789047",
    "ogrnip": "385768585948949",
    "post": "Генеральный директор",
    "department": "Дирекция",
    "head_surname": "О'Хара",
    "head_given_name": "Скарлетт",
    "head_patronymic": "",
    "head_post": "Директор",
    "authority_type": "Доверенность",
    "authority_number": "№ 5",
    "authority_date": "2026-01-02",
    "authority_expiry_date": "2027-01-01",
    "bearer_surname": "Кузнецов-Ли",
    "bearer_given_name": "Ян",
    "bearer_patronymic": "",
    "bearer_document_number": "AB 1234567",
    "bearer_document_date": "2020-05-05",
    "bearer_document_issuer": "МВД",
}
PROXY_OF_COMPANY = matrix.make_choice(ch.LEGAL_ENTITY, ch.PROXY, ch.PROXY)
INDIVIDUAL = matrix.make_choice(ch.INDIVIDUAL, ch.HEAD, ch.IN_PERSON)
FOREIGNER = matrix.make_choice(
    ch.INDIVIDUAL, ch.HEAD, ch.IN_PERSON, facts=frozenset({ch.FOREIGNER})
)


def answers_of(schema):
    return {ask.field.name: ANSWERS[ask.field.name] for ask in schema.fields}


def error_of(name, value, choice=PROXY_OF_COMPANY):
    errors = shipped().schema(choice).validate({name: value}, TODAY).errors
    return (errors[name].code, errors[name].params) if name in errors else None


@pytest.mark.parametrize("column", matrix.COLUMNS)
def test_right_answers_are_complete_and_nothing_less_is(column):
    schema = shipped().schema(matrix.make_choice(*column))
    answers, documents = answers_of(schema), {ask.code for ask in schema.documents}
    assert schema.validate(answers, TODAY).errors == {}
    assert not schema.missing(answers, documents)
    for ask in schema.fields:
        without = {**answers, ask.field.name: "  "}
        assert schema.missing(without, documents).fields == (ask.field.name,) * ask.required
    for ask in schema.documents:
        missing = schema.missing(answers, documents - {ask.code})
        assert (missing.fields, missing.documents) == ((), (ask.code,))


def test_answers_come_back_in_their_normal_form():
    values = shipped().schema(PROXY_OF_COMPANY).validate(ANSWERS, TODAY).values
    assert {name: values[name] for name in ("citizenship", "birth_date", "snils", "inn")} == {
        "citizenship": "RU",
        "birth_date": "1988-02-29",
        "snils": "11223344595",
        "inn": "123456789047",
    }
    assert values["passport_series"] == "4508"
    assert values["passport_department_code"] == "770-001"
    assert values["phone"] == "+79161234567"
    assert values["head_patronymic"] == ""


def test_all_errors_at_once_and_unknown_names_apart():
    checked = (
        shipped()
        .schema(INDIVIDUAL)
        .validate(
            {"surname": "1", "email": "x", "shoe": "42", "organisation_inn": "1", "city": "Уфа"},
            TODAY,
        )
    )
    assert set(checked.errors) == {"surname", "email"}
    assert checked.unknown == ("shoe", "organisation_inn")
    assert checked.values == {"city": "Уфа"}


@pytest.mark.parametrize(
    "name, value, code",
    [
        ("surname", "Иванов2", "wrong_format"),
        ("surname", "<b>", "wrong_format"),
        ("surname", "—", "wrong_format"),
        ("surname", "И" * 65, "too_long"),
        ("surname", "x" * 1_000_000, "too_long"),
        ("surname", "Ива\u0000нов", "character"),
        ("surname", "Ива\u202eнов", "character"),
        ("surname", 7, "wrong_format"),
        ("surname", ["Иванов"], "wrong_format"),
        ("address", "...", "wrong_format"),
        ("gender", "unknown", "not_an_option"),
        ("citizenship", "Россия", "wrong_format"),
        ("citizenship", "KZ", "citizenship"),
        ("birth_date", "30.02.1988", "no_such_date"),
        ("birth_date", "1988", "no_such_date"),
        ("birth_date", "2026-11-24", "in_future"),
        ("birth_date", "2012-11-24", "too_young"),
        ("birth_date", "1899-12-31", "too_long_ago"),
        ("birth_date", "١٩٨٨-٠١-٠١", "no_such_date"),
        ("passport_date", "2026-11-24", "in_future"),
        ("authority_expiry_date", "2026-11-22", "too_long_ago"),
        ("snils", "112-233-445 96", "check_digit"),
        ("inn", "123456789037", "check_digit"),
        ("inn", "1234567894", "applicant"),
        ("organisation_inn", "123456789047", "applicant"),
        ("organisation_kpp", "77300100", "length"),
        ("organisation_ogrn", "0000000000000", "zeros"),
        ("passport_series", "4508a", "wrong_format"),
        ("passport_number", "12345", "wrong_format"),
        ("passport_number", "１２３４５６", "wrong_format"),
        ("passport_department_code", "77-001", "wrong_format"),
        ("email", "director@romashka", "wrong_format"),
        ("email", "директор@ромашка.рф", "wrong_format"),
        ("email", "a@b@romashka.example", "wrong_format"),
        ("phone", "12-34-56", "wrong_format"),
        ("phone", "позвоните", "wrong_format"),
    ],
)
def test_a_wrong_answer_is_refused_with_a_code(name, value, code):
    assert error_of(name, value)[0] == code


@pytest.mark.parametrize(
    "name, value, normal",
    [
        ("surname", "  Салтыков - Щедрин ", "Салтыков - Щедрин"),
        ("surname", "Ива\u00adнов\ufeff", "Иванов"),
        ("surname", "Йo".replace("Й", "И\u0306"), "Йo"),
        ("given_name", "Ли", "Ли"),
        ("patronymic", "Али-оглы", "Али-оглы"),
        ("surname", "д’Артаньян", "д’Артаньян"),
        ("address", "д. 1,\n\tкв. 2", "д. 1, кв. 2"),
        ("birth_date", "2012-11-23", "2012-11-23"),
        ("birth_date", date(1988, 2, 29), "1988-02-29"),
        ("birth_date", "1.2.1988", "1988-02-01"),
        ("passport_date", "2026-11-23", "2026-11-23"),
        ("authority_expiry_date", "2026-11-23", "2026-11-23"),
        ("passport_department_code", "770 – 001", "770-001"),
        ("email", "o'neil+tag@mail.romashka.example", "o'neil+tag@mail.romashka.example"),
        ("email", "info@xn--80aaxitdbjk.xn--p1ai", "info@xn--80aaxitdbjk.xn--p1ai"),
        ("phone", "916 123 45 67", "+79161234567"),
        ("phone", "7 843 123-45-67", "+78431234567"),
        ("phone", "+375 29 123-45-67", "+375291234567"),
        ("patronymic", None, ""),
    ],
)
def test_a_right_answer_is_never_refused(name, value, normal):
    checked = shipped().schema(PROXY_OF_COMPANY).validate({name: value}, TODAY)
    assert checked.errors == {}
    assert checked.values == {name: normal}


def test_what_a_text_needs_stands_in_the_params():
    assert error_of("surname", "И" * 65) == ("too_long", {"limit": 64})
    assert error_of("birth_date", "2020-01-01") == ("too_young", {"years": 14})
    assert error_of("gender", "x")[1] == {"options": ("male", "female")}
    assert error_of("inn", "1234567894")[1]["expected"] == (12,)
    assert error_of("surname", "a\u202eb")[1] == {"character": "U+202E"}


def test_answers_that_are_right_only_each_by_itself():
    schema = shipped().schema(PROXY_OF_COMPANY)
    checked = schema.validate(
        {
            "birth_date": "2000-01-01",
            "passport_date": "1999-12-31",
            "authority_date": "2026-11-23",
            "authority_expiry_date": "2026-11-23",
        },
        TODAY,
    )
    assert set(checked.errors) == {"passport_date"}
    assert checked.errors["passport_date"].params == {"other": "birth_date"}
    assert "passport_date" not in checked.values


def test_citizenship_agrees_with_the_choice():
    assert error_of("citizenship", "RU", FOREIGNER) == ("citizenship", {"foreigner": True})
    assert error_of("citizenship", "KZ", INDIVIDUAL) == ("citizenship", {"foreigner": False})
    assert error_of("citizenship", "KZ", FOREIGNER) is None


def test_a_leap_day_is_fourteen_years_ago_too():
    schema = shipped().schema(INDIVIDUAL)
    leap_day = date(2028, 2, 29)
    assert not schema.validate({"birth_date": "2014-02-28"}, leap_day).errors
    assert schema.validate({"birth_date": "2014-03-01"}, leap_day).errors


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(FIELDS)) | st.text(), ANYTHING, max_size=8))
def test_whatever_comes_in_each_answer_is_right_wrong_or_unknown(values):
    checked = shipped().schema(PROXY_OF_COMPANY).validate(values, TODAY)
    assert {*checked.values, *checked.errors, *checked.unknown} == set(values)
    assert len(checked.values) + len(checked.errors) + len(checked.unknown) == len(values)
    assert all(isinstance(error, ItcomError) and error.code for error in checked.errors.values())


@settings(deadline=None)
@given(st.sampled_from(sorted(ANSWERS)), st.data())
def test_a_normal_form_is_its_own_normal_form(name, data):
    typed = data.draw(st.just(ANSWERS[name]) | st.text(max_size=30))
    schema = shipped().schema(PROXY_OF_COMPANY)
    once = schema.validate({name: typed}, TODAY)
    if name in once.values:
        assert schema.validate(once.values, TODAY).values == once.values


def test_the_page_gets_the_same_rules_as_plain_values():
    schema = shipped().schema(INDIVIDUAL)
    page = json.loads(json.dumps(schema.to_json(TODAY)))
    fields = {field["name"]: field for section in page["sections"] for field in section["fields"]}
    assert list(fields) == [ask.field.name for ask in schema.fields]
    assert [section["name"] for section in page["sections"]] == [
        "person",
        "identity",
        "contacts",
        "address",
    ]
    assert fields["snils"]["mask"] == "999-999-999 99"
    assert fields["snils"]["check"] == "snils"
    assert fields["birth_date"]["max"] == "2012-11-23"
    assert fields["surname"]["required"] and not fields["patronymic"]["required"]
    assert page["documents"][0]["code"] == "application"
    assert page["ordered_dates"][0] == ["birth_date", "passport_date"]


def test_every_example_passes_its_own_check_and_pattern():
    for field in FIELDS.values():
        if field.type.example:
            normal = field.type.clean(field.type.example, TODAY)
            assert field.type.clean(normal, TODAY) == normal


@pytest.mark.parametrize("name", [name for name, field in FIELDS.items() if field.type.pattern])
def test_the_browsers_pattern_lets_right_answers_and_their_normal_forms_through(name):
    field_type = FIELDS[name].type
    for answer in filter(None, [ANSWERS[name], field_type.example]):
        for text in (answer, field_type.clean(answer, TODAY)):
            assert re.fullmatch(field_type.pattern, text, re.ASCII)


def test_every_field_has_a_right_answer_in_these_tests_and_a_rule():
    named = {name for rule in shipped().rules for name in rule.field_names}
    assert named == set(FIELDS) == {*ANSWERS, "foreign_document_number"}


def test_names_of_the_real_api_lead_to_fields_and_documents_that_exist():
    assert set(api_names.FIELD_NAMES.values()) <= set(FIELDS)
    known = {code for rule in shipped().rules for code in rule.document_codes}
    assert set(api_names.DOCUMENT_CODES.values()) <= known
