"""What a document is rendered from: plain values, never a recordset.

Amounts are :class:`~decimal.Decimal` in roubles with two places, dates are
:class:`~datetime.date`, a missing text is "". The same payload feeds docx, PDF and
portal; its hash tells whether a document formed earlier is still up to date.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Optional, Tuple


@dataclass(frozen=True)
class BankAccount:
    """An account as a payment order names it."""

    number: str
    bank_name: str
    bic: str
    correspondent_account: str


@dataclass(frozen=True)
class Party:
    """A side of a document: supplier or customer."""

    name: str
    inn: str
    kpp: str
    address: str
    phone: str = ""


@dataclass(frozen=True)
class Line:
    """One position; ``amount`` as printed in the column «Сумма» (VAT included)."""

    number: int
    name: str
    quantity: Decimal
    unit: str
    price: Decimal
    amount: Decimal


@dataclass(frozen=True)
class VatAmount:
    """VAT of all positions of one rate; ``rate`` as text: "22%"."""

    rate: str
    amount: Decimal


@dataclass(frozen=True)
class Invoice:
    """Счёт на оплату. ``vat`` is empty when nothing is taxed: «Без НДС»."""

    number: str
    date: date
    deal_number: str
    supplier: Party
    bank: BankAccount
    customer: Party
    lines: Tuple[Line, ...]
    vat: Tuple[VatAmount, ...]
    total: Decimal
    head_name: str = ""
    head_post: str = ""
    accountant_name: str = ""
    due_date: Optional[date] = None
