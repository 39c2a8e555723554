# Licence LGPL-3 (see LICENSE).

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Optional

import pytest
from itcom_core.documents import payload_hash
from itcom_core.documents.samples import invoice


def test_hash_is_stable_between_releases():
    """A hash is kept with each document: a new one here would make all of them outdated."""
    digest = "480e2af7ff77e5bf28f684c92d009dcf030c40da1c750770622f86ceb67d230a"
    assert payload_hash(invoice()) == digest


@pytest.mark.parametrize(
    "change",
    [
        {"number": "18"},
        {"date": dt.date(2027, 1, 1)},
        {"total": Decimal("26230.000")},
    ],
)
def test_same_deal(change):
    assert payload_hash(replace(invoice(), **change)) == payload_hash(invoice())


@pytest.mark.parametrize(
    "change",
    [
        {"total": Decimal("26230.01")},
        {"lines": ()},
        {"lines": invoice().lines[:1]},
        {"lines": invoice().lines[::-1]},
        {"supplier": replace(invoice().supplier, phone="1")},
        {"due_date": None},
        {"head_name": "Петрова Анна Ильинична"},
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
