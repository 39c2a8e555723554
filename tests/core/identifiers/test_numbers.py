# Licence LGPL-3 (see LICENSE).
"""ИНН, КПП, ОГРН, СНИЛС, БИК: vectors, generated numbers, slips, and the shared contract."""

import doctest
import importlib

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from itcom_core import errors
from itcom_core.identifiers import bic, inn, kpp, ogrn, snils

NUMBERS = {"inn": inn, "kpp": kpp, "ogrn": ogrn, "snils": snils, "bic": bic}

RIGHT = [
    (inn, "1234567894"),
    (inn, "7707083893"),
    (inn, "123456789047"),
    (inn, "500100732259"),
    (ogrn, "1022200525819"),
    (ogrn, "1027700132195"),
    (ogrn, "1027700132020"),  # remainder 10
    (ogrn, "385768585948949"),
    (ogrn, "304500116000157"),
    (ogrn, "304500116000050"),  # remainder 10
    (snils, "11223344595"),
    (snils, "08765430300"),
    (snils, "11223345800"),  # sum 100
    (snils, "11223345900"),  # sum 101
    (snils, "19877998900"),  # remainder 100
    (snils, "00100199800"),  # the last one without a check number
    (snils, "00000000100"),
    (kpp, "773001001"),
    (kpp, "7730AZ001"),
    (bic, "049805746"),
    (bic, "017003983"),
]

WRONG = [
    (inn, "1234567895", "inn", errors.InvalidCheckDigit),
    (inn, "123456789037", "inn", errors.InvalidCheckDigit),
    (inn, "123456789048", "inn", errors.InvalidCheckDigit),
    (inn, "12345678901", "inn", errors.InvalidLength),
    (inn, "", "inn", errors.InvalidLength),
    (inn, "77O7083893", "inn", errors.InvalidFormat),
    (inn, "7707083893²", "inn", errors.InvalidFormat),
    (inn, "٧٧٠٧٠٨٣٨٩٣", "inn", errors.InvalidFormat),
    (inn, "７７０７０８３８９３", "inn", errors.InvalidFormat),
    (inn, "0000000000", "inn", errors.AllZeros),
    (inn, "000000000000", "inn", errors.AllZeros),
    (inn, 7707083893, "inn", errors.InvalidFormat),
    (ogrn, "1022500001328", "ogrn", errors.InvalidCheckDigit),
    (ogrn, "385768585948940", "ogrnip", errors.InvalidCheckDigit),
    (ogrn, "304500116000158", "ogrnip", errors.InvalidCheckDigit),
    (ogrn, "0000000000000", "ogrn", errors.AllZeros),
    (ogrn, "000000000000000", "ogrnip", errors.AllZeros),
    (ogrn, "10277001321950", "ogrn", errors.InvalidLength),
    (ogrn, "10277001321X5", "ogrn", errors.InvalidFormat),
    (ogrn, None, "ogrn", errors.InvalidFormat),
    (snils, "112-233-445 96", "snils", errors.InvalidCheckDigit),
    (snils, "00100199900", "snils", errors.InvalidCheckDigit),
    (snils, "000-000-000 00", "snils", errors.AllZeros),
    (snils, "112-233-445", "snils", errors.InvalidLength),
    (kpp, "77300100", "kpp", errors.InvalidLength),
    (kpp, "77300100А", "kpp", errors.InvalidFormat),
    (kpp, "77A001001", "kpp", errors.InvalidFormat),
    (kpp, "000000000", "kpp", errors.AllZeros),
    (kpp, None, "kpp", errors.InvalidFormat),
    (bic, "04980574", "bic", errors.InvalidLength),
    (bic, "000000000", "bic", errors.AllZeros),
    (bic, "SABRRUMM1", "bic", errors.InvalidFormat),
]

modules = st.sampled_from(sorted(NUMBERS.values(), key=lambda module: module.__name__))


def digits(count):
    """Texts of ``count`` digits that are not all zeros."""
    return st.text("0123456789", min_size=count, max_size=count).filter(
        lambda text: text.strip("0")
    )


@st.composite
def right_numbers(draw):
    """(module, payload, check digits) of a number that must be accepted."""
    module, payload_length, calc = draw(
        st.sampled_from(
            [
                (inn, 9, inn.calc_check_digits),
                (inn, 10, inn.calc_check_digits),
                (ogrn, 12, ogrn.calc_check_digit),
                (ogrn, 14, ogrn.calc_check_digit),
                (snils, 9, snils.calc_check_digits),
            ]
        )
    )
    payload = draw(digits(payload_length))
    return module, payload, calc(payload)


