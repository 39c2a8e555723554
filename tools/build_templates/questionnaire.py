# Licence LGPL-3 (see LICENSE).
# ruff: noqa: E501 (the text of a document reads better in whole lines)
"""Papers of a questionnaire: заявление, согласие, доверенности."""

from .common import (
    CENTRE,
    JUSTIFY,
    RIGHT,
    border_table,
    fill,
    finish,
    keep_row,
    new_document,
    page_footer,
    paragraph,
    table,
)
from .parts import PASSPORT, date_and_place

FONT, SIZE, MARGINS = "Times New Roman", 11, (15, 10, 15, 20)
IDENTITY = (
    "{% if P.passport %}" + PASSPORT + "{% if P.passport.department_code %}, код подразделения "
    "{{ P.passport.department_code }}{% endif %}{% endif %}"
)
# Written in by hand: the law wants the person's own address, an organisation's won't do.
BLANK = "_" * 40
SIGN = "_____________________ / {{ %s|initials }} /"

# What the holder's part of the certificate will say: condition, label, value.
SUBJECT = (
    ("", "Фамилия, имя, отчество", "{{ holder.name }}"),
    ("holder.birth_date", "Дата рождения", "{{ holder.birth_date|date_short }}"),
    ("holder.birth_place", "Место рождения", "{{ holder.birth_place }}"),
    ("holder.gender_word", "Пол", "{{ holder.gender_word }}"),
    ("holder.citizenship", "Гражданство", "{{ holder.citizenship }}"),
    ("holder.passport", "Документ, удостоверяющий личность", IDENTITY.replace("P.", "holder.")),
    ("holder.snils", "СНИЛС", "{{ holder.snils }}"),
    ("holder.inn", "ИНН физического лица", "{{ holder.inn }}"),
    ("not applicant.is_individual", "Наименование заявителя", "{{ applicant.official_name }}"),
    ("applicant.is_legal_entity", "ИНН, КПП организации",
     "{{ applicant.inn }}{% if applicant.kpp %}, {{ applicant.kpp }}{% endif %}"),
    ("applicant.is_legal_entity", "ОГРН", "{{ applicant.ogrn }}"),
    ("applicant.is_sole_proprietor", "ОГРНИП", "{{ applicant.ogrn }}"),
    ("holder.post", "Должность", "{{ holder.post }}"),
    ("holder.department", "Подразделение", "{{ holder.department }}"),
    ("holder.region", "Субъект Российской Федерации", "{{ holder.region }}"),
    ("holder.city", "Населённый пункт", "{{ holder.city }}"),
    ("holder.address", "Адрес", "{{ holder.address }}"),
    ("holder.email", "Электронная почта", "{{ holder.email }}"),
    ("holder.phone", "Телефон", "{{ holder.phone }}"),
    ("", "Тип сертификата", "{{ certificate_type }}"),
    ("uses", "Назначение сертификата (OID)",
     "{% for use in uses %}{{ use.name }} ({{ use.oid }}){% if not loop.last %}; {% endif %}"
     "{% endfor %}"),
    ("", "Средство электронной подписи", "{{ crypto_provider }}"),
)  # fmt: skip


def application():
    """:return: заявление на выпуск сертификата."""
    document = new_document(FONT, SIZE, MARGINS)
    _addressee(document)
    paragraph(document, "ЗАЯВЛЕНИЕ № {{ number }}", size=14, bold=True, align=CENTRE, before=8)
    paragraph(
        document,
        "на создание и выдачу {% if is_qualified %}квалифицированного {% endif %}сертификата ключа "
        "проверки электронной подписи",
        after=6,
        bold=True,
        align=CENTRE,
    )
    paragraph(document, _applicant(), after=4, indent=10)
    _subject_table(document)
    for text in (
        "{%p if bearer %}Документы представит и сертификат получит доверенное лицо: "
        "{{ bearer.name }}, " + IDENTITY.replace("P.", "bearer.") + ".{%p endif %}",
        "{%p if delivery_address %}Оригиналы документов будут представлены по адресу: "
        "{{ delivery_address }}.{%p endif %}",
        "С порядком создания и использования сертификата, с обязанностями владельца сертификата по "
        "Федеральному закону от 06.04.2011 № 63-ФЗ «Об электронной подписи» и с регламентом "
        "удостоверяющего центра ознакомлен(а). Достоверность сведений подтверждаю.",
    ):
        paragraph(document, text, before=4, indent=10, align=JUSTIFY)
    paragraph(document, "Владелец сертификата:", before=12, keep=True)
    _sign_line(document, SIGN % "holder.name")
    paragraph(
        document,
        "{%p if applicant.is_legal_entity and applicant.signatory %}"
        "{{ applicant.signatory.post }} {{ applicant.name }}:{%p endif %}",
        before=8,
        keep=True,
    )
    paragraph(
        document,
        "{%p if applicant.is_legal_entity and applicant.signatory %}"
        + SIGN % "applicant.signatory.name"
        + "\u2003М.П.{%p endif %}",
        before=8,
    )
    by_proxy = "applicant.is_sole_proprietor and applicant.signer_name != holder.name"
    for text in ("{{ applicant.official_name }}:", SIGN % "applicant.signer_name"):
        paragraph(
            document, "{%%p if %s %%}%s{%%p endif %%}" % (by_proxy, text), before=8, keep=True
        )
    page_footer(document, "Заявление № {{ number }} от {{ date|date_short }}")
    return finish(document, "Заявление на выпуск сертификата")


