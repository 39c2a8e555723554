"""Papers of a questionnaire («Анкета»): formed, signed by hand, scanned and sent back."""

import datetime as dt
from dataclasses import dataclass
from typing import Optional

from .fields import said
from .parties import Party
from .people import Person


@dataclass(frozen=True)
class CertificateUse:
    """An object identifier: something that a certificate is for."""

    oid: str = said("Идентификатор: 1.3.6.1.5.5.7.3.2")
    name: str = said("Назначение")


@dataclass(frozen=True)
class Application:
    """Заявление на выпуск сертификата."""

    number: str = said("Номер анкеты", identity=True)
    date: dt.date = said("Дата заявления", identity=True)
    authority: Party = said("Удостоверяющий центр")
    applicant: Party = said("Заявитель")
    holder: Person = said("На чьё имя выдаётся сертификат")
    certificate_type: str = said("Тип сертификата («ОИД»)")
    uses: tuple[CertificateUse, ...] = said("Назначение сертификата: идентификаторы", each="use")
    crypto_provider: str = said("Криптопровайдер")
    is_qualified: bool = said("Квалифицированный сертификат", default=True)
    alias: str = said("Псевдоним анкеты", default="", identity=True)
    delivery_address: str = said("Адрес предоставления оригиналов документов", default="")
    bearer: Optional[Person] = said("Доверенное лицо, которое представит документы", default=None)


@dataclass(frozen=True)
class Consent:
    """Согласие на обработку персональных данных: a document of its own (152-ФЗ, статья 9)."""

    number: str = said("Номер анкеты", identity=True)
    date: dt.date = said("Дата согласия", identity=True)
    operator: Party = said("Оператор: удостоверяющий центр")
    person: Person = said("Субъект персональных данных")
    text: tuple[str, ...] = said("Текст согласия по абзацам", each="line")
    text_version: str = said("Редакция текста согласия")


@dataclass(frozen=True)
class PowerOfAttorney:
    """Доверенность: on papers and the certificate, or on acting and signing."""

    number: str = said("Номер доверенности", identity=True)
    date: dt.date = said("Дата доверенности", identity=True)
    city: str = said("Место составления: г. Казань")
    valid_until: dt.date = said("Срок действия, по")
    principal: Party = said("Доверитель")
    representative: Person = said("Доверенное лицо")
    authority: Party = said("Удостоверяющий центр")
