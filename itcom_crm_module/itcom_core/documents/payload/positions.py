"""Positions of a document and the tax on them."""

from dataclasses import dataclass
from decimal import Decimal

from .fields import said

NO_VAT = "без НДС"


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
class TransferLine:
    """One position of a счёт-фактура: amounts without the tax, the tax, and with it."""

    number: int = said("Номер по порядку (графа 1)")
    name: str = said("Наименование (графа 1а)")
    quantity: Decimal = said("Количество (графа 3)")
    unit: str = said("Единица измерения (графа 2а)")
    net_price: Decimal = said("Цена без НДС (графа 4)")
    net_amount: Decimal = said("Стоимость без НДС (графа 5)")
    amount: Decimal = said("Стоимость с НДС (графа 9)")
    vat_amount: Decimal = said("Сумма НДС (графа 8)", default=Decimal("0.00"))
    vat_rate: str = said("Ставка НДС (графа 7): 22% или «без НДС»", default=NO_VAT)
    unit_code: str = said("Код единицы измерения по ОКЕИ (графа 2)", default="")
    code: str = said("Код товара, работы, услуги (графа А)", default="")
    kind_code: str = said("Код вида товара (графа 1б)", default="")
    excise: str = said("Сумма акциза (графа 6)", default="без акциза")
    country_code: str = said("Цифровой код страны происхождения (графа 10)", default="")
    country: str = said("Страна происхождения (графа 10а)", default="")
    declaration: str = said("Номер декларации или партии (графа 11)", default="")
    traced_unit_code: str = said("Прослеживаемость: код единицы (графа 12)", default="")
    traced_unit: str = said("Прослеживаемость: единица (графа 12а)", default="")
    traced_quantity: str = said("Прослеживаемость: количество (графа 13)", default="")
    traced_amount: str = said("Прослеживаемость: стоимость без НДС (графа 14)", default="")


@dataclass(frozen=True)
class VatAmount:
    """VAT of all positions of one rate; ``rate`` as text: "22%"."""

    rate: str = said("Ставка НДС: 22%")
    amount: Decimal = said("Сумма НДС по этой ставке")
