# Licence LGPL-3 (see LICENSE).
"""УПД: счёт-фактура (постановление Правительства № 1137) with the fields of a transfer document.

Columns 12 to 14 are for traceable goods: of anything else they are left out on paper or dashed
(ФНС, 15.10.2021 № СД-4-3/14647@); dashed, the form is whole.
"""

from docx.shared import Pt

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
    repeat_header,
    table,
)

SMALL, TINY = 6.5, 5.5
# So small that «прослеживаемости» fits into its columns.
TITLE = 4.5
THICK = 12
INN_KPP = "{{ S.inn }}{% if S.kpp %}/{{ S.kpp }}{% endif %}"
DASH = '{{ %s|default("—") }}'

TRACED_UNIT = (
    "Количественная единица измерения товара, используемая в целях осуществления прослеживаемости"
)

# Label, value, number of the line: the seller's side, the buyer's side.
HEAD = (
    (("Продавец", "{{ supplier.official_name }}", "(2)"),
     ("Покупатель", "{{ customer.official_name }}", "(6)")),
    (("Адрес", "{{ supplier.address }}", "(2а)"), ("Адрес", "{{ customer.address }}", "(6а)")),
    (("ИНН/КПП продавца", INN_KPP.replace("S.", "supplier."), "(2б)"),
     ("ИНН/КПП покупателя", INN_KPP.replace("S.", "customer."), "(6б)")),
    (("Грузоотправитель и его адрес", DASH % "consignor", "(3)"),
     ("Валюта: наименование, код", "{{ currency }}", "(7)")),
    (("Грузополучатель и его адрес", DASH % "consignee", "(4)"),
     ("Идентификатор государственного контракта, договора (соглашения) (при наличии)",
      DASH % "state_contract", "(8)")),
    (("К платёжно-расчётному документу", DASH % "payment_document", "(5)"), ("", "", "")),
    (("Документ об отгрузке",
      "{% if shipping_document %}{{ shipping_document }}{% else %}№ п/п 1{% if lines|length > 1 %}–"
      "{{ lines|length }}{% endif %} № {{ number }} от {{ date|date_short }}{% endif %}", "(5а)"),
     ("", "", "")),
)  # fmt: skip

# Title (with the title over two columns, if any), number of the column, width, tag, alignment.
COLUMNS = (
    ("", "Код товара/ работ, услуг", "А", 22, "{{ line.code }}", CENTRE),
    ("", "№ п/п", "1", 5.5, "{{ line.number }}", CENTRE),
    ("", "Наименование товара (описание выполненных работ, оказанных услуг), имущественного права",
     "1а", 32.2, "{{ line.name }}", None),
    ("", "Код вида товара", "1б", 8, DASH % "line.kind_code", CENTRE),
    ("Единица измерения", "код", "2", 8, "{{ line.unit_code }}", CENTRE),
    ("Единица измерения", "условное обозначение (национальное)", "2а", 14, "{{ line.unit }}",
     CENTRE),
    ("", "Количество (объём)", "3", 10.8, "{{ line.quantity|quantity }}", RIGHT),
    ("", "Цена (тариф) за единицу измерения", "4", 16, "{{ line.net_price|amount }}", RIGHT),
    ("", "Стоимость товаров (работ, услуг), имущественных прав без налога — всего", "5", 18,
     "{{ line.net_amount|amount }}", RIGHT),
    ("", "В том числе сумма акциза", "6", 10, "{{ line.excise }}", CENTRE),
    ("", "Налоговая ставка", "7", 10, "{{ line.vat_rate }}", CENTRE),
    ("", "Сумма налога, предъявляемая покупателю", "8", 17,
     "{% if line.vat_amount %}{{ line.vat_amount|amount }}{% else %}без НДС{% endif %}", RIGHT),
    ("", "Стоимость товаров (работ, услуг), имущественных прав с налогом — всего", "9", 18,
     "{{ line.amount|amount }}", RIGHT),
    ("Страна происхождения товара", "цифровой код", "10", 10, DASH % "line.country_code", CENTRE),
    ("Страна происхождения товара", "краткое наименование", "10а", 13, DASH % "line.country",
     CENTRE),
    ("", "Регистрационный номер декларации на товары или регистрационный номер партии товара, "
     "подлежащего прослеживаемости", "11", 16.5, DASH % "line.declaration", CENTRE),
    (TRACED_UNIT, "код", "12", 6, DASH % "line.traced_unit_code", CENTRE),
    (TRACED_UNIT, "условное обозначение", "12а", 12, DASH % "line.traced_unit", CENTRE),
    ("", "Количество товара, подлежащего прослеживаемости, в количественной единице измерения "
     "товара, используемой в целях осуществления прослеживаемости", "13", 17,
     DASH % "line.traced_quantity", CENTRE),
    ("", "Стоимость товара, подлежащего прослеживаемости, без налога на добавленную стоимость, "
     "в рублях", "14", 17, DASH % "line.traced_amount", CENTRE),
)  # fmt: skip
HEADERS = 3


