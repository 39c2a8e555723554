# Licence LGPL-3 (see LICENSE).
"""What escapes from template sandboxes are made of: here none of it is a construct."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from docx_tools import docx, p
from itcom_core.documents import TemplateError, check_template, compile_template


@dataclass(frozen=True)
class Victim:
    name: str = "x"
    amount: Decimal = Decimal(1)
    lines: tuple[str, ...] = ("a", "b")

    def secret(self):
        """A method of a payload is not part of what it says."""
        return "secret"

    @property
    def hidden(self):
        """Nor is an ordinary property."""
        return "secret"


@pytest.mark.parametrize(
    "expression",
    [
        "name.__class__",
        "name.__class__.__mro__[1].__subclasses__()",
        "''.__class__",
        "name['__class__']",
        "lines['__class__']",
        "lines.__len__",
        "name.format",
        "'{0.__class__}'.format(name)",
        "name|attr('__class__')",
        "name|map(attribute='__class__')",
        "name|format(1)",
        "name|safe",
        "'x'|center(1000000000)",
        "'x'|string",
        "range(1000000000)",
        "lipsum()",
        "cycler",
        "joiner",
        "namespace",
        "dict",
        "self",
        "self._TemplateReference__context",
        "config",
        "request",
        "caller",
        "varargs",
        "_",
        "__builtins__",
        "loop",
        "secret",
        "hidden",
        "lambda: 1",
        "[].append",
        "{}.items",
        "().__class__",
        "amount.real",
        "amount.__class__",
        "'a'*999999999",
        "9**9**9",
        "1//0",
        "1/0",
        "'%999999999d'%1",
        "name~name",
        "lines[0].__class__",
        "(1).__class__",
        "none.__class__",
        "true.__class__",
        "lines|total('__class__')",
        "lines|default(name.__class__)",
        "name if name.__class__ else name",
        "name == name.__class__",
        "not name.__class__",
        "-name.__class__",
        "name is sameas name",
    ],
)
def test_no_way_out(expression):
    content = docx(p("{{ %s }}" % expression))
    assert check_template(content, Victim()), "not found when checked"
    with pytest.raises(TemplateError):
        compile_template(content).render(Victim())


@pytest.mark.parametrize(
    "statement",
    [
        "import 'x' as y",
        "from 'x' import y",
        "include 'x'",
        "extends 'x'",
        "macro x()",
        "call x()",
        "filter upper",
        "set x = 1",
        "with x = 1",
        "autoescape false",
        "raw",
        "block x",
        "do x",
        "trans",
        "debug",
        "for x in lines recursive",
        "for x in lines if x.__class__",
        "for _x in lines",
        "for x in name.__class__",
        "if name.__class__",
    ],
)
def test_no_other_statement(statement):
    assert check_template(docx(p("{%% %s %%}x" % statement)), Victim())
