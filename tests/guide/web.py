# Licence LGPL-3 (see LICENSE).
"""Odoo's web client as a user sees it: labels, buttons, lists and dialogs instead of selectors.

Everything is found by the text that stands on the screen, and every call waits for what it needs:
Playwright for elements to be there, :meth:`WebClient.settle` for Odoo's answers.
"""

import re

from playwright.sync_api import expect

# Counts the requests under way; long polling never ends and is not one of them.
WATCH_REQUESTS = """
(() => {
    let pending = 0;
    let quietSince = performance.now();
    const {open, send} = XMLHttpRequest.prototype;
    XMLHttpRequest.prototype.open = function (method, url) {
        this.isLongPolling = String(url).includes("/longpolling/");
        return open.apply(this, arguments);
    };
    XMLHttpRequest.prototype.send = function () {
        if (!this.isLongPolling) {
            pending += 1;
            this.addEventListener("loadend", () => {
                pending -= 1;
                quietSince = performance.now();
            });
        }
        return send.apply(this, arguments);
    };
    // One answer often starts the next request a moment later.
    window.isQuiet = () => !pending && performance.now() - quietSince > 150;
})();
"""


def exactly(text):
    """:return: pattern of an element's whole text, whatever white space stands around it."""
    return re.compile(r"^\s*%s\s*$" % re.escape(text))


