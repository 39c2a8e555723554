# Licence LGPL-3 (see LICENSE).
"""Questionnaires at each point of a client's way, made once and looked at by several tests."""

from functools import cached_property

# What a natural person has to tell beside their card; invented, the numbers are right.
PERSON = {
    "surname": "Смирнова",
    "given_name": "Анна",
    "patronymic": "Петровна",
    "gender": "female",
    "birth_date": "1990-11-02",
    "birth_place": "г. Москва",
    "snils": "111-222-333 72",
    "inn": "770000000156",
    "passport_series": "4512",
    "passport_number": "654321",
    "passport_date": "2012-04-20",
    "passport_issuer": "ОВД «Замоскворечье» г. Москвы",
    "passport_department_code": "770-002",
    "email": "anna@mail.example",
    "phone": "+7 916 300-50-60",
    "region": "77 г. Москва",
    "city": "г. Москва",
    "address": "ул. Пятницкая, д. 14, кв. 8",
}
RETURN_REASON = "Исправьте, пожалуйста, до пятницы"
CLIENT = "Смирнова Анна Петровна"
ORGANISATION = "ООО «Пример»"
ALIAS = "Росреестр, дача"
REMARK = "Не читается серия, переснимите при дневном свете"


class Scenes:
    """:param office: :class:`office.Office`.
    :param lang: code of the clients' language.
    """

    def __init__(self, office, lang="ru_RU"):
        self.office = office
        self.lang = lang

    @cached_property
    def client(self):
        """:return: number of a natural person's card."""
        return self.office.new_client(CLIENT, self.lang)

    def draft(self, **answers):
        """:return: number of a natural person's questionnaire."""
        return self.office.new_questionnaire(self.client, **answers)

    def link(self, questionnaire):
        return self.office.link(questionnaire)

    @cached_property
    def organisation(self):
        """:return: link to the longest questionnaire: an organisation's, with two proxies."""
        client = self.office.new_client(
            ORGANISATION,
            self.lang,
            itcom_applicant_type="legal_entity",
            vat="7800000027",
            itcom_kpp="780003001",
            itcom_ogrn="1197800000023",
        )
        return self.link(
            self.office.new_questionnaire(client, "FABRIKANT", holder="proxy", bearer="proxy")
        )

    def filled(self):
        """:return: number of one that lacks nothing but the consent."""
        questionnaire = self.draft(**PERSON)
        self.office.upload(self.office.documents(questionnaire).values())
        return questionnaire

    def handed_over(self):
        """:return: number of one that is being checked."""
        questionnaire = self.filled()
        self.office.submit(questionnaire)
        return questionnaire

    @cached_property
    def submitted(self):
        """:return: link to one that is being checked."""
        return self.link(self.handed_over())

    @cached_property
    def returned(self):
        """:return: link to one with a document and two answers to be corrected."""
        questionnaire = self.handed_over()
        photo = self.office.documents(questionnaire)["passport_photo"]
        fields = "passport_issuer,address"
        self.office.send_back(questionnaire, photo, REMARK, RETURN_REASON, fields)
        return self.link(questionnaire)

    def portal_login(self, lang, has_questionnaires):
        """:return: login of a client with or without questionnaires."""
        client = self.office.new_client(CLIENT, lang, email="")
        if has_questionnaires:
            self.link(self.office.new_questionnaire(client, alias=ALIAS))
        return self.office.give_login(client)
