# Licence LGPL-3 (see LICENSE).

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import docx as python_docx
import pytest
from itcom_core.documents import check_template, compile_template
from itcom_core.documents.samples import LINES, invoice

TEMPLATE = Path(__file__).parents[3] / "itcom_crm_module/reports/templates/invoice.docx"
COMPILED = compile_template(TEMPLATE.read_bytes())


def opened(**changes):
    """:return: the sample invoice with these changes, formed and opened by python-docx."""
    return python_docx.Document(io.BytesIO(COMPILED.render(replace(invoice(), **changes))))


def shown(document):
    """:return: all text of a document: paragraphs, cells row by row."""
    rows = [
        " ".join(dict.fromkeys(cell.text for cell in row.cells))
        for table in document.tables
        for row in table.rows
    ]
    return "\n".join([each.text for each in document.paragraphs] + rows).replace("\u00a0", " ")


def test_template_is_right():
    assert check_template(TEMPLATE.read_bytes(), invoice()) == []


@pytest.mark.parametrize(
    "text",
    [
        "Счёт на оплату № 17 от 23 ноября 2026 г.",
        "БИК 049205999",
        "Сч. № 30101810000000000999",
        "Сч. № 40702810500000000101",
        "Поставщик (исполнитель): ООО «УЦ Печать», ИНН 1600000011, КПП 160001001, 420111",
        "Покупатель (заказчик): ООО «Ромашка», ИНН 7700000016, КПП 770001001, 101000, г. Москва",
        "1 Сертификат электронной подписи для торгов, 12 месяцев 2 шт 12 200,00 24 400,00",
        "2 Выезд специалиста 1,5 ч 1 220,00 1 830,00",
        "Итого: 26 230,00",
        "В том числе НДС (22%): 4 730,00",
        "Всего к оплате: 26 230,00",
        "Всего наименований 2, на сумму 26 230,00 руб.",
        "Двадцать шесть тысяч двести тридцать рублей 00 копеек",
        "Оплатить не позднее 30 ноября 2026 г.",
        "Генеральный директор  Соколов А. В.",
        "Бухгалтер Лебедева О. П.",
    ],
)
def test_invoice_says(text):
    assert text in shown(opened())


def test_no_tag_is_left():
    text = shown(opened())
    assert "{" not in text and "%}" not in text


def test_invoice_without_vat():
    text = shown(opened(vat=()))
    assert "Без налога (НДС): –" in text
    assert "В том числе" not in text


def test_invoice_of_a_sole_proprietor_has_no_kpp():
    customer = replace(invoice().customer, name="ИП Петров Сергей Николаевич", kpp="")
    assert "ИП Петров Сергей Николаевич, ИНН 7700000016, 101000" in shown(opened(customer=customer))


def test_no_due_date_no_line_about_it():
    assert "Оплатить" not in shown(opened(due_date=None))


@pytest.mark.parametrize("count", [1, 2, 40])
def test_every_position_has_its_row(count):
    lines = tuple(replace(LINES[0], number=number + 1) for number in range(count))
    table = opened(lines=lines).tables[2]
    assert [row.cells[0].text for row in table.rows] == ["№"] + [
        str(number + 1) for number in range(count)
    ]


def test_payment_code_is_a_picture():
    assert len(opened().inline_shapes) == 1
    without_account = replace(invoice().bank, correspondent_account="")
    assert len(opened(bank=without_account).inline_shapes) == 0


def test_hard_names():
    name = 'ООО "Рога & копыта" <Ltd> 🙂 ' + "длинное имя " * 25
    customer = replace(invoice().customer, name=name.strip())
    assert name.strip() in shown(opened(customer=customer))


def test_total_in_words_is_the_total():
    assert "Один рубль 01 копейка" in shown(opened(total=Decimal("1.01")))
