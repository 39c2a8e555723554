"""Sums of the database as roubles and kopecks that add up.

A database keeps sums as binary fractions and rounds each by itself; a document is checked
by accountants who add the printed figures.
"""

from decimal import ROUND_HALF_UP, Decimal

KOPECK = Decimal("0.01")


def roubles(amount):
    """:param amount: a float, rounded half up by its shortest decimal writing.
    :return: Decimal with two places.
    """
    return Decimal(repr(float(amount))).quantize(KOPECK, ROUND_HALF_UP)


def spread(amounts, total):
    """Round sums to kopecks so that they add up to ``total``.

    Missing or superfluous kopecks go, one each, to the sums whose rounding erred most.

    :param amounts: floats that add up to ``total`` but for rounding.
    :param total: Decimal in whole kopecks.
    :return: list of Decimals with two places, in the order of ``amounts``.
    """
    exact = [Decimal(repr(float(amount))) for amount in amounts]
    rounded = [amount.quantize(KOPECK, ROUND_HALF_UP) for amount in exact]
    missing = int((total - sum(rounded, Decimal(0))) / KOPECK)
    if not missing or not rounded:
        return rounded
    step = KOPECK if missing > 0 else -KOPECK
    order = sorted(
        range(len(exact)),
        key=lambda index: ((rounded[index] - exact[index]) * step, -abs(exact[index])),
    )
    for turn in range(abs(missing)):
        rounded[order[turn % len(order)]] += step
    return rounded
