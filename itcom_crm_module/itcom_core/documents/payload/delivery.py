"""«Реализации»: what is signed when services have been delivered."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from .fields import derived, said
from .parties import Party
from .positions import Line, TransferLine, VatAmount

INVOICE_AND_TRANSFER = "1"
TRANSFER_ONLY = "2"


@dataclass(frozen=True)
class Act:
    """Акт оказанных услуг."""

    number: str = said("Номер акта", identity=True)
    date: dt.date = said("Дата акта", identity=True)
    basis: str = said("Основание: договор № … от …, счёт № … от …")
    supplier: Party = said("Исполнитель")
    customer: Party = said("Заказчик")
    lines: tuple[Line, ...] = said("Оказанные услуги", each="line")
    vat: tuple[VatAmount, ...] = said("НДС по ставкам; пусто, если не облагается", each="tax")
    total: Decimal = said("Всего оказано услуг на сумму, с НДС")


@dataclass(frozen=True)
class TransferDocument:
    """УПД: универсальный передаточный документ.

    Status 1 is a счёт-фактура and a transfer document in one, status 2 a transfer document
    alone (from whoever pays no VAT).
    """

    number: str = said("Номер УПД", identity=True)
    date: dt.date = said("Дата УПД", identity=True)
    supplier: Party = said("Продавец (строки 2–2б)")
    customer: Party = said("Покупатель (строки 6–6б)")
    lines: tuple[TransferLine, ...] = said("Позиции", each="line")
    net_total: Decimal = said("Всего без НДС (графа 5)")
    vat_total: Decimal = said("Всего НДС (графа 8)")
    total: Decimal = said("Всего с НДС (графа 9)")
    basis: str = said("Основание передачи [8]: договор № … от …")
    status: str = said("Статус: 1 или 2", default=INVOICE_AND_TRANSFER)
    correction: str = said("Исправление (строка 1а): № … от …", default="")
    consignor: str = said("Грузоотправитель и его адрес (строка 3)", default="")
    consignee: str = said("Грузополучатель и его адрес (строка 4)", default="")
    payment_document: str = said("К платёжно-расчётному документу (строка 5)", default="")
    shipping_document: str = said("Документ об отгрузке (строка 5а), если не сам УПД", default="")
    currency: str = said("Валюта (строка 7)", default="российский рубль, 643")
    state_contract: str = said("Идентификатор госконтракта, договора (строка 8)", default="")
    transport: str = said("Данные о транспортировке и грузе [9]", default="")
    accountant_name: str = said("Главный бухгалтер продавца", default="")

    @derived
    def is_invoice(self) -> bool:
        """Статус 1: это и счёт-фактура"""
        return self.status == INVOICE_AND_TRANSFER

    @derived
    def is_taxed(self) -> bool:
        """Есть ли НДС хотя бы в одной позиции"""
        return bool(self.vat_total)