def _addressee(document):
    address = "{%p if authority.address %}{{ authority.address }}{%p endif %}"
    for text in ("В удостоверяющий центр", "{{ authority.name }}", address):
        paragraph(document, text, align=RIGHT)


def _applicant():
    """:return: text that says who asks, whoever it is."""
    return (
        "{% if applicant.is_legal_entity %}**{{ applicant.official_name }}**"
        "{% if applicant.signatory %} в лице {{ applicant.signatory.post_of }} "
        "{{ applicant.signatory.in_person_of }}{% if applicant.signatory.basis %}, "
        "{{ applicant.signatory.acting }} на основании {{ applicant.signatory.basis_of }}"
        "{% endif %},{% endif %} просит{% elif applicant.is_sole_proprietor %}"
        "**{{ applicant.official_name }}** (ОГРНИП {{ applicant.ogrn }}, ИНН {{ applicant.inn }}) "
        "просит{% else %}Я, **{{ holder.name }}**, прошу{% endif %} создать "
        "{% if is_qualified %}квалифицированный {% endif %}сертификат ключа проверки электронной "
        "подписи и выдать его владельцу в соответствии со следующими сведениями:"
    )


def _subject_table(document):
    rows = table(document, (62, 118), rows=len(SUBJECT))
    for row, (condition, label, value) in zip(rows.rows, SUBJECT):
        if condition:
            label = "{%%tr if %s %%}%s" % (condition, label)
            value += "{%tr endif %}"
        fill(row.cells[0], label, size=10)
        fill(row.cells[1], value, size=10)
        keep_row(row)
    border_table(rows)


def _sign_line(document, text):
    row = table(document, (110, 70), rows=1).rows[0]
    fill(row.cells[0], text)
    fill(row.cells[1], "«____» ______________ 20___ г.", align=RIGHT)
    keep_row(row)


def consent():
    """:return: согласие на обработку персональных данных, by 152-ФЗ, article 9, part 4.

    Its words are those of the text that the client's page shows: one text, one place.
    """
    document = new_document(FONT, SIZE, MARGINS)
    paragraph(document, "СОГЛАСИЕ", size=14, bold=True, align=CENTRE)
    paragraph(document, "на обработку персональных данных", after=8, bold=True, align=CENTRE)
    me = (
        "Субъект персональных данных: **{{ person.name }}**"
        "{% if person.passport %}, " + IDENTITY.replace("P.", "person.") + "{% endif %}"
        ", адрес: {% if person.address %}{{ person.address }}{% else %}" + BLANK + "{% endif %}."
    )
    paragraph(document, me, after=4, indent=10)
    paragraph(document, "{%p for line in text %}")
    paragraph(document, "{{ line }}", after=4, indent=10, align=JUSTIFY)
    paragraph(document, "{%p endfor %}")
    paragraph(document, size=11, keep=True)
    _sign_line(document, SIGN % "person.name")
    page_footer(document, "Согласие к анкете № {{ number }}, редакция текста {{ text_version }}")
    return finish(document, "Согласие на обработку персональных данных")


