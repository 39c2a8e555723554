# Licence LGPL-3 (see LICENSE).
"""Step 3 of the manual: positions of the deal, its invoice and contracts."""

import io
import os
import re
import zipfile
from datetime import datetime, timedelta, timezone

import docx_text
import pdf_page
from book import Chapter
from cast import (
    CERTIFICATES,
    CLIENT,
    LICENCE,
    SUPPLIER_NUMBERS,
    TOTAL,
    TOTAL_IN_WORDS,
    VAT,
)
from playwright.sync_api import expect

# The demo's manager lives by Moscow's clock, and so do the dates of documents.
MOSCOW = timezone(timedelta(hours=3))

DOCUMENTS_CHAPTER = Chapter(
    "3",
    "Работа со сделкой",
    "В сделку добавляют позиции, по ним формируют счёт и договоры и отправляют их клиенту.",
)


@DOCUMENTS_CHAPTER.step(
    "3.1",
    "Добавьте в сделку номенклатуру: «Добавить позицию»",
    "Кнопка стоит в портлете «Позиции». В таблице появится пустая строка.",
)
def add_position(story):
    web = story.web
    positions = web.portlet("Позиции")
    add = positions.get_by_text("Добавить позицию", exact=True).first
    story.show("Портлет «Позиции»", add)
    add.click()
    expect(positions.locator(".o_selected_row")).to_be_visible()


@DOCUMENTS_CHAPTER.step(
    "3.2",
    "Выберите номенклатуру из выпадающего списка",
    "Начните вводить код или часть названия, список сузится. Цена и НДС подставятся сами, "
    "количество можно изменить. Следующую позицию добавьте так же. Когда всё выбрано, нажмите "
    "**Сохранить**.",
)
def choose_nomenclature(story):
    web = story.web
    positions = web.portlet("Позиции")
    nomenclature = web.cell("Номенклатура", positions.locator(".o_selected_row")).locator("input")
    story.centre(nomenclature)
    nomenclature.fill(CERTIFICATES.typed)
    expect(web.suggestions().filter(has_text=CERTIFICATES.name)).to_be_visible()
    story.show("Номенклатура найдена по коду", nomenclature, web.suggestions().first)
    fill_in_position(web, CERTIFICATES)

    positions.get_by_text("Добавить позицию", exact=True).first.click()
    fill_in_position(web, LICENCE)

    web.save()
    expect(positions.locator(".o_data_row")).to_have_count(2)
    expect(positions).to_contain_text(plain(TOTAL))
    story.show("Позиции и сумма сделки", positions)


def fill_in_position(web, position):
    """Choose the nomenclature and type the quantity in the row that is being edited."""
    row = web.portlet("Позиции").locator(".o_selected_row")
    web.choose(web.cell("Номенклатура", row).locator("input"), position.typed, position.name)
    quantity = web.cell("Количество", row).locator("input")
    quantity.fill(position.quantity)
    quantity.press("Tab")
    web.settle()


def plain(amount):
    """:return: pattern of an amount, whatever kind of space groups its digits."""
    return re.compile(re.escape(amount).replace(r"\ ", r"\s"))


@DOCUMENTS_CHAPTER.step(
    "3.3.1",
    "Сформируйте счёт",
    "Счёт формируется по позициям сделки такой, какая она сейчас, и получает номер. В портлете "
    "«Документы» видно, какие документы сформированы, на какую сумму и когда отправлены.",
)
def form_invoice(story):
    web = story.web
    documents = web.portlet("Документы")
    form = web.button("Сформировать", documents)
    story.show("Портлет «Документы»", form)
    form.click()
    row = web.row("Счёт на оплату №", documents)
    expect(row).to_contain_text(datetime.now(MOSCOW).strftime("%d.%m.%Y"))
    expect(row).to_contain_text(plain(TOTAL))
    story.show("Счёт сформирован", row)


@DOCUMENTS_CHAPTER.step(
    "3.3.2",
    "Скачайте счёт",
    "Кнопка стоит в строке документа. Файл docx откроют Word, LibreOffice и Google Документы. "
    "Рядом стоит **PDF**, если на сервере есть LibreOffice.",
)
def download_invoice(story):
    web = story.web
    row = web.row("Счёт на оплату №", web.portlet("Документы"))
    button = web.button("Скачать", row)
    story.show("Кнопка «Скачать» в строке счёта", button)
    name, content = web.download(button)
    assert re.fullmatch(r"Счёт на оплату № \d+ от \d\d\.\d\d\.\d{4}\.docx", name), name
    check_invoice(docx_text.read(content))
    # A company's own Odoo may lack LibreOffice; the bench's has it.
    pdf = web.button("PDF", row)
    if os.environ.get("ITCOM_GUIDE_PDF") or pdf.is_visible():
        name, content = web.download(pdf)
        assert name.endswith(".pdf"), name
        story.keep(pdf_page.picture(content), "Счёт, каким его увидит клиент")


