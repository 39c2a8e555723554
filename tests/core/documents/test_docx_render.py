# Licence LGPL-3 (see LICENSE).

import datetime as dt
import io
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Optional

import docx as python_docx
import pytest
from docx_tools import docx, p, part, r, tbl, tc, texts, tr
from hypothesis import given
from hypothesis import strategies as st
from itcom_core.documents import compile_template
from itcom_core.documents.errors import RenderLimit, TagError, UnknownField, WrongValue
from lxml import etree


@dataclass(frozen=True)
class Item:
    name: str
    amount: Decimal = Decimal("0.00")
    parts: tuple["Item", ...] = ()


@dataclass(frozen=True)
class Sample:
    name: str = "Ромашка"
    day: Optional[dt.date] = dt.date(2026, 11, 23)
    owner: Optional[Item] = None
    items: tuple[Item, ...] = ()
    amount: Decimal = Decimal("12345.67")
    count: int = 2
    flag: bool = True
    extra: tuple = field(default=())


THREE = (Item("a"), Item("b"), Item("c"))


def rendered(body, more=(), of="word/document.xml", **values):
    """:return: paragraphs of what the template with ``body`` gives."""
    return texts(compile_template(docx(body, more)).render(Sample(**values)), of)


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("{{ name }}", "Ромашка"),
        ("{{name}}", "Ромашка"),
        ("{{ day }}", "23.11.2026"),
        ("{{ amount|amount }}", "12\u00a0345,67"),
        ("{{ amount }}", "12\u00a0345,67"),
        ("{{ count }}", "2"),
        ("{{ flag }}", "да"),
        ("{{ owner.name }}", ""),
        ("{{ owner.name|upper }}", ""),
        ("{{ owner.name|default(“—”) }}", "—"),
        ("{{ name|default('x') }}", "Ромашка"),
        ("{{ items|length }}", "3"),
        ("{{ items[0].name }}{{ items[9].name }}", "a"),
        ("{{ items|total('amount')|amount }}", "0,00"),
        ("{{ count + 1 }}", "3"),
        ("{{ count * 2 - 1 }}", "3"),
        ("{{ -count }}", "-2"),
        ("{{ 1.5 + count }}", "3,5"),
        ("{{ owner.name or name }}", "Ромашка"),
        ("{{ owner['name'] }}{{ items[1]['name'] }}", "b"),
        ("{{ name|lower }} {{ name|lower|capital }}", "ромашка Ромашка"),
        ("{{ 'д. 7'|nbsp }}", "д.\u00a07"),
        ("{{ count|plural('день', 'дня', 'дней') }}", "2\u00a0дня"),
        ("{{ name|length }}", "7"),
        ("{% if 1 &lt; count &lt;= 2 and count != 3 %}x{% endif %}", "x"),
        ("{% if 'a' in name %}x{% elif 'Ром' in name %}y{% endif %}", "y"),
        ("{% if count is even %}x{% endif %}{% if count is odd %}y{% endif %}", "x"),
        ("{{ 'a' if count == 2 else 'b' }}", "a"),
        ("{{ name if owner }}", ""),
        ("{# a remark #}{{ name|upper }}", "РОМАШКА"),
        ("{% if owner %}a{% elif flag %}b{% else %}c{% endif %}", "b"),
        ("{% if not flag %}a{% elif not flag %}b{% else %}c{% endif %}", "c"),
        ("{% if owner is none and name is defined %}x{% endif %}", "x"),
        (
            "{% for item in items %}{{ item.name }}{% if not loop.last %}, {% endif %}{% endfor %}",
            "a, b, c",
        ),
        ("{% for item in items %}{{ loop.index }}/{{ loop.length }} {% endfor %}", "1/3 2/3 3/3 "),
        ("{% for item in owner.parts %}x{% endfor %}", ""),
    ],
)
def test_tag_shows(tag, shown):
    assert rendered(p(tag), items=THREE) == [shown]


def test_spaces_around_tags_stay():
    assert rendered(p(" {{ name }}  и {{ name }} ")) == [" Ромашка  и Ромашка "]


