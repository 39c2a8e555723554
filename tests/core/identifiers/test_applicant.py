# Licence LGPL-3 (see LICENSE).

import pytest
from itcom_core import errors
from itcom_core.identifiers import applicant
from itcom_core.identifiers.applicant import INDIVIDUAL, LEGAL_ENTITY, SOLE_PROPRIETOR

INN_10 = "1234567894"
INN_12 = "123456789047"
OGRN = "1022200525819"
OGRNIP = "385768585948949"
SNILS = "112-233-445 95"
KPP = "773001001"


@pytest.mark.parametrize(
    "applicant_type, numbers",
    [
        (LEGAL_ENTITY, {"inn": INN_10, "kpp": KPP, "ogrn": OGRN, "snils": SNILS}),
        (SOLE_PROPRIETOR, {"inn": INN_12, "kpp": "", "ogrn": OGRNIP, "snils": SNILS}),
        (INDIVIDUAL, {"inn": INN_12, "kpp": "", "ogrn": "", "snils": SNILS}),
        # A foreign organisation has no ОГРН, a foreigner may have no number at all.
        (LEGAL_ENTITY, {"inn": INN_10, "kpp": KPP, "ogrn": ""}),
        (INDIVIDUAL, {"inn": "", "snils": None}),
        (INDIVIDUAL, {}),
    ],
)
def test_right_numbers(applicant_type, numbers):
    assert applicant.check(applicant_type, numbers) == {}


@pytest.mark.parametrize(
    "applicant_type, name, number, refusal",
    [
        (LEGAL_ENTITY, "inn", INN_12, (errors.WrongApplicant, "inn", (10,))),
        (LEGAL_ENTITY, "inn", "123456789048", (errors.WrongApplicant, "inn", (10,))),
        (LEGAL_ENTITY, "inn", "12345678901", (errors.InvalidLength, "inn", (10,))),
        (LEGAL_ENTITY, "ogrn", OGRNIP, (errors.WrongApplicant, "ogrn", (13,))),
        (LEGAL_ENTITY, "kpp", "77300100", (errors.InvalidLength, "kpp", (9,))),
        (SOLE_PROPRIETOR, "inn", INN_10, (errors.WrongApplicant, "inn", (12,))),
        (SOLE_PROPRIETOR, "ogrn", OGRN, (errors.WrongApplicant, "ogrnip", (15,))),
        (SOLE_PROPRIETOR, "ogrn", "1234", (errors.InvalidLength, "ogrnip", (15,))),
        (SOLE_PROPRIETOR, "kpp", KPP, (errors.WrongApplicant, "kpp", ())),
        (INDIVIDUAL, "inn", INN_10, (errors.WrongApplicant, "inn", (12,))),
        (INDIVIDUAL, "ogrn", OGRNIP, (errors.WrongApplicant, "ogrn", ())),
        (INDIVIDUAL, "kpp", "нет", (errors.WrongApplicant, "kpp", ())),
        (INDIVIDUAL, "snils", "112-233-445", (errors.InvalidLength, "snils", (11,))),
    ],
)
def test_number_of_another_type(applicant_type, name, number, refusal):
    found = applicant.check(applicant_type, {name: number})
    assert list(found) == [name]
    error = found[name]
    assert (type(error), error.identifier, error.params["expected"]) == refusal
    assert error.params["applicant_type"] == applicant_type


@pytest.mark.parametrize(
    "applicant_type, name, number, error, identifier",
    [
        (LEGAL_ENTITY, "inn", "1234567895", errors.InvalidCheckDigit, "inn"),
        (LEGAL_ENTITY, "inn", "0000000000", errors.AllZeros, "inn"),
        (LEGAL_ENTITY, "inn", "нет", errors.InvalidFormat, "inn"),
        (LEGAL_ENTITY, "ogrn", "1022500001328", errors.InvalidCheckDigit, "ogrn"),
        (LEGAL_ENTITY, "kpp", "77300100А", errors.InvalidFormat, "kpp"),
        (SOLE_PROPRIETOR, "ogrn", "385768585948940", errors.InvalidCheckDigit, "ogrnip"),
        (INDIVIDUAL, "snils", "112-233-445 96", errors.InvalidCheckDigit, "snils"),
        (INDIVIDUAL, "inn", 123456789047, errors.InvalidFormat, "inn"),
    ],
)
def test_number_wrong_in_itself(applicant_type, name, number, error, identifier):
    found = applicant.check(applicant_type, {name: number})
    assert type(found[name]) is error
    assert found[name].identifier == identifier


def test_each_wrong_number_is_named():
    found = applicant.check(INDIVIDUAL, {"inn": INN_10, "kpp": KPP, "ogrn": OGRNIP, "snils": SNILS})
    assert sorted(found) == ["inn", "kpp", "ogrn"]


def test_error_can_be_logged_without_a_language():
    error = applicant.check(INDIVIDUAL, {"kpp": KPP})["kpp"]
    assert str(error) == "applicant(applicant_type='individual', expected=(), identifier='kpp')"
