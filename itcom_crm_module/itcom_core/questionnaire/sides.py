"""Who stands in a questionnaire, as its papers name them: applicant, holder, bearer.

Everything here takes the answers as plain values ({field: text or date, "" for none}) and the
:class:`~.choice.Choice` that they were given for. Answers that the choice does not ask for may
linger from an earlier one and are not looked at.
"""

import re

from ..documents.payload import Party, Passport, Person, Signatory
from ..identifiers import snils
from ..identifiers.applicant import INDIVIDUAL, LEGAL_ENTITY, SOLE_PROPRIETOR
from ..wording.phone import format_phone
from ..wording.places import one_line
from .choice import FOREIGNER, HEAD, PROXY

# A head acts on the charter, unless the client's card says something else of that head.
CHARTER = "Устав"
FOREIGN_DOCUMENT = "документ иностранного гражданина"
ANY_PASSPORT = "паспорт"
RUSSIAN_PASSPORT = re.compile(r"(\d{2})\s?(\d{2})\s?(?:№\s?)?(\d{6})", re.ASCII)


def holder(answers, choice, country=""):
    """Whose certificate it is, with the place as the certificate names it.

    :param country: name of the country of citizenship.
    :return: :class:`~..documents.payload.Person`.
    """
    is_of_organisation = choice.applicant_type == LEGAL_ENTITY
    return Person(
        name=_name(answers),
        surname=answers["surname"],
        given_name=answers["given_name"],
        patronymic=answers["patronymic"],
        gender=answers["gender"],
        birth_date=answers["birth_date"] or None,
        birth_place=answers["birth_place"],
        citizenship=country,
        passport=_passport(answers, choice),
        snils=snils.format(answers["snils"]),
        inn=answers["inn"],
        region=answers["region"],
        city=answers["city"],
        address=answers["address"],
        email=answers["email"],
        phone=format_phone(answers["phone"]),
        post=answers["post"] if is_of_organisation else "",
        department=answers["department"] if is_of_organisation else "",
    )


def holder_in_private(answers, choice):
    """The holder as a natural person; the address only where it is known to be their own.

    :return: :class:`~..documents.payload.Person`.
    """
    return Person(
        name=_name(answers),
        gender=answers["gender"],
        passport=_passport(answers, choice),
        address=_address(answers) if _is_own(choice) else "",
    )


def bearer(answers):
    """:return: :class:`~..documents.payload.Person` who hands in the documents."""
    return Person(name=_name(answers, "bearer_"), passport=_bearer_passport(answers))


def others(answers, choice):
    """The natural persons whom a questionnaire names besides the holder.

    :return: {«head» or «bearer»: :class:`~..documents.payload.Person`}.
    """
    named = {}
    if choice.holder == PROXY:
        named["head"] = Person(name=_name(answers, "head_"))
    if choice.bearer == PROXY:
        named["bearer"] = bearer(answers)
    known = {"", _name(answers)}
    return {role: person for role, person in named.items() if person.name not in known}


def applicant(answers, choice, on_card=None):
    """Who asks for the certificate and gives powers of attorney.

    :param on_card: head of the client as the card knows them, a
        :class:`~..documents.payload.Signatory`: corrects what inflects badly of the same name.
    :return: :class:`~..documents.payload.Party`.
    """
    side = {
        LEGAL_ENTITY: _legal_entity,
        SOLE_PROPRIETOR: _sole_proprietor,
        INDIVIDUAL: _individual,
    }[choice.applicant_type]
    return side(answers, choice, on_card)


def _legal_entity(answers, choice, on_card):
    return Party(
        name=answers["organisation_name"],
        inn=answers["organisation_inn"],
        kpp=answers["organisation_kpp"],
        ogrn=answers["organisation_ogrn"],
        applicant_type=LEGAL_ENTITY,
        address=_address(answers),
        signatory=_head(answers, choice, on_card),
    )


def _sole_proprietor(answers, choice, on_card):
    is_holder = choice.holder == HEAD
    return Party(
        name="ИП " + _name(answers, "" if is_holder else "head_"),
        inn=answers["inn" if is_holder else "proprietor_inn"],
        kpp="",
        ogrn=answers["ogrnip"],
        applicant_type=SOLE_PROPRIETOR,
        address=_address(answers),
    )


def _individual(answers, choice, on_card):
    return Party(
        name=_name(answers),
        inn=answers["inn"],
        kpp="",
        applicant_type=INDIVIDUAL,
        address=_address(answers),
        passport=_passport(answers, choice),
    )


def _head(answers, choice, on_card):
    is_holder = choice.holder == HEAD
    name = _name(answers, "" if is_holder else "head_")
    post = answers["post" if is_holder else "head_post"]
    known = on_card if on_card and on_card.name == name else None
    return Signatory(
        name=name,
        post=post,
        basis=known.basis if known and known.basis else CHARTER,
        name_genitive=known.name_genitive if known else "",
        post_genitive=known.post_genitive if known and known.post == post else "",
        gender=answers["gender"] if is_holder else "",
    )


def _is_own(choice):
    """:return: whether the address asked for is the holder's own, not an organisation's."""
    return choice.applicant_type != LEGAL_ENTITY and choice.holder == HEAD


def _name(answers, prefix=""):
    parts = (answers[prefix + part] for part in ("surname", "given_name", "patronymic"))
    return " ".join(part for part in parts if part)


def _address(answers):
    return one_line(answers["region"], answers["city"], answers["address"])


def _passport(answers, choice):
    """:return: :class:`~..documents.payload.Passport`, None when its number is not known."""
    date = answers["passport_date"] or None
    if FOREIGNER in choice.facts:
        number = answers["foreign_document_number"]
        foreign = Passport("", number, date, answers["passport_issuer"], kind=FOREIGN_DOCUMENT)
        return foreign if number else None
    if not answers["passport_number"]:
        return None
    return Passport(
        series=_spaced(answers["passport_series"]),
        number=answers["passport_number"],
        date=date,
        issuer=answers["passport_issuer"],
        department_code=answers["passport_department_code"],
    )


def _bearer_passport(answers):
    """What was typed in one field is told apart where it has the form of a Russian passport."""
    number = answers["bearer_document_number"]
    if not number:
        return None
    date, issuer = answers["bearer_document_date"] or None, answers["bearer_document_issuer"]
    russian = RUSSIAN_PASSPORT.fullmatch(number)
    if russian:
        return Passport(" ".join(russian.groups()[:2]), russian.group(3), date, issuer)
    return Passport("", number, date, issuer, kind=ANY_PASSPORT)


def _spaced(series):
    """:return: «45 08» of «4508», as it stands in the passport."""
    return "%s %s" % (series[:2], series[2:]) if series.isdecimal() else series
