"""Sides of a document."""

from dataclasses import dataclass

from .fields import said


@dataclass(frozen=True)
class BankAccount:
    """An account as a payment order names it."""

    number: str = said("Расчётный счёт")
    bank_name: str = said("Банк и город")
    bic: str = said("БИК")
    correspondent_account: str = said("Корреспондентский счёт")


@dataclass(frozen=True)
class Party:
    """A side of a document: supplier or customer."""

    name: str = said("Наименование, как в документах")
    inn: str = said("ИНН")
    kpp: str = said("КПП; у предпринимателя и физического лица пусто")
    address: str = said("Юридический адрес одной строкой")
    phone: str = said("Телефон", default="")
