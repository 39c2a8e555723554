# Licence LGPL-3 (see LICENSE).
"""The page of a questionnaire as whoever fills it in sees it: labels, steps, documents."""

import mimetypes
import re
from dataclasses import dataclass

from browser_page import BrowserPage
from playwright.sync_api import expect

# The page forbids eval, and with it Playwright's own way of waiting.
UNTIL_QUIET = """
async () => {
    const end = performance.now() + 15000;
    // At least one pause: what was just typed or pressed is sent by a timer of the page's own.
    do {
        if (performance.now() > end) {
            throw new Error("The page does not come to rest.");
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
    } while (!window.isQuiet());
}
"""

# What a mail program adds to a letter.
MAIL_PROGRAM = """
<meta name="viewport" content="width=device-width">
<style>body { font: 1rem/1.4 "Liberation Sans", sans-serif; margin: 1rem; overflow-wrap: anywhere }
</style>
"""


@dataclass(frozen=True)
class File:
    """A file that somebody chooses: its name and its bytes."""

    name: str
    content: bytes

    @property
    def chosen(self):
        """:return: the file as Playwright takes it."""
        kind = mimetypes.guess_type(self.name)[0] or "application/octet-stream"
        return {"name": self.name, "mimeType": kind, "buffer": self.content}


def titled(text):
    """:return: pattern of a title or label, whatever stands in brackets after it."""
    return re.compile(r"^\s*%s\s*(\(|$)" % re.escape(text))


class ClientPage(BrowserPage):
    """The client's page, at any width, with the page's scripts or without.

    :param is_scripted: whether the browser lets scripts run.
    """

    def __init__(self, page, address, is_scripted=True):
        super().__init__(page, address)
        self.is_scripted = is_scripted

    def settle(self):
        """Wait until everything that was typed and chosen has reached the server."""
        if self.is_scripted:
            self.page.evaluate(UNTIL_QUIET)

    def is_error(self, message):
        """What the server refuses, or no connection brings, is no fault of the page: it has to say
        so in its own words.
        """
        is_refusal = (
            "/questionnaire/" in message.location["url"] and "Failed to load" in message.text
        )
        is_apart = "net::ERR_" in message.text
        return super().is_error(message) and not (is_refusal or is_apart)

    # Ways in

    def come_in(self, link, lang=None):
        """Open a link to a questionnaire.

        :param lang: code of the language to be chosen on the page.
        """
        self.page.goto(link)
        if lang:
            self.page.goto("%s?lang=%s" % (self.page.url, lang))

    def open_step(self, name, query=""):
        """Open a step of the questionnaire by its address.

        :param query: what follows in the address.
        """
        page = self.page.url.partition("?")[0].partition("#")[0]
        self.page.goto("%s?step=%s%s" % (page, name, query))

    # The letter

    def read(self, mail):
        """Show a letter as the client's mail program does.

        :param mail: :class:`mails.Mail`.
        """
        self.page.goto("about:blank")
        self.page.set_content(MAIL_PROGRAM + mail.html)

    def follow(self, text):
        """Click the link ``text`` of the letter; the page that it leads to opens."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=text, exact=True).click()

    # Steps

    @property
    def heading(self):
        """:return: title of the step that is open, or what happens now."""
        return self.page.locator("main h2").first

    @property
    def steps(self):
        """:return: the row of steps with what is left."""
        return self.page.get_by_role("navigation", name="Шаги")

    def step(self, title):
        """:return: entry of the row of steps; on a phone it shows no more than its number."""
        return self.steps.get_by_role("link", name=title)

    def go_to(self, title):
        """Open the step ``title``."""
        self.step(title).click()
        expect(self.heading).to_have_text(title)

    def go_on(self):
        """Press «Сохранить и продолжить»; another step opens."""
        self._turn("Сохранить и продолжить")

    def go_back(self):
        """Press «Назад»; the step before opens."""
        self._turn("Назад")

    def _turn(self, button):
        title = self.heading.inner_text()
        self.press(button)
        expect(self.heading).not_to_have_text(title)

    def button(self, text):
        """:return: the button ``text``."""
        return self.page.get_by_role("button", name=text, exact=True)

    def press(self, text):
        """Press the button ``text``, whatever comes of it."""
        self.button(text).click()

    # Answers

    def row(self, label):
        """:return: label, input and error of a field."""
        label = self.page.locator("label").filter(has_text=titled(label))
        return self.page.locator(".field").filter(has=label)

    def field(self, label):
        """:return: the input beside ``label``."""
        return self.row(label).locator("input:not([type=hidden]), select, textarea")

    def fill(self, label, answer):
        """Type an answer, or choose it in the list; days are written as 1984-05-14."""
        field = self.field(label)
        if field.evaluate("(element) => element.tagName") == "SELECT":
            field.select_option(label=answer)
        else:
            field.fill(answer)
            # Leaving the field is what has it checked and saved.
            field.press("Tab")

    def fill_in(self, answers):
        """Fill in fields of the step that is open.

        :param answers: {label: answer}.
        """
        for label, answer in answers.items():
            self.fill(label, answer)
        self.settle()

    def error(self, label):
        """:return: what the page finds wrong with a field."""
        return self.row(label).locator(".error")

    # Documents

    def document(self, title):
        """:return: one document with its files and buttons."""
        heading = self.page.get_by_role("heading", name=titled(title))
        return self.page.locator(".document").filter(has=heading)

    def choose(self, title, *files):
        """Choose files for a document, and upload them where no script does.

        :param files: :class:`File`.
        """
        document = self.document(title)
        document.get_by_label("Выбрать файл").set_input_files([file.chosen for file in files])
        if not self.is_scripted:
            document.get_by_role("button", name="Загрузить", exact=True).click()
        self.settle()

    def upload(self, title, *files):
        """Add files to a document; the page shows each of them afterwards."""
        scans = self.scans(title)
        count = scans.count()
        self.choose(title, *files)
        expect(scans).to_have_count(count + len(files))

    def replace(self, title, file):
        """Press «Заменить» beside the only file of a document and choose another."""
        self.scans(title).get_by_label("Заменить").set_input_files(file.chosen)
        self.settle()

    def scans(self, title):
        """:return: files of a document that the server has kept."""
        return self.document(title).locator(".scan")

    def refusal(self, title):
        """:return: what is said of files that were not taken."""
        return self.document(title).locator(".refused")

    def paper(self, title):
        """Press «Скачать, подписать и загрузить».

        :return: :class:`File`, the paper to be signed.
        """
        with self.page.expect_download() as waiting:
            self.document(title).get_by_role("button", name="Скачать").click()
        download = waiting.value
        return File(download.suggested_filename, download.path().read_bytes())

    # The end

    @property
    def consent(self):
        """:return: the box «Даю согласие на обработку…»; there is none once it is on record."""
        return self.page.locator(".consent").get_by_role("checkbox")

    def agree(self):
        """Agree to the processing of personal data."""
        self.consent.check()
        self.settle()

    def submit(self):
        """Press «Отправить на проверку»; the page that follows tells what came of it."""
        with self.page.expect_navigation():
            self.press("Отправить на проверку")
