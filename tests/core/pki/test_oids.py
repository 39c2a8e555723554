# Licence LGPL-3 (see LICENSE).

import pytest
from hypothesis import given
from hypothesis import strategies as st
from itcom_core.pki import oids

NUMBERS = st.integers(min_value=0, max_value=2**64)


@pytest.mark.parametrize(
    "oid", ["1.3.6.1.5.5.7.3.2", "1.2.643.6.3.1.1", "0.39", "2.999", " 1.2.643.100.113.1 "]
)
def test_an_identifier_in_use(oid):
    assert oids.validate(oid) == oid.strip()


@pytest.mark.parametrize(
    "oid",
    ["", "1", "1.", ".1.2", "1..2", "3.1", "1.40", "0.40", "1.02", "1.2.a", "1,2", "1.2 3", "١.2"],
)
def test_what_only_looks_like_one(oid):
    with pytest.raises(oids.InvalidOid):
        oids.validate(oid)
    assert not oids.is_valid(oid)


def test_length_is_bound():
    assert not oids.is_valid("1.2." + "9" * oids.MAX_LENGTH)


@given(st.lists(NUMBERS, min_size=1, max_size=5))
def test_every_identifier_below_the_joint_root(arcs):
    oid = ".".join(map(str, [2, *arcs]))
    assert oids.is_valid(oid)
    assert oids.validate(oid) == oid


@given(st.text(max_size=200))
def test_any_text_is_answered(text):
    assert oids.is_valid(text) in (True, False)
