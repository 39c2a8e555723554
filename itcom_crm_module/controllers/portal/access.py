# Licence LGPL-3 (see LICENSE).
"""Who is at the page of a questionnaire: the first question of every route under it."""

from odoo import _
from odoo.exceptions import AccessError, MissingError
from odoo.http import request

from ...itcom_core.journal import events
from ...models.itcom_questionnaire_link import CONFIRMED_GRANT, GRANT, TOKEN
from .answers import Refused, refuse, wants_json
from .code_page import code_page
from .grant import COOKIE
from .language import chosen_language
from .visit import CLIENT, OWNER, STAFF, Visit

# Wrong links from one address in so many seconds: each of the first is put on record, after
# the last the address has to wait.
WRONG_LINK = "wrong link"
WRONG_LINKS_STRETCH, WRONG_LINKS_ON_RECORD, WRONG_LINKS = 600, 5, 30


def questionnaire_visit(questionnaire_id):
    """First statement of every route under /questionnaire/<int:questionnaire_id>.

    :return: :class:`Visit`.
    :raise Refused: the visitor may not be here, or not any more; on record.
    """
    visit = visit_of_user(questionnaire_id)
    if visit:
        return visit
    visit, is_confirmed = _visit_by_grant(questionnaire_id)
    if not is_confirmed and wants_json():
        refuse(403, _("Confirm that it is you"), _("Open the page again."))
    if not is_confirmed:
        raise Refused(response=code_page(visit, status=403))
    return visit


def unconfirmed_visit(questionnaire_id):
    """:return: :class:`Visit` by a link whose visitor has still to tell the code.
    :raise Refused: as for :func:`questionnaire_visit`.
    """
    return _visit_by_grant(questionnaire_id)[0]


def visit_of_user(questionnaire_id):
    """:return: :class:`Visit` of a logged-in user with a right of their own, else None."""
    if not request.session.uid:
        return None
    user = request.env.user
    role = STAFF if user.has_group("base.group_user") else OWNER
    operation = "write" if role == STAFF else "read"
    questionnaire = request.env["itcom.questionnaire"].browse(questionnaire_id)
    try:
        questionnaire.check_access_rights(operation)
        questionnaire.check_access_rule(operation)
    except (AccessError, MissingError):
        return None
    no_link = request.env["itcom.questionnaire.link"]
    return Visit(_in_own_world(questionnaire, user), role, no_link, request.session.sid)


def link_of_token(questionnaire_id, token):
    """:return: the live link, in sudo, whose token was sent.
    :raise Refused: it is wrong, expired or withdrawn, or one too many; on record.
    """
    address = request.httprequest.remote_addr
    limits = request.env["itcom.rate.limit"].sudo()
    if limits._count(WRONG_LINK, address, WRONG_LINKS_STRETCH) >= WRONG_LINKS:
        refuse(429, _("Too many wrong links"), _("Wait ten minutes and open your link again."))
    return _live_link(questionnaire_id, token, TOKEN)[0]


def _visit_by_grant(questionnaire_id):
    """:return: (:class:`Visit`, whether no code is wanted of them any more)."""
    grant = request.httprequest.cookies.get(COOKIE)
    if not grant:
        refuse(
            403,
            _("Open the questionnaire by your link"),
            _("It is in the letter that you got. If you have an account here, log in."),
            login_url="/web/login",
        )
    link_sudo, scope = _live_link(questionnaire_id, grant, GRANT, CONFIRMED_GRANT)
    visit = Visit(_in_own_world(link_sudo.questionnaire_id), CLIENT, link_sudo, grant)
    return visit, scope == CONFIRMED_GRANT or not link_sudo.company_id.itcom_link_code


def _in_own_world(questionnaire, user=None):
    """Make the request that of the questionnaire's company, in the visitor's language and time.

    :param user: the visitor's login; without one they are the client.
    :return: the questionnaire in sudo.
    """
    questionnaire_sudo = questionnaire.sudo()
    questionnaire_sudo._read_for_schema()
    company, client = questionnaire_sudo.company_id, questionnaire_sudo.partner_id
    if user:
        lang, zone = user.lang, user.tz
    else:
        lang = chosen_language() or client.lang or company.partner_id.lang
        zone = client.tz or company.partner_id.tz
    request.context = dict(
        request.context, lang=lang, tz=zone or "Europe/Moscow", allowed_company_ids=company.ids
    )
    return request.env["itcom.questionnaire"].sudo().browse(questionnaire.id)


def _live_link(questionnaire_id, text, *scopes):
    """:return: (the link, in sudo, whose signature for one of ``scopes`` is ``text``, that scope).
    :raise Refused: there is none, or it is not valid any more.
    """
    link_sudo, scope = request.env["itcom.questionnaire.link"]._find(questionnaire_id, text, scopes)
    if not link_sudo:
        _record_refusal(questionnaire_id, "wrong")
        refuse(
            404,
            _("There is no such questionnaire, or the link is wrong"),
            _("Copy the whole link from the letter, or ask your manager for a new one."),
        )
    reason = link_sudo._refusal()
    if reason:
        _record_refusal(questionnaire_id, reason)
        questionnaire = link_sudo.questionnaire_id
        _in_own_world(questionnaire)
        refuse(
            410,
            _("The link is not valid any more"),
            _("Ask your manager for a new one. What you have filled in is kept."),
            company=questionnaire.company_id,
        )
    return link_sudo, scope


def _record_refusal(questionnaire_id, reason):
    """Put a refused link on record: the first few of an address, so that nobody floods it."""
    limits = request.env["itcom.rate.limit"].sudo()
    count = limits._hit(WRONG_LINK, request.httprequest.remote_addr, WRONG_LINKS_STRETCH)
    if count <= WRONG_LINKS_ON_RECORD:
        questionnaire_sudo = request.env["itcom.questionnaire"].sudo().browse(questionnaire_id)
        request.env["itcom.journal.entry"].sudo()._record_apart(
            events.TOKEN_REFUSED,
            questionnaire_sudo.exists(),
            questionnaire=questionnaire_id,
            reason=reason,
        )
