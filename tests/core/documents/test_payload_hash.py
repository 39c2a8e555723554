# Licence LGPL-3 (see LICENSE).

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Optional

import pytest
from itcom_core.documents import Picture, payload_hash
from itcom_core.documents.payload import BankAccount, Invoice, Line, Party, VatAmount

INVOICE = Invoice(
    number="17",
    date=dt.date(2026, 11, 23),
    deal_number="СД-00042",
    supplier=Party("ООО «А»", "1600000011", "160001001", "Казань"),
    bank=BankAccount("40702810500000000101", "Банк", "049205999", "30101810000000000999"),
    customer=Party("ООО «Б»", "7700000016", "770001001", "Москва"),
    lines=(
        Line(1, "Сертификат", Decimal(2), "шт", Decimal("100.00"), Decimal("200.00")),
        Line(2, "Выезд", Decimal("1.5"), "ч", Decimal("10.00"), Decimal("15.00")),
    ),
    vat=(VatAmount("22%", Decimal("38.77")),),
    total=Decimal("215.00"),
    due_date=dt.date(2026, 11, 30),
)


def test_hash_is_stable_between_releases():
    """A hash is kept with each document: a new one here would make all of them outdated."""
    digest = "18dabb882d4a5c07fcfb0a8d9f836247002a625eaa1d5cb98e8a7c7bcc827bc3"
    assert payload_hash(INVOICE) == digest


@pytest.mark.parametrize(
    "change",
    [
        {"number": "18"},
        {"date": dt.date(2027, 1, 1)},
        {"total": Decimal("215.000")},
    ],
)
def test_same_deal(change):
    assert payload_hash(replace(INVOICE, **change)) == payload_hash(INVOICE)


@pytest.mark.parametrize(
    "change",
    [
        {"total": Decimal("215.01")},
        {"lines": ()},
        {"lines": INVOICE.lines[:1]},
        {"lines": INVOICE.lines[::-1]},
        {"supplier": replace(INVOICE.supplier, phone="1")},
        {"due_date": None},
        {"head_name": "Петрова Анна Ильинична"},
    ],
)
def test_changed_deal(change):
    assert payload_hash(replace(INVOICE, **change)) != payload_hash(INVOICE)


def test_new_optional_field_makes_no_document_outdated():
    @dataclass(frozen=True)
    class Paper:
        total: Decimal

    first = payload_hash(Paper(Decimal(1)))

    @dataclass(frozen=True)
    class Paper:  # the same class in a later release
        total: Decimal
        note: str = ""
        day: Optional[dt.date] = None

    assert payload_hash(Paper(Decimal(1))) == first
    assert payload_hash(Paper(Decimal(1), note="x")) != first


def test_picture_counts_by_content_and_size():
    @dataclass(frozen=True)
    class Letter:
        logo: Picture

    hashes = {
        payload_hash(Letter(picture))
        for picture in (Picture(b"a", 1, 1), Picture(b"b", 1, 1), Picture(b"a", 1, 2))
    }
    assert len(hashes) == 3
