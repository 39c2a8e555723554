# Licence LGPL-3 (see LICENSE).
"""Pieces that several templates share: sides, positions, totals, signatures."""

from docx.shared import Mm

from .common import (
    CENTRE,
    RIGHT,
    border_table,
    fill,
    keep_row,
    keep_with_next,
    paragraph,
    repeat_header,
    table,
)

POSITIONS = (
    ("№", 9, "{{ line.number }}", CENTRE),
    ("Товары (работы, услуги)", 84, "{{ line.name }}", None),
    ("Кол-во", 16, "{{ line.quantity|quantity }}", RIGHT),
    ("Ед.", 13, "{{ line.unit }}", None),
    ("Цена, руб.", 27, "{{ line.price|amount }}", RIGHT),
    ("Сумма, руб.", 31, "{{ line.amount|amount }}", RIGHT),
)
VAT_IN_WORDS = (
    "{% for tax in vat %}{% if not loop.first %}, {% endif %}в том числе НДС ({{ tax.rate }}) "
    "{{ tax.amount|amount }} руб.{% endfor %}{% if not vat %}НДС не облагается.{% endif %}"
)


# Document of a person P, in full and in short.
PASSPORT = (
    "{{ P.passport.kind }}{% if P.passport.series %} {{ P.passport.series }}{% endif %}"
    " № {{ P.passport.number }}"
    "{% if P.passport.date %}, выдан {{ P.passport.date|date_short }}{% endif %}"
    "{% if P.passport.issuer %}, {{ P.passport.issuer }}{% endif %}"
)


def side(name, role):
    """:return: text that presents a side in a preamble, whoever it is.

    :param name: field of the payload: "supplier". :param role: «Исполнитель».
    """
    return (
        (
            "**{{ S.official_name }}**{% if S.is_individual %}{% if S.passport %}, "
            + PASSPORT.replace("P.", "S.")
            + "{% endif %}, "
            "{% if S.address %}адрес: {{ S.address }}, {% endif %}{% else %}, {% endif %}"
            "{{ S.called }} в дальнейшем «R», "
            "{% if S.is_sole_proprietor %}{{ S.acting }} на основании записи в Едином "
            "государственном реестре индивидуальных предпринимателей (ОГРНИП {{ S.ogrn }}), "
            "{% endif %}"
            "{% if S.is_legal_entity and S.signatory %}в лице {{ S.signatory.post_of }} "
            "{{ S.signatory.in_person_of }}{% if S.signatory.basis %}, {{ S.signatory.acting }} на "
            "основании {{ S.signatory.basis_of }}{% endif %}, {% endif %}"
        )
        .replace("S.", name + ".")
        .replace("«R»", "«%s»" % role)
    )


def requisites(cell, name, title):
    """Fill a cell with the requisites of a side, a line each, only those that there are."""
    fill(cell, title, bold=True)
    lines = (
        ("", "**{{ S.official_name }}**"),
        ("S.address", "Адрес: {{ S.address }}"),
        ("S.postal_address", "Почтовый адрес: {{ S.postal_address }}"),
        ("S.passport", PASSPORT.replace("P.", "S.")),
        ("S.inn", "ИНН {{ S.inn }}{% if S.kpp %}, КПП {{ S.kpp }}{% endif %}"),
        ("S.ogrn", "{% if S.is_sole_proprietor %}ОГРНИП{% else %}ОГРН{% endif %} {{ S.ogrn }}"),
        ("S.bank", "Р/с {{ S.bank.number }}"),
        ("S.bank", "в {{ S.bank.bank_name }}"),
        ("S.bank", "К/с {{ S.bank.correspondent_account }}, БИК {{ S.bank.bic }}"),
        ("S.phone", "Тел. {{ S.phone }}"),
        ("S.email", "E-mail: {{ S.email }}"),
    )  # fmt: skip
    for condition, text in lines:
        if condition:
            text = "{%%p if %s %%}%s{%%p endif %%}" % (condition, text)
        paragraph(cell, text.replace("S.", name + "."), before=1)


def signature(cell, name):
    """Fill a cell with post, line and initials of whoever signs for a side."""
    paragraph(
        cell,
        "{%%p if %(s)s.is_legal_entity and %(s)s.signatory %%}{{ %(s)s.signatory.post }}"
        "{%%p endif %%}" % {"s": name},
        before=10,
    )
    paragraph(cell, "_____________________ / {{ %s.signer_name|initials }} /" % name, before=12)
    paragraph(cell, "{%%p if not %(s)s.is_individual %%}М.П.{%%p endif %%}" % {"s": name}, before=4)


def sides(document, first, second, heading=True):
    """Requisites and signatures of both sides, beside each other.

    :param first: (field of the payload, title). :param second: the same.
    """
    both = table(document, (90, 90), rows=2 if heading else 1)
    for column, (name, title) in enumerate((first, second)):
        if heading:
            requisites(both.rows[0].cells[column], name, title)
        else:
            fill(both.rows[0].cells[column], title, bold=True)
        signature(both.rows[-1].cells[column], name)
    for row in both.rows:
        keep_row(row)
    keep_with_next(both.rows[0])
    return both


def positions(document, columns=POSITIONS, size=None):
    """A table with a row for each position and a head that is repeated on every page."""
    lines = table(document, [width for _title, width, _tag, _align in columns], rows=4)
    for cell, (title, _width, _tag, _align) in zip(lines.rows[0].cells, columns):
        fill(cell, title, valign="center", bold=True, align=CENTRE, size=size)
    repeat_header(lines.rows[0])
    keep_with_next(lines.rows[0])
    fill(lines.rows[1].cells[0], "{%tr for line in lines %}")
    for cell, (_title, _width, tag, align) in zip(lines.rows[2].cells, columns):
        fill(cell, tag, align=align, size=size)
    fill(lines.rows[3].cells[0], "{%tr endfor %}")
    border_table(lines)
    for row in lines.rows:
        keep_row(row)
    return lines


def totals(document, last="Всего к оплате:", widths=(149, 31)):
    """Итого, НДС by rates or «без налога», and the sum to pay."""
    rows = (
        ("Итого:", "{{ total|amount }}"),
        ("{%tr for tax in vat %}", ""),
        ("В том числе НДС ({{ tax.rate }}):", "{{ tax.amount|amount }}"),
        ("{%tr endfor %}", ""),
        ("{%tr if not vat %}", ""),
        ("Без налога (НДС):", "–"),
        ("{%tr endif %}", ""),
        (last, "{{ total|amount }}"),
    )
    new = table(document, widths, rows=len(rows))
    for row, texts in zip(new.rows, rows):
        for cell, text in zip(row.cells, texts):
            fill(cell, text, bold=True, align=RIGHT)
        keep_row(row)
        keep_with_next(row)
    return new


def date_and_place(document, place):
    """A line with the place at the left and the date at the right."""
    row = table(document, (90, 90), rows=1).rows[0]
    fill(row.cells[0], place)
    fill(row.cells[1], "{{ date|date_quoted }}", align=RIGHT)
    for cell in row.cells:
        cell.paragraphs[0].paragraph_format.space_after = Mm(3)
