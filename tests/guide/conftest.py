# Licence LGPL-3 (see LICENSE).
"""Browser, pages and the story that the tests of the guide share.

What they need is in the environment; ``make test-guide`` sets it: ITCOM_GUIDE_URL (a running Odoo
with the demo data for each process of tests), ITCOM_GUIDE_MAIL (the folders of their mail
catchers), ITCOM_GUIDE_SHOTS (where pictures go), ITCOM_GUIDE_PDF (not empty: PDFs have to be
offered), ITCOM_GUIDE_WRITE (not empty: docs/guide is written from this run).
"""

import os
import shutil
from pathlib import Path

import book
import manual
import pytest
from cast import MANAGER
from client_page import ClientPage
from mails import Mailbox
from office import Office, User
from playwright.sync_api import expect, sync_playwright
from scanner import Scanner
from story import Story
from web import WebClient

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide"
# pytest-xdist names its processes gw0, gw1 and so on; without it there is one.
PROCESS = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:])
ADDRESS = os.environ["ITCOM_GUIDE_URL"].split()[PROCESS]
MAIL = os.environ["ITCOM_GUIDE_MAIL"].split()[PROCESS]
SHOTS = Path(os.environ["ITCOM_GUIDE_SHOTS"])
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
# How a client holds it: small, and touched instead of pointed at.
CLIENT_PHONE = {
    "viewport": {"width": 375, "height": 740},
    "is_mobile": True,
    "has_touch": True,
}
# The narrowest that a page has to fit (WCAG 1.4.10).
SMALLEST = {"width": 320, "height": 640}

expect.set_options(timeout=15000)


@pytest.fixture(scope="session")
def browser():
    """Chromium of the tools tree."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            # Its own fields for dates and files then speak Russian.
            env={**os.environ, "LANGUAGE": "ru"},
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def mailbox():
    """The mails that Odoo has sent."""
    return Mailbox(MAIL)


@pytest.fixture(scope="session")
def pages():
    """Every :class:`browser_page.BrowserPage` that is open now: a failure looks into them."""
    return []


def new_session(browser, **options):
    """:param options: of Playwright's context, beside or instead of those of all sessions.
    :return: Playwright's context: cookies and cache of its own.
    """
    shared = {"locale": "ru-RU", "timezone_id": "Europe/Moscow", "viewport": DESKTOP}
    context = browser.new_context(**{**shared, **options})
    context.set_default_timeout(15000)
    return context


@pytest.fixture(scope="session")
def scanner(browser):
    """What photographs and scans papers."""
    return Scanner(new_session(browser).new_page())


@pytest.fixture(scope="session")
def story(browser, pages, mailbox, scanner):
    """The way through the manual, and afterwards the guide written from it."""
    folder = SHOTS / "guide"
    shutil.rmtree(folder, ignore_errors=True)
    web, verifier = (WebClient(new_session(browser).new_page(), ADDRESS) for _who in range(2))
    client = ClientPage(new_session(browser, **CLIENT_PHONE).new_page(), ADDRESS)
    pages += [web, verifier, client]
    story = Story(web, verifier, client, scanner, mailbox, manual.CHAPTERS, folder)
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


@pytest.fixture(scope="session")
def office(browser):
    """Staff, who work without a screen."""
    logins = ("manager", "verifier", "admin")
    return Office(*(User(browser.new_context(), ADDRESS, login) for login in logins), ADDRESS)


@pytest.fixture
def client_page(browser, pages):
    """Function that opens a client's page in a browser of its own.

    Its arguments are those of Playwright's context, such as java_script_enabled; a phone's unless
    told otherwise.
    """
    opened = []

    def client_page(**options):
        session = new_session(browser, **{**CLIENT_PHONE, **options})
        is_scripted = options.get("java_script_enabled", True)
        client = ClientPage(session.new_page(), ADDRESS, is_scripted)
        opened.append(client)
        pages.append(client)
        return client

    yield client_page
    for client in opened:
        pages.remove(client)
        client.page.context.close()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Let fixtures see how the test went."""
    report = (yield).get_result()
    if report.when == "call":
        item.failed = report.failed


@pytest.fixture(autouse=True)
def watch(request, pages, manager_page, client_page):
    """A script error on a page fails the test; a failure leaves a picture of every page."""
    yield
    errors = [error for web in pages for error in web.errors]
    for number, web in enumerate(pages):
        web.errors.clear()
        if errors or request.node.failed:
            name = "failed %s %d.png" % (request.node.name.replace("/", " "), number)
            web.page.screenshot(path=str(SHOTS / name))
    assert not errors, "\n".join(errors)
