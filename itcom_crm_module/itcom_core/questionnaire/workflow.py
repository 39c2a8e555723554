"""Life of a questionnaire: its states, and every way from one to another in one table.

``TRANSITIONS`` says for each transition from which states it leads to which, who may make it
and which facts must hold. Buttons, refusals and tests all read this table; docs/architecture
shows it as a picture.

Labels are not here: they belong to whoever speaks the user's language.
"""

from dataclasses import dataclass

from ..errors import ItcomError

DRAFT = "draft"
SENT = "sent"
REVIEW = "review"
RETURNED = "returned"
VERIFIED = "verified"
REQUESTED = "requested"
ISSUED = "issued"
REVOKED = "revoked"
EXPIRED = "expired"
CANCELLED = "cancelled"
STATES = (
    DRAFT,
    SENT,
    REVIEW,
    RETURNED,
    VERIFIED,
    REQUESTED,
    ISSUED,
    REVOKED,
    EXPIRED,
    CANCELLED,
)

# States in which the answers may be typed and documents uploaded.
EDITABLE = frozenset({DRAFT, SENT, RETURNED})
# States in which papers may be formed: once there is a request they must stay as it found them.
BEFORE_REQUEST = frozenset({DRAFT, SENT, REVIEW, RETURNED, VERIFIED})
# States in which somebody still has to act.
OPEN = frozenset({DRAFT, SENT, REVIEW, RETURNED, VERIFIED, REQUESTED})

MANAGER = "manager"
VERIFIER = "verifier"
ADMINISTRATOR = "administrator"
CLIENT = "client"
SYSTEM = "system"
ROLES = (MANAGER, VERIFIER, ADMINISTRATOR, CLIENT, SYSTEM)

# Every required field and document is there and passes its check.
COMPLETE = "complete"
# The combination of applicant, holder and certificate is lawful, or an exception covers it.
LAWFUL = "lawful"
# Each document handed in was looked at and accepted.
ALL_VERDICTS = "all_verdicts"
# At least one document or field carries a remark for the client.
REMARK = "remark"
# The person who acts says why.
REASON = "reason"
# A PKCS#10 request is there and agrees with the answers.
REQUEST = "request"
# A certificate is there and agrees with the request.
CERTIFICATE = "certificate"
# The certificate's last day has passed.
PAST_EXPIRY = "past_expiry"
# The holder has not withdrawn the consent to the processing of personal data.
NOT_WITHDRAWN = "not_withdrawn"
# Its personal data has not been destroyed.
NOT_DESTROYED = "not_destroyed"
NEEDS = (
    COMPLETE,
    LAWFUL,
    ALL_VERDICTS,
    REMARK,
    REASON,
    REQUEST,
    CERTIFICATE,
    PAST_EXPIRY,
    NOT_WITHDRAWN,
    NOT_DESTROYED,
)

# Facts that a dialog asks for after its button was pressed.
ASKED_ON_THE_SPOT = frozenset({REASON, REMARK})

SEND = "send"
SUBMIT = "submit"
CONFIRM = "confirm"
RETURN = "return"
MAKE_REQUEST = "request"
REJECT_REQUEST = "reject_request"
ISSUE = "issue"
REVOKE = "revoke"
EXPIRE = "expire"
CANCEL = "cancel"
REOPEN = "reopen"

WRONG_STATE = "state"
WRONG_ROLE = "role"


class UnknownTransition(ItcomError):
    """No transition has this name; ``params["transition"]`` is the name."""

    code = "unknown_transition"


@dataclass(frozen=True)
class Transition:
    """One way from any of ``sources`` to ``target``.

    :param roles: any one of them suffices.
    :param needs: all of them must hold.
    """

    sources: tuple[str, ...]
    target: str
    roles: tuple[str, ...]
    needs: tuple[str, ...] = ()


TRANSITIONS = {
    SEND: Transition((DRAFT,), SENT, (MANAGER,), (LAWFUL, NOT_WITHDRAWN)),
    SUBMIT: Transition(
        (DRAFT, SENT, RETURNED), REVIEW, (MANAGER, CLIENT), (COMPLETE, LAWFUL, NOT_WITHDRAWN)
    ),
    CONFIRM: Transition(
        (REVIEW,), VERIFIED, (VERIFIER,), (COMPLETE, LAWFUL, ALL_VERDICTS, NOT_WITHDRAWN)
    ),
    RETURN: Transition((REVIEW,), RETURNED, (VERIFIER,), (REMARK, NOT_WITHDRAWN)),
    MAKE_REQUEST: Transition(
        (VERIFIED,), REQUESTED, (MANAGER, CLIENT, SYSTEM), (REQUEST, NOT_WITHDRAWN)
    ),
    REJECT_REQUEST: Transition((REQUESTED,), VERIFIED, (VERIFIER, SYSTEM), (REASON,)),
    ISSUE: Transition((REQUESTED,), ISSUED, (VERIFIER, SYSTEM), (CERTIFICATE, NOT_WITHDRAWN)),
    REVOKE: Transition((ISSUED,), REVOKED, (VERIFIER, SYSTEM), (REASON,)),
    EXPIRE: Transition((ISSUED,), EXPIRED, (SYSTEM,), (PAST_EXPIRY,)),
    # A request that the authority already holds is first taken back: reject_request.
    CANCEL: Transition((DRAFT, SENT, REVIEW, RETURNED, VERIFIED), CANCELLED, (MANAGER,), (REASON,)),
    REOPEN: Transition(
        (SENT, REVIEW, RETURNED, VERIFIED, CANCELLED), DRAFT, (MANAGER,), (REASON, NOT_DESTROYED)
    ),
}


def why_not(transition, state, roles, facts):
    """What stands in the way of a transition, all of it at once.

    :param transition: name, a key of ``TRANSITIONS``.
    :param state: the state that the questionnaire is in.
    :param roles: iterable of the roles that the acting user has; a higher group brings the
        roles of the lower ones along.
    :param facts: container of the names of ``NEEDS`` that hold; only ``in`` is asked of it, so
        that it may find out lazily.
    :return: tuple of codes, empty when nothing does: ``WRONG_STATE``, ``WRONG_ROLE`` and the
        names of the needs that do not hold. In a wrong state needs are not looked at.
    :raise UnknownTransition: for a name that is not in the table.
    """
    rule = _get(transition)
    codes = []
    if state not in rule.sources:
        codes.append(WRONG_STATE)
    if not set(rule.roles).intersection(roles):
        codes.append(WRONG_ROLE)
    if state in rule.sources:
        codes.extend(need for need in rule.needs if need not in facts)
    return tuple(codes)


def is_offered(transition, state, roles, facts):
    """Whether the button shows: what its own dialog will ask for may still be missing."""
    return set(why_not(transition, state, roles, facts)) <= ASKED_ON_THE_SPOT


def _get(transition):
    try:
        return TRANSITIONS[transition]
    except KeyError:
        raise UnknownTransition(transition=transition) from None
