"""Persons in documents: who signs, who holds a certificate, who brings the papers."""

import datetime as dt
from dataclasses import dataclass
from typing import Optional

from ...wording import names, posts
from .fields import derived, said


@dataclass(frozen=True)
class Signatory:
    """Who signs for a side. A form given by hand wins over the one that grammar gives."""

    name: str = said("Фамилия, имя, отчество")
    post: str = said("Должность", default="")
    basis: str = said("На основании чего действует: Устав, доверенность № …", default="")
    name_genitive: str = said("Фамилия, имя, отчество в родительном падеже", default="")
    post_genitive: str = said("Должность в родительном падеже", default="")
    gender: str = said("Пол: male или female; пусто — по отчеству", default="")

    @derived
    def in_person_of(self) -> str:
        """Кого, в родительном падеже: Иванова Ивана Ивановича"""
        return self.name_genitive or names.genitive(self.name, self.gender or None)

    @derived
    def post_of(self) -> str:
        """Должность в родительном падеже: Генерального директора"""
        return self.post_genitive or (posts.genitive_post(self.post) if self.post else "")

    @derived
    def basis_of(self) -> str:
        """Основание в родительном падеже: Устава"""
        return posts.genitive_basis(self.basis) if self.basis else ""

    @derived
    def acting(self) -> str:
        """«действующего» или «действующей»"""
        return posts.acting(self.gender or names.gender(self.name))


@dataclass(frozen=True)
class Passport:
    """What proves who somebody is."""

    series: str = said("Серия; пусто, если в номере")
    number: str = said("Номер")
    date: Optional[dt.date] = said("Дата выдачи", default=None)
    issuer: str = said("Кем выдан", default="")
    department_code: str = said("Код подразделения", default="")
    kind: str = said("Вид документа", default="паспорт гражданина Российской Федерации")


@dataclass(frozen=True)
class Person:
    """A natural person."""

    name: str = said("Фамилия, имя, отчество")
    surname: str = said("Фамилия", default="")
    given_name: str = said("Имя", default="")
    patronymic: str = said("Отчество", default="")
    gender: str = said("Пол: male или female", default="")
    birth_date: Optional[dt.date] = said("Дата рождения", default=None)
    birth_place: str = said("Место рождения", default="")
    citizenship: str = said("Гражданство", default="")
    passport: Optional[Passport] = said("Документ, удостоверяющий личность", default=None)
    snils: str = said("СНИЛС", default="")
    inn: str = said("ИНН физического лица", default="")
    region: str = said("Регион: 16 Республика Татарстан", default="")
    city: str = said("Населённый пункт", default="")
    address: str = said("Адрес регистрации одной строкой", default="")
    email: str = said("Электронная почта", default="")
    phone: str = said("Телефон", default="")
    post: str = said("Должность", default="")
    department: str = said("Подразделение", default="")

    @derived
    def gender_word(self) -> str:
        """«мужской» или «женский»"""
        return {names.MALE: "мужской", names.FEMALE: "женский"}.get(self.gender, "")
