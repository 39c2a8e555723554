"""Everything that a template may call: one dictionary, from which the manual of it is made.

Each filter takes the value before ``|`` and, where said, more. A missing value (None)
stays missing, whatever the filter.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Callable

from ..wording import amounts, dates, names, numbers, numerals, posts

NBSP = "\u00a0"


@dataclass(frozen=True)
class Filter:
    """What a template's author calls, and what the manual says about it (in Russian)."""

    function: Callable
    meaning: str
    example: str
    takes_missing: bool = False


def _text(value):
    if not isinstance(value, str):
        raise TypeError("text is expected")
    return value


def _capitalised(text):
    return _text(text)[:1].upper() + text[1:]


def _unbroken(text):
    return _text(text).replace(" ", NBSP)


def _length(items):
    if not isinstance(items, (tuple, str)):
        raise TypeError("a list is expected")
    return len(items)


def _default(value, other):
    return other if value is None or value == "" else value


def _plural(number, one, few, many):
    """:return: the number and the noun that agrees with it: 1 день, 2 дня, 5 дней."""
    return str(number) + NBSP + numerals.agree(number, (one, few, many))


def _total(items, name):
    """:return: sum of the field ``name`` of all items."""
    return sum((item[name] for item in items), Decimal(0))


FILTERS = {
    "amount": Filter(numbers.format_amount, "Сумма с копейками", "12 345,67"),
    "quantity": Filter(numbers.format_quantity, "Количество без лишних нулей", "1,5"),
    "words": Filter(
        amounts.roubles_in_words,
        "Сумма прописью",
        "Двенадцать тысяч триста сорок пять рублей 67 копеек",
    ),
    "date_short": Filter(dates.date_short, "Дата цифрами", "23.11.2026"),
    "date_long": Filter(dates.date_long, "Дата с названием месяца", "23 ноября 2026 г."),
    "date_quoted": Filter(dates.date_quoted, "Дата, день в кавычках", "«23» ноября 2026 г."),
    "initials": Filter(names.initials, "Фамилия и инициалы", "Иванов И. И."),
    "genitive": Filter(
        names.genitive, "Фамилия, имя, отчество в родительном падеже", "Иванова Ивана Ивановича"
    ),
    "genitive_post": Filter(
        posts.genitive_post, "Должность в родительном падеже", "Генерального директора"
    ),
    "upper": Filter(lambda text: _text(text).upper(), "Все буквы заглавные", "СЧЁТ"),
    "lower": Filter(lambda text: _text(text).lower(), "Все буквы строчные", "счёт"),
    "capital": Filter(_capitalised, "Первая буква заглавная, остальные как есть", "Счёт"),
    "nbsp": Filter(_unbroken, "Не переносить между словами", "д. 7"),
    "default": Filter(
        _default, 'Что показать, если значения нет: default("—")', "—", takes_missing=True
    ),
    "plural": Filter(
        _plural, 'Число с существительным: plural("день", "дня", "дней")', "5\u00a0дней"
    ),
    "length": Filter(_length, "Сколько строк в списке", "3"),
    "total": Filter(_total, 'Сумма поля по всем строкам: lines|total("amount")', "12 345,67"),
}

TESTS = {
    "defined": lambda value: value is not None,
    "none": lambda value: value is None,
    "odd": lambda value: value % 2 == 1,
    "even": lambda value: value % 2 == 0,
}
