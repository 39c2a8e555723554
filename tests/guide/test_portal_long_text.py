# Licence LGPL-3 (see LICENSE).
"""Answers that are longer than a line: seen whole on the smallest phone, and still one line."""

import pytest
from conftest import SMALLEST
from playwright.sync_api import expect
from scenes import Scenes

ISSUER = "Кем выдан"
LONG = "Отделом УФМС России по Тверской области в городе Ржеве и Ржевском районе"
# Pixels by which a text is higher than what shows it.
HIDDEN = "(input) => input.scrollHeight - input.clientHeight"
LINES = """(input) => {
    const {lineHeight, paddingTop, paddingBottom} = getComputedStyle(input);
    const paddings = parseFloat(paddingTop) + parseFloat(paddingBottom);
    return Math.round((input.scrollHeight - paddings) / parseFloat(lineHeight));
}"""
# As browsers do that can't grow a field by style.
WITHOUT_STYLE = """() => {
    const {supports} = CSS;
    CSS.supports = (name, ...rest) => name !== "field-sizing" && supports.call(CSS, name, ...rest);
    document.addEventListener("DOMContentLoaded", () => {
        for (const area of document.querySelectorAll("textarea")) {
            area.style.fieldSizing = "fixed";
        }
    });
}"""


@pytest.fixture(scope="module")
def scenes(office):
    return Scenes(office)


def open_identity(client, link):
    client.come_in(link)
    client.open_step("identity")
    return client.field(ISSUER)


@pytest.mark.parametrize("has_style", [True, False], ids=["style", "script"])
def test_it_grows_with_its_text_and_shrinks_again(client_page, scenes, has_style):
    client = client_page(viewport=SMALLEST)
    if not has_style:
        client.page.add_init_script("(%s)()" % WITHOUT_STYLE)
    field = open_identity(client, scenes.link(scenes.draft(passport_issuer="")))
    one_line = field.bounding_box()["height"]
    field.fill(LONG)
    assert field.evaluate(HIDDEN) <= 0
    assert field.bounding_box()["height"] > one_line + 20
    field.fill("ОВД")
    assert field.bounding_box()["height"] == pytest.approx(one_line, abs=1)


def test_without_a_script_it_is_seen_whole(client_page, scenes):
    client = client_page(viewport=SMALLEST, java_script_enabled=False)
    field = open_identity(client, scenes.link(scenes.draft(passport_issuer=LONG)))
    expect(field).to_have_value(LONG)
    assert field.evaluate(HIDDEN) <= 0
    # For browsers that can't make it so by style.
    assert int(field.get_attribute("rows")) == field.evaluate(LINES)


def test_a_line_feed_never_gets_in(client_page, scenes):
    questionnaire = scenes.draft(passport_issuer="")
    client = client_page()
    field = open_identity(client, scenes.link(questionnaire))
    field.focus()
    client.page.keyboard.insert_text("Отделом УФМС\nв городе\r\nРжеве")
    expect(field).to_have_value("Отделом УФМС в городе Ржеве")
    with client.page.expect_navigation():
        field.press("Enter")
    stored = scenes.office.answers(questionnaire, "passport_issuer")["passport_issuer"]
    assert stored == "Отделом УФМС в городе Ржеве"
