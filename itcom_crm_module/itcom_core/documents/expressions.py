"""Expressions of tags: read by Jinja's parser, run by our own few functions.

Only the parser of Jinja is used. Its tree is turned into nested closures over plain
values; a construct that is not named in :data:`CONSTRUCTS` does not exist. So there is
no call, no attribute of a Python object and no way to one, whatever a template says:
``a.b`` looks up a key of a dict. A missing optional value (None) shows as nothing, and so
does everything asked of it.
"""

import operator
from decimal import Decimal
from typing import Callable, NamedTuple

import jinja2
from jinja2 import nodes

from .errors import BadExpression, TagError, UnknownField, UnknownFilter, WrongValue
from .filters import FILTERS, TESTS
from .shapes import SCALAR, UNKNOWN, Shape
from .tags import nearest

ENVIRONMENT = jinja2.Environment()
MAX_DEPTH = 50
NAMED_BY = {nodes.Name: "name", nodes.Getattr: "attr", nodes.Const: "value"}

COMPARISONS = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
    "in": lambda left, right: left in right,
    "notin": lambda left, right: left not in right,
}
ARITHMETIC = {nodes.Add: operator.add, nodes.Sub: operator.sub, nodes.Mul: operator.mul}


class Expression(NamedTuple):
    """``evaluate(names)`` → value of this ``shape``; ``names`` of fields that it asks for."""

    evaluate: Callable
    shape: Shape
    names: frozenset[str]


NOTHING = Expression(lambda _names: None, UNKNOWN, frozenset())


def compile_expression(source, scope=UNKNOWN):
    """Compile an expression as it stands in a tag.

    :param scope: shape of the names that it may use.
    :return: :class:`Expression`.
    :raise TagError: it is no expression, or names what is not there.
    """
    try:
        template = ENVIRONMENT.parse("{{ (" + source + ") }}")
    except jinja2.TemplateSyntaxError as error:
        raise BadExpression(reason="syntax", detail=error.message) from error
    except RecursionError as error:
        raise BadExpression(reason="depth", allowed=MAX_DEPTH) from error
    # A tag holds no braces (see tags.TAG), so it is exactly one printed expression.
    (printed,) = template.body[0].nodes
    return Expression(*_compile(printed, scope, MAX_DEPTH), frozenset(_names(template)))


def _names(tree):
    """:return: iterator of what may name a field: ``a``, ``.b``, ``["c"]``, ``total("d")``."""
    for node in tree.find_all((nodes.Name, nodes.Getattr, nodes.Const)):
        name = getattr(node, NAMED_BY[type(node)])
        if isinstance(name, str):
            yield name


def _compile(node, scope, depth):
    if not depth:
        raise BadExpression(reason="depth", allowed=MAX_DEPTH)
    construct = CONSTRUCTS.get(type(node))
    if construct is None:
        raise BadExpression(reason="construct", construct=type(node).__name__.lower())
    return construct(node, scope, depth - 1)


def _constant(node, _scope, _depth):
    value = node.value
    if isinstance(value, float):
        value = Decimal(repr(value))
    return (lambda _names: value), SCALAR


def _name(node, scope, _depth):
    name = _allowed_name(node.name)

    def look_up(names):
        try:
            return names[name]
        except KeyError:
            raise UnknownField(name=name, suggestion=nearest(name, list(names))) from None

    return look_up, scope.field(name)


def _field(node, scope, depth):
    owner, shape = _compile(node.node, scope, depth)
    name = _allowed_name(node.attr)
    get = _field_getter(owner, name)
    if isinstance(node.node, nodes.Name):
        get = _quick_getter(node.node.name, name, get)
    return get, shape.field(name)


def _quick_getter(owner, name, get):
    """:return: ``get`` with a short way for what nearly every tag asks: ``line.amount``."""

    def get_quickly(names):
        try:
            return names[owner][name]
        except (KeyError, TypeError):
            return get(names)

    return get_quickly


def _field_getter(owner, name):
    def get(names):
        record = owner(names)
        try:
            return record[name]
        except (KeyError, TypeError):
            if record is None:
                return None
            known = list(record) if isinstance(record, dict) else []
            raise UnknownField(name=name, suggestion=nearest(name, known)) from None

    return get


def _item(node, scope, depth):
    """``lines[0]`` and ``supplier["name"]``: by a constant only."""
    if not isinstance(node.arg, nodes.Const) or not isinstance(node.arg.value, (int, str)):
        raise BadExpression(reason="construct", construct="item")
    owner, shape = _compile(node.node, scope, depth)
    key = node.arg.value
    if isinstance(key, str):
        return _field_getter(owner, _allowed_name(key)), shape.field(key)

    def get(names):
        items = owner(names)
        if not isinstance(items, tuple):
            raise WrongValue(reason="not_a_list")
        return items[key] if -len(items) <= key < len(items) else None

    return get, shape.item()


