"""Values on their way into a document: payload → plain values → text → bytes of XML.

A template never meets an object: dataclasses become dicts, lists become tuples, and
nothing but the kinds named in :data:`SCALARS` may stand in them.
"""

import dataclasses
import functools
import operator
import re
from datetime import date
from decimal import Decimal

from ..wording.dates import date_short
from ..wording.numbers import format_quantity
from .errors import WrongValue
from .payload.fields import derived
from .picture import Picture

_SCALAR_TYPES = frozenset((str, int, bool, Decimal, date, Picture, type(None)))
SCALARS = tuple(_SCALAR_TYPES)

BREAK = b'</w:t><w:br/><w:t xml:space="preserve">'
TAB = b'</w:t><w:tab/><w:t xml:space="preserve">'

needs_care = re.compile("[&<>\x00-\x1f\ud800-\udfff\ufffe\uffff]").search
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain(value, wanted=None):
    """:return: ``value`` rebuilt of dicts, tuples and scalars.

    :param wanted: names that a template asks for anywhere, a frozenset; other fields are left
        out and other derived values not worked out. None: all.
    :raise WrongValue: something in it is of no kind that a document can show.
    """
    if value.__class__ in _SCALAR_TYPES:
        return value
    if dataclasses.is_dataclass(value):
        return _plain_record(value, wanted)
    if isinstance(value, (tuple, list)):
        return tuple([plain(item, wanted) for item in value])
    if isinstance(value, SCALARS):
        return value
    raise WrongValue(reason="type", type=type(value).__name__)


def _plain_record(record, wanted):
    names, read = _reader(record.__class__, wanted)
    values = read(record)
    if not _SCALAR_TYPES.issuperset(map(type, values)):
        values = [plain(value, wanted) for value in values]
    return dict(zip(names, values))


@functools.lru_cache(maxsize=1024)
def _reader(cls, wanted):
    """:return: names of values of a payload class, function that reads them all at once."""
    names = tuple(name for name in value_names(cls) if wanted is None or name in wanted)
    if len(names) > 1:
        return names, operator.attrgetter(*names)
    return names, lambda record: tuple([getattr(record, name) for name in names])


@functools.cache
def value_names(cls):
    """:return: names of the fields and derived values of a payload class."""
    fields = [field.name for field in dataclasses.fields(cls)]
    return tuple(fields + [name for name in dir(cls) if isinstance(getattr(cls, name), derived)])


def text_of(value):
    """:return: what a tag without a filter shows for a scalar."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, Decimal):
        return format_quantity(value)
    if isinstance(value, date):
        return date_short(value)
    if isinstance(value, (str, int)):
        return str(value)
    raise WrongValue(reason="not_text", type=type(value).__name__)


def xml_text(text):
    """:return: ``text`` as content of a ``w:t``, in UTF-8.

    Line breaks and tabs become Word's own, which close the ``w:t`` and open another;
    characters that XML can't hold are dropped.
    """
    text = _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.encode().replace(b"\n", BREAK).replace(b"\t", TAB)
