"""What a questionnaire is for: the choices of step 4.3 and what follows from them alone."""

from dataclasses import dataclass
from datetime import date

from ..errors import ItcomError
from ..identifiers.applicant import INDIVIDUAL, LEGAL_ENTITY, SOLE_PROPRIETOR

# Who is named in the certificate («Выдаётся на имя»).
HEAD = "head"
PROXY = "proxy"
# Who hands in the documents («Документы предоставит»): themselves, or PROXY.
IN_PERSON = "in_person"
# Class of the signature: КЭП and НЭП.
QUALIFIED = "qualified"
NON_QUALIFIED = "non_qualified"
# Whose certification authority issues the certificate.
OWN = "own"
TAX_SERVICE = "tax_service"
PARTNER = "partner"
# The holder is no citizen of Russia.
FOREIGNER = "foreigner"
# Nobody meets the holder: identification by post, video or photo.
REMOTE = "remote"
# The state registry has confirmed the СНИЛС, so that its scan proves nothing more.
SNILS_CONFIRMED = "snils_confirmed"

APPLICANT_TYPES = (LEGAL_ENTITY, SOLE_PROPRIETOR, INDIVIDUAL)
HOLDERS = (HEAD, PROXY)
BEARERS = (IN_PERSON, PROXY)
SIGNATURE_CLASSES = (QUALIFIED, NON_QUALIFIED)
ISSUER_ROUTES = (OWN, TAX_SERVICE, PARTNER)
FACTS = (FOREIGNER, REMOTE, SNILS_CONFIRMED)

# Code of the one contradiction: an individual's certificate is only ever the individual's own.
INDIVIDUAL_BY_PROXY = "individual_by_proxy"


class UnknownChoice(ItcomError):
    """A choice has a value that does not exist; ``params`` has ``axis`` and ``value``."""

    code = "unknown_choice"


@dataclass(frozen=True)
class Choice:
    """One combination, as chosen for one questionnaire.

    :param certificate_types: codes of the certificate types («ОИД»); their catalogue is data.
    :param date: the day whose rules hold: when the questionnaire was made, not today.
    :param facts: those of ``FACTS`` that are so.
    :raise UnknownChoice: for a value that does not exist.
    """

    applicant_type: str
    holder: str
    bearer: str
    signature_class: str
    issuer_route: str
    date: date
    certificate_types: frozenset = frozenset()
    facts: frozenset = frozenset()

    def __post_init__(self):
        _require("applicant_type", (self.applicant_type,), APPLICANT_TYPES)
        _require("holder", (self.holder,), HOLDERS)
        _require("bearer", (self.bearer,), BEARERS)
        _require("signature_class", (self.signature_class,), SIGNATURE_CLASSES)
        _require("issuer_route", (self.issuer_route,), ISSUER_ROUTES)
        _require("facts", self.facts, FACTS)

    @property
    def contradictions(self):
        """:return: tuple of codes of what can't be together, whatever the rules say."""
        if self.applicant_type == INDIVIDUAL and self.holder == PROXY:
            return (INDIVIDUAL_BY_PROXY,)
        return ()


def _require(axis, values, known):
    for value in values:
        if value not in known:
            raise UnknownChoice(axis=axis, value=value)
