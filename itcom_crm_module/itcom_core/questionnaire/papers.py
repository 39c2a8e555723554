"""Papers formed from a questionnaire, signed by hand and uploaded again as scans.

Which kinds there are, which scan each becomes, which answers it can't do without, and how it is
numbered: asked here by back office and portal alike.
"""

from dataclasses import dataclass

from .choice import INDIVIDUAL, LEGAL_ENTITY
from .fields import ADDRESS, AUTHORITY, BEARER, FIELDS, HEAD, IDENTITY, ORGANISATION

APPLICATION = "application"
CONSENT = "consent"
POWER_OF_ATTORNEY_DOCUMENTS = "power_of_attorney_documents"
POWER_OF_ATTORNEY_SIGNATURE = "power_of_attorney_signature"

NAME = frozenset({"surname", "given_name", "patronymic"})


@dataclass(frozen=True)
class Paper:
    """One kind of paper.

    :param document: code of the kind of scan that it becomes.
    :param suffix: what tells its number from that of the questionnaire.
    """

    document: str
    suffix: str = ""


PAPERS = {
    APPLICATION: Paper("application"),
    CONSENT: Paper("consent"),
    POWER_OF_ATTORNEY_DOCUMENTS: Paper("power_of_attorney_to_deliver", suffix="-1"),
    POWER_OF_ATTORNEY_SIGNATURE: Paper("power_of_attorney_to_sign", suffix="-2"),
}
BY_DOCUMENT = {paper.document: kind for kind, paper in PAPERS.items()}


def asked(schema):
    """:return: tuple of the kinds of papers whose scans a schema asks for, in its order."""
    return tuple(BY_DOCUMENT[ask.code] for ask in schema.documents if ask.code in BY_DOCUMENT)


def lacking(kind, schema, answers, today):
    """What keeps a paper from being formed.

    :param kind: key of :data:`PAPERS`.
    :param schema: what the questionnaire asks for.
    :param answers: {field: answer}.
    :return: tuple of the names of fields that the paper needs and that are empty or wrong.
    """
    needed = _fields(kind, schema.choice)
    bad = {*schema.missing(answers, ()).fields, *schema.validate(answers, today).errors}
    return tuple(name for name in FIELDS if name in bad & needed)


def _fields(kind, choice):
    """:return: set of the fields that a paper prints, of those that the choice asks for."""
    if kind == APPLICATION:
        return set(FIELDS)
    person = NAME | _section(IDENTITY)
    if kind == CONSENT:
        return person
    if kind == POWER_OF_ATTORNEY_SIGNATURE:
        return _principal(choice) | person | _section(AUTHORITY)
    return _principal(choice) | _section(BEARER)


def _principal(choice):
    """:return: set of the fields that tell who gives a power of attorney."""
    names = NAME | _section(ADDRESS) | _section(ORGANISATION) | _section(HEAD)
    if choice.applicant_type != LEGAL_ENTITY:
        names |= {"inn"}
    return names | _section(IDENTITY) if choice.applicant_type == INDIVIDUAL else names


def _section(section):
    return {field.name for field in FIELDS.values() if field.section == section}