def slip(number, index, step):
    """The number with one digit mistyped: ``step`` is added to it mod 10."""
    index %= len(number)
    return number[:index] + str((int(number[index]) + step) % 10) + number[index + 1 :]


@pytest.mark.parametrize("module, number", RIGHT)
def test_right_number_is_accepted(module, number):
    assert module.validate(number) == number
    assert module.is_valid(number)


@pytest.mark.parametrize("module, number, identifier, error", WRONG)
def test_wrong_number_is_refused_with_its_reason(module, number, identifier, error):
    with pytest.raises(errors.IdentifierError) as caught:
        module.validate(number)
    assert type(caught.value) is error
    assert caught.value.identifier == identifier
    assert not module.is_valid(number)


def test_length_error_tells_lengths():
    with pytest.raises(errors.InvalidLength) as caught:
        inn.validate("770708389")
    assert caught.value.params == {"identifier": "inn", "expected": (10, 12), "given": 9}


@pytest.mark.parametrize(
    "module, typed, compact",
    [
        (inn, " 77 07\u00a0083\u202f893 ", "7707083893"),
        (inn, "7707\u2013083\u2014893\ufeff", "7707083893"),
        (inn, "7707\u2212083\u00ad893\n", "7707083893"),
        (snils, "112\u2011233\u2010445 95", "11223344595"),
        (kpp, "7730 az 001", "7730AZ001"),
        (ogrn, "1\u20090277\t00132195", "1027700132195"),
    ],
)
def test_separators_are_stripped(module, typed, compact):
    assert module.compact(typed) == compact
    assert module.validate(typed) == compact


@pytest.mark.parametrize(
    "module, number, shown",
    [
        (snils, "11223344595", "112-233-445 95"),
        (snils, "112 233 445 95", "112-233-445 95"),
        (snils, "11223344596", "11223344596"),
        (inn, "7707 083893", "7707083893"),
        (inn, "7707 083894", "7707 083894"),
        (kpp, "7730 01001", "773001001"),
        (ogrn, "1027700 132195", "1027700132195"),
        (bic, "049 805 746", "049805746"),
        (bic, None, None),
    ],
)
def test_format(module, number, shown):
    assert module.format(number) == shown


@given(right_numbers())
def test_generated_number_is_accepted(right):
    module, payload, check = right
    assert module.validate(payload + check) == payload + check


@given(right_numbers(), st.integers(0, 14), st.integers(1, 9))
def test_slip_in_one_digit_is_refused(right, index, step):
    """Where remainders share a digit (10 as 0 and so on) the algorithm can't tell: left out."""
    module, payload, check = right
    number = payload + check
    mistyped = slip(number, index, step)
    assume(not shares_check_digits(module, number, mistyped))
    assert not module.is_valid(mistyped)


def shares_check_digits(module, number, mistyped):
    """True where a slip in the payload leads to the same check digits, or to no check at all."""
    if module is snils:
        payload, changed = number[:9], mistyped[:9]
        if changed <= snils.LAST_UNCHECKED:
            return True
        return payload != changed and snils.calc_check_digits(changed) == number[9:]
    if module is ogrn:
        payload, changed = number[:-1], mistyped[:-1]
        return payload != changed and ogrn.calc_check_digit(changed) == number[-1]
    length = 9 if len(number) == inn.ORGANISATION_LENGTH else 10
    payload, changed = number[:length], mistyped[:length]
    return payload != changed and inn.calc_check_digits(changed) == number[length:]


@given(
    modules,
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.binary(),
        st.text(),
        st.text("0123456789 -\u00a0", max_size=17),
        st.lists(st.integers()),
        st.dictionaries(st.text(), st.none()),
        st.builds(object),
    ),
)
def test_is_valid_never_raises(module, anything):
    assert module.is_valid(anything) in (True, False)
    assert module.is_valid(anything) or module.format(anything) is anything


@given(modules, st.text())
def test_compact_is_idempotent(module, text):
    once = module.compact(text)
    assert module.compact(once) == once


@given(right_numbers(), st.lists(st.sampled_from(" \u00a0\u202f-\u2013\u2011"), max_size=4))
def test_separators_never_matter(right, separators):
    module, payload, check = right
    typed = payload
    for separator in separators:
        typed = typed[:3] + separator + typed[3:]
    assert module.validate(typed + check) == payload + check


@pytest.mark.parametrize("name", ["inn", "kpp", "ogrn", "snils", "bic", "bank_account"])
def test_examples_in_docstrings(name):
    module = importlib.import_module("itcom_core.identifiers." + name)
    result = doctest.testmod(module)
    assert result.attempted and not result.failed