def build():
    """:return: the template as a python-docx document."""
    document = new_document(size=7, margins=(7, 8, 10, 8), landscape=True)
    _head(document)
    paragraph(document, size=3)
    _lines(document)
    _invoice_signatures(document)
    _transfer(document)
    page_footer(document, "УПД № {{ number }} от {{ date|date_short }}")
    return finish(document, "Универсальный передаточный документ")


def _head(document):
    widths = (22, 46, 84, 8, 48, 65, 8)
    head = table(document, widths, rows=2 + len(HEAD))
    cells = [row.cells for row in head.rows]
    for row in cells:
        border(row[0], ("right",), THICK)
    status = cells[0][0].merge(cells[-1][0])
    fill(status, "Универсальный передаточный документ", bold=True)
    paragraph(status, "Статус: **{{ status }}**", before=6, after=6, size=8)
    paragraph(status, "1 — счёт-фактура и передаточный документ (акт)", size=TINY)
    paragraph(status, "2 — передаточный документ (акт)", size=TINY)
    title = "Счёт-фактура № {{ number }} от {{ date|date_long }}"
    fill(cells[0][1].merge(cells[0][2]), title, size=9, bold=True)
    fill(cells[0][3], "(1)")
    note = "Приложение № 1 к постановлению Правительства Российской Федерации от 26.12.2011 № 1137"
    fill(cells[0][4].merge(cells[1][6]), note, size=TINY, align=RIGHT)
    fill(cells[1][1].merge(cells[1][2]), 'Исправление {{ correction|default("№ — от —") }}')
    fill(cells[1][3], "(1а)")
    for row, sides in zip(cells[2:], HEAD):
        for start, (label, value, number) in zip((1, 4), sides):
            if label:
                fill(row[start], label, size=SMALL)
                fill(border(row[start + 1], ("bottom",)), value)
                fill(row[start + 2], number, size=SMALL)
    for row in head.rows:
        keep_row(row)


def _lines(document):
    lines = table(document, [column[3] for column in COLUMNS], HEADERS + 4, padding=0.6)
    rows = [row.cells for row in lines.rows]
    _titles(rows)
    fill(rows[HEADERS][0], "{%tr for line in lines %}")
    for cell, (_over, _title, _number, _width, tag, align) in zip(rows[HEADERS + 1], COLUMNS):
        fill(cell, tag, size=SMALL, align=align)
    fill(rows[HEADERS + 2][0], "{%tr endfor %}")
    _sums(rows[HEADERS + 3])
    for row in lines.rows:
        keep_row(row)
    for row in lines.rows[:HEADERS]:
        repeat_header(row)
        keep_with_next(row)
    keep_with_next(lines.rows[-1])


def _titles(rows):
    for index, (over, title, number, _width, _tag, _align) in enumerate(COLUMNS):
        fill(rows[2][index], number, size=TINY, align=CENTRE)
        if over:
            fill(rows[1][index], title, size=TITLE, valign="center", align=CENTRE)
        else:
            cell = rows[0][index].merge(rows[1][index])
            fill(cell, title, size=TITLE, valign="center", align=CENTRE)
    titles = [column[0] for column in COLUMNS]
    for over in dict.fromkeys(filter(None, titles)):
        first = titles.index(over)
        cell = rows[0][first].merge(rows[0][first + 1])
        fill(cell, over, size=TITLE, valign="center", align=CENTRE)
    for row in rows[: HEADERS + 3]:
        for index, cell in enumerate(row):
            border(cell)
            border(cell, ("right",) if index == 0 else ("bottom",), THICK if index == 0 else 4)


def _sums(cells):
    numbers = [column[2] for column in COLUMNS]
    border(cells[0], ("right",), THICK)
    label = cells[1].merge(cells[numbers.index("4")])
    fill(border(label), "Всего к оплате (9)", bold=True)
    crossed = cells[numbers.index("6")].merge(cells[numbers.index("7")])
    fill(border(crossed), "X", align=CENTRE)
    for number, tag in (
        ("5", "{{ net_total|amount }}"),
        ("8", "{% if is_taxed %}{{ vat_total|amount }}{% else %}без НДС{% endif %}"),
        ("9", "{{ total|amount }}"),
    ):
        fill(border(cells[numbers.index(number)]), tag, size=SMALL, bold=True, align=RIGHT)


