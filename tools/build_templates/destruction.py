# Licence LGPL-3 (see LICENSE).
# ruff: noqa: E501 (the text of a document reads better in whole lines)
"""Акт об уничтожении персональных данных, with what приказ Роскомнадзора № 179 asks for."""

from .common import (
    CENTRE,
    JUSTIFY,
    border_table,
    fill,
    finish,
    keep_row,
    new_document,
    page_footer,
    paragraph,
    repeat_header,
    table,
)

FONT, SIZE, MARGINS = "Times New Roman", 11, (15, 10, 15, 20)
WIDTHS = (12, 28, 28, 47, 65)
HEADER = ("№ п/п", "Анкета или карточка", "Дата уничтожения", "Причина", "Что уничтожено")
ROW = (
    "{{ loop.index }}",
    "{{ record.number }}",
    "{{ record.date|date_short }}",
    "{{ record.ground }}",
    "{{ record.data }}",
)
POINTS = (
    "**Информационная система:** {{ system }}.",
    "**Чьи данные:** владельцев сертификатов и клиентов — физических лиц, указанных в анкетах и карточках из таблицы. Имена в акте не приводятся: они уничтожены; субъект определяется номером анкеты или карточки.",
    "**Категории данных:** фамилия, имя, отчество; пол; гражданство; дата и место рождения; реквизиты и изображения документа, удостоверяющего личность; СНИЛС; ИНН; адрес; должность и место работы; телефон; адрес электронной почты — в объёме, указанном в таблице.",
    "**Способ:** записи удалены из базы данных, файлы — из хранилища, без возможности восстановить их средствами системы. Из резервных копий данные исчезают по истечении срока хранения копий.",
    "**Не уничтожены** номера и даты анкет, номера, даты и суммы сделок и документов бухгалтерского учёта, реестр сертификатов и сведения, которые удостоверяющий центр хранит по статье 15 Федерального закона от 06.04.2011 № 63-ФЗ «Об электронной подписи».",
)


def build():
    """:return: the template as a python-docx document."""
    document = new_document(FONT, SIZE, MARGINS)
    paragraph(document, "АКТ № {{ number }}", size=14, bold=True, align=CENTRE)
    paragraph(document, "об уничтожении персональных данных", bold=True, align=CENTRE)
    paragraph(document, "от {{ date|date_long }}", after=8, align=CENTRE)
    paragraph(
        document,
        "Оператор — **{{ operator.official_name }}** {% if operator.inn %}(ИНН {{ operator.inn }}) {% endif %}"
        "{% if operator.address %}по адресу: {{ operator.address }} {% endif %}— составил настоящий акт о том, что уничтожены следующие "
        "персональные данные.",
        after=4,
        indent=10,
        align=JUSTIFY,
    )
    for number, text in enumerate(POINTS, start=1):
        paragraph(document, "%d. %s" % (number, text), after=3, indent=10, align=JUSTIFY)
    paragraph(document, size=4, keep=True)
    _records(document)
    paragraph(
        document,
        "Приложение: выгрузка из журнала регистрации событий информационной системы (JSON, по одной записи в строке).",
        before=6,
        after=10,
        keep=True,
    )
    paragraph(document, "Уничтожил: ___________________ / {{ responsible }} /", before=8, keep=True)
    paragraph(
        document,
        "Ответственный за обработку персональных данных: ___________________ / ___________________ /",
        before=10,
    )
    page_footer(document, "Акт № {{ number }} от {{ date|date_short }}")
    return finish(document, "Акт об уничтожении персональных данных")


def _records(document):
    rows = table(document, WIDTHS, rows=4)
    for cell, text in zip(rows.rows[0].cells, HEADER):
        fill(cell, text, size=10, bold=True, align=CENTRE)
    repeat_header(rows.rows[0])
    fill(rows.rows[1].cells[0], "{%tr for record in records %}")
    for cell, text in zip(rows.rows[2].cells, ROW):
        fill(cell, text, size=10)
    keep_row(rows.rows[2])
    fill(rows.rows[3].cells[0], "{%tr endfor %}")
    border_table(rows)