POWERS_DOCUMENTS = (
    "представлять в удостоверяющий центр {{ authority.name }} документы и сведения, необходимые для "
    "создания и выдачи сертификата ключа проверки электронной подписи;",
    "получать сертификат ключа проверки электронной подписи, руководство по обеспечению безопасности "
    "использования электронной подписи и средств электронной подписи, носитель ключа и лицензии;",
    "расписываться в документах удостоверяющего центра, связанных с исполнением этого поручения.",
)
POWERS_SIGNATURE = (
    "выступать от имени доверителя владельцем сертификата ключа проверки электронной подписи, "
    "выданного удостоверяющим центром {{ authority.name }};",
    "создавать ключ электронной подписи и подписывать своей электронной подписью документы от имени "
    "доверителя в информационных системах и на электронных площадках;",
    "подавать в удостоверяющий центр заявления о создании, приостановлении и прекращении действия "
    "сертификата;",
    "расписываться в документах удостоверяющего центра, связанных с исполнением этого поручения.",
)


def power_of_attorney_documents():
    """:return: доверенность на представление документов и получение сертификата."""
    return _power_of_attorney(
        "на представление документов и получение сертификата", POWERS_DOCUMENTS
    )


def power_of_attorney_signature():
    """:return: доверенность на право действовать и подписывать."""
    return _power_of_attorney(
        "на право действовать от имени доверителя и подписывать электронной подписью",
        POWERS_SIGNATURE,
    )


def _power_of_attorney(subject, powers):
    document = new_document(FONT, SIZE, MARGINS)
    paragraph(document, "ДОВЕРЕННОСТЬ № {{ number }}", size=14, bold=True, align=CENTRE)
    paragraph(document, subject, after=8, bold=True, align=CENTRE)
    date_and_place(document, "{{ city }}")
    paragraph(document, _principal(), before=6, indent=10)
    who = "**{{ representative.name }}**{% if representative.passport %}, " + IDENTITY.replace(
        "P.", "representative."
    )
    who += (
        "{% endif %}{% if representative.address %}, адрес: {{ representative.address }}{% endif %}"
    )
    paragraph(document, who + ",", before=4, indent=10, align=JUSTIFY)
    paragraph(document, "на совершение следующих действий:", before=4, indent=10, align=JUSTIFY)
    for number, power in enumerate(powers, start=1):
        paragraph(document, "%d) %s" % (number, power), before=2, indent=10, align=JUSTIFY)
    paragraph(
        document,
        "Доверенность выдана без права передоверия и действует по {{ valid_until|date_long }} "
        "включительно.",
        before=6,
        indent=10,
        align=JUSTIFY,
    )
    paragraph(document, "Подпись доверенного лица удостоверяю:", before=10, keep=True)
    paragraph(document, SIGN % "representative.name", before=8)
    paragraph(document, "Доверитель:", before=12, keep=True)
    paragraph(
        document,
        "{%p if principal.is_legal_entity and principal.signatory %}"
        "{{ principal.signatory.post }} {{ principal.name }}{%p endif %}",
        before=4,
        keep=True,
    )
    paragraph(document, SIGN % "principal.signer_name", before=8, keep=True)
    paragraph(document, "{%p if not principal.is_individual %}М.П.{%p endif %}", before=4)
    notary = "Доверенность физического лица удостоверяется нотариально."
    paragraph(
        document,
        "{%p if principal.is_individual %}" + notary + "{%p endif %}",
        before=10,
        size=9,
        italic=True,
    )
    page_footer(document, "Доверенность № {{ number }} от {{ date|date_short }}")
    return finish(document, "Доверенность")


def _principal():
    """:return: text that says who empowers, whoever it is; the representative's name follows.

    The name is in the nominative, as a list, so that no name is declined in vain.
    """
    return (
        "{% if principal.is_legal_entity %}**{{ principal.official_name }}** (ИНН "
        "{{ principal.inn }}, ОГРН {{ principal.ogrn }}, адрес: {{ principal.address }})"
        "{% if principal.signatory %} в лице {{ principal.signatory.post_of }} "
        "{{ principal.signatory.in_person_of }}{% if principal.signatory.basis %}, "
        "{{ principal.signatory.acting }} на основании {{ principal.signatory.basis_of }}"
        "{% endif %},{% endif %} настоящей доверенностью уполномочивает"
        "{% elif principal.is_sole_proprietor %}**{{ principal.official_name }}** (ИНН "
        "{{ principal.inn }}, ОГРНИП {{ principal.ogrn }}, адрес: {{ principal.address }}) настоящей "
        "доверенностью уполномочивает{% else %}Я, **{{ principal.official_name }}**"
        "{% if principal.passport %}, " + IDENTITY.replace("P.", "principal.") + "{% endif %}"
        "{% if principal.address %}, адрес: {{ principal.address }}{% endif %}, настоящей "
        "доверенностью уполномочиваю{% endif %} следующее лицо:"
    )
