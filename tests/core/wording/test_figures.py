# Licence LGPL-3 (see LICENSE).
"""Numbers and dates in figures."""

from datetime import date
from decimal import Decimal

import pytest
from itcom_core.wording.dates import date_long, date_quoted, date_short
from itcom_core.wording.numbers import format_amount, format_quantity


@pytest.mark.parametrize(
    "amount, text",
    [
        ("12345.67", "12\u00a0345,67"),
        ("0", "0,00"),
        ("999", "999,00"),
        ("1000", "1\u00a0000,00"),
        ("1234567.8", "1\u00a0234\u00a0567,80"),
        ("0.005", "0,01"),
        ("0.004", "0,00"),
        ("-0.001", "0,00"),
        ("-1234.5", "-1\u00a0234,50"),
        ("1E+3", "1\u00a0000,00"),
    ],
)
def test_format_amount(amount, text):
    assert format_amount(Decimal(amount)) == text


@pytest.mark.parametrize(
    "quantity, text",
    [
        ("2", "2"),
        ("2.000", "2"),
        ("1.500", "1,5"),
        ("0.125", "0,125"),
        ("0", "0"),
        ("100", "100"),
        ("1200", "1\u00a0200"),
        ("1E+2", "100"),
        ("1E-7", "0,0000001"),
    ],
)
def test_format_quantity(quantity, text):
    assert format_quantity(Decimal(quantity)) == text


def test_dates():
    day = date(2026, 11, 23)
    assert date_short(day) == "23.11.2026"
    assert date_long(day) == "23\u00a0ноября 2026\u00a0г."
    assert date_quoted(day) == "«23»\u00a0ноября 2026\u00a0г."


def test_first_days_of_a_month():
    day = date(2026, 5, 1)
    assert date_short(day) == "01.05.2026"
    assert date_long(day) == "1\u00a0мая 2026\u00a0г."
    assert date_quoted(day) == "«01»\u00a0мая 2026\u00a0г."


def test_months():
    months = [
        date_long(date(2026, month, 1)).split("\u00a0")[1].split(" ")[0] for month in range(1, 13)
    ]
    assert (
        months
        == (
            "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
        ).split()
    )
