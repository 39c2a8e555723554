# Licence LGPL-3 (see LICENSE).

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from itcom_core import errors
from itcom_core.wording.amounts import roubles_in_words
from itcom_core.wording.numerals import FEMININE, LIMIT, NEUTER, agree, integer_in_words

IN_WORDS = [
    ("0", "Ноль рублей 00 копеек"),
    ("0.01", "Ноль рублей 01 копейка"),
    ("0.02", "Ноль рублей 02 копейки"),
    ("0.05", "Ноль рублей 05 копеек"),
    ("0.11", "Ноль рублей 11 копеек"),
    ("0.21", "Ноль рублей 21 копейка"),
    ("1", "Один рубль 00 копеек"),
    ("2", "Два рубля 00 копеек"),
    ("3.50", "Три рубля 50 копеек"),
    ("4", "Четыре рубля 00 копеек"),
    ("5", "Пять рублей 00 копеек"),
    ("10", "Десять рублей 00 копеек"),
    ("11", "Одиннадцать рублей 00 копеек"),
    ("12", "Двенадцать рублей 00 копеек"),
    ("14", "Четырнадцать рублей 00 копеек"),
    ("19", "Девятнадцать рублей 00 копеек"),
    ("20", "Двадцать рублей 00 копеек"),
    ("21", "Двадцать один рубль 00 копеек"),
    ("22", "Двадцать два рубля 00 копеек"),
    ("25", "Двадцать пять рублей 00 копеек"),
    ("40", "Сорок рублей 00 копеек"),
    ("90", "Девяносто рублей 00 копеек"),
    ("99.99", "Девяносто девять рублей 99 копеек"),
    ("100", "Сто рублей 00 копеек"),
    ("101", "Сто один рубль 00 копеек"),
    ("111", "Сто одиннадцать рублей 00 копеек"),
    ("121", "Сто двадцать один рубль 00 копеек"),
    ("200", "Двести рублей 00 копеек"),
    ("512", "Пятьсот двенадцать рублей 00 копеек"),
    ("1000", "Одна тысяча рублей 00 копеек"),
    ("1001", "Одна тысяча один рубль 00 копеек"),
    ("2000", "Две тысячи рублей 00 копеек"),
    ("5000", "Пять тысяч рублей 00 копеек"),
    ("11000", "Одиннадцать тысяч рублей 00 копеек"),
    ("12345.67", "Двенадцать тысяч триста сорок пять рублей 67 копеек"),
    ("21000", "Двадцать одна тысяча рублей 00 копеек"),
    ("22022.22", "Двадцать две тысячи двадцать два рубля 22 копейки"),
    ("100000", "Сто тысяч рублей 00 копеек"),
    ("111111.11", "Сто одиннадцать тысяч сто одиннадцать рублей 11 копеек"),
    ("1000000", "Один миллион рублей 00 копеек"),
    ("1000001", "Один миллион один рубль 00 копеек"),
    ("2000000", "Два миллиона рублей 00 копеек"),
    ("5000000", "Пять миллионов рублей 00 копеек"),
    ("1000000000", "Один миллиард рублей 00 копеек"),
    (
        "2001002003.04",
        "Два миллиарда один миллион две тысячи три рубля 04 копейки",
    ),
    (
        "999999999999.99",
        "Девятьсот девяносто девять миллиардов девятьсот девяносто девять миллионов "
        "девятьсот девяносто девять тысяч девятьсот девяносто девять рублей 99 копеек",
    ),
    ("12345.670", "Двенадцать тысяч триста сорок пять рублей 67 копеек"),
    ("1E+3", "Одна тысяча рублей 00 копеек"),
    ("-0.00", "Ноль рублей 00 копеек"),
]


@pytest.mark.parametrize("amount, words", IN_WORDS)
def test_roubles_in_words(amount, words):
    assert roubles_in_words(Decimal(amount)) == words


