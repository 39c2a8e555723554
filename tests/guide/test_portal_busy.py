# Licence LGPL-3 (see LICENSE).
"""A server that is busy and a connection that breaks off: the page goes on by itself."""

import pytest
from office import SCAN
from playwright.sync_api import expect
from scenes import Scenes


@pytest.fixture(scope="module")
def scenes(office):
    return Scenes(office)


@pytest.fixture
def hold_up():
    """Function that has the page's next requests to an address cut off, then answered with «busy»,
    and only then let through.
    """

    def hold_up(page, address):
        tries = []

        def handle(route):
            tries.append(route.request.method)
            if len(tries) == 1:
                route.abort("connectionreset")
            elif len(tries) == 2:
                route.fulfill(status=503, body="<p>busy</p>", content_type="text/html")
            else:
                route.continue_()

        page.route(address, handle)
        return tries

    return hold_up


def open_documents(client_page, link):
    anna = client_page()
    anna.come_in(link)
    anna.open_step("documents")
    return anna


def test_a_submission_goes_on_by_itself(client_page, scenes, hold_up):
    anna = open_documents(client_page, scenes.link(scenes.filled()))
    tries = hold_up(anna.page, "**/submit")
    anna.page.locator("[name=consent]").check()
    anna.press("Отправить на проверку")
    expect(anna.page.locator("#busy")).to_contain_text("ничего не потеряно")
    expect(anna.page.locator(".status")).to_contain_text("Документы проверяются", timeout=20000)
    assert tries == ["POST"] * 3


def test_what_is_in_the_way_is_named_all_the_same(client_page, scenes):
    anna = open_documents(client_page, scenes.link(scenes.draft()))
    anna.press("Отправить на проверку")
    expect(anna.page.locator("#summary")).to_be_focused()


def test_a_scan_is_deleted_once(client_page, scenes, hold_up):
    anna = open_documents(client_page, scenes.link(scenes.draft()))
    row = anna.page.locator("#snils")
    row.locator(".upload input[type=file]").first.set_input_files(SCAN)
    expect(row.locator(".scan")).to_have_count(1)
    tries = hold_up(anna.page, "**/delete")
    anna.page.on("dialog", lambda dialog: dialog.accept())
    row.locator("[data-deed=delete]").click()
    expect(row.locator(".scan")).to_have_count(0, timeout=20000)
    expect(anna.page.locator("#busy")).to_be_empty()
    assert tries == ["POST"] * 3


def test_a_photo_and_an_answer_go_on_by_themselves(client_page, scenes, hold_up):
    anna = open_documents(client_page, scenes.link(scenes.draft()))
    tries = hold_up(anna.page, "**/document/inn?*")
    anna.page.locator("#inn .upload input[type=file]").first.set_input_files(SCAN)
    expect(anna.page.locator("#inn .scan")).to_have_count(1, timeout=20000)
    assert len(tries) == 3
    anna.open_step("holder")
    tries = hold_up(anna.page, "**/save")
    anna.page.locator("[name=birth_place]").fill("г. Тула")
    anna.page.locator("[name=birth_place]").press("Tab")
    expect(anna.page.locator("#saved")).to_contain_text("Сохранено", timeout=20000)
    assert len(tries) == 3
