# Licence LGPL-3 (see LICENSE).
"""Счёт на оплату."""

from docx.shared import Mm

from .common import (
    CENTRE,
    RIGHT,
    border,
    fill,
    finish,
    keep_row,
    keep_with_next,
    new_document,
    page_footer,
    paragraph,
    table,
    underline_paragraph,
)
from .parts import positions, totals

PARTY = (
    "**{{ %(p)s.name }}**{%% if %(p)s.inn %%}, ИНН\u00a0{{ %(p)s.inn }}{%% endif %%}"
    "{%% if %(p)s.kpp %%}, КПП\u00a0{{ %(p)s.kpp }}{%% endif %%}"
    "{%% if %(p)s.address %%}, {{ %(p)s.address }}{%% endif %%}"
    "{%% if %(p)s.phone %%}, тел.: {{ %(p)s.phone }}{%% endif %%}"
)


def build():
    """:return: the template as a python-docx document."""
    document = new_document()
    _bank(document)
    heading = paragraph(
        document,
        "Счёт на оплату № {{ number }} от {{ date|date_long }}",
        before=12,
        after=6,
        size=14,
        bold=True,
    )
    underline_paragraph(heading)
    _parties(document)
    paragraph(document, size=4)
    positions(document)
    paragraph(document, size=3, keep=True)
    totals(document)
    _closing(document)
    page_footer(document, "Счёт на оплату № {{ number }} от {{ date|date_short }}")
    return finish(document, "Счёт на оплату")


def _bank(document):
    bank = table(document, (46, 46, 14, 41, 33), rows=5)
    cells = [row.cells for row in bank.rows]
    for first, last, texts in (
        (0, 0, ("БИК", "{{ bank.bic }}")),
        (1, 1, ("Сч. №", "{{ bank.correspondent_account }}")),
        (2, 4, ("Сч. №", "{{ bank.number }}")),
    ):
        for column, text in zip((2, 3), texts):
            for row in range(first, last + 1):
                border(cells[row][column])
            fill(cells[first][column].merge(cells[last][column]), text)
    name = cells[0][0].merge(cells[0][1])
    fill(name, "{{ bank.bank_name }}")
    border(name, ("top", "left", "right"))
    label = cells[1][0].merge(cells[1][1])
    fill(label, "Банк получателя", size=7.5)
    border(label, ("bottom", "left", "right"))
    fill(cells[2][0], "ИНН\u00a0{{ supplier.inn }}")
    fill(cells[2][1], "{% if supplier.kpp %}КПП\u00a0{{ supplier.kpp }}{% endif %}")
    border(cells[2][0])
    border(cells[2][1])
    payee = cells[3][0].merge(cells[3][1])
    fill(payee, "{{ supplier.name }}")
    border(payee, ("left", "right"))
    payee_label = cells[4][0].merge(cells[4][1])
    fill(payee_label, "Получатель", size=7.5)
    border(payee_label, ("bottom", "left", "right"))
    code = cells[0][4].merge(cells[4][4])
    fill(code, "{{ payment_qr }}", align=RIGHT)
    for row in bank.rows:
        keep_row(row)


def _parties(document):
    parties = table(document, (27, 153), rows=3)
    for row, (label, text) in zip(
        parties.rows,
        (
            ("Поставщик (исполнитель):", PARTY % {"p": "supplier"}),
            ("Покупатель (заказчик):", PARTY % {"p": "customer"}),
            ("Основание:", "{{ deal_number }}"),
        ),
    ):
        fill(row.cells[0], label)
        fill(row.cells[1], text)
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.space_after = Mm(1.5)


def _closing(document):
    paragraph(
        document,
        "Всего наименований {{ lines|length }}, на сумму {{ total|amount }} руб.",
        before=4,
        keep=True,
    )
    paragraph(document, "{{ total|words }}", bold=True, keep=True)
    paragraph(document, "{%p if due_date %}", keep=True)
    paragraph(document, "Оплатить не позднее {{ due_date|date_long }}", before=6, keep=True)
    paragraph(document, "{%p endif %}", keep=True)
    underline_paragraph(paragraph(document, size=4, keep=True))
    paragraph(document, size=10, keep=True)
    signatures = table(document, (25, 32, 35, 4, 22, 27, 35), rows=2)
    first = signatures.rows[0].cells
    fill(first[0], '{{ head_post|default("Руководитель") }}', bold=True, valign="bottom")
    fill(first[2], "{{ head_name|initials }}", align=RIGHT, valign="bottom")
    fill(first[4], "Бухгалтер", bold=True, valign="bottom")
    fill(first[6], "{{ accountant_name|initials }}", align=RIGHT, valign="bottom")
    for column in (1, 2, 5, 6):
        border(first[column], ("bottom",))
    fill(signatures.rows[1].cells[1], "М.П.", align=CENTRE)
    keep_with_next(signatures.rows[0])
    for row in signatures.rows:
        keep_row(row)
