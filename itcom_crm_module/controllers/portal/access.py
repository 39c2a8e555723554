# Licence LGPL-3 (see LICENSE).
"""Who is at the page of a questionnaire: the first question of every route under it."""

from odoo import _
from odoo.exceptions import AccessError, MissingError
from odoo.http import request
from odoo.tools import consteq
from odoo.tools.misc import hmac

from ...itcom_core.journal import events
from ...models.itcom_questionnaire_flow import TransitionRefused
from .answers import refuse

CLIENT, OWNER, STAFF = "client", "owner", "staff"
COOKIE = "itcom_questionnaire"
GRANT_SCOPE, TOKEN_SCOPE = "itcom.grant", "itcom.link"
CSRF_HEADER = "X-CSRF-Token"

# Wrong links from one address in so many seconds: each of the first is put on record, after
# the last the address has to wait.
WRONG_LINK = "wrong link"
WRONG_LINKS_STRETCH, WRONG_LINKS_ON_RECORD, WRONG_LINKS = 600, 5, 30
# Changes by one link or login in a minute: faster than anybody types and photographs.
CHANGES_STRETCH, CHANGES = 60, 240


class Visit:
    """Somebody at the page of one questionnaire, and what they may do there.

    :param questionnaire_sudo: the questionnaire in sudo, in the visitor's language and in its
        own company.
    :param role: CLIENT by a link, OWNER logged in to the portal, STAFF with a user's own rights.
    :param link: the ``itcom.questionnaire.link`` of a CLIENT, else empty.
    :param browser: secret that only this browser sends.
    """

    def __init__(self, questionnaire_sudo, role, link, browser):
        self.questionnaire_sudo = questionnaire_sudo
        self.role = role
        self.link = link
        self._browser = browser

    @property
    def is_staff(self):
        return self.role == STAFF

    @property
    def who(self):
        """:return: who types here, in a few words for the log."""
        return _("Client") if self.role == CLIENT else request.env.user.name

    @property
    def partner(self):
        """:return: the client in whose name the visitor acts, None for staff."""
        return None if self.is_staff else self.questionnaire_sudo.partner_id

    @property
    def url(self):
        return self.questionnaire_sudo.access_url

    @property
    def can_change(self):
        """:return: whether answers and files may be changed in the state at hand."""
        return self.questionnaire_sudo.can_edit

    @property
    def open_fields(self):
        """:return: set of the names of the fields that the visitor may change."""
        questionnaire = self.questionnaire_sudo
        if self.is_staff and self.can_change:
            return {ask.field.name for ask in questionnaire._schema().fields}
        return questionnaire._open_fields()

    @property
    def open_documents(self):
        """:return: documents whose scans the visitor may add and drop."""
        questionnaire = self.questionnaire_sudo
        if self.is_staff and self.can_change:
            return questionnaire.document_ids
        return questionnaire._open_documents()

    # What the visitor does

    @property
    def _acting(self):
        """:return: the questionnaire, whose changes go on record as this visitor's."""
        questionnaire = self.questionnaire_sudo
        return questionnaire._in_name_of(self.partner) if self.partner else questionnaire

    def record_opening(self):
        """Who comes in by a login sees personal data; a link's visits are on record already."""
        if self.role != CLIENT:
            request.env["itcom.journal.entry"]._record(
                events.QUESTIONNAIRE_OPENED, self.questionnaire_sudo
            )

    def fill(self, values, known):
        """:return: :class:`~...models.itcom_questionnaire_filling.Filled`."""
        filled = self._acting._fill(values, known, self.open_fields)
        if filled.saved:
            self.questionnaire_sudo._log_filled(self.who, filled.saved)
        return filled

    def take_consent(self, text_id):
        """:param text_id: number of the consent's text that was ticked, None for none."""
        questionnaire = self.questionnaire_sudo
        if not text_id or self.is_staff or questionnaire._has_consent():
            return
        text = questionnaire._consent_text()
        if str(text.id) != text_id:
            refuse(
                409,
                _("The text of the consent has changed"),
                _("Open the page again and read it. What had been saved is kept."),
                retry_url=self.url,
            )
        questionnaire._give_consent(text, self.role)

    def submit(self):
        """Hand the questionnaire over for the check.

        :raise TransitionRefused: something stands in the way; the text says all of it.
        """
        questionnaire = self.questionnaire_sudo
        if self.is_staff:
            # The user's own roles and rights decide.
            questionnaire.sudo(False).action_submit()
            return
        if questionnaire._consent_text() and not questionnaire._has_consent():
            raise TransitionRefused(_("Tick that you agree to the processing of your data."))
        questionnaire._submit_by_client()

    # Guards of a POST

    def csrf_token(self):
        """:return: what every POST of this page has to bring along."""
        scope, path = "itcom.csrf", self.url
        return hmac(self.questionnaire_sudo.env, scope, (path, self._browser))

    def ensure_csrf(self, token=None):
        """First statement of every POST.

        :param token: the form's ``csrf_token``; our scripts send it as a header instead.
        """
        token = token or request.httprequest.headers.get(CSRF_HEADER, "")
        if not consteq(str(token).encode(), self.csrf_token().encode()):
            refuse(
                400,
                _("The page has become too old"),
                _("Nothing was changed. Open the page again and repeat the last step."),
                retry_url=self.url,
            )
        self._ensure_not_too_often()

    def ensure_open(self):
        """Refuse to change answers and files when the state does not let that happen."""
        if not self.can_change:
            refuse(
                409,
                _("The questionnaire can't be changed now"),
                _("It was handed over or closed meanwhile. What had been saved is kept."),
                retry_url=self.url,
            )

    def _ensure_not_too_often(self):
        who = self.link.id if self.role == CLIENT else "user %d" % request.env.uid
        count = request.env["itcom.rate.limit"].sudo()._hit("changes", who, CHANGES_STRETCH)
        if count > CHANGES:
            refuse(
                429,
                _("Too many changes at once"),
                _("Wait a minute and try again. What had been saved is kept."),
                retry_url=self.url,
            )


