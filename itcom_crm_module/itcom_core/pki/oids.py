"""Object identifiers as people write them: numbers with dots between (X.660)."""

import re

from ..errors import ItcomError

# X.509 sets no bound; nothing in use comes near it.
MAX_LENGTH = 128
DOTTED = re.compile(r"(0|1|2)(\.(0|[1-9][0-9]*))+", re.ASCII)
# Below the roots 0 and 1 only these many arcs were given out.
ARCS_OF_FIRST_ROOTS = 40


class InvalidOid(ItcomError):
    """Not an object identifier; ``params["oid"]`` is what it was, cut to a sane length."""

    code = "oid"


def validate(oid):
    """:return: the identifier without spaces around it.
    :raise InvalidOid: it is none.
    """
    text = oid.strip()
    if len(text) > MAX_LENGTH or not DOTTED.fullmatch(text):
        raise InvalidOid(oid=text[:MAX_LENGTH])
    root, second = text.split(".")[:2]
    if root in "01" and int(second) >= ARCS_OF_FIRST_ROOTS:
        raise InvalidOid(oid=text)
    return text


def is_valid(oid):
    """:return: whether it is an object identifier; never raises."""
    try:
        validate(oid)
    except InvalidOid:
        return False
    return True