def _invoice_signatures(document):
    signs = table(document, (22, 54, 33, 42, 3, 49, 33, 45), rows=4)
    rows = [row.cells for row in signs.rows]
    fill(rows[0][0], "Документ составлен на ____ листах", size=SMALL)
    for row in rows:
        border(row[0], ("right",), THICK)
    _sign(
        rows[0][1:4],
        rows[1][1:4],
        "Руководитель организации или иное уполномоченное лицо",
        "{% if is_invoice and supplier.is_legal_entity %}{{ supplier.signer_name|initials }}"
        "{% endif %}",
    )
    _sign(
        rows[0][5:8],
        rows[1][5:8],
        "Главный бухгалтер или иное уполномоченное лицо",
        "{% if is_invoice and supplier.is_legal_entity %}{{ accountant_name|initials }}{% endif %}",
    )
    _sign(
        rows[2][1:4],
        rows[3][1:4],
        "Индивидуальный предприниматель или иное уполномоченное лицо",
        "{% if is_invoice and supplier.is_sole_proprietor %}{{ supplier.signer_name|initials }}"
        "{% endif %}",
    )
    registration = rows[2][5].merge(rows[2][7])
    fill(
        border(registration, ("bottom",)),
        "{% if is_invoice and supplier.is_sole_proprietor %}ОГРНИП {{ supplier.ogrn }}{% endif %}",
        align=CENTRE,
        valign="bottom",
    )
    under = rows[3][5].merge(rows[3][7])
    fill(
        under,
        "(реквизиты свидетельства о государственной регистрации индивидуального предпринимателя)",
        size=TINY,
        align=CENTRE,
    )
    _keep_whole(signs)


def _sign(cells, under, label, name):
    """Who signs: label, a line for the signature, the name; explained below in small type."""
    fill(cells[0], label, size=SMALL)
    for cell, text, explained in zip(cells[1:], ("", name), ("(подпись)", "(ф.и.о.)")):
        fill(border(cell, ("bottom",)), text, align=CENTRE, valign="bottom")
        fill(under[1 if explained == "(подпись)" else 2], explained, size=TINY, align=CENTRE)


def _keep_whole(new):
    for row in new.rows:
        keep_row(row)
        keep_with_next(row)


def _transfer(document):
    basis = table(document, (80, 193, 8), rows=2)
    for row, (label, value, number) in zip(
        basis.rows,
        (
            ("Основание передачи (сдачи) / получения (приёмки)", "{{ basis }}", "[8]"),
            ("Данные о транспортировке и грузе", DASH % "transport", "[9]"),
        ),
    ):
        fill(row.cells[0], label)
        fill(border(row.cells[1], ("bottom",)), value)
        fill(row.cells[2], number, size=SMALL)
    border(basis.rows[0].cells[0], ("top",), THICK)
    border(basis.rows[0].cells[1], ("top",), THICK)
    border(basis.rows[0].cells[2], ("top",), THICK)
    _keep_whole(basis)
    paragraph(document, size=3, keep=True)
    halves = table(document, (140.5, 140.5), rows=1)
    left, right = halves.rows[0].cells
    border(left, ("right",), THICK)
    _half(left, "supplier", SENDER)
    _half(right, "customer", RECEIVER)
    keep_row(halves.rows[0])


# What a half says: label, number; the third is the date.
SENDER = (
    ("Товар (груз) передал / услуги, результаты работ, права сдал", "[10]"),
    ("Дата отгрузки, передачи (сдачи): {{ date|date_quoted }}", "[11]"),
    ("Иные сведения об отгрузке, передаче: —", "[12]"),
    ("Ответственный за правильность оформления факта хозяйственной жизни", "[13]"),
    ("Наименование экономического субъекта — составителя документа "
     "(в т.ч. комиссионера / агента)", "[14]"),
)  # fmt: skip
RECEIVER = (
    ("Товар (груз) получил / услуги, результаты работ, права принял", "[15]"),
    ("Дата получения (приёмки): «____» ______________ 20___ г.", "[16]"),
    ("Иные сведения о получении, приёмке: —", "[17]"),
    ("Ответственный за правильность оформления факта хозяйственной жизни", "[18]"),
    ("Наименование экономического субъекта — составителя документа", "[19]"),
)


def _half(cell, side, labels):
    handing, date, more, responsible, subject = labels
    for label, number in (handing, date, more, responsible):
        text = "%s %s" % (label, number)
        paragraph(cell, text, before=2)
        if (label, number) in (handing, responsible):
            post = "{%% if %(s)s.is_legal_entity and %(s)s.signatory %%}{{ %(s)s.signatory.post }}"
            line = post + "{%% endif %%} ____________________ {{ %(s)s.signer_name|initials }}"
            paragraph(cell, line % {"s": side}, before=5)
            paragraph(cell, "(должность, подпись, ф.и.о.)", size=TINY)
    paragraph(cell, "%s %s" % subject, before=2)
    name = "{{ S.name }}, ИНН/КПП " + INN_KPP
    paragraph(cell, name.replace("S.", side + "."), before=1)
    paragraph(cell, "М.П.", before=3)
    first = cell.paragraphs[0]
    first.paragraph_format.line_spacing = Pt(1)
