"""Names of the public API of the real system, as its published client uses them → ours."""

from ..identifiers.applicant import INDIVIDUAL, LEGAL_ENTITY, SOLE_PROPRIETOR
from .choice import HEAD, PROXY

LEGAL_FORMS = {"legal": LEGAL_ENTITY, "individual": SOLE_PROPRIETOR, "person": INDIVIDUAL}
TARGETS = {"owner": HEAD, "confidant": PROXY}
GENDERS = {"1": "male", "2": "female"}

FIELD_NAMES = {
    "ownerLastName": "surname",
    "ownerFirstName": "given_name",
    "ownerMiddleName": "patronymic",
    "ownerGender": "gender",
    "ownerCountry": "citizenship",
    "ownerBirthDate": "birth_date",
    "ownerBirthPlace": "birth_place",
    "SNILS": "snils",
    "ownerINN": "inn",
    "INNFL": "inn",
    "passportSeries": "passport_series",
    "passportNumber": "passport_number",
    "passportDate": "passport_date",
    "passportIssuer": "passport_issuer",
    "ownerPassportDeptCode": "passport_department_code",
    "email": "email",
    "phone": "phone",
    "region": "region",
    "city": "city",
    "street": "address",
    "organizationShortName": "organisation_name",
    "INN": "organisation_inn",
    "KPP": "organisation_kpp",
    "OGRN": "organisation_ogrn",
    "INNIP": "proprietor_inn",
    "OGRNIP": "ogrnip",
    "ownerPosition": "post",
    "departmentName": "department",
    "headLastName": "head_surname",
    "headFirstName": "head_given_name",
    "headMiddleName": "head_patronymic",
    "headPosition": "head_post",
    "authorityDocumentType": "authority_type",
    "authorityDocumentNumber": "authority_number",
    "authorityDocumentDate": "authority_date",
    "employeeTermAuthorityDocumentDate": "authority_expiry_date",
}

DOCUMENT_CODES = {
    "union": "application",
    "passportphoto": "passport_photo",
    "passportregistration": "passport_registration",
    "passportfacephoto": "photo_with_passport",
    "snils": "snils",
    "distinctConfidence": "power_of_attorney_to_sign",
    "foreignerpassport": "passport_translation",
}
