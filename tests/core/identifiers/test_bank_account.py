# Licence LGPL-3 (see LICENSE).

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from itcom_core import errors
from itcom_core.identifiers import bank_account

BANK = "049805746"
CASH_CENTRE = "049805000"
TREASURY = "017003983"
SINGLE_ACCOUNT = ("40102810100000010001", "040305000")

digits_20 = st.text("0123456789", min_size=20, max_size=20)
bics = st.text("0123456789", min_size=9, max_size=9).filter(lambda text: text.strip("0"))


def with_check_digit(account, bic, correspondent=False):
    digit = bank_account.calc_check_digit(account, bic, correspondent)
    return account[:8] + digit + account[9:]


def clearing(letter):
    """A right account in a clearing currency: its sixth character is ``letter``."""
    return with_check_digit("40702" + letter + "10000000000025", BANK)


@pytest.mark.parametrize(
    "account, bic",
    [
        ("40602810700000000025", BANK),
        ("40602 810 7 0000 0000025", "04 9805 746"),
        ("40602.810.7.0000.0000025", BANK),
        SINGLE_ACCOUNT,
        # A client of a cash centre: 005 stands before it, not the last digits of the БИК.
        ("40503810300000000012", CASH_CENTRE),
        # The Treasury's account for taxes: no check digit, public requisites of every payer.
        ("03100643000000018500", TREASURY),
        ("40102810445370000059", TREASURY),
        ("30101810800000000746", BANK),
    ],
)
def test_right_account(account, bic):
    compact = account.replace(" ", "").replace(".", "")
    assert bank_account.validate(account, bic) == compact
    assert bank_account.is_valid(account, bic)


@pytest.mark.parametrize(
    "account, bic",
    [
        ("30101810800000000746", BANK),
        ("30101810800000000746", CASH_CENTRE),
        SINGLE_ACCOUNT,
        ("40102810445370000059", TREASURY),
    ],
)
def test_right_correspondent_account(account, bic):
    assert bank_account.validate_correspondent(account, bic) == account
    assert bank_account.is_valid_correspondent(account, bic)


@pytest.mark.parametrize(
    "account, bic, identifier, error",
    [
        ("40602810800000000025", BANK, "bank_account", errors.InvalidCheckDigit),
        ("40602810700000000025", "049805747", "bank_account", errors.InvalidCheckDigit),
        ("40503810800000000012", CASH_CENTRE, "bank_account", errors.InvalidCheckDigit),
        ("4060281070000000002", BANK, "bank_account", errors.InvalidLength),
        ("4060281070000000002O", BANK, "bank_account", errors.InvalidFormat),
        ("A0602810700000000025", BANK, "bank_account", errors.InvalidFormat),
        ("00000000000000000000", BANK, "bank_account", errors.AllZeros),
        ("40602810700000000025", "04980574", "bic", errors.InvalidLength),
        ("40602810700000000025", "", "bic", errors.InvalidLength),
        ("40602810700000000025", None, "bic", errors.InvalidFormat),
        (None, BANK, "bank_account", errors.InvalidFormat),
    ],
)
def test_wrong_account(account, bic, identifier, error):
    with pytest.raises(errors.IdentifierError) as caught:
        bank_account.validate(account, bic)
    assert (type(caught.value), caught.value.identifier) == (error, identifier)
    assert not bank_account.is_valid(account, bic)


@pytest.mark.parametrize(
    "account, bic, identifier, error",
    [
        ("30101810900000000746", BANK, "correspondent_account", errors.InvalidCheckDigit),
        ("30101810800000000746", "049804746", "correspondent_account", errors.InvalidCheckDigit),
        ("301018108000000007460", BANK, "correspondent_account", errors.InvalidLength),
        ("03100643000000018500", TREASURY, "correspondent_account", errors.InvalidCheckDigit),
        ("30101810800000000746", "04980", "bic", errors.InvalidLength),
    ],
)
def test_wrong_correspondent_account(account, bic, identifier, error):
    with pytest.raises(errors.IdentifierError) as caught:
        bank_account.validate_correspondent(account, bic)
    assert (type(caught.value), caught.value.identifier) == (error, identifier)
    assert not bank_account.is_valid_correspondent(account, bic)


@pytest.mark.parametrize("digit, letter", enumerate("АВСЕНКМРТХ"))
def test_clearing_letter_counts_as_its_digit(digit, letter):
    number = clearing(letter)
    twin = number.replace(letter, str(digit))
    assert bank_account.validate(number, BANK) == number
    assert bank_account.is_valid(twin, BANK)


def test_clearing_letter_is_taken_in_latin_and_in_small():
    assert bank_account.validate(clearing("С").replace("С", "c"), BANK) == clearing("С")


@given(digits_20, bics, st.booleans())
def test_generated_account_is_accepted(digits, bic, correspondent):
    account = with_check_digit(digits, bic, correspondent)
    assume(account.strip("0"))
    validate = bank_account.validate_correspondent if correspondent else bank_account.validate
    assert validate(account, bic) == account


@given(digits_20, bics, st.integers(0, 19), st.integers(1, 9), st.booleans())
def test_slip_in_one_digit_is_refused(digits, bic, index, step, correspondent):
    """All slips but those in the balance account that change how the account is checked."""
    account = with_check_digit(digits, bic, correspondent)
    mistyped = account[:index] + str((int(account[index]) + step) % 10) + account[index + 1 :]
    if not correspondent:
        special = ("0", *bank_account.BANK_OF_RUSSIA_ACCOUNTS)
        assume(not account.startswith(special) and not mistyped.startswith(special))
        assert not bank_account.is_valid(mistyped, bic)
    else:
        assert not bank_account.is_valid_correspondent(mistyped, bic)


@given(
    st.one_of(st.none(), st.integers(), st.binary(), st.text(), digits_20, st.lists(st.none())),
    st.one_of(st.none(), st.integers(), st.binary(), st.text(), bics, st.lists(st.none())),
)
def test_is_valid_never_raises(account, bic):
    assert bank_account.is_valid(account, bic) in (True, False)
    assert bank_account.is_valid_correspondent(account, bic) in (True, False)


@pytest.mark.parametrize(
    "account, shown",
    [
        ("40602810700000000025", "40602 810 7 0000 0000025"),
        ("40602 8107 00000000025", "40602 810 7 0000 0000025"),
        ("4060281070000000002", "4060281070000000002"),
        (None, None),
    ],
)
def test_format(account, shown):
    assert bank_account.format(account) == shown


@given(st.text())
def test_compact_is_idempotent(text):
    once = bank_account.compact(text)
    assert bank_account.compact(once) == once
