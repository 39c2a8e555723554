"""Sums that a document prints must add up to the kopeck."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from itcom_core.money import roubles, spread

amounts = st.floats(-1e6, 1e6, allow_nan=False).map(lambda amount: round(amount, 4))


def test_a_float_is_rounded_by_what_people_read():
    assert roubles(1.005) == Decimal("1.01")
    assert roubles(2.675) == Decimal("2.68")
    assert roubles(12345.67) == Decimal("12345.67")
    assert str(roubles(10)) == "10.00"
    assert str(roubles(-0.004)) in ("0.00", "-0.00")


def test_a_missing_kopeck_goes_where_rounding_erred_most():
    assert spread([0.333, 0.333, 0.334], Decimal("1.00")) == [
        Decimal("0.33"),
        Decimal("0.33"),
        Decimal("0.34"),
    ]
    assert spread([1.004, 1.004, 1.002], Decimal("3.01")) == [
        Decimal("1.01"),
        Decimal("1.00"),
        Decimal("1.00"),
    ]


def test_a_superfluous_kopeck_is_taken_where_rounding_erred_most():
    assert spread([0.006, 0.005], Decimal("0.01")) == [Decimal("0.01"), Decimal("0.00")]


def test_nothing_to_spread():
    assert spread([], Decimal("0.00")) == []


@given(st.lists(amounts, min_size=1, max_size=50))
def test_they_always_add_up(values):
    total = roubles(sum(values))
    parts = spread(values, total)
    assert sum(parts) == total
    assert all(
        abs(part - Decimal(repr(value))) <= Decimal("0.02") for part, value in zip(parts, values)
    )
