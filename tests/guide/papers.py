# Licence LGPL-3 (see LICENSE).
"""What lies on the client's desk: invented papers, by the documents that the page asks for."""

from cast import CLIENT, HEAD_ANSWERS, HEAD_PASSPORT

PASSPORT_PHOTO = "Паспорт: страница с фото"
PASSPORT_REGISTRATION = "Паспорт: страница с регистрацией"
SNILS = "СНИЛС"
INN = "ИНН физического лица"
REGISTER = "Выписка из ЕГРЮЛ или ЕГРИП"
APPOINTMENT = "Приказ или решение о назначении руководителя"
# Formed from the answers, signed by hand.
APPLICATION = "Заявление на выпуск сертификата"
CONSENT = "Согласие на обработку персональных данных"

ADDRESS = "%s, %s, %s" % (CLIENT.postal_code, CLIENT.city, CLIENT.street)
# {document: (title of the paper, {caption: text})}
PAPERS = {
    PASSPORT_PHOTO: (
        "ПАСПОРТ",
        {
            "Фамилия, имя, отчество": CLIENT.head,
            "Дата рождения": "14.05.1984",
            "Место рождения": HEAD_ANSWERS["Место рождения"],
            "Серия и номер": "92 14 456789",
            "Выдан": HEAD_PASSPORT["Кем выдан"],
            "Код подразделения": HEAD_PASSPORT["Код подразделения"],
        },
    ),
    PASSPORT_REGISTRATION: (
        "МЕСТО ЖИТЕЛЬСТВА",
        {
            "Зарегистрирован": "17.09.2014",
            "Регион": "Республика Татарстан",
            "Адрес": "г. Казань, ул. Луговая, д. 12, кв. 48",
            "Кем": HEAD_PASSPORT["Кем выдан"],
        },
    ),
    SNILS: (
        "СТРАХОВОЕ СВИДЕТЕЛЬСТВО",
        {"Номер": HEAD_ANSWERS["СНИЛС"], "Ф. И. О.": CLIENT.head, "Дата рождения": "14.05.1984"},
    ),
    INN: (
        "СВИДЕТЕЛЬСТВО О ПОСТАНОВКЕ НА УЧЁТ",
        {"Физическое лицо": CLIENT.head, "ИНН": HEAD_ANSWERS["ИНН физ. лица"]},
    ),
    REGISTER: (
        "ВЫПИСКА ИЗ ЕГРЮЛ",
        {
            "Юридическое лицо": CLIENT.name,
            "ИНН": CLIENT.inn,
            "КПП": CLIENT.kpp,
            "ОГРН": CLIENT.ogrn,
            "Адрес": ADDRESS,
            "Руководитель": CLIENT.head,
        },
    ),
    APPOINTMENT: (
        "РЕШЕНИЕ № 1",
        {
            "Общество": CLIENT.name,
            "Решено": "Назначить генеральным директором: %s" % CLIENT.head,
            "Дата": "10.01.2024",
        },
    ),
}
