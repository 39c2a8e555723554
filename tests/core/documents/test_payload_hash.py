# Licence LGPL-3 (see LICENSE).

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Optional

import pytest
from itcom_core.documents import Picture, payload_hash
from itcom_core.documents.samples import invoice


def test_hash_is_stable_between_releases():
    """A hash is kept with each document: a new one here would make all of them outdated."""
    assert payload_hash(invoice()) == ("TO_BE_FILLED")


@pytest.mark.parametrize(
    "change",
    [
        {"number": "18"},
        {"date": dt.date(2027, 1, 1)},
        {"total": Decimal("36600.000")},
        {"payment_qr": None},
    ],
)
def test_same_deal(change):
    assert payload_hash(replace(invoice(), **change)) == payload_hash(invoice())


@pytest.mark.parametrize(
    "change",
    [
        {"total": Decimal("36600.01")},
        {"lines": ()},
        {"lines": invoice().lines[:1]},
        {"lines": invoice().lines[::-1]},
        {"supplier": replace(invoice().supplier, phone="1")},
        {"due_date": None},
        {"head_name": "Петрова Анна Ильинична"},
        {"payment_qr": Picture(b"\x89PNG\r\n\x1a\n", 30, 30)},
    ],
)
def test_changed_deal(change):
    assert payload_hash(replace(invoice(), **change)) != payload_hash(invoice())


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