def check_invoice(text):
    """The invoice holds the sums, the words and both sides' requisites."""
    for wanted in (CLIENT.name, CLIENT.inn, CLIENT.kpp, *SUPPLIER_NUMBERS, TOTAL, VAT):
        assert wanted in text, "%s is missing in the invoice:\n%s" % (wanted, text)
    assert TOTAL_IN_WORDS in text, text
    for position in (CERTIFICATES, LICENCE):
        assert position.name in text, text


@DOCUMENTS_CHAPTER.step(
    "3.3.3",
    "Отправьте счёт клиенту",
    "Откроется письмо: получатель — клиент, счёт вложен, текст можно поправить. После отправки в "
    "портлете видно, кому и когда ушёл счёт.",
)
def send_invoice(story):
    web = story.web
    documents = web.portlet("Документы")
    known = story.mailbox.names()
    web.press("Отправить", documents)
    letter = web.dialog()
    expect(letter).to_contain_text(CLIENT.name)
    expect(letter).to_contain_text(".docx")
    story.show("Письмо клиенту", web.button("Отправить"))
    web.press("Отправить")
    expect(web.row("Счёт на оплату №", documents)).to_contain_text(CLIENT.email)

    mail = story.mailbox.wait_for_next(known)
    assert CLIENT.email in mail.to
    (name, content), *others = mail.attachments.items()
    assert not others and name.endswith(".docx")
    check_invoice(docx_text.read(content))
    story.show("Счёт отправлен", web.row("Счёт на оплату №", documents))


@DOCUMENTS_CHAPTER.step(
    "3.3.4",
    "Сформируйте договор",
    "Договор, акты и УПД стоят в портлете «Договоры и Реализации». Нажмите **Сформировать** и "
    "выберите документ. Договор формируется из сделки, акт и УПД — по счёту, который провела "
    "бухгалтерия. Должность и имя руководителя система поставит в нужный падеж.",
)
def form_contract(story):
    web = story.web
    contracts = web.portlet("Договоры и Реализации")
    web.press("Сформировать", contracts)
    contract = web.button("Договор", contracts)
    story.show("«Сформировать» в портлете «Договоры и Реализации»", contract)
    contract.click()
    row = web.row("Договор №", contracts)
    expect(row).to_contain_text(plain(TOTAL))
    name, content = web.download(web.button("Скачать", row))
    assert name.startswith("Договор №") and name.endswith(".docx"), name
    check_contract(docx_text.read(content))


def check_contract(text):
    """The contract names both sides, and the client's head in the genitive."""
    assert "Генерального директора Соколовой Ирины Павловны" in text, text
    assert "действующей на основании Устава" in text, text
    for wanted in (CLIENT.name, CLIENT.inn, *SUPPLIER_NUMBERS, TOTAL, CERTIFICATES.name):
        assert wanted in text, "%s is missing in the contract:\n%s" % (wanted, text)


@DOCUMENTS_CHAPTER.step(
    "3.3.5",
    "Скачайте всё сразу",
    "**Скачать всё** собирает документы портлета в один архив zip.",
)
def download_all(story):
    web = story.web
    contracts = web.portlet("Договоры и Реализации")
    button = web.button("Скачать всё", contracts)
    story.show("Кнопка «Скачать всё»", button)
    name, content = web.download(button)
    assert name.endswith(".zip"), name
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (member,) = archive.namelist()
        assert member.startswith("Договор №"), member
        check_contract(docx_text.read(archive.read(member)))


@DOCUMENTS_CHAPTER.step(
    "3.3.6",
    "Отправьте договор клиенту",
    "Так же, как счёт. Когда подписанный договор вернётся, приложите его скан: **Подписан…** в его "
    "строке.",
)
def send_contract(story):
    web = story.web
    contracts = web.portlet("Договоры и Реализации")
    known = story.mailbox.names()
    web.press("Отправить", contracts)
    web.press("Отправить")
    row = web.row("Договор №", contracts)
    expect(row).to_contain_text(CLIENT.email)
    (content,) = story.mailbox.wait_for_next(known).attachments.values()
    check_contract(docx_text.read(content))
    story.show("Договор отправлен", row)
