# Licence LGPL-3 (see LICENSE).
"""What lies on the client's desk: invented papers, by the documents that the page asks for.

Each is (title, {caption: text}), as :class:`scanner.Scanner` draws it.
"""

from cast import CLIENT, EMPLOYEE, HEAD

PASSPORT_PHOTO = "Паспорт: страница с фото"
PASSPORT_REGISTRATION = "Паспорт: страница с регистрацией"
SNILS = "СНИЛС"
INN = "ИНН физического лица"
REGISTER = "Выписка из ЕГРЮЛ или ЕГРИП"
APPOINTMENT = "Приказ или решение о назначении руководителя"
# Formed from the answers, signed by hand.
APPLICATION = "Заявление на выпуск сертификата"
CONSENT = "Согласие на обработку персональных данных"
POWER_OF_ATTORNEY = "Доверенность на право действовать и подписывать"


def personal(person, home):
    """:param home: where they are registered.
    :return: {document: paper} of a :class:`cast.Person`.
    """
    passport = person.passport
    return {
        PASSPORT_PHOTO: (
            "ПАСПОРТ",
            {
                "Фамилия, имя, отчество": person.name,
                "Дата рождения": person.birth_day,
                "Место рождения": person.answers["Место рождения"],
                "Серия и номер": "%(Паспорт: серия)s %(Паспорт: номер)s" % passport,
                "Выдан": passport["Кем выдан"],
                "Код подразделения": passport["Код подразделения"],
            },
        ),
        PASSPORT_REGISTRATION: ("МЕСТО ЖИТЕЛЬСТВА", {"Зарегистрирован": home}),
        SNILS: (
            "СТРАХОВОЕ СВИДЕТЕЛЬСТВО",
            {"Номер": person.answers["СНИЛС"], "Ф. И. О.": person.name},
        ),
        INN: (
            "СВИДЕТЕЛЬСТВО О ПОСТАНОВКЕ НА УЧЁТ",
            {"Физическое лицо": person.name, "ИНН": person.answers["ИНН физ. лица"]},
        ),
    }


OF_REGISTER = (
    "ВЫПИСКА ИЗ ЕГРЮЛ",
    {
        "Юридическое лицо": CLIENT.name,
        "ИНН": CLIENT.inn,
        "КПП": CLIENT.kpp,
        "ОГРН": CLIENT.ogrn,
        "Адрес": "%s, %s, %s" % (CLIENT.postal_code, CLIENT.city, CLIENT.street),
        "Руководитель": CLIENT.head,
    },
)
OF_APPOINTMENT = (
    "РЕШЕНИЕ № 1",
    {
        "Общество": CLIENT.name,
        "Решено": "Назначить генеральным директором: %s" % CLIENT.head,
        "Дата": "10.01.2024",
    },
)
OF_HEAD = {
    **personal(HEAD, "г. Казань, ул. Луговая, д. 12, кв. 48"),
    REGISTER: OF_REGISTER,
    APPOINTMENT: OF_APPOINTMENT,
}
OF_EMPLOYEE = {**personal(EMPLOYEE, "г. Елабуга, ул. Садовая, д. 5"), REGISTER: OF_REGISTER}