def questionnaire_visit(questionnaire_id):
    """First statement of every route under /questionnaire/<int:questionnaire_id>.

    :return: :class:`Visit`.
    :raise Refused: the visitor may not be here, or not any more; on record.
    """
    return visit_of_user(questionnaire_id) or _visit_by_grant(questionnaire_id)


def visit_of_user(questionnaire_id):
    """:return: :class:`Visit` of a logged-in user with a right of their own, else None."""
    user = request.env.user
    if not request.session.uid:
        return None
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
    return _live_link(questionnaire_id, TOKEN_SCOPE, token)


def _visit_by_grant(questionnaire_id):
    grant = request.httprequest.cookies.get(COOKIE)
    if not grant:
        refuse(
            403,
            _("Open the questionnaire by your link"),
            _("It is in the letter that you got. If you have an account here, log in."),
            login_url="/web/login",
        )
    link_sudo = _live_link(questionnaire_id, GRANT_SCOPE, grant)
    questionnaire = link_sudo.questionnaire_id
    return Visit(_in_own_world(questionnaire), CLIENT, link_sudo, grant)


def _in_own_world(questionnaire, user=None):
    """Make the request that of the questionnaire's company, in the visitor's language and time.

    :param user: the visitor's login; without one they are the client.
    :return: the questionnaire in sudo.
    """
    questionnaire_sudo = questionnaire.sudo()
    company, client = questionnaire_sudo.company_id, questionnaire_sudo.partner_id
    if user:
        lang, zone = user.lang, user.tz
    else:
        lang = client.lang or company.partner_id.lang
        zone = client.tz or company.partner_id.tz
    request.context = dict(
        request.context, lang=lang, tz=zone or "Europe/Moscow", allowed_company_ids=company.ids
    )
    return request.env["itcom.questionnaire"].sudo().browse(questionnaire.id)


def _live_link(questionnaire_id, scope, text):
    """:return: the link, in sudo, whose signature for ``scope`` is ``text``.
    :raise Refused: there is none, or it is not valid any more.
    """
    link_sudo = request.env["itcom.questionnaire.link"]._find(questionnaire_id, scope, text)
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
    return link_sudo


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
