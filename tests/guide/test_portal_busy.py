# Licence LGPL-3 (see LICENSE).
"""A server that is busy and a connection that breaks off: the page goes on by itself."""

import pytest
from office import SCAN
from playwright.sync_api import expect
from scenes import Scenes


@pytest.fixture(scope="module")
def scenes(office):
    return Scenes(office)


class BusyServer:
    """Cuts the page's next request to an address off, answers the second one with «busy», and lets
    the others through.

    :ivar tries: methods of the requests so far.
    """

    def __init__(self, page, address):
        self.tries = []
        self._page = page
        page.clock.install()
        page.route(address, self._handle)

    def _handle(self, route):
        self.tries.append(route.request.method)
        if len(self.tries) == 1:
            route.abort("connectionreset")
        elif len(self.tries) == 2:
            route.fulfill(status=503, body="<p>busy</p>", content_type="text/html")
        else:
            route.continue_()

    def outlast(self):
        """Let the page's own time pass fast, until it has tried for the third time.

        :raise AssertionError: it does not try so often within a minute.
        """
        for _second in range(60):
            if len(self.tries) == 3:
                return
            self._page.clock.fast_forward(1000)
            self._page.wait_for_timeout(100)
        raise AssertionError("The page has tried %d times." % len(self.tries))


def open_documents(client_page, link):
    anna = client_page()
    anna.come_in(link)
    anna.open_step("documents")
    return anna


def test_a_submission_goes_on_by_itself(client_page, scenes):
    anna = open_documents(client_page, scenes.link(scenes.filled()))
    server = BusyServer(anna.page, "**/submit")
    anna.page.locator("[name=consent]").check()
    anna.press("Отправить на проверку")
    expect(anna.page.locator("#busy")).to_contain_text("ничего не потеряно")
    server.outlast()
    expect(anna.page.locator(".status")).to_contain_text("Документы проверяются")
    assert server.tries == ["POST"] * 3


def test_what_is_in_the_way_is_named_all_the_same(client_page, scenes):
    anna = open_documents(client_page, scenes.link(scenes.draft()))
    anna.press("Отправить на проверку")
    expect(anna.page.locator("#summary")).to_be_focused()


def test_a_scan_is_deleted_once(client_page, scenes):
    anna = open_documents(client_page, scenes.link(scenes.draft()))
    row = anna.page.locator("#snils")
    row.locator(".upload input[type=file]").first.set_input_files(SCAN)
    expect(row.locator(".scan")).to_have_count(1)
    server = BusyServer(anna.page, "**/delete")
    anna.page.on("dialog", lambda dialog: dialog.accept())
    row.locator("[data-deed=delete]").click()
    server.outlast()
    expect(row.locator(".scan")).to_have_count(0)
    expect(anna.page.locator("#busy")).to_be_empty()
    assert server.tries == ["POST"] * 3


def test_a_photo_and_an_answer_go_on_by_themselves(client_page, scenes):
    anna = open_documents(client_page, scenes.link(scenes.draft()))
    server = BusyServer(anna.page, "**/document/inn?*")
    anna.page.locator("#inn .upload input[type=file]").first.set_input_files(SCAN)
    server.outlast()
    expect(anna.page.locator("#inn .scan")).to_have_count(1)
    assert len(server.tries) == 3
    anna.open_step("holder")
    server = BusyServer(anna.page, "**/save")
    anna.page.locator("[name=birth_place]").fill("г. Тула")
    anna.page.locator("[name=birth_place]").press("Tab")
    server.outlast()
    expect(anna.page.locator("#saved")).to_contain_text("Сохранено")
    assert len(server.tries) == 3
