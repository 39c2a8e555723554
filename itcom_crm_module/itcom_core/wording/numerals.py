"""Whole numbers in words, and the form of the noun that a number asks for."""

from ..errors import AmountTooLarge, NegativeAmount

MASCULINE, FEMININE, NEUTER = range(3)

LIMIT = 10**12

UNITS = (
    "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать "
    "тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
).split()
TENS = "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто".split()
HUNDREDS = "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот".split()
# Only 1 and 2 have a gender.
GENDERED = {1: ("один", "одна", "одно"), 2: ("два", "две", "два")}

# Of the groups of three digits, from the right: gender, and forms after 1, after 2 and after 5.
SCALES = (
    (FEMININE, ("тысяча", "тысячи", "тысяч")),
    (MASCULINE, ("миллион", "миллиона", "миллионов")),
    (MASCULINE, ("миллиард", "миллиарда", "миллиардов")),
)


def agree(number, forms):
    """Choose the form of a noun after a whole number.

    :param forms: the noun as after 1, 2 and 5: ("рубль", "рубля", "рублей").
    """
    one, few, many = forms
    if number // 10 % 10 == 1:
        return many
    return {1: one, 2: few, 3: few, 4: few}.get(number % 10, many)


def integer_in_words(number, gender=MASCULINE):
    """:param gender: of the noun that is counted: MASCULINE, FEMININE or NEUTER.
    :return: «двадцать одна», small letters, spaces between the words.
    :raise NegativeAmount: below zero.
    :raise AmountTooLarge: from ``LIMIT`` on.
    """
    if number < 0:
        raise NegativeAmount(number)
    if number >= LIMIT:
        raise AmountTooLarge(number, limit=LIMIT)
    if number == 0:
        return UNITS[0]
    rest, last = divmod(number, 1000)
    groups = [_hundreds(last, gender)]
    for scale_gender, forms in SCALES:
        rest, group = divmod(rest, 1000)
        if group:
            groups.append([*_hundreds(group, scale_gender), agree(group, forms)])
    return " ".join(word for group in reversed(groups) for word in group)


def _hundreds(number, gender):
    """:return: words of a number below 1000; none for 0."""
    hundreds, rest = divmod(number, 100)
    words = [HUNDREDS[hundreds - 1]] if hundreds else []
    if rest >= len(UNITS):
        tens, rest = divmod(rest, 10)
        words.append(TENS[tens - 2])
    if rest:
        words.append(GENDERED[rest][gender] if rest in GENDERED else UNITS[rest])
    return words
