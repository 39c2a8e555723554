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


def registration(day, home):
    """:return: page of a passport: registered on ``day`` at ``home``."""
    facts = {"Зарегистрирован": day, "Адрес": home, "Кем": "МВД по Республике Татарстан"}
    return "МЕСТО ЖИТЕЛЬСТВА", facts


def personal(person, home):
    """:param home: page of the passport with the registration.
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
        PASSPORT_REGISTRATION: home,
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
    # An old one: the verifier will ask for the page with the last.
    **personal(HEAD, registration("11.03.2009", "г. Казань, ул. Речная, д. 3, кв. 17")),
    REGISTER: OF_REGISTER,
    APPOINTMENT: OF_APPOINTMENT,
}
LAST_REGISTRATION = registration("17.09.2014", "г. Казань, ул. Луговая, д. 12, кв. 48")
OF_EMPLOYEE = {
    **personal(EMPLOYEE, registration("20.12.2011", "г. Елабуга, ул. Садовая, д. 5")),
    REGISTER: OF_REGISTER,
}
