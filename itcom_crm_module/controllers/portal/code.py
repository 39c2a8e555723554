# Licence LGPL-3 (see LICENSE).
"""Second factor: a code from the client's mailbox, where the company wants one."""

from odoo import _, http

from ...models.itcom_questionnaire_link import CONFIRMED_GRANT
from .access import unconfirmed_visit
from .answers import see_other
from .code_page import code_page
from .grant import give_grant
from .routing import portal_route


class QuestionnaireCode(http.Controller):
    """Sends the code and takes it."""

    @portal_route("/code", methods=["POST"])
    def code(self, questionnaire_id, csrf_token=None, code=None, **_form):
        visit = unconfirmed_visit(questionnaire_id)
        visit.ensure_csrf(csrf_token)
        if code is None:
            return _send(visit)
        if visit.link._take_code(code):
            return give_grant(see_other(visit.url), visit.link, CONFIRMED_GRANT)
        error = _("The code is wrong or not valid any more. Look again, or ask for another.")
        return code_page(visit, is_sent=True, error=error, status=422)


def _send(visit):
    if visit.link._send_code():
        return code_page(visit, is_sent=True)
    error = _("The code did not go out. Try again in an hour, or ask your manager.")
    return code_page(visit, error=error, status=503)
