"""Has anything changed since a document was formed? One digest of its payload tells."""

import dataclasses
import hashlib
import json
from datetime import date
from decimal import Decimal

from .payload.fields import IDENTITY
from .picture import Picture


def payload_hash(payload):
    """Digest of what the payload says, apart from the document's own number and date.

    Fields whose metadata hold ``identity`` are left out, so that the hash of a deal as it
    stands now can be compared with that of a document formed earlier. Fields that have their
    default value are left out as well: a later release may add one and no document is
    thought to be outdated for it.

    :return: 64 hexadecimal digits, the same on every machine and in every process.
    """
    content = json.dumps(
        [type(payload).__name__, _essence(payload)],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def _essence(value):
    """:return: ``value`` in terms of JSON."""
    if isinstance(value, Picture):
        return [hashlib.sha256(value.content).hexdigest(), value.width, value.height]
    if dataclasses.is_dataclass(value):
        return {
            field.name: _essence(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if not field.metadata.get(IDENTITY) and getattr(value, field.name) != field.default
        }
    if isinstance(value, (tuple, list)):
        return [_essence(item) for item in value]
    if isinstance(value, Decimal):
        return str(value.normalize() + 0)
    if isinstance(value, date):
        return value.isoformat()
    return value