def _allowed_name(name):
    if name.startswith("_"):
        raise UnknownField(name=name, suggestion="")
    return name


def _filter(node, scope, depth):
    if node.name not in FILTERS:
        raise UnknownFilter(name=node.name, suggestion=nearest(node.name, list(FILTERS)))
    if node.kwargs or node.dyn_args or node.dyn_kwargs or node.node is None:
        raise BadExpression(reason="construct", construct="keyword")
    value, _shape = _compile(node.node, scope, depth)
    arguments = [_compile(argument, scope, depth)[0] for argument in node.args]
    return _filtered(node.name, value, arguments), SCALAR


def _filtered(name, value, arguments):
    """:return: function that gives what a filter makes of a value; nothing of a missing one."""
    function, takes_missing = FILTERS[name].function, FILTERS[name].takes_missing

    def apply(names):
        before = value(names)
        if before is None and not takes_missing:
            return None
        try:
            if arguments:
                return function(before, *[argument(names) for argument in arguments])
            return function(before)
        except (TypeError, AttributeError, ArithmeticError, LookupError, ValueError) as error:
            if isinstance(error, TagError):
                raise
            raise WrongValue(reason="filter", filter=name) from error

    return apply


def _test(node, scope, depth):
    if node.name not in TESTS:
        raise UnknownFilter(name=node.name, suggestion=nearest(node.name, list(TESTS)))
    if node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
        raise BadExpression(reason="construct", construct="keyword")
    function = TESTS[node.name]
    value, _shape = _compile(node.node, scope, depth)
    return (lambda names: function(value(names))), SCALAR


def _compare(node, scope, depth):
    first, _shape = _compile(node.expr, scope, depth)
    others = [
        (COMPARISONS[operand.op], _compile(operand.expr, scope, depth)[0]) for operand in node.ops
    ]

    def compare(names):
        left = first(names)
        for operate, other in others:
            right = other(names)
            try:
                if not operate(left, right):
                    return False
            except TypeError as error:
                raise WrongValue(reason="comparison") from error
            left = right
        return True

    return compare, SCALAR


def _arithmetic(node, scope, depth):
    operate = ARITHMETIC[type(node)]
    left, _left_shape = _compile(node.left, scope, depth)
    right, _right_shape = _compile(node.right, scope, depth)

    def calculate(names):
        first, second = left(names), right(names)
        if not (_is_number(first) and _is_number(second)):
            raise WrongValue(reason="not_a_number")
        return operate(first, second)

    return calculate, SCALAR


def _is_number(value):
    return isinstance(value, (int, Decimal))


def _negate(node, scope, depth):
    value, _shape = _compile(node.node, scope, depth)
    return (lambda names: not value(names)), SCALAR


def _minus(node, scope, depth):
    value, _shape = _compile(node.node, scope, depth)

    def negative(names):
        number = value(names)
        if not _is_number(number):
            raise WrongValue(reason="not_a_number")
        return -number

    return negative, SCALAR


def _and(node, scope, depth):
    left, _left_shape = _compile(node.left, scope, depth)
    right, _right_shape = _compile(node.right, scope, depth)
    return (lambda names: left(names) and right(names)), SCALAR


def _or(node, scope, depth):
    left, _left_shape = _compile(node.left, scope, depth)
    right, _right_shape = _compile(node.right, scope, depth)
    return (lambda names: left(names) or right(names)), SCALAR


def _choice(node, scope, depth):
    """``a if condition else b``."""
    condition, _shape = _compile(node.test, scope, depth)
    first, shape = _compile(node.expr1, scope, depth)
    second = _compile(node.expr2, scope, depth)[0] if node.expr2 else (lambda _names: None)
    return (lambda names: first(names) if condition(names) else second(names)), shape


CONSTRUCTS = {
    nodes.Const: _constant,
    nodes.Name: _name,
    nodes.Getattr: _field,
    nodes.Getitem: _item,
    nodes.Filter: _filter,
    nodes.Test: _test,
    nodes.Compare: _compare,
    nodes.Add: _arithmetic,
    nodes.Sub: _arithmetic,
    nodes.Mul: _arithmetic,
    nodes.Neg: _minus,
    nodes.Not: _negate,
    nodes.And: _and,
    nodes.Or: _or,
    nodes.CondExpr: _choice,
}
