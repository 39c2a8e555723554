"""What a payload can hold, told from the types of its dataclasses before any value is there.

With it a misspelt field is found when a template is uploaded, in branches as well that the
sample payload would not take.
"""

import typing
from dataclasses import is_dataclass

from .errors import UnknownField, WrongValue
from .picture import Picture
from .tags import nearest
from .values import value_names


class Shape:
    """Of a value that anything may be done with: its inside is not known."""

    def field(self, _name):
        """:return: shape of the field ``name``. :raise UnknownField: there is none."""
        return self

    def item(self):
        """:return: shape of what a loop over it gives. :raise WrongValue: no list."""
        return self


class Scalar(Shape):
    """Of a text, number, date or picture: nothing is inside."""

    def field(self, name):
        raise UnknownField(name=name, suggestion="")

    def item(self):
        raise WrongValue(reason="not_a_list")


class Record(Scalar):
    """Of something with named fields: {name: Shape}."""

    def __init__(self, shapes):
        self._shapes = shapes

    def field(self, name):
        if name not in self._shapes:
            raise UnknownField(name=name, suggestion=nearest(name, list(self._shapes)))
        return self._shapes[name]

    def with_field(self, name, shape):
        """:return: this record with one more field, or another shape of it."""
        return Record({**self._shapes, name: shape})


class Many(Scalar):
    """Of a list whose items have one shape."""

    def __init__(self, item):
        self._item = item

    def field(self, name):
        raise UnknownField(name=name, suggestion="")

    def item(self):
        return self._item


class Anything(Shape):
    """Scope of names when no payload is known yet: every name may be there."""

    def with_field(self, _name, _shape):
        return self


UNKNOWN = Anything()
SCALAR = Scalar()


def shape_of(cls):
    """:return: shape of values of a payload's type: dataclass, tuple of them, scalar."""
    if is_dataclass(cls) and cls is not Picture:
        return Record({name: shape_of(kind) for name, kind in value_types(cls).items()})
    arguments = [argument for argument in typing.get_args(cls) if argument is not type(None)]
    if typing.get_origin(cls) is tuple:
        return Many(shape_of(arguments[0]))
    if typing.get_origin(cls) is typing.Union:
        return shape_of(arguments[0])
    return SCALAR


def value_types(cls):
    """:return: {name: type} of the fields and derived values of a payload class."""
    types = typing.get_type_hints(cls)
    for name in value_names(cls):
        if name not in types:
            types[name] = typing.get_type_hints(getattr(cls, name).fget)["return"]
    return types
