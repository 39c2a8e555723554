"""Numbers of one applicant against its type: who has which, and how long it is.

A legal entity has an ИНН of 10 digits, a КПП and an ОГРН of 13; a sole proprietor an ИНН of 12
and an ОГРНИП of 15; an individual an ИНН of 12 and no ОГРН. None must be given: a foreign
organisation has no ОГРН, a foreigner may have neither ИНН nor СНИЛС.
"""

from ..errors import IdentifierError, InvalidFormat, InvalidLength, WrongApplicant
from . import inn, kpp, ogrn, snils

LEGAL_ENTITY = "legal_entity"
SOLE_PROPRIETOR = "sole_proprietor"
INDIVIDUAL = "individual"

MODULES = {"inn": inn, "kpp": kpp, "ogrn": ogrn, "snils": snils}

# A number that is not named belongs to no such applicant. A СНИЛС is not refused to a legal
# entity: on its card it is that of the head.
LENGTHS = {
    LEGAL_ENTITY: {
        "inn": (inn.ORGANISATION_LENGTH,),
        "kpp": kpp.LENGTHS,
        "ogrn": (ogrn.ORGANISATION_LENGTH,),
        "snils": snils.LENGTHS,
    },
    SOLE_PROPRIETOR: {
        "inn": (inn.PERSON_LENGTH,),
        "ogrn": (ogrn.PROPRIETOR_LENGTH,),
        "snils": snils.LENGTHS,
    },
    INDIVIDUAL: {
        "inn": (inn.PERSON_LENGTH,),
        "snils": snils.LENGTHS,
    },
}


def check(applicant_type, numbers):
    """Find the numbers that such an applicant can't have.

    :param applicant_type: LEGAL_ENTITY, SOLE_PROPRIETOR or INDIVIDUAL.
    :param numbers: {"inn" | "kpp" | "ogrn" | "snils": number}; empty ones are passed over.
    :return: {name: IdentifierError} of the wrong ones. Where the applicant's type is the
        reason, ``params`` has ``applicant_type`` and ``expected`` (lengths, () for none).
    """
    errors = {
        name: _refusal(applicant_type, name, number) for name, number in numbers.items() if number
    }
    return {name: error for name, error in errors.items() if error}


def _refusal(applicant_type, name, number):
    """:return: the IdentifierError of one number, or None."""
    lengths = LENGTHS[applicant_type].get(name, ())
    if not lengths:
        return _of_type(WrongApplicant, applicant_type, name, lengths)
    error = _error_of(MODULES[name], number)
    if isinstance(error, InvalidFormat):
        return error
    length = len(MODULES[name].compact(number))
    if length in lengths:
        return error
    kind = WrongApplicant if length in MODULES[name].LENGTHS else InvalidLength
    return _of_type(kind, applicant_type, name, lengths)


def _error_of(module, number):
    """:return: what ``module.validate`` has against the number, or None."""
    try:
        module.validate(number)
    except IdentifierError as error:
        return error
    return None


def _of_type(kind, applicant_type, name, lengths):
    """:return: the error ``kind``, naming the number as this applicant's is called."""
    identifier = "ogrnip" if lengths == (ogrn.PROPRIETOR_LENGTH,) else name
    return kind(identifier, applicant_type=applicant_type, expected=lengths)
