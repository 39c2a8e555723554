# Licence LGPL-3 (see LICENSE).

from dataclasses import dataclass
from decimal import Decimal
from typing import Optional

import pytest
from docx_tools import docx, p, tbl, tr
from itcom_core.documents import check_template, compile_template
from itcom_core.documents.errors import TagError


@dataclass(frozen=True)
class Position:
    name: str = "Токен"
    amount: Decimal = Decimal(1)


@dataclass(frozen=True)
class Company:
    name: str = "ООО «Ромашка»"
    address: str = "Казань"


@dataclass(frozen=True)
class Paper:
    number: str = "17"
    supplier: Company = Company()
    second: Optional[Company] = None
    lines: tuple[Position, ...] = (Position(),)


def found(body, more=()):
    """:return: [(code, tag)] of what is wrong with a template."""
    return [
        (error.code, error.params.get("tag")) for error in check_template(docx(body, more), Paper())
    ]


def test_right_template_has_no_errors():
    body = p("{{ number }} {{ supplier.name }} {{ second.address }}") + tbl(
        tr("{%tr for line in lines %}"), tr("{{ line.name|upper }}"), tr("{%tr endfor %}")
    )
    assert found(body) == []


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("{{ numbr }}", "unknown_field"),
        ("{{ supplier.nam }}", "unknown_field"),
        ("{{ second.addres }}", "unknown_field"),
        ("{{ number.length }}", "unknown_field"),
        ("{{ lines.name }}", "unknown_field"),
        ("{{ line.name }}", "unknown_field"),
        ("{{ number|uper }}", "unknown_filter"),
        ("{{ number|map('upper') }}", "unknown_filter"),
        ("{{ number is callable }}", "unknown_filter"),
        ("{{ number|amount }}", "wrong_value"),
        ("{{ supplier }}", "wrong_value"),
        ("{{ lines }}", "wrong_value"),
        ("{{ number + 1 }}", "wrong_value"),
        ("{{ 'a' * 1000 }}", "wrong_value"),
        ("{{ number", "unclosed_tag"),
        ("number }}", "unclosed_tag"),
        ("{{ {{ number }}", "unclosed_tag"),
        ("{% if number", "unclosed_tag"),
        ("{{ }}", "bad_expression"),
        ("{{ number number }}", "bad_expression"),
        ("{{ number) }}", "bad_expression"),
        ("{{ number.upper() }}", "bad_expression"),
        ("{{ number ~ number }}", "bad_expression"),
        ("{{ 2 ** 100 }}", "bad_expression"),
        ("{{ '%s' % number }}", "bad_expression"),
        ("{{ [1, 2] }}", "bad_expression"),
        ("{{ number[1:2] }}", "bad_expression"),
        ("{{ lines[number] }}", "bad_expression"),
        ("{{ number|default(other=1) }}", "bad_expression"),
        ("{{ number is defined(1) }}", "bad_expression"),
        ("{{ %s1 }}" % ("not " * 200), "bad_expression"),
        ("{{ '%s' }}" % ("x" * 1000), "bad_expression"),
        ("{% if %}x{% endif %}", "bad_expression"),
        ("{% for line lines %}x{% endfor %}", "bad_expression"),
        ("{% for a, b in lines %}x{% endfor %}", "bad_expression"),
        ("{% for x in number %}x{% endfor %}", "wrong_value"),
        ("{% for x in range(10) %}x{% endfor %}", "bad_expression"),
        ("{% if number %}x", "unclosed_block"),
        ("{% for line in lines %}x", "unclosed_block"),
        ("{% endif %}", "unexpected_tag"),
        ("{% for line in lines %}x{% endif %}{% endfor %}", "unexpected_tag"),
        ("{% if number %}a{% else %}b{% else %}c{% endif %}", "unexpected_tag"),
        ("{% endfro %}", "unknown_tag"),
        ("{% set x = 1 %}", "unknown_tag"),
        ("{% include 'x' %}", "unknown_tag"),
        ("{%- if number %}x{% endif %}", "unknown_tag"),
        ("{%tr if number %}x{%tr endif %}", "misplaced_tag"),
        ("a {%p if number %}", "text_beside_tag"),
    ],
)
def test_wrong_tag_is_found(tag, code):
    codes = [each for each, _tag in found(p(tag))]
    assert codes[:1] == [code]


def test_error_leads_to_its_place():
    header = [("word/header1.xml", "header", p("Счёт ", "{{ ", "numbr", " }} г."))]
    (error,) = check_template(docx(p("x"), header), Paper())
    assert isinstance(error, TagError)
    assert error.params == {
        "part": "word/header1.xml",
        "paragraph": "Счёт {{ numbr }} г.",
        "tag": "{{ numbr }}",
        "name": "numbr",
        "suggestion": "number",
    }


def test_all_errors_are_found_at_once_in_branches_not_taken_too():
    body = p("{{ numbr }}") + p("{% if second %}{{ second.nmae }}{% endif %}") + p("{{ x|y }}")
    assert found(body) == [
        ("unknown_field", "{{ numbr }}"),
        ("unknown_field", "{{ second.nmae }}"),
        ("unknown_filter", "{{ x|y }}"),
    ]


def test_loop_tag_without_row_scope_is_told_the_scope():
    body = tbl(tr("{% for line in lines %}{{ line.name }}", "{{ line.amount }}{% endfor %}"))
    (error,) = check_template(docx(body), Paper())
    assert (error.code, error.params["scope"]) == ("misplaced_tag", "tr")


def test_block_from_one_table_into_another_is_misplaced():
    body = tbl(tr("{%tr if number %}")) + p("") + tbl(tr("{%tr endif %}"), tr("x"))
    assert [code for code, _tag in found(body)] == ["misplaced_tag"]


def test_block_from_text_into_hyperlink_is_misplaced():
    body = (
        "<w:p><w:r><w:t>{% if number %}a</w:t></w:r><w:hyperlink><w:r><w:t>b{% endif %}</w:t>"
        "</w:r></w:hyperlink></w:p>"
    )
    assert [code for code, _tag in found(body)] == ["misplaced_tag"]


def test_misspelt_keyword_gets_the_likely_one():
    (error, *_more) = check_template(docx(p("{% if number %}x{% endfi %}")), Paper())
    assert error.params["suggestion"] == "endif"


def test_compiling_raises_the_first_error():
    with pytest.raises(TagError) as caught:
        compile_template(docx(p("{{ number }") + p("{% endif %}")))
    assert caught.value.code == "unclosed_tag"


def test_nesting_is_bounded():
    body = p("{% if number %}" * 30 + "x" + "{% endif %}" * 30)
    assert [code for code, _tag in found(body)] == ["render_limit"]


def test_deep_parentheses_never_break_the_check():
    codes = {code for code, _tag in found(p("{{ %s1%s }}" % ("(" * 480, ")" * 480)))}
    assert codes <= {"bad_expression"}
