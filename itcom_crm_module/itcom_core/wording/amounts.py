"""Sums of money in words, as invoices and contracts close with."""

from ..errors import AmountPrecision, AmountTooLarge, NegativeAmount, NotFinite
from .numerals import LIMIT, MASCULINE, agree, integer_in_words

ROUBLE = ("рубль", "рубля", "рублей")
KOPECK = ("копейка", "копейки", "копеек")
KOPECK_PLACES = 2
KOPECKS_IN_ROUBLE = 10**KOPECK_PLACES


def roubles_in_words(amount):
    """«Двенадцать тысяч триста сорок пять рублей 67 копеек»

    :param amount: a Decimal in roubles, from 0 to below ``numerals.LIMIT``.
    :raise AmountError: NaN, infinite, negative, with parts of a kopeck, or too large.
    """
    roubles, kopecks = _split(amount)
    words = integer_in_words(roubles, MASCULINE)
    return "%s %s %02d %s" % (
        words[0].upper() + words[1:],
        agree(roubles, ROUBLE),
        kopecks,
        agree(kopecks, KOPECK),
    )


def _split(amount):
    """:return: (roubles, kopecks) of an amount that can be said in words."""
    if not amount.is_finite():
        raise NotFinite(amount)
    if amount < 0:
        raise NegativeAmount(amount)
    if amount >= LIMIT:
        raise AmountTooLarge(amount, limit=LIMIT)
    # A ratio is exact; arithmetic on Decimal would round at the context's precision.
    numerator, denominator = amount.as_integer_ratio()
    kopecks, parts = divmod(numerator * KOPECKS_IN_ROUBLE, denominator)
    if parts:
        raise AmountPrecision(amount, places=KOPECK_PLACES)
    return divmod(kopecks, KOPECKS_IN_ROUBLE)