class WebClient:
    """One browser page that is logged in to Odoo, or about to be.

    :param page: Playwright's page.
    :param address: base address of Odoo.
    """

    def __init__(self, page, address):
        self.page = page
        self.address = address
        self.errors = []
        page.add_init_script(WATCH_REQUESTS)
        page.on("pageerror", lambda error: self.errors.append("page error: %s" % error))
        page.on("console", self._keep_console_error)

    def _keep_console_error(self, message):
        # Odoo asks a font server of its own for fonts; the guide must run without the internet.
        if message.type == "error" and message.location["url"].startswith(self.address):
            self.errors.append("console: %s (%s)" % (message.text, message.location["url"]))

    # Going around

    def open(self, path):
        """Open a path of Odoo, such as "/web/login"."""
        self.page.goto(self.address + path)

    def log_in(self, login, password):
        """Log in on the page of authorisation that is open."""
        self.page.get_by_label("Эл. адрес").fill(login)
        self.page.get_by_label("Пароль").fill(password)
        self.page.get_by_role("button", name="Вход").click()
        expect(self.page.locator(".o_main_navbar")).to_be_visible()
        self.settle()

    def open_app(self, name):
        """Open an app by the menu of squares in the corner."""
        menu = self.page.locator(".o_menu_apps")
        menu.locator("a.full").click()
        menu.get_by_role("menuitem", name=name, exact=True).click()
        expect(self.page.locator(".o_menu_brand")).to_have_text(name)
        self.settle()

    def menu(self, name):
        """:return: entry of the open app's menu bar."""
        return self.page.locator(".o_menu_sections").get_by_text(name, exact=True)

    def settle(self):
        """Wait until Odoo has answered everything that the page has asked."""
        self.page.wait_for_function("window.isQuiet && window.isQuiet()")

    # What stands on the page

    @property
    def form(self):
        """:return: the form in front: that of the dialog when one is open."""
        dialog = self.page.locator(".modal.show .o_form_view")
        return dialog.last if dialog.count() else self.page.locator(".o_form_view")

    def button(self, label, within=None):
        """:return: the visible button ``label``."""
        scope = within or self.page.locator(".o_control_panel, .modal.show .modal-footer")
        return scope.locator("button:visible, a.btn:visible").filter(has_text=exactly(label)).first

    def press(self, label, within=None):
        """Press a button and wait for what it does."""
        self.button(label, within).click()
        self.settle()

    def portlet(self, title):
        """:return: panel of a card, found by its title (a count may follow the title)."""
        heading = self.page.get_by_role(
            "heading", name=re.compile(r"^\s*%s\s*(\(|$)" % re.escape(title))
        )
        return self.page.locator(".itcom_portlet:visible").filter(has=heading)

    def row(self, text, within=None):
        """:return: first row of a list that holds ``text``."""
        scope = within or self.page.locator(".o_list_view")
        return scope.locator(".o_data_row").filter(has_text=text).first

    def cell(self, column, row):
        """:return: cell of a list's row, found by the title of its column."""
        expect(row).to_be_visible()
        table = row.locator("xpath=ancestor::table[1]")
        titles = table.locator("thead th").all_inner_texts()
        return row.locator("td").nth([title.strip() for title in titles].index(column))

    def open_record(self, text):
        """Open the record of a list that holds ``text``."""
        self.row(text).locator("td.o_data_cell").first.click()
        expect(self.page.locator(".o_form_view")).to_be_visible()
        self.settle()

    # Forms

    def _caption(self, label):
        captions = self.form.locator("label.o_form_label:visible")
        return captions.filter(has_text=exactly(label)).first

    def field(self, label):
        """:return: the input that belongs to ``label`` while the form is edited."""
        return self.page.locator('[id="%s"]' % self._caption(label).get_attribute("for"))

    def value(self, label):
        """:return: what stands beside ``label`` while the form is read."""
        return self._caption(label).locator("xpath=ancestor::td[1]/following-sibling::td[1]")

    def fill(self, label, value):
        """Type into the field beside ``label``, or the one that shows ``label`` while empty."""
        field = self.form.get_by_placeholder(label, exact=True)
        self._type(field if field.count() else self.field(label), value)

    def _type(self, field, value):
        field.fill(value)
        field.press("Tab")
        self.settle()

    def radio(self, option, label=None):
        """:return: radio button by its text.

        :param label: label of the field, when several offer the same option.
        """
        scope = self.field(label) if label else self.form
        return scope.get_by_role("radio", name=option, exact=True)

    def pick(self, option, label=None):
        """Choose a radio button by its text."""
        self.radio(option, label).check(force=True)
        self.settle()

    def choose(self, field, typed, wanted=None):
        """Choose a record in a drop-down list.

        :param field: label of the field, or its input.
        :param typed: what is typed to find it.
        :param wanted: text of the entry to be taken; left out: ``typed``.
        """
        box = self.field(field) if isinstance(field, str) else field
        # A click would show a first list, and typing then a second one over it.
        box.fill(typed)
        self.suggestions().filter(has_text=wanted or typed).first.click()
        expect(self.suggestions()).to_have_count(0)
        self.settle()

    def suggestions(self):
        """:return: entries of the drop-down list that is open."""
        return self.page.locator(".ui-autocomplete:visible li.ui-menu-item")

    def save(self):
        """Press «Сохранить»; the card is readable afterwards."""
        self.press("Сохранить")
        expect(self.page.locator(".o_form_view.o_form_readonly")).to_be_visible()

    def download(self, button):
        """Press what downloads a file.

        :return: (name, content).
        """
        with self.page.expect_download() as waiting:
            button.click()
        return waiting.value.suggested_filename, waiting.value.path().read_bytes()

    # Dialogs

    def dialog(self, text=""):
        """:return: the dialog in front that holds ``text``."""
        return self.page.locator(".modal.show").filter(has_text=text).last

    def close_dialog(self):
        """Close the dialog in front by the cross in its corner."""
        dialogs = self.page.locator(".modal.show")
        count = dialogs.count()
        dialogs.last.locator(".modal-header button.close").click()
        expect(dialogs).to_have_count(count - 1)

    def overflow(self):
        """:return: by how many pixels the page is wider than the screen."""
        return self.page.evaluate(
            "Math.max(...[document.documentElement, document.querySelector('.o_content')]"
            ".map((element) => element.scrollWidth - element.clientWidth))"
        )
