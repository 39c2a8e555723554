"""Акт об уничтожении персональных данных (152-ФЗ, статья 21; приказ Роскомнадзора № 179)."""

import datetime as dt
from dataclasses import dataclass

from .fields import said
from .parties import Party


@dataclass(frozen=True)
class DestroyedRecord:
    """What was destroyed of one questionnaire or client's card; names nobody."""

    number: str = said("Номер анкеты или карточки клиента")
    date: dt.date = said("Дата уничтожения")
    ground: str = said("Причина уничтожения")
    data: str = said("Что уничтожено")


@dataclass(frozen=True)
class DestructionAct:
    """Акт об уничтожении персональных данных."""

    number: str = said("Номер акта", identity=True)
    date: dt.date = said("Дата акта", identity=True)
    operator: Party = said("Оператор персональных данных")
    system: str = said("Информационная система, из которой уничтожены данные")
    responsible: str = said("Кто уничтожил")
    records: tuple[DestroyedRecord, ...] = said(
        "Уничтоженное по анкетам и карточкам", each="record"
    )
