"""Invented payloads: a template is checked, previewed and explained with them."""

import datetime as dt
from decimal import Decimal

from .payload import BankAccount, Invoice, Line, Party, VatAmount

DAY = dt.date(2026, 11, 23)
SUPPLIER = Party(
    name="ООО «УЦ Печать»",
    inn="1600000011",
    kpp="160001001",
    address="420111, г. Казань, ул. Баумана, д. 7, офис 12",
    phone="+7 843 200-11-22",
)
BANK = BankAccount(
    number="40702810500000000101",
    bank_name="АО «Волжский расчётный банк» г. Казань",
    bic="049205999",
    correspondent_account="30101810000000000999",
)
CUSTOMER = Party(
    name="ООО «Ромашка»",
    inn="7700000016",
    kpp="770001001",
    address="101000, г. Москва, ул. Мясницкая, д. 3, стр. 1",
)
LINES = (
    Line(
        number=1,
        name="Сертификат электронной подписи для торгов, 12 месяцев",
        quantity=Decimal(2),
        unit="шт",
        price=Decimal("12200.00"),
        amount=Decimal("24400.00"),
    ),
    Line(
        number=2,
        name="Выезд специалиста",
        quantity=Decimal("1.5"),
        unit="ч",
        price=Decimal("1220.00"),
        amount=Decimal("1830.00"),
    ),
)
VAT = (VatAmount(rate="22%", amount=Decimal("4730.00")),)
TOTAL = Decimal("26230.00")


def invoice():
    """:return: a счёт на оплату with two positions."""
    return Invoice(
        number="17",
        date=DAY,
        deal_number="СД-00042",
        supplier=SUPPLIER,
        bank=BANK,
        customer=CUSTOMER,
        lines=LINES,
        vat=VAT,
        total=TOTAL,
        head_name="Соколов Андрей Викторович",
        head_post="Генеральный директор",
        accountant_name="Лебедева Ольга Павловна",
        due_date=dt.date(2026, 11, 30),
    )
