# Licence LGPL-3 (see LICENSE).

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from itcom_core.documents.payment_qr import MAX_MANDATORY, payment_picture, payment_text
from itcom_core.documents.samples import BANK, SUPPLIER
from PIL import Image

AMOUNT = Decimal("12345.67")


def fields(content, encoding="utf-8"):
    """:return: (header, {name: value}) of a code's text."""
    separator = content[7:8].decode()
    head, *pairs = content.decode(encoding).split(separator)
    return head, dict(pair.split("=", 1) for pair in pairs)


def mandatory_length(content):
    """:return: bytes up to and with the five mandatory requisites."""
    return content.index(content[7:8] + b"Sum=")


def test_code_says_what_a_payment_order_needs():
    head, said = fields(payment_text(SUPPLIER, BANK, AMOUNT, "Оплата по счёту № 17"))
    assert head == "ST00012"
    assert said == {
        "Name": "ООО «УЦ Печать»",
        "PersonalAcc": "40702810500000000101",
        "BankName": "АО «Волжский расчётный банк» г. Казань",
        "BIC": "049205999",
        "CorrespAcc": "30101810000000000999",
        "Sum": "1234567",
        "Purpose": "Оплата по счёту № 17",
        "PayeeINN": "1600000011",
        "KPP": "160001001",
    }
    assert list(said)[:5] == ["Name", "PersonalAcc", "BankName", "BIC", "CorrespAcc"]


@pytest.mark.parametrize(
    ("amount", "kopecks"),
    [("0.01", "1"), ("1", "100"), ("0.10", "10"), ("1000000.00", "100000000"), ("19.99", "1999")],
)
def test_sum_is_in_kopecks(amount, kopecks):
    _head, said = fields(payment_text(SUPPLIER, BANK, Decimal(amount), "x"))
    assert said["Sum"] == kopecks


def test_long_cyrillic_name_is_written_in_windows_1251():
    payee = replace(SUPPLIER, name="О" * 110)
    content = payment_text(payee, BANK, AMOUNT, "x")
    head, said = fields(content, "cp1251")
    assert (head, said["Name"]) == ("ST00011", payee.name)
    assert mandatory_length(content) <= MAX_MANDATORY


def test_name_that_fits_in_no_encoding_is_cut():
    content = payment_text(
        replace(SUPPLIER, name="О" * 400), replace(BANK, bank_name="Б" * 99), AMOUNT, "x"
    )
    _head, said = fields(content, "cp1251")
    assert mandatory_length(content) == MAX_MANDATORY
    assert len(said["BankName"]) == 45
    assert 100 < len(said["Name"]) <= 160


def test_separator_is_one_that_no_value_holds():
    content = payment_text(replace(SUPPLIER, name="А|Б~В"), BANK, AMOUNT, "x")
    assert content[7:8] == b"^"


def test_line_breaks_become_spaces():
    assert b"Purpose=a b" in payment_text(SUPPLIER, BANK, AMOUNT, "a\r\n b")


def test_sole_proprietor_has_no_kpp():
    _head, said = fields(payment_text(replace(SUPPLIER, kpp=""), BANK, AMOUNT, "x"))
    assert "KPP" not in said


def test_text_that_holds_every_separator_makes_no_code():
    assert payment_text(replace(SUPPLIER, name="|~^;#@$&!"), BANK, AMOUNT, "x") is None


@pytest.mark.parametrize("wrong", ["1", "4" * 21, "4" * 5000])
def test_account_of_a_wrong_length_makes_no_code(wrong):
    assert payment_picture(SUPPLIER, replace(BANK, number=wrong), AMOUNT, "x") is None


@pytest.mark.parametrize("missing", ["number", "bank_name", "bic", "correspondent_account"])
def test_without_a_mandatory_requisite_there_is_no_code(missing):
    account = replace(BANK, **{missing: ""})
    assert payment_text(SUPPLIER, account, AMOUNT, "x") is None
    assert payment_picture(SUPPLIER, account, AMOUNT, "x") is None


def test_picture_is_black_and_white_with_a_quiet_zone():
    picture = payment_picture(SUPPLIER, BANK, AMOUNT, "x")
    image = Image.open(io.BytesIO(picture.content))
    assert image.format == "PNG" and image.width == image.height
    shown = image.convert("L")
    assert {colour for _count, colour in shown.getcolors()} == {0, 255}
    assert {shown.getpixel((x, 3)) for x in range(shown.width)} == {255}
    assert shown.getpixel((8, 8)) == 0
