"""All fields that a questionnaire can ask for, in the order in which a page shows them.

Which of them it does ask for, the rules say. Labels and hints are the language's business.
Lengths: FSB order 795 as amended by order 31 where the datum goes into the certificate's
subject. Names of organisations, posts and departments are longer in life than the 64 characters
that the order gives them: the certificate's profile warns of that, the questionnaire lets them be.
"""

from dataclasses import dataclass

from . import field_types as ft
from .cleaning import normal_text

PERSON = "person"
IDENTITY = "identity"
CONTACTS = "contacts"
ADDRESS = "address"
ORGANISATION = "organisation"
HEAD = "head"
AUTHORITY = "authority"
BEARER = "bearer"
SECTIONS = (PERSON, IDENTITY, CONTACTS, ADDRESS, ORGANISATION, HEAD, AUTHORITY, BEARER)

NAME_LENGTH = 64
PLACE_LENGTH = 128
TEXT_LENGTH = 255
LONG_TEXT_LENGTH = 500
# Numbers, codes and dates with every separator that people put in.
NUMBER_LENGTH = 40


@dataclass(frozen=True)
class Field:
    """One datum.

    :param max_length: in characters of the normal form.
    :param autocomplete: HTML's token, where the answer is the reader's own.
    """

    name: str
    section: str
    type: ft.FieldType
    max_length: int = NUMBER_LENGTH
    autocomplete: str = ""

    def clean(self, value, today):
        """:return: normal form of an answer, "" for an empty one.
        :raise ItcomError: it can't be right.
        """
        text = normal_text(value, self.max_length)
        return self.type.clean(text, today) if text else ""


_FIELDS = (
    Field("surname", PERSON, ft.NAME, NAME_LENGTH, "family-name"),
    Field("given_name", PERSON, ft.NAME, NAME_LENGTH, "given-name"),
    Field("patronymic", PERSON, ft.NAME, NAME_LENGTH, "additional-name"),
    Field("gender", PERSON, ft.GENDER),
    Field("citizenship", PERSON, ft.COUNTRY),
    Field("birth_date", PERSON, ft.BIRTH_DATE, autocomplete="bday"),
    Field("birth_place", PERSON, ft.LONG_TEXT, TEXT_LENGTH),
    Field("snils", PERSON, ft.SNILS),
    Field("inn", PERSON, ft.INN_PERSON),
    Field("passport_series", IDENTITY, ft.PASSPORT_SERIES),
    Field("passport_number", IDENTITY, ft.PASSPORT_NUMBER),
    Field("foreign_document_number", IDENTITY, ft.TEXT),
    Field("passport_date", IDENTITY, ft.PAST_DATE),
    Field("passport_issuer", IDENTITY, ft.LONG_TEXT, TEXT_LENGTH),
    Field("passport_department_code", IDENTITY, ft.DEPARTMENT_CODE),
    Field("email", CONTACTS, ft.EMAIL, TEXT_LENGTH, "email"),
    Field("phone", CONTACTS, ft.PHONE, autocomplete="tel"),
    Field("region", ADDRESS, ft.TEXT, PLACE_LENGTH, "address-level1"),
    Field("city", ADDRESS, ft.TEXT, PLACE_LENGTH, "address-level2"),
    Field("address", ADDRESS, ft.LONG_TEXT, PLACE_LENGTH, "street-address"),
    Field("organisation_name", ORGANISATION, ft.LONG_TEXT, LONG_TEXT_LENGTH, "organization"),
    Field("organisation_inn", ORGANISATION, ft.INN_ORGANISATION),
    Field("organisation_kpp", ORGANISATION, ft.KPP),
    Field("organisation_ogrn", ORGANISATION, ft.OGRN),
    Field("proprietor_inn", ORGANISATION, ft.INN_PERSON),
    Field("ogrnip", ORGANISATION, ft.OGRNIP),
    Field("post", ORGANISATION, ft.LONG_TEXT, TEXT_LENGTH, "organization-title"),
    Field("department", ORGANISATION, ft.LONG_TEXT, TEXT_LENGTH),
    Field("head_surname", HEAD, ft.NAME, NAME_LENGTH),
    Field("head_given_name", HEAD, ft.NAME, NAME_LENGTH),
    Field("head_patronymic", HEAD, ft.NAME, NAME_LENGTH),
    Field("head_post", HEAD, ft.LONG_TEXT, TEXT_LENGTH),
    Field("authority_type", AUTHORITY, ft.LONG_TEXT, TEXT_LENGTH),
    Field("authority_number", AUTHORITY, ft.TEXT, NAME_LENGTH),
    Field("authority_date", AUTHORITY, ft.PAST_DATE),
    Field("authority_expiry_date", AUTHORITY, ft.EXPIRY_DATE),
    Field("bearer_surname", BEARER, ft.NAME, NAME_LENGTH),
    Field("bearer_given_name", BEARER, ft.NAME, NAME_LENGTH),
    Field("bearer_patronymic", BEARER, ft.NAME, NAME_LENGTH),
    # A bearer may be a foreigner whatever the holder is, so no form of number is certain.
    Field("bearer_document_number", BEARER, ft.TEXT),
    Field("bearer_document_date", BEARER, ft.PAST_DATE),
    Field("bearer_document_issuer", BEARER, ft.LONG_TEXT, TEXT_LENGTH),
)
FIELDS = {field.name: field for field in _FIELDS}
