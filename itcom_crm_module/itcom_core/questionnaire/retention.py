"""How long personal data of a questionnaire or a client's card is kept, and how much goes then.

152-ФЗ, articles 5 and 21: data goes when its purpose is reached or the consent is withdrawn;
63-ФЗ, article 15: of issued certificates the authority keeps the particulars of the identity
document and of the powers for its whole activity, so only the scans of those go.
402-ФЗ, article 29: primary documents of accounting are kept for five years after the year that
they were accounted for in.
"""

import datetime as dt
from typing import NamedTuple

from . import workflow as wf

# Everything personal goes, number and dates stay; or the files alone.
EVERYTHING = "everything"
SCANS = "scans"

UNSUBMITTED = "unsubmitted"
CANCELLED = "cancelled"
WITHDRAWN = "withdrawn"
WITHDRAWN_ISSUED = "withdrawn_issued"
ENDED = "ended"
CLIENT = "client"

ACCOUNTING_YEARS = 5

CERTIFIED = (wf.ISSUED, wf.REVOKED, wf.EXPIRED)


class Kind(NamedTuple):
    """What starts the clock of a retention rule.

    :param states: states in which a questionnaire is of this kind.
    :param by_withdrawal: whether the clock starts with the withdrawal of the consent, rather
        than with the state.
    :param depth: how much goes when it has run out.
    """

    states: tuple
    by_withdrawal: bool
    depth: str


KINDS = {
    UNSUBMITTED: Kind((wf.DRAFT, wf.SENT), False, EVERYTHING),
    CANCELLED: Kind((wf.CANCELLED,), False, EVERYTHING),
    # One with a certificate request is first taken back or issued.
    WITHDRAWN: Kind(
        tuple(state for state in wf.STATES if state not in (*CERTIFIED, wf.REQUESTED)),
        True,
        EVERYTHING,
    ),
    WITHDRAWN_ISSUED: Kind(CERTIFIED, True, SCANS),
    ENDED: Kind((wf.REVOKED, wf.EXPIRED), False, SCANS),
    # Of a card: what holds it is no state of one questionnaire.
    CLIENT: Kind((), False, EVERYTHING),
}


def accounting_kept_from(today):
    """:return: the date from which on primary documents have to be kept on ``today``."""
    return dt.date(today.year - ACCOUNTING_YEARS, 1, 1)
