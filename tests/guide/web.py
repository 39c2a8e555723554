# Licence LGPL-3 (see LICENSE).
"""Odoo's web client as a user sees it: labels, buttons, lists and dialogs instead of selectors.

Everything is found by the text that stands on the screen, and every call waits for what it needs:
Playwright for elements to be there, :meth:`WebClient.settle` for Odoo's answers.
"""

import re

from browser_page import BrowserPage
from playwright.sync_api import expect


def exactly(text):
    """:return: pattern of an element's whole text, whatever white space stands around it."""
    return re.compile(r"^\s*%s\s*$" % re.escape(text))


class WebClient(BrowserPage):
    """A page in which a user is logged in to Odoo, or about to be."""

    # Going around

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

    # What stands on the page

    @property
    def form(self):
        """:return: the form in front: that of the dialog when one is open."""
        dialog = self.page.locator(".modal.show .o_form_view")
        return dialog.last if dialog.count() else self.page.locator(".o_form_view")

    def button(self, label, within=None):
        """:return: the visible button ``label``."""
        scope = within or self.page.locator(
            ".o_control_panel, .o_form_statusbar, .modal.show .modal-footer"
        )
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

    @property
    def state(self):
        """:return: the state that the bar of states marks."""
        return self.page.locator('.o_statusbar_status [aria-checked="true"]')

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
