"""Invented payloads: a template is checked, previewed and explained with them."""

import datetime as dt
from decimal import Decimal

from .payload import (
    Act,
    Application,
    BankAccount,
    CertificateUse,
    Consent,
    Contract,
    DestroyedRecord,
    DestructionAct,
    Invoice,
    Line,
    Party,
    Passport,
    Person,
    PowerOfAttorney,
    Signatory,
    TransferDocument,
    TransferLine,
    VatAmount,
)

DAY = dt.date(2026, 11, 23)
CITY = "г.\u00a0Казань"
BANK = BankAccount(
    number="40702810500000000101",
    bank_name="АО «Волжский расчётный банк» г. Казань",
    bic="049205999",
    correspondent_account="30101810000000000999",
)
SUPPLIER = Party(
    name="ООО «УЦ Печать»",
    full_name="Общество с ограниченной ответственностью «УЦ Печать»",
    inn="1600000011",
    kpp="160001001",
    ogrn="1161600000000",
    address="420111, г. Казань, ул. Баумана, д. 7, офис 12",
    phone="+7 843 200-11-22",
    email="info@uc-pechat.example",
    bank=BANK,
    signatory=Signatory("Соколов Андрей Викторович", "Генеральный директор", "Устав"),
)
CUSTOMER = Party(
    name="ООО «Ромашка»",
    full_name="Общество с ограниченной ответственностью «Ромашка»",
    inn="7700000016",
    kpp="770001001",
    ogrn="1187700000014",
    address="101000, г. Москва, ул. Мясницкая, д. 3, стр. 1",
    email="director@romashka.example",
    bank=BankAccount(
        number="40702810100000000202",
        bank_name="ПАО «Столичный учётный банк» г. Москва",
        bic="044525998",
        correspondent_account="30101810300000000998",
    ),
    signatory=Signatory("Иванова Мария Сергеевна", "Директор", "Устав"),
)
PERSON = Person(
    name="Петров Сергей Николаевич",
    surname="Петров",
    given_name="Сергей",
    patronymic="Николаевич",
    gender="male",
    birth_date=dt.date(1985, 4, 12),
    birth_place="г. Зеленодольск Республики Татарстан",
    citizenship="Российская Федерация",
    passport=Passport(
        series="92 05",
        number="123456",
        date=dt.date(2005, 5, 17),
        issuer="УВД Приволжского района г. Казани",
        department_code="162-003",
    ),
    snils="100-200-300 30",
    inn="160000000080",
    region="16 Республика Татарстан",
    city="г. Казань",
    address="420015, г. Казань, ул. Пушкина, д. 5, кв. 17",
    email="petrov@romashka.example",
    phone="+7 917 000-00-01",
    post="Менеджер по закупкам",
    department="Отдел закупок",
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
TRANSFER_LINES = (
    TransferLine(
        number=1,
        code="00-000017",
        name=LINES[0].name,
        quantity=Decimal(2),
        unit="шт",
        unit_code="796",
        net_price=Decimal("10000.00"),
        net_amount=Decimal("20000.00"),
        vat_rate="22%",
        vat_amount=Decimal("4400.00"),
        amount=Decimal("24400.00"),
    ),
    TransferLine(
        number=2,
        name=LINES[1].name,
        quantity=Decimal("1.5"),
        unit="ч",
        unit_code="356",
        net_price=Decimal("1000.00"),
        net_amount=Decimal("1500.00"),
        vat_rate="22%",
        vat_amount=Decimal("330.00"),
        amount=Decimal("1830.00"),
    ),
)
CONSENT_TEXT = (
    "Я свободно, своей волей и в своём интересе даю согласие оператору — ООО «УЦ Печать», ИНН "
    "1600000011, 420111, г. Казань, ул. Баумана, д. 7, офис 12 — на обработку моих персональных "
    "данных.",
    "Цель: создание и выдача мне сертификата ключа проверки электронной подписи.",
    "Отзыв: я могу отозвать согласие письменным заявлением по адресу оператора.",
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


def contract():
    """:return: a договор with two positions in its annex."""
    return Contract(
        number="5/2026",
        date=DAY,
        city=CITY,
        deal_number="СД-00042",
        supplier=SUPPLIER,
        customer=CUSTOMER,
        lines=LINES,
        vat=VAT,
        total=TOTAL,
        valid_until=dt.date(2027, 12, 31),
    )


def act():
    """:return: an акт оказанных услуг."""
    return Act(
        number="9",
        date=DAY,
        basis="договор № 5/2026 от 23.11.2026",
        supplier=SUPPLIER,
        customer=CUSTOMER,
        lines=LINES,
        vat=VAT,
        total=TOTAL,
    )


def upd():
    """:return: a УПД with status 1."""
    return TransferDocument(
        number="9",
        date=DAY,
        supplier=SUPPLIER,
        customer=CUSTOMER,
        lines=TRANSFER_LINES,
        net_total=Decimal("21500.00"),
        vat_total=Decimal("4730.00"),
        total=TOTAL,
        basis="Договор № 5/2026 от 23.11.2026",
        payment_document="№ 311 от 24.11.2026",
        accountant_name="Лебедева Ольга Павловна",
    )


def application():
    """:return: a заявление on a certificate for an employee."""
    return Application(
        number="А-00091",
        date=DAY,
        authority=SUPPLIER,
        applicant=CUSTOMER,
        holder=PERSON,
        certificate_type="Электронные торги",
        uses=(
            CertificateUse("1.3.6.1.5.5.7.3.2", "Аутентификация клиента"),
            CertificateUse("1.3.6.1.5.5.7.3.4", "Защищённая электронная почта"),
            CertificateUse("1.2.643.6.3.1.2.1", "Участник торгов: юридическое лицо"),
        ),
        crypto_provider="КриптоПро CSP",
        alias="Петров, торги",
        delivery_address="г. Казань, ул. Баумана, д. 7, офис 12",
    )


def consent():
    """:return: a согласие на обработку персональных данных."""
    return Consent(
        number="А-00091",
        date=DAY,
        operator=SUPPLIER,
        person=PERSON,
        text=CONSENT_TEXT,
        text_version="1",
    )


def power_of_attorney():
    """:return: a доверенность of a company to its employee."""
    return PowerOfAttorney(
        number="12",
        date=DAY,
        city="г.\u00a0Москва",
        valid_until=dt.date(2027, 11, 22),
        principal=CUSTOMER,
        representative=PERSON,
        authority=SUPPLIER,
    )


def destruction_act():
    """:return: an акт об уничтожении персональных данных."""
    return DestructionAct(
        number="УН-00003",
        date=DAY,
        operator=SUPPLIER,
        system="ITCOM CRM (Odoo)",
        responsible="Орлова Светлана Игоревна",
        records=(
            DestroyedRecord(
                number="А-00017",
                date=DAY,
                ground="Анкета отменена, срок хранения истёк",
                data="ответы анкеты; сканы и их миниатюры: 8; сформированные документы: 3",
            ),
            DestroyedRecord(
                number="А-00042",
                date=DAY,
                ground="Согласие отозвано",
                data="сканы и их миниатюры: 6",
            ),
            DestroyedRecord(
                number="Карточка клиента № 1204",
                date=DAY,
                ground="Цель обработки достигнута, сроки хранения истекли",
                data="карточка, контакты и банковские счета; сформированные документы: 2",
            ),
        ),
    )
