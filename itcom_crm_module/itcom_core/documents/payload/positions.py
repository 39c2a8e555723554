"""Positions of a document and the tax on them."""

from dataclasses import dataclass
from decimal import Decimal

from .fields import said


@dataclass(frozen=True)
class Line:
    """One position; ``amount`` as printed in the column «Сумма» (VAT included)."""

    number: int = said("Номер по порядку")
    name: str = said("Наименование товара, работы, услуги")
    quantity: Decimal = said("Количество")
    unit: str = said("Единица измерения")
    price: Decimal = said("Цена с НДС")
    amount: Decimal = said("Сумма с НДС")


@dataclass(frozen=True)
class VatAmount:
    """VAT of all positions of one rate; ``rate`` as text: "22%"."""

    rate: str = said("Ставка НДС: 22%")
    amount: Decimal = said("Сумма НДС по этой ставке")
