# Licence LGPL-3 (see LICENSE).
"""Browser, pages and the story that the tests of the guide share.

What they need is in the environment; ``make test-guide`` sets it: ITCOM_GUIDE_URL (a running Odoo
with the demo data), ITCOM_GUIDE_MAIL (the mail catcher's folder), ITCOM_GUIDE_SHOTS (where pictures
go), ITCOM_GUIDE_PDF (not empty: PDFs have to be offered), ITCOM_GUIDE_WRITE (not empty: docs/guide
is written from this run).
"""

import os
import shutil
from pathlib import Path

import book
import manual
import pytest
from cast import MANAGER
from mails import Mailbox
from playwright.sync_api import expect, sync_playwright
from story import Story
from web import WebClient

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide"
ADDRESS = os.environ["ITCOM_GUIDE_URL"]
SHOTS = Path(os.environ["ITCOM_GUIDE_SHOTS"])
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}

expect.set_options(timeout=15000)


@pytest.fixture(scope="session")
def browser():
    """Chromium of the tools tree."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def mailbox():
    """The mails that Odoo has sent."""
    return Mailbox(os.environ["ITCOM_GUIDE_MAIL"])


@pytest.fixture(scope="session")
def pages():
    """Every :class:`WebClient` that is open now: a failure looks into them."""
    return []


def new_session(browser):
    """:return: Playwright's context: cookies and cache of its own."""
    context = browser.new_context(
        viewport=DESKTOP, locale="ru-RU", timezone_id="Europe/Moscow", accept_downloads=True
    )
    context.set_default_timeout(15000)
    return context


@pytest.fixture(scope="session")
def story(browser, pages, mailbox):
    """The way through the manual, and afterwards the guide written from it."""
    folder = SHOTS / "guide"
    shutil.rmtree(folder, ignore_errors=True)
    web = WebClient(new_session(browser).new_page(), ADDRESS)
    pages.append(web)
    story = Story(web, mailbox, manual.CHAPTERS, folder)
    yield story
    if os.environ.get("ITCOM_GUIDE_WRITE") and len(story.walked) == len(story.steps):
        shutil.rmtree(GUIDE, ignore_errors=True)
        shutil.copytree(folder, GUIDE / "pictures")
        book.write(manual.CHAPTERS, manual.OPENING, GUIDE)


@pytest.fixture(scope="session")
def manager_session(browser):
    """A session in which the manager has logged in, for all tests beside the story."""
    session = new_session(browser)
    page = session.new_page()
    web = WebClient(page, ADDRESS)
    web.open("/web/login")
    web.log_in(*MANAGER)
    page.close()
    return session


@pytest.fixture
def manager_page(manager_session, pages):
    """Function that opens the app for the manager in a page of the size given."""
    opened = []

    def manager_page(size=DESKTOP):
        page = manager_session.new_page()
        page.set_viewport_size(size)
        web = WebClient(page, ADDRESS)
        opened.append(web)
        pages.append(web)
        web.open("/web")
        page.locator(".o_main_navbar").wait_for()
        web.settle()
        web.open_app("ITCOM CRM")
        return web

    yield manager_page
    for web in opened:
        pages.remove(web)
        web.page.close()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Let fixtures see how the test went."""
    report = (yield).get_result()
    if report.when == "call":
        item.failed = report.failed


@pytest.fixture(autouse=True)
def watch(request, pages, manager_page):
    """A script error on a page fails the test; a failure leaves a picture of every page."""
    yield
    errors = [error for web in pages for error in web.errors]
    for number, web in enumerate(pages):
        web.errors.clear()
        if errors or request.node.failed:
            name = "failed %s %d.png" % (request.node.name.replace("/", " "), number)
            web.page.screenshot(path=str(SHOTS / name))
    assert not errors, "\n".join(errors)