@pytest.mark.parametrize(
    "amount, error, code",
    [
        ("-0.01", errors.NegativeAmount, "amount_negative"),
        ("-5", errors.NegativeAmount, "amount_negative"),
        ("0.001", errors.AmountPrecision, "amount_precision"),
        ("12.345", errors.AmountPrecision, "amount_precision"),
        # Arithmetic at Decimal's usual 28 digits would lose the last one.
        ("0.1" + "0" * 40 + "1", errors.AmountPrecision, "amount_precision"),
        ("1000000000000", errors.AmountTooLarge, "amount_limit"),
        ("1E+999999", errors.AmountTooLarge, "amount_limit"),
        ("NaN", errors.NotFinite, "amount_not_finite"),
        ("Infinity", errors.NotFinite, "amount_not_finite"),
        ("-Infinity", errors.NotFinite, "amount_not_finite"),
    ],
)
def test_amount_that_no_document_carries(amount, error, code):
    with pytest.raises(errors.AmountError) as caught:
        roubles_in_words(Decimal(amount))
    assert type(caught.value) is error
    assert caught.value.code == code
    assert caught.value.params["amount"] == str(Decimal(amount))


@pytest.mark.parametrize(
    "number, gender, words",
    [
        (1, FEMININE, "одна"),
        (2, FEMININE, "две"),
        (22, FEMININE, "двадцать две"),
        (11, FEMININE, "одиннадцать"),
        (1, NEUTER, "одно"),
        (2, NEUTER, "два"),
        (1001, FEMININE, "одна тысяча одна"),
        (0, FEMININE, "ноль"),
    ],
)
def test_integer_agrees_in_gender(number, gender, words):
    assert integer_in_words(number, gender) == words


@pytest.mark.parametrize(
    "number, error", [(-1, errors.NegativeAmount), (LIMIT, errors.AmountTooLarge)]
)
def test_integer_outside_the_limits(number, error):
    with pytest.raises(error):
        integer_in_words(number)


@pytest.mark.parametrize(
    "form, numbers",
    [
        ("сертификат", (1, 21, 101, 1001)),
        ("сертификата", (2, 3, 4, 22, 104)),
        ("сертификатов", (0, 5, 10, 11, 12, 13, 14, 19, 20, 25, 111, 112, 1000)),
    ],
)
def test_agree(form, numbers):
    forms = ("сертификат", "сертификата", "сертификатов")
    assert {agree(number, forms) for number in numbers} == {form}


VALUES = {
    word: value
    for words, value in [
        ("ноль", 0), ("один одна", 1), ("два две", 2), ("три", 3), ("четыре", 4), ("пять", 5),
        ("шесть", 6), ("семь", 7), ("восемь", 8), ("девять", 9), ("десять", 10),
        ("одиннадцать", 11), ("двенадцать", 12), ("тринадцать", 13), ("четырнадцать", 14),
        ("пятнадцать", 15), ("шестнадцать", 16), ("семнадцать", 17), ("восемнадцать", 18),
        ("девятнадцать", 19), ("двадцать", 20), ("тридцать", 30), ("сорок", 40),
        ("пятьдесят", 50), ("шестьдесят", 60), ("семьдесят", 70), ("восемьдесят", 80),
        ("девяносто", 90), ("сто", 100), ("двести", 200), ("триста", 300), ("четыреста", 400),
        ("пятьсот", 500), ("шестьсот", 600), ("семьсот", 700), ("восемьсот", 800),
        ("девятьсот", 900),
    ]
    for word in words.split()
}  # fmt: skip
SCALES = {"тысяч": 10**3, "миллион": 10**6, "миллиард": 10**9}


def read(words):
    """What a person reads: the number that the words say."""
    total = group = 0
    for word in words.split():
        scale = max((stem for stem in SCALES if word.startswith(stem)), default=None, key=len)
        if scale:
            total, group = total + group * SCALES[scale], 0
        else:
            group += VALUES[word]
    return total + group


@given(st.integers(0, LIMIT - 1))
def test_words_read_back_as_the_number(number):
    assert read(integer_in_words(number)) == number
