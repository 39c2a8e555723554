# Licence LGPL-3 (see LICENSE).
"""What is rendered: one template and one payload for both sides of each comparison."""

import io
from dataclasses import dataclass, make_dataclass, replace
from pathlib import Path
from typing import Any

import docx
from itcom_core.documents import samples
from itcom_core.documents.filters import FILTERS
from itcom_core.documents.values import plain

TEMPLATES = Path(__file__).parents[2] / "itcom_crm_module" / "reports" / "templates"
SLOTS = 81
CLAUSES = 54  # six pages of A4 in 12 points
CLAUSE = (
    "Исполнитель обязуется оказать услуги удостоверяющего центра в порядке и в сроки, "
    "установленные настоящим договором и приложениями к нему, а Заказчик обязуется принять и "
    "оплатить оказанные услуги. Стороны подтверждают, что ознакомлены с регламентом, "
)


@dataclass(frozen=True)
class Case:
    """A document to be made: ``template`` as bytes, ``payload`` for us, ``context`` for docxtpl."""

    name: str
    template: bytes
    payload: Any
    goal: float

    @property
    def context(self):
        """:return: the payload as the dict that docxtpl takes; it prints None as «None»."""
        return {key: "" if value is None else value for key, value in plain(self.payload).items()}


def cases():
    """:return: the three documents that speed is promised for."""
    invoice = (TEMPLATES / "invoice.docx").read_bytes()
    return [
        Case("contract, 6 pages, 81 slots", _contract_template(), _contract_payload(), 60),
        Case("invoice, 10 rows", invoice, _invoice_payload(10), 60),
        Case("invoice, 200 rows", invoice, _invoice_payload(200), 15),
    ]


def jinja_filters():
    """:return: our filters as plain functions, for docxtpl's environment."""
    return {name: filter_.function for name, filter_ in FILTERS.items()}


def _contract_template():
    document = docx.Document()
    document.styles["Normal"].font.name = "Times New Roman"
    for number in range(CLAUSES):
        paragraph = document.add_paragraph(f"{number + 1}. {CLAUSE}")
        for slot in range(number, SLOTS, CLAUSES):
            paragraph.add_run("в лице ")
            paragraph.add_run("{{ field_%d }}" % slot).bold = True
            paragraph.add_run(", действующего на основании закона; ")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _contract_payload():
    names = ["field_%d" % slot for slot in range(SLOTS)]
    values = [f"Генерального директора Иванова & Петрова № {slot}" for slot in range(SLOTS)]
    return make_dataclass("Contract", [(name, str) for name in names], frozen=True)(*values)


def _invoice_payload(rows):
    """:return: an invoice without payment code: the bank lacks a correspondent account."""
    invoice = samples.invoice()
    line = invoice.lines[0]
    return replace(
        invoice,
        lines=tuple(replace(line, number=number + 1) for number in range(rows)),
        bank=replace(invoice.bank, correspondent_account=""),
    )
