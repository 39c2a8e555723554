# Licence LGPL-3 (see LICENSE).
"""Walks the guide's steps one after another in one browser page and takes their pictures."""

from pathlib import Path

from book import Picture
from playwright.sync_api import expect

# A frame round what the reader is to press or to look at.
FRAME = """
(boxes) => boxes.forEach((box) => {
    const frame = document.createElement("div");
    frame.className = "guide-frame";
    Object.assign(frame.style, {
        position: "fixed", zIndex: 10000, pointerEvents: "none", boxSizing: "border-box",
        left: box.x - 6 + "px", top: box.y - 6 + "px",
        width: box.width + 12 + "px", height: box.height + 12 + "px",
        border: "3px solid #e8590c", borderRadius: "8px",
    });
    document.body.appendChild(frame);
})
"""
# Where the last text on the page ends: below it a picture would only be empty.
BOTTOM = """
() => Math.max(...Array.from(document.querySelectorAll("body *"))
    .filter((element) => element.getClientRects().length
        && Array.from(element.childNodes).some((child) =>
            child.nodeType === Node.TEXT_NODE && child.data.trim()))
    .map((element) => element.getBoundingClientRect().bottom))
"""
NO_FRAMES = "() => document.querySelectorAll('.guide-frame').forEach((frame) => frame.remove())"


class Story:
    """One manager's way through the manual, and that of the client and the verifier beside it.

    :param web: :class:`web.WebClient` of the manager; ``verifier``: that of the verifier.
    :param client: :class:`client_page.ClientPage` on the client's phone.
    :param scanner: :class:`scanner.Scanner` of papers.
    :param mailbox: :class:`mails.Mailbox` of what Odoo sends.
    :param folder: where the pictures go.
    """

    def __init__(self, web, verifier, client, scanner, mailbox, chapters, folder):
        self.web = web
        self.verifier = verifier
        self.client = client
        self.scanner = scanner
        self.mailbox = mailbox
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.steps = [step for chapter in chapters for step in chapter.steps]
        self.walked = []
        self.step = None

    def walk_to(self, number):
        """Walk on until step ``number`` is done.

        :raise AssertionError: an earlier step went wrong, or this one took no picture.
        """
        assert not self.step, "Step %s went wrong, so step %s can't be reached." % (
            self.step.number,
            number,
        )
        while number not in self.walked:
            self.step = self.steps[len(self.walked)]
            self.step.walk(self)
            assert self.step.pictures, "Step %s has no picture." % self.step.number
            self.walked.append(self.step.number)
            self.step = None

    def show(self, caption, *framed, seen=None):
        """Take a picture of a page for the step that is being walked.

        :param framed: what is framed in it; the first is scrolled into view.
        :param seen: :class:`browser_page.BrowserPage` that is pictured, the manager's unless told.
        """
        seen = seen or self.web
        page = seen.page
        seen.settle()
        for locator in framed[:1]:
            self.centre(locator)
        page.mouse.move(0, 0)
        # Odoo's «Загрузка» fades slowly, and would be the last text on the page.
        expect(page.locator(".o_loading")).to_be_hidden()
        page.evaluate(FRAME, [locator.bounding_box() for locator in framed])
        size = page.viewport_size
        height = min(size["height"], max(240, page.evaluate(BOTTOM) + 24))
        area = {"x": 0, "y": 0, "width": size["width"], "height": height}
        self.keep(page.screenshot(animations="disabled", clip=area), caption)
        page.evaluate(NO_FRAMES)

    @staticmethod
    def centre(locator):
        """Scroll to the middle of the page; a drop-down list that is open closes by it."""
        locator.evaluate("(element) => element.scrollIntoView({block: 'center'})")

    def keep(self, png, caption):
        """Keep a picture for the step that is being walked.

        :param png: its bytes.
        """
        name = "%s-%d.png" % (self.step.number, len(self.step.pictures) + 1)
        (self.folder / name).write_bytes(png)
        self.step.pictures.append(Picture(name, caption))
