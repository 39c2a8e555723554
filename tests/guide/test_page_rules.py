# Licence LGPL-3 (see LICENSE).
"""The client's page checks while somebody types what the server checks: the two must agree."""

import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import ADDRESS

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "itcom_crm_module"))

from itcom_core import errors as ie
from itcom_core.errors import ItcomError
from itcom_core.questionnaire import field_errors as fe
from itcom_core.questionnaire.fields import FIELDS

# What the page calls the server's errors; "": there the server alone speaks.
FAULTS = {
    fe.TooLong: "long",
    fe.WrongFormat: "format",
    fe.TooLongAgo: "early",
    fe.InFuture: "future",
    fe.TooYoung: "young",
    ie.InvalidFormat: "format",
    ie.InvalidLength: "length",
    ie.InvalidCheckDigit: "digit",
    ie.WrongApplicant: "",
}
TODAY = date.today()
DAYS = (
    TODAY,
    TODAY + timedelta(days=1),
    TODAY - timedelta(days=1),
    TODAY - timedelta(days=13 * 365),
    date(1980, 5, 6),
    date(1899, 12, 31),
)
# Invented numbers, right and wrong, as people type them.
TEXTS = {
    "surname": ("Иванова", "О'Коннор", "Д-р Салтыков", "Иванова 2", "a@b", "я" * 65),
    "snils": ("112-233-445 95", "11223344595", "112-233-445 96", "001-001-998 00", "1122", "a"),
    "inn": ("500100732259", "5001 0073 2259", "500100732250", "7700000016", "50010073225x"),
    "organisation_inn": ("7700000016", "7700000017", "500100732259"),
    "organisation_ogrn": ("1187700000014", "1187700000015", "118770000001"),
    "ogrnip": ("304500116000157", "304500116000158", "1187700000014"),
    "passport_series": ("4508", "45 08", "450", "45o8"),
    "passport_number": ("123456", "1234567", "12345"),
    "passport_department_code": ("770-001", "770001", "770-01"),
    "email": ("orlov@primer.example", "орлов@primer.example", "orlov@primer", "orlov"),
    "phone": ("+7 916 123-45-67", "8 (916) 123-45-67", "12", "phone"),
    "organisation_kpp": ("770001001", "7700AB001", "77000100", "770001-001"),
    "birth_place": ("г. Тула", "я" * 256),
    **{
        name: tuple(day.isoformat() for day in DAYS)
        for name in ("birth_date", "passport_date", "authority_expiry_date")
    },
}
CHECK = """
async ([rules, values]) => {
    const { check } = await import("/questionnaire/assets/now/checks.js");
    return values.map((value) => check(rules, value));
}
"""


def server_fault(name, value):
    """:return: what the page would call the server's error, "" for none."""
    try:
        FIELDS[name].clean(value, TODAY)
    except ItcomError as error:
        return FAULTS[type(error)]
    return ""


@pytest.fixture(scope="module")
def page(browser):
    """A page of Odoo's, from which the script can be imported."""
    page = browser.new_page()
    page.goto(ADDRESS + "/web/login")
    yield page
    page.close()


@pytest.mark.parametrize("name", TEXTS)
def test_the_page_and_the_server_agree(page, name):
    field = FIELDS[name]
    rules = {
        **field.type.to_json(TODAY),
        "max_length": field.max_length,
        "texts": {fault: fault for fault in FAULTS.values()},
    }
    said = page.evaluate(CHECK, [rules, list(TEXTS[name])])
    expected = [server_fault(name, value) for value in TEXTS[name]]
    assert dict(zip(TEXTS[name], said)) == dict(zip(TEXTS[name], expected))
