"""Sides of a document."""

from dataclasses import dataclass
from typing import Optional

from ...identifiers.applicant import INDIVIDUAL, LEGAL_ENTITY, SOLE_PROPRIETOR
from ...wording import names
from .fields import derived, said
from .people import Passport, Signatory

SOLE_PROPRIETOR_SHORT = "ИП "
SOLE_PROPRIETOR_FULL = "Индивидуальный предприниматель "


@dataclass(frozen=True)
class BankAccount:
    """An account as a payment order names it."""

    number: str = said("Расчётный счёт")
    bank_name: str = said("Банк и город")
    bic: str = said("БИК")
    correspondent_account: str = said("Корреспондентский счёт")


@dataclass(frozen=True)
class Party:
    """A side of a document: supplier, customer, whoever gives a power of attorney."""

    name: str = said("Наименование, как в документах")
    inn: str = said("ИНН")
    kpp: str = said("КПП; у предпринимателя и физического лица пусто")
    address: str = said("Юридический адрес одной строкой")
    phone: str = said("Телефон", default="")
    applicant_type: str = said(
        "Кто это: legal_entity, sole_proprietor или individual", default=LEGAL_ENTITY
    )
    full_name: str = said("Полное наименование, если нужно другое", default="")
    ogrn: str = said("ОГРН или ОГРНИП", default="")
    postal_address: str = said("Почтовый адрес, если другой", default="")
    email: str = said("Электронная почта", default="")
    bank: Optional[BankAccount] = said("Счёт в банке", default=None)
    signatory: Optional[Signatory] = said("Кто подписывает", default=None)
    passport: Optional[Passport] = said("Паспорт физического лица", default=None)

    @derived
    def is_legal_entity(self) -> bool:
        """Юридическое лицо"""
        return self.applicant_type == LEGAL_ENTITY

    @derived
    def is_sole_proprietor(self) -> bool:
        """Индивидуальный предприниматель"""
        return self.applicant_type == SOLE_PROPRIETOR

    @derived
    def is_individual(self) -> bool:
        """Физическое лицо"""
        return self.applicant_type == INDIVIDUAL

    @derived
    def official_name(self) -> str:
        """Полное наименование; у предпринимателя — «Индивидуальный предприниматель …»"""
        name = self.full_name or self.name
        if self.is_sole_proprietor and name.startswith(SOLE_PROPRIETOR_SHORT):
            return SOLE_PROPRIETOR_FULL + name[len(SOLE_PROPRIETOR_SHORT) :]
        return name

    @derived
    def called(self) -> str:
        """«именуемое», «именуемый» или «именуемая»"""
        if self.is_legal_entity:
            return "именуемое"
        return "именуемая" if self._is_woman() else "именуемый"

    @derived
    def acting(self) -> str:
        """О предпринимателе: «действующий» или «действующая»"""
        return "действующая" if self._is_woman() else "действующий"

    @derived
    def signer_name(self) -> str:
        """Фамилия, имя, отчество того, кто подписывает"""
        if self.signatory:
            return self.signatory.name
        return "" if self.is_legal_entity else self._person_name()

    def _person_name(self):
        name = self.official_name
        is_titled = name.startswith(SOLE_PROPRIETOR_FULL)
        return name[len(SOLE_PROPRIETOR_FULL) :] if is_titled else name

    def _is_woman(self):
        return names.gender(self._person_name()) == names.FEMALE
