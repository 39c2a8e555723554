# Licence LGPL-3 (see LICENSE).
"""What a manager gets wrong: the answer is clear and nothing that was typed is lost."""

from cast import CLIENT, OTHER_INN, WRONG_INN
from playwright.sync_api import expect


def new_client(web):
    """Open the empty card of a new client."""
    web.open_app("ITCOM CRM")
    web.menu("Клиенты").click()
    web.settle()
    web.press("Создать")


def test_a_wrong_inn_is_named_and_what_was_typed_stays(manager_page):
    web = manager_page()
    new_client(web)
    web.fill("Наименование организации или ФИО", "ООО «Опечатка & сыновья»")
    web.fill("Город", "г. Самара")
    web.fill("ИНН", WRONG_INN)
    expect(web.dialog("ИНН %s" % WRONG_INN)).to_contain_text("опечатка")
    web.close_dialog()

    web.press("Сохранить")
    expect(web.dialog("ИНН %s" % WRONG_INN)).to_contain_text("опечатка")
    web.close_dialog()
    expect(web.field("ИНН")).to_have_value(WRONG_INN)
    expect(web.form.get_by_placeholder("Город")).to_have_value("г. Самара")

    web.fill("ИНН", OTHER_INN)
    web.save()
    expect(web.value("ИНН")).to_have_text(OTHER_INN)
    expect(web.form).to_contain_text("ООО «Опечатка & сыновья»")


def test_an_inn_typed_with_spaces_is_stored_compact(manager_page):
    web = manager_page()
    new_client(web)
    web.pick("Физ. лицо")
    web.fill("Наименование организации или ФИО", "Кузьмин Олег Тимурович")
    web.fill("ИНН", "1630 0045 6738")
    web.fill("СНИЛС", "10220330460")
    web.save()
    expect(web.value("ИНН")).to_have_text("163000456738")
    expect(web.value("СНИЛС")).to_have_text("102-203-304 60")


def test_a_second_client_of_the_same_inn_and_kpp_is_pointed_at(manager_page):
    web = manager_page()
    new_client(web)
    web.fill("ИНН", "7700000016")
    web.fill("КПП", "770001001")
    warning = web.form.locator(".alert-warning:visible")
    expect(warning).to_contain_text("ООО «Ромашка»")


def test_a_client_without_a_name_is_not_saved(manager_page):
    web = manager_page()
    new_client(web)
    web.fill("ИНН", CLIENT.inn)
    web.press("Сохранить")
    expect(web.page.locator(".o_notification.bg-danger")).to_be_visible()
    expect(web.field("ИНН")).to_have_value(CLIENT.inn)
