"""Счёт на оплату."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Optional

from ..payment_qr import payment_picture
from ..picture import Picture
from .fields import derived, said
from .parties import BankAccount, Party
from .positions import Line, VatAmount


@dataclass(frozen=True)
class Invoice:
    """Счёт на оплату. ``vat`` is empty when nothing is taxed: «Без НДС»."""

    number: str = said("Номер счёта", identity=True)
    date: dt.date = said("Дата счёта", identity=True)
    deal_number: str = said("Номер сделки")
    supplier: Party = said("Поставщик (исполнитель)")
    bank: BankAccount = said("Счёт поставщика в банке")
    customer: Party = said("Покупатель (заказчик)")
    lines: tuple[Line, ...] = said("Позиции", each="line")
    vat: tuple[VatAmount, ...] = said("НДС по ставкам; пусто, если не облагается", each="tax")
    total: Decimal = said("Всего к оплате, с НДС")
    head_name: str = said("Руководитель поставщика: фамилия, имя, отчество", default="")
    head_post: str = said("Должность руководителя", default="")
    accountant_name: str = said("Бухгалтер: фамилия, имя, отчество", default="")
    due_date: Optional[dt.date] = said("Оплатить не позднее", default=None)

    @derived
    def payment_qr(self) -> Optional[Picture]:
        """Платёжный QR-код (ГОСТ Р 56042); пусто, если реквизиты банка неполны"""
        return payment_picture(
            self.supplier,
            self.bank,
            self.total,
            purpose="Оплата по счёту № %s от %s" % (self.number, self.date.strftime("%d.%m.%Y")),
        )
