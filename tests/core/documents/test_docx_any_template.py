# Licence LGPL-3 (see LICENSE).
"""Whatever tags stand wherever: a template that passes the check gives a file that Word opens."""

from dataclasses import dataclass

from docx_tools import W, docx, p, part, tbl, tc
from hypothesis import given, settings
from hypothesis import strategies as st
from itcom_core.documents import TemplateError, check_template, compile_template
from lxml import etree


@dataclass(frozen=True)
class Thing:
    name: str = "a"
    yes: bool = True
    no: bool = False
    items: tuple[str, ...] = ("x", "y")
    none: tuple[str, ...] = ()


FRAGMENTS = [
    "text",
    "{{ name }}",
    "{{ na",
    "me }}",
    "{",
    "{% if yes %}",
    "{% if no %}",
    "{% else %}",
    "{% endif %}",
    "{% for i in items %}",
    "{% for i in none %}",
    "{% endfor %}",
]
SCOPED = [
    "{%%%s %s %%}" % (scope, tag)
    for scope in ("p", "tr", "tc", "r")
    for tag in ("if no", "if yes", "else", "endif", "for i in none", "for i in items", "endfor")
]

runs = st.lists(st.sampled_from(FRAGMENTS), max_size=4)
paragraphs = st.one_of(
    runs.map(lambda texts: p(*texts)), st.sampled_from(SCOPED).map(p), st.just(p("text"))
)
cells = st.lists(paragraphs, min_size=1, max_size=3).map(
    lambda content: "<w:tc><w:tcPr/>%s</w:tc>" % "".join(content)
)
whole_cells = st.sampled_from(SCOPED).map(tc)
rows = st.lists(cells | whole_cells, min_size=1, max_size=3).map(
    lambda content: "<w:tr>%s</w:tr>" % "".join(content)
)


@st.composite
def blocks(draw):
    """:return: a block that begins and ends, around rows or paragraphs."""
    scope = draw(st.sampled_from(["p", "tr"]))
    begin = draw(st.sampled_from(["if no", "if yes", "for i in none", "for i in items"]))
    tags = ["{%%%s %s %%}" % (scope, begin), "{%%%s end%s %%}" % (scope, begin.split()[0])]
    if scope == "p":
        inside = "".join(draw(st.lists(paragraphs | tables, max_size=2)))
        return p(tags[0]) + inside + p(tags[1])
    inside = "".join(draw(st.lists(rows, max_size=2)))
    return tbl("<w:tr>%s</w:tr>" % tc(tags[0]), inside, "<w:tr>%s</w:tr>" % tc(tags[1]))


tables = st.lists(rows, min_size=1, max_size=3).map(lambda content: tbl(*content))
bodies = st.lists(paragraphs | tables | blocks(), min_size=1, max_size=4).map("".join)


def assert_word_opens(content):
    """What Word asks of a body: rows in tables, cells in rows, a paragraph last in a cell."""
    root = etree.fromstring(part(content))
    for element in root.iter("{%s}tbl" % W):
        assert element.find("{%s}tr" % W) is not None
    for element in root.iter("{%s}tr" % W):
        assert element.find("{%s}tc" % W) is not None
    for element in root.iter("{%s}tc" % W):
        assert element[-1].tag == "{%s}p" % W
    for element in root.iter("{%s}t" % W):
        assert element.getparent().tag == "{%s}r" % W and not len(element)


@settings(max_examples=200, deadline=None)
@given(bodies)
def test_checked_template_gives_a_file_that_word_opens(body):
    content = docx(body)
    if not check_template(content, Thing()):
        assert_word_opens(compile_template(content).render(Thing()))


@settings(max_examples=200, deadline=None)
@given(st.lists(blocks(), min_size=1, max_size=3).map("".join))
def test_whole_blocks_most_often_pass(body):
    content = docx(body)
    try:
        assert_word_opens(compile_template(content).render(Thing()))
    except TemplateError as error:
        assert error.params["tag"]
