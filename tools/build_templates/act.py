# Licence LGPL-3 (see LICENSE).
"""Акт оказанных услуг."""

from .common import fill, finish, new_document, page_footer, paragraph, table, underline_paragraph
from .parts import VAT_IN_WORDS, positions, sides, totals

PARTY = (
    "**{{ S.name }}**{% if S.inn %}, ИНН {{ S.inn }}{% endif %}{% if S.kpp %}, КПП {{ S.kpp }}"
    "{% endif %}{% if S.address %}, {{ S.address }}{% endif %}{% if S.bank %}, р/с "
    "{{ S.bank.number }}, в {{ S.bank.bank_name }}, БИК {{ S.bank.bic }}, к/с "
    "{{ S.bank.correspondent_account }}{% endif %}"
)


def build():
    """:return: the template as a python-docx document."""
    document = new_document()
    heading = paragraph(
        document, "Акт № {{ number }} от {{ date|date_long }}", after=6, size=14, bold=True
    )
    underline_paragraph(heading)
    parties = table(document, (27, 153), rows=3)
    for row, (label, text) in zip(
        parties.rows,
        (
            ("Исполнитель:", PARTY.replace("S.", "supplier.")),
            ("Заказчик:", PARTY.replace("S.", "customer.")),
            ("Основание:", "{{ basis }}"),
        ),
    ):
        fill(row.cells[0], label)
        fill(row.cells[1], text)
        row.cells[0].paragraphs[0].paragraph_format.space_after = 72000
    paragraph(document, size=4)
    positions(document)
    paragraph(document, size=3, keep=True)
    totals(document, "Всего:")
    paragraph(
        document,
        "Всего оказано услуг {{ lines|length }}, на сумму {{ total|amount }} руб., " + VAT_IN_WORDS,
        before=4,
        keep=True,
    )
    paragraph(document, "{{ total|words }}", bold=True, keep=True)
    closing = paragraph(
        document,
        "Вышеперечисленные услуги оказаны полностью и в срок. Заказчик претензий по объёму, "
        "качеству и срокам оказания услуг не имеет.",
        before=8,
        after=4,
        keep=True,
    )
    underline_paragraph(closing)
    sides(document, ("supplier", "ИСПОЛНИТЕЛЬ"), ("customer", "ЗАКАЗЧИК"), heading=False)
    page_footer(document, "Акт № {{ number }} от {{ date|date_short }}")
    return finish(document, "Акт оказанных услуг")
