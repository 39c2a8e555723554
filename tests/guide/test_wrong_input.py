# Licence LGPL-3 (see LICENSE).
"""What a manager gets wrong: the answer is clear and nothing that was typed is lost."""

import docx_text
from cast import (
    CERTIFICATE_TYPE,
    CERTIFICATES,
    CLIENT,
    FOURTH_INN,
    OTHER_INN,
    SERVICE_CENTRE,
    THIRD_INN,
    WRONG_INN,
)
from chapter_documents import fill_in_position
from chapter_questionnaire import HOLDER, NEEDED_FOR
from playwright.sync_api import expect


def new_client(web):
    """Open the empty card of a new client."""
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


def new_deal(web, client, inn):
    """Save a new client without e-mail and an empty deal of it."""
    new_client(web)
    web.fill("Наименование организации или ФИО", client)
    web.fill("ИНН", inn)
    web.save()
    web.press("Создать", web.portlet("Сделки"))
    web.fill("Описание", "Проба")
    web.choose("Склад (сервисный центр)", SERVICE_CENTRE)
    web.save()


def test_an_invoice_without_positions_says_what_to_do(manager_page):
    web = manager_page()
    new_deal(web, "ООО «Пустая сделка»", THIRD_INN)
    documents = web.portlet("Документы")
    web.press("Сформировать", documents)
    expect(web.dialog()).to_contain_text("нет позиций")
    expect(web.dialog()).to_contain_text("«Добавить позицию»")
    web.close_dialog()
    expect(documents.locator(".o_data_row")).to_have_count(0)


def test_sending_to_a_client_without_email_asks_for_it(manager_page, mailbox):
    web = manager_page()
    new_deal(web, 'АО "Без почты" <&> Ко', FOURTH_INN)
    web.portlet("Позиции").get_by_text("Добавить позицию", exact=True).first.click()
    fill_in_position(web, CERTIFICATES)
    web.save()
    documents = web.portlet("Документы")
    web.press("Сформировать", documents)
    web.press("Отправить", documents)

    web.fill("E-mail клиента", "не адрес")
    web.press("Написать письмо")
    expect(web.dialog("Без почты")).to_contain_text("адрес")
    web.close_dialog()
    expect(web.field("E-mail клиента")).to_have_value("не адрес")

    known = mailbox.names()
    web.fill("E-mail клиента", "zakaz@bez-pochty.example")
    web.press("Написать письмо")
    web.press("Отправить")
    expect(web.row("Счёт на оплату №", documents)).to_contain_text("zakaz@bez-pochty.example")
    mail = mailbox.wait_for_next(known)
    assert "zakaz@bez-pochty.example" in mail.to
    assert 'АО "Без почты" <&> Ко' in docx_text.read(*mail.attachments.values())


def test_a_natural_person_by_proxy_is_refused_with_the_way_out(manager_page):
    web = manager_page()
    web.menu("Анкеты").click()
    web.settle()
    web.press("Создать")
    web.choose("Клиент", "Смирнова Анна", "Смирнова Анна Петровна")
    web.pick("Физ. лицо", NEEDED_FOR)
    web.choose("ОИД", CERTIFICATE_TYPE)
    web.pick("Доверенное лицо", HOLDER)
    web.press("Сохранить")
    expect(web.dialog()).to_contain_text("Руководитель организации")
    web.close_dialog()
    expect(web.field("Клиент")).to_have_value("Смирнова Анна Петровна")
    expect(web.radio("Доверенное лицо", HOLDER)).to_be_checked()

    web.pick("Руководитель организации", HOLDER)
    web.save()
    expect(web.value(NEEDED_FOR)).to_have_text("Физ. лицо")
