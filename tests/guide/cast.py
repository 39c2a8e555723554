# Licence LGPL-3 (see LICENSE).
"""The invented people, companies and goods of the guide, and who logs in."""

from dataclasses import dataclass

MANAGER = ("manager", "manager")
VERIFIER = ("verifier", "verifier")


@dataclass(frozen=True)
class Client:
    """What a manager knows of a client; all of it is invented, the numbers have right digits."""

    name: str
    inn: str
    kpp: str
    ogrn: str
    head: str
    post: str
    phone: str
    email: str
    postal_code: str
    city: str
    street: str


CLIENT = Client(
    name="ООО «Полевой василёк»",
    inn="1650004565",
    kpp="165001001",
    ogrn="1241600012345",
    head="Соколова Ирина Павловна",
    post="Генеральный директор",
    phone="+7 843 555-01-02",
    email="info@vasilek.example",
    postal_code="420021",
    city="г. Казань",
    street="ул. Полевая, д. 3, офис 7",
)
# One wrong digit at the end, as a typing slip makes it.
WRONG_INN = "1650004566"
# Companies for what goes wrong.
OTHER_INN = "1630001238"
THIRD_INN = "1630002224"
FOURTH_INN = "1630003330"

DEAL_DESCRIPTION = "КЭП для торгов, 2 сотрудника"
SERVICE_CENTRE = "Казань, Центральный"


@dataclass(frozen=True)
class Position:
    """What is ordered: the text that finds it in the drop-down list, its name, how many."""

    typed: str
    name: str
    quantity: str


# One is found by its code, the other by a part of its name.
CERTIFICATES = Position("СЕРТ-ТОРГИ", "Сертификат КЭП для электронных торгов, 1 год", "2")
LICENCE = Position("КриптоПро CSP, 1 год", "Лицензия КриптоПро CSP, 1 год", "1")

# 2 × 3 500 with 22 % VAT inside (7 000 × 22 / 122) and 1 350 without VAT.
TOTAL = "8 350,00"
VAT = "1 262,30"
TOTAL_IN_WORDS = "Восемь тысяч триста пятьдесят рублей 00 копеек"

# Our own side, as the demo data has it.
SUPPLIER_NUMBERS = ("1600000011", "160001001", "049205999", "40702810500000000101")

CERTIFICATE_TYPE = "Электронные торги"
ORIGINALS = "420111, г. Казань, ул. Баумана, д. 7, офис 12"
ALIAS = "Торги, Соколова"

# Titles of the steps of the client's page.
HOLDER_STEP = "На кого выпускается сертификат"
IDENTITY_STEP = "Паспорт и адрес"
ORGANISATION_STEP = "Организация и полномочия"
DOCUMENTS_STEP = "Документы"


@dataclass(frozen=True)
class Person:
    """Who gets a certificate; the dictionaries hold what the page asks for, {label: answer}."""

    name: str
    birth_day: str
    answers: dict
    passport: dict


HEAD = Person(
    name=CLIENT.head,
    birth_day="14.05.1984",
    answers={
        "Пол": "Женский",
        "Дата рождения": "1984-05-14",
        "Место рождения": "г. Казань",
        "СНИЛС": "155-234-087 49",
        "ИНН физ. лица": "165001238729",
        "Телефон": "+7 917 555-01-02",
    },
    passport={
        "Паспорт: серия": "92 14",
        "Паспорт: номер": "456789",
        "Дата выдачи": "2014-06-03",
        "Кем выдан": "ОУФМС России по Республике Татарстан",
        "Код подразделения": "160-001",
        "Регион": "16 Республика Татарстан",
    },
)
# The last digit is a typing slip.
WRONG_SNILS = "155-234-087 48"
EMPLOYEE = Person(
    name="Фомин Олег Игоревич",
    birth_day="02.11.1991",
    answers={
        "Фамилия": "Фомин",
        "Имя": "Олег",
        "Отчество": "Игоревич",
        "Пол": "Мужской",
        "Дата рождения": "1991-11-02",
        "Место рождения": "г. Елабуга",
        "СНИЛС": "161-078-452 54",
        "ИНН физ. лица": "165009876184",
        "E-mail": "fomin@vasilek.example",
        "Телефон": "+7 917 555-01-03",
    },
    passport={
        "Паспорт: серия": "92 11",
        "Паспорт: номер": "345678",
        "Дата выдачи": "2011-12-01",
        "Кем выдан": "ОУФМС России по Республике Татарстан в г. Елабуге",
        "Код подразделения": "160-024",
        "Регион": "16 Республика Татарстан",
    },
)
EMPLOYEE_ALIAS = "Торги, Фомин"
EMPLOYEE_ORGANISATION = {
    "Должность": "Специалист по закупкам",
    "Документ о полномочиях": "Доверенность",
    "Документ о полномочиях: номер": "7",
    "Документ о полномочиях: дата": "2026-02-02",
}
