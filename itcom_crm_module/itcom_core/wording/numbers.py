"""Numbers in figures as Russian documents print them: 12 345,67.

Groups are parted by non-breaking spaces, so that no line ends inside a number.
"""

from decimal import ROUND_HALF_UP, Decimal

NBSP = "\u00a0"
CENT = Decimal("0.01")


def format_amount(amount):
    """:param amount: a Decimal; what has parts of a kopeck is rounded half up.
    :return: two decimals and groups: 12 345,67.
    """
    # Adding 0 takes the sign off a zero.
    return _russian(f"{amount.quantize(CENT, ROUND_HALF_UP) + 0:,.2f}")


def format_quantity(quantity):
    """:param quantity: a Decimal.
    :return: as many decimals as it needs: 2, or 1,5.
    """
    text = f"{quantity:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return _russian(text)


def _russian(text):
    return text.replace(",", NBSP).replace(".", ",")
