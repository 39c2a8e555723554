"""Dates as Russian documents print them; spaces that must not break are non-breaking."""

from .numbers import NBSP

MONTHS = (
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
).split()


def date_short(date):
    """:return: 23.11.2026"""
    return "%02d.%02d.%04d" % (date.day, date.month, date.year)


def date_long(date):
    """:return: 23 ноября 2026 г."""
    return "%d%s%s" % (date.day, NBSP, _month_and_year(date))


def date_quoted(date):
    """:return: «23» ноября 2026 г., as contracts are headed; the day in two figures."""
    return "«%02d»%s%s" % (date.day, NBSP, _month_and_year(date))


def _month_and_year(date):
    return "%s %04d%sг." % (MONTHS[date.month - 1], date.year, NBSP)
