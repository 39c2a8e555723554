# Licence LGPL-3 (see LICENSE).
"""Somebody at the page of a questionnaire, and what they may do there."""

import secrets

from odoo import _
from odoo.http import request
from odoo.tools import consteq
from odoo.tools.misc import hmac

from ...models.itcom_questionnaire_flow import TransitionRefused
from .answers import refuse

CLIENT, OWNER, STAFF = "client", "owner", "staff"
CSRF_HEADER = "X-CSRF-Token"
SALT_BYTES = 8
# Changes by one link or login in so many seconds: faster than anybody types.
STRETCH, CHANGES = 60, 240
# Within so many minutes it is one visit.
VISIT_MINUTES = 10


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

    @property
    def sees_scans(self):
        """:return: whether the visitor may look at the files themselves."""
        scans = request.env["itcom.questionnaire.scan"]
        return not self.is_staff or scans.check_access_rights("read", raise_exception=False)

    # What the visitor does

    @property
    def acting(self):
        """:return: the questionnaire, whose changes go on record as this visitor's."""
        questionnaire = self.questionnaire_sudo
        return questionnaire._in_name_of(self.partner) if self.partner else questionnaire

    def record_opening(self):
        """Who comes in by a login sees personal data: once a visit, not with each step."""
        if self.role != CLIENT:
            self.questionnaire_sudo._record_opening(VISIT_MINUTES)

    def fill(self, values, known):
        """:return: :class:`~...models.itcom_questionnaire_filling.Filled`."""
        return self.acting._fill(values, known, self.open_fields, self.who)

    def take_consent(self, text_id):
        """:param text_id: number of the consent's text that was ticked, None for none.
        :return: whether it is on record; not, when another text is shown by now. None for none.
        """
        questionnaire = self.questionnaire_sudo
        if not text_id or self.is_staff or questionnaire._has_consent():
            return None
        text = questionnaire._consent_text()
        if str(text.id) != text_id:
            return False
        questionnaire._give_consent(text, self.role)
        return True

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
        """:return: what every POST of this page has to bring along; another one each time, so
        that the size of compressed pages tells nothing of it.
        """
        salt = secrets.token_hex(SALT_BYTES)
        return salt + self._csrf_signature(salt)

    def ensure_csrf(self, token=None, deed="changes", most=CHANGES):
        """First statement of every POST.

        :param token: the form's ``csrf_token``; our scripts send it as a header instead.
        :param deed: what is counted.
        :param most: how often one link or login may do it in a minute.
        """
        token = str(token or request.httprequest.headers.get(CSRF_HEADER, ""))
        salt, signature = token[: 2 * SALT_BYTES], token[2 * SALT_BYTES :]
        if not consteq(signature.encode(), self._csrf_signature(salt).encode()):
            refuse(
                400,
                _("The page has become too old"),
                _("Nothing was changed. Open the page again and repeat the last step."),
                retry_url=self.url,
            )
        self.ensure_not_too_often(deed, STRETCH, most)

    def _csrf_signature(self, salt):
        return hmac(self.questionnaire_sudo.env, "itcom.csrf", (self.url, self._browser, salt))

    def ensure_open(self):
        """Refuse to change answers and files when the state does not let that happen."""
        if not self.can_change:
            refuse(
                409,
                _("The questionnaire can't be changed now"),
                _("It was handed over or closed meanwhile. What had been saved is kept."),
                retry_url=self.url,
            )

    def ensure_not_too_often(self, what, seconds, most):
        """Refuse what one link or login does more than ``most`` times in ``seconds``.

        :param what: short name of the deed.
        """
        who = self.link.id if self.role == CLIENT else "user %d" % request.env.uid
        if request.env["itcom.rate.limit"].sudo()._is_too_often(what, who, seconds, most):
            refuse(
                429,
                _("Too many changes at once"),
                _("Wait a minute and try again. What had been saved is kept."),
                retry_url=self.url,
            )
