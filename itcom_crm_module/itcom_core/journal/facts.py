"""Facts of an entry: what may stand in them, and the one way to write them down.

The journal outlives the personal data that it tells about, so none may get into it: facts are
numbers, yes/no and short codes, never what somebody typed. A text that is no code is withheld
rather than refused, because an entry with one fact less is better than no entry.
"""

import json
import re
from datetime import date

WITHHELD = "(withheld)"
MAX_ITEMS = 1000

# Codes, dates, digests, names of models and fields: no spaces, no letters of names, no "@".
_CODE = re.compile(r"[A-Za-z0-9_.:/+=-]{0,128}")
# Nine digits and more by themselves are a passport, an ИНН, a СНИЛС or a telephone.
_PERSONAL_NUMBER = re.compile(r"[+-]?(?:\d[- ]?){9,}")


def canonical_facts(facts):
    """Write facts down so that equal facts give equal text.

    :param facts: mapping of name to int, bool, None, date, datetime or str, or to a list, tuple,
        set or frozenset of these.
    :return: JSON text with sorted names.
    :raise TypeError: a value of any other type: the caller's mistake.
    """
    clean = {str(name): _clean(value) for name, value in facts.items()}
    return json.dumps(clean, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _clean(value):
    if isinstance(value, (set, frozenset)):
        value = sorted(value)
    if isinstance(value, (list, tuple)):
        items = [_clean_one(item) for item in value[:MAX_ITEMS]]
        return items if len(value) <= MAX_ITEMS else [*items, WITHHELD]
    return _clean_one(value)


def _clean_one(value):
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        is_code = _CODE.fullmatch(value) and not _PERSONAL_NUMBER.fullmatch(value)
        return value if is_code else WITHHELD
    raise TypeError("a fact can't be %s" % type(value).__name__)
