"""«Справочник полей»: a docx that tells whoever edits a template what it may say."""

import dataclasses
import functools
import typing
from dataclasses import dataclass
from pathlib import Path

from .filters import FILTERS
from .kinds import KINDS
from .payload.fields import EACH, MEANING, derived
from .picture import Picture
from .shapes import value_types
from .template import compile_template
from .values import text_of

TEMPLATE = Path(__file__).parent / "field_reference.docx"
MAX_EXAMPLE = 80


@dataclass(frozen=True)
class Row:
    """One thing to write in a template."""

    tag: str
    meaning: str
    example: str = ""


@dataclass(frozen=True)
class Group:
    """Fields of one part of the payload; ``before`` and ``after`` are the tags of its loop."""

    title: str
    rows: tuple[Row, ...]
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class FieldReference:
    """Payload of the reference itself."""

    title: str
    tags: tuple[Row, ...]
    groups: tuple[Group, ...]
    filters: tuple[Row, ...]


# Shown as values, so that what somebody copies from the reference is a tag and works.
TAGS = (
    Row("{{ number }}", "Показать значение поля", "17"),
    Row("{{ date|date_long }}", "Показать его в другом виде, см. «Фильтры»", "23 ноября 2026 г."),
    Row("{% if kpp %} … {% else %} … {% endif %}", "Показать, только если значение есть"),
    Row(
        "{%p if kpp %} … {%p endif %}",
        "То же для целых абзацев: тег стоит в своём абзаце, который исчезнет",
    ),
    Row(
        "{%tr for line in lines %} … {%tr endfor %}",
        "Повторить строки таблицы между двумя строками с тегами; строки с тегами исчезнут",
    ),
    Row("{{ loop.index }}, {% if loop.last %}", "Внутри повтора: номер с единицы; последняя ли"),
    Row("{# заметка #}", "Заметка для того, кто меняет шаблон; в документ не попадёт"),
    Row(
        "{{ payment_qr }}",
        "Картинка. Если так назван замещающий текст рисунка в шаблоне, картинка встанет на его "
        "место в его размере",
    ),
)


def field_reference(kind):
    """:return: bytes of a docx with every field of documents of ``kind``, a key of KINDS."""
    sample = KINDS[kind].sample()
    return _template().render(
        FieldReference(
            title=KINDS[kind].title,
            tags=TAGS,
            groups=tuple(_groups(sample)),
            filters=tuple(
                Row(name, filter_.meaning, filter_.example) for name, filter_ in FILTERS.items()
            ),
        )
    )


@functools.cache
def _template():
    return compile_template(TEMPLATE.read_bytes())


def _groups(payload):
    """:return: iterator of groups: the document's own fields, then its parts and lists."""
    cls = type(payload)
    types = value_types(cls)
    own = [name for name, kind in types.items() if not _record_of(kind) and not _item_of(kind)]
    yield Group("Документ", tuple(_row(cls, name, name, getattr(payload, name)) for name in own))
    for name, kind in types.items():
        value = getattr(payload, name)
        if _record_of(kind):
            yield Group(meaning(cls, name), tuple(_rows(_record_of(kind), name, value)))
        elif _item_of(kind):
            yield _list_group(cls, name, _item_of(kind), value)


def _list_group(cls, name, item, values):
    each = next(field for field in dataclasses.fields(cls) if field.name == name).metadata[EACH]
    first = values[0] if values else None
    if dataclasses.is_dataclass(item):
        rows, tag = tuple(_rows(item, each, first)), "tr"
    else:
        rows, tag = (Row("{{ %s }}" % each, meaning(cls, name), text_of(first)[:MAX_EXAMPLE]),), "p"
    begin, end = "{%%%s for %s in %s %%}" % (tag, each, name), "{%%%s endfor %%}" % tag
    return Group(meaning(cls, name), rows, begin, end)


def _rows(cls, path, value):
    """:return: iterator of rows of all fields of a record, those of records in it too."""
    for name, kind in value_types(cls).items():
        inner = getattr(value, name, None)
        deeper = "%s.%s" % (path, name)
        if _record_of(kind):
            yield from _rows(_record_of(kind), deeper, inner)
        else:
            yield _row(cls, name, deeper, inner)


def _row(cls, name, path, value):
    example = "картинка" if isinstance(value, Picture) else text_of(value)
    return Row("{{ %s }}" % path, meaning(cls, name), example[:MAX_EXAMPLE])


def meaning(cls, name):
    """:return: what a field or derived value means, in Russian."""
    value = getattr(cls, name, None)
    if isinstance(value, derived):
        return value.meaning
    return {field.name: field for field in dataclasses.fields(cls)}[name].metadata[MEANING]


def _record_of(kind):
    """:return: the dataclass of a record's type, None for anything else."""
    options = [kind, *typing.get_args(kind)] if typing.get_origin(kind) is typing.Union else [kind]
    return next((o for o in options if dataclasses.is_dataclass(o) and o is not Picture), None)


def _item_of(kind):
    """:return: the type of a tuple's items, None for anything else."""
    return typing.get_args(kind)[0] if typing.get_origin(kind) is tuple else None