@pytest.mark.parametrize(
    "runs",
    [
        ("{", "{ name }", "}"),
        ("{{", " na", "me ", "}}"),
        ("a {", "{name", "}} b"),
        ("{{ name }}", " {", "{ name }}"),
        tuple("{{ name }}"),
    ],
)
def test_split_tag_is_one_tag(runs):
    whole = "".join(runs).replace("{{ name }}", "Ромашка").replace("{{name}}", "Ромашка")
    assert rendered(p(*runs)) == [whole]


def test_tag_split_by_marks_of_word_keeps_first_formatting():
    bold = "<w:rPr><w:b/></w:rPr>"
    body = (
        "<w:p>"
        + r("№ ", bold)
        + r("{{", bold)
        + '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="0" w:name="x"/>'
        + r("name")
        + '<w:bookmarkEnd w:id="0"/><w:proofErr w:type="spellEnd"/>'
        + r(" }}")
        + r(" end")
        + "</w:p>"
    )
    content = compile_template(docx(body)).render(Sample())
    assert texts(content) == ["№ Ромашка end"]
    shown = [e for e in etree.fromstring(part(content)).iter() if e.text == "Ромашка"]
    assert [child.tag.split("}")[1] for child in shown[0].getparent()[0]] == ["b"]
    assert b"bookmarkEnd" in part(content)


def test_rows_repeat():
    body = tbl(
        tr("№", "name"),
        tr("{%tr for item in items %}", ""),
        tr("{{ loop.index }}", "{{ item.name }}"),
        tr("{%tr endfor %}", ""),
    )
    assert rendered(body, items=THREE) == ["№", "name", "1", "a", "2", "b", "3", "c"]
    assert rendered(body) == ["№", "name"]


def test_row_that_begins_and_ends_its_loop_repeats_itself():
    body = tbl(tr("{%tr for item in items %}{{ item.name }}", "{{ loop.index }}{%tr endfor %}"))
    assert rendered(body, items=THREE) == ["a", "1", "b", "2", "c", "3"]


def test_paragraph_that_begins_and_ends_its_condition():
    assert rendered(p("{%p if owner %}x{%p endif %}") + p("y")) == ["y"]
    assert rendered(p("{%p if flag %}x{%p endif %}") + p("y")) == ["x", "y"]


def test_nested_loops_and_conditions():
    body = (
        p("{%p for item in items %}")
        + p("{{ item.name }}")
        + p("{%p if item.parts %}")
        + tbl(
            tr("{%tr for part in item.parts %}"),
            tr("{{ item.name }}{{ part.name }}"),
            tr("{%tr endfor %}"),
        )
        + p("{%p endif %}")
        + p("{%p endfor %}")
    )
    items = (Item("a", parts=(Item("1"), Item("2"))), Item("b"))
    assert rendered(body, items=items) == ["a", "a1", "a2", "b"]


def test_cells_repeat():
    body = "<w:tbl><w:tblPr/><w:tblGrid/><w:tr>%s</w:tr></w:tbl>" % (
        tc("{%tc for item in items %}") + tc("{{ item.name }}") + tc("{%tc endfor %}")
    )
    assert rendered(body, items=THREE) == ["a", "b", "c"]


def test_runs_go_away():
    assert rendered(p("a", "{%r if owner %}", "b", "{%r endif %}", "c")) == ["ac"]


def test_block_over_paragraphs():
    assert rendered(p("a{% if flag %}b") + p("c{% endif %}d")) == ["ab", "cd"]
    assert rendered(p("a{% if owner %}b") + p("c{% endif %}d")) == ["ad"]


def test_cell_never_ends_without_paragraph():
    cell = tc("{%p if owner %}", "x", "{%p endif %}")
    assert rendered(tbl("<w:tr>%s</w:tr>" % cell)) == [""]
    cell = tc("{%p if flag %}", "x", "{%p endif %}")
    assert rendered(tbl("<w:tr>%s</w:tr>" % cell)) == ["x"]


def test_table_without_rows_goes_away():
    body = p("a") + tbl(tr("{%tr for item in items %}"), tr("x"), tr("{%tr endfor %}")) + p("b")
    content = compile_template(docx(body)).render(Sample())
    assert texts(content) == ["a", "b"]
    assert b"w:tbl" not in part(content)


