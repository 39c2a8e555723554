"""Telephone numbers as Russian documents print them."""

import re

_RUSSIAN = re.compile(r"\+7(\d{3})(\d{3})(\d{2})(\d{2})", re.ASCII)


def format_phone(number):
    """:param number: +79161234567.
    :return: +7 916 123-45-67; a number of another country as it is.
    """
    match = _RUSSIAN.fullmatch(number)
    return "+7 %s %s-%s-%s" % match.groups() if match else number
