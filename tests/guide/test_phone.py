# Licence LGPL-3 (see LICENSE).
"""The cards on a phone: everything within the screen's width, nothing to be scrolled sideways."""

from conftest import PHONE
from playwright.sync_api import expect


def test_the_cards_of_client_and_deal_fit_a_phone(manager_page):
    web = manager_page(PHONE)
    web.open_app("ITCOM CRM")
    web.open_record("ООО «Ромашка»")
    expect(web.portlet("Сделки")).to_be_visible()
    assert web.overflow() <= 0, "the client's card is too wide"

    web.row("КЭП для торгов", web.portlet("Сделки")).locator("td").first.click()
    expect(web.portlet("Позиции")).to_be_visible()
    assert web.overflow() <= 0, "the deal's card is too wide"