@pytest.mark.parametrize(
    ("kind", "open_", "close"),
    [
        ("header", "", ""),
        ("footer", "", ""),
        ("footnotes", '<w:footnote w:id="1">', "</w:footnote>"),
        ("endnotes", '<w:endnote w:id="1">', "</w:endnote>"),
    ],
)
def test_other_parts_have_tags(kind, open_, close):
    name = "word/%s1.xml" % kind
    more = [(name, kind, open_ + p("{{ name }}") + close)]
    assert rendered(p("x"), more, of=name) == ["Ромашка"]


def test_text_box_is_a_text_of_its_own():
    box = (
        "<w:p><w:r><w:t>{{ </w:t></w:r><w:r><w:pict><w:txbxContent>%s</w:txbxContent></w:pict>"
        "</w:r><w:r><w:t>name }}</w:t></w:r></w:p>" % p("{{ count }}")
    )
    root = etree.fromstring(part(compile_template(docx(box)).render(Sample())))
    assert sorted(t.text for t in root.iter("{*}t") if t.text) == ["2", "Ромашка"]


@pytest.mark.parametrize(
    "value",
    ["A & B <c> \"d\" 'e'", "]]>", "&amp;", "x" * 10_000, "🙂 emoji", "{{ count }}", "\u00a0", ""],
)
def test_value_is_shown_as_it_is(value):
    assert rendered(p("{{ name }}"), name=value) == [value]


def test_breaks_and_tabs_become_those_of_word():
    assert rendered(p("{{ name }}"), name="a\nb\r\nc\td\re") == ["a\nb\nc\td\ne"]


def test_characters_that_xml_cannot_hold_are_dropped():
    assert rendered(p("{{ name }}"), name="a\x00b\x0b\x1f\ud800\uffffc") == ["abc"]


@given(st.text(st.characters(min_codepoint=0, max_codepoint=0x10FFFF)))
def test_no_value_breaks_the_file(value):
    content = compile_template(docx(p("{{ name }}"))).render(Sample(name=value))
    etree.fromstring(part(content))


def test_same_payload_same_bytes():
    template = compile_template(docx(p("{{ name }}")))
    assert template.render(Sample()) == template.render(Sample())


def test_python_docx_opens_it():
    content = compile_template(docx(p("{{ name }}"))).render(Sample())
    assert python_docx.Document(io.BytesIO(content)).paragraphs[0].text == "Ромашка"


def test_unknown_field_is_named_when_rendered():
    with pytest.raises(UnknownField) as caught:
        rendered(p("Имя: {{ nam }}"))
    assert caught.value.params["name"] == "nam"
    assert caught.value.params["paragraph"] == "Имя: {{ nam }}"


@pytest.mark.parametrize(
    "tag",
    [
        "{% if nam %}x{% endif %}",
        "{% for i in nam %}x{% endfor %}",
        "{% for i in name %}x{% endfor %}",
        "{{ name[0] }}",
        "{{ -name }}",
        "{{ name > count }}",
        "{{ none|default(nam) }}",
        "{{ count in flag }}",
        "{{ items }}",
        "{{ count|upper }}",
        "{{ count|length }}",
        "{{ items|total('nam') }}",
        "{{ (items|total('nam'))|amount }}",
    ],
)
def test_what_no_value_can_do_is_named_when_rendered(tag):
    with pytest.raises(TagError) as caught:
        rendered(p(tag), items=THREE)
    assert caught.value.params["tag"] in tag


def test_day_and_time_are_a_date():
    assert rendered(p("{{ day }}"), day=dt.datetime(2026, 11, 23, 10, 30)) == ["23.11.2026"]


def test_object_in_payload_is_refused():
    with pytest.raises(WrongValue):
        rendered(p("{{ extra }}"), extra=(object(),))


def test_loops_are_bounded():
    loops = "".join("{%% for x%d in items %%}" % i for i in range(4))
    with pytest.raises(RenderLimit):
        rendered(p(loops + "a" + "{% endfor %}" * 4), items=(Item("a"),) * 40)


def test_size_is_bounded():
    big = (Item("x" * 10_000),) * 300
    with pytest.raises(RenderLimit):
        rendered(
            p("{% for a in items %}{% for b in items %}{{ b.name }}{% endfor %}{% endfor %}"),
            items=big,
        )
