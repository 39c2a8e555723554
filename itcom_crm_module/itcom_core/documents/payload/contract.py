"""Договор на оказание услуг удостоверяющего центра, со спецификацией."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Optional

from .fields import said
from .parties import Party
from .positions import Line, VatAmount


@dataclass(frozen=True)
class Contract:
    """Договор; positions stand in its annex («Спецификация»)."""

    number: str = said("Номер договора", identity=True)
    date: dt.date = said("Дата договора", identity=True)
    city: str = said("Место заключения: г. Казань")
    deal_number: str = said("Номер сделки")
    supplier: Party = said("Исполнитель")
    customer: Party = said("Заказчик")
    lines: tuple[Line, ...] = said("Позиции спецификации", each="line")
    vat: tuple[VatAmount, ...] = said("НДС по ставкам; пусто, если не облагается", each="tax")
    total: Decimal = said("Цена договора, с НДС")
    payment_days: int = said("Сколько рабочих дней на оплату", default=5)
    service_days: int = said("Сколько рабочих дней на оказание услуг", default=5)
    valid_until: Optional[dt.date] = said("Срок действия договора", default=None)
