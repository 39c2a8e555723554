# Licence LGPL-3 (see LICENSE).

import secrets
from datetime import timedelta

from odoo import fields, models
from odoo.tools import consteq
from odoo.tools.misc import hmac

DIGITS = 6
MINUTES = 10
TRIES = 5
# So many codes go out in so many seconds at most, so that no mailbox is flooded.
LETTERS, STRETCH = 5, 3600
LETTER_WITH_CODE = "itcom_crm_module.mail_template_questionnaire_code"


class ItcomQuestionnaireCode(models.AbstractModel):
    """Second factor of a client's link: a code that goes to the client's e-mail.

    Whoever finds a forwarded link can't come in without the mailbox. Only the code's signature
    is kept; it is worth nothing after ten minutes, five tries or its first use.
    """

    _name = "itcom.questionnaire.code"
    _description = "Code for a client's link"

    code_hash = fields.Char(readonly=True, groups="base.group_system")
    code_expiry = fields.Datetime(readonly=True, groups="base.group_system")
    code_tries = fields.Integer(readonly=True, groups="base.group_system")

    def _code_address(self):
        """:return: where codes go; "" when nobody knows the client's address."""
        self.ensure_one()
        link_sudo = self.sudo()
        return link_sudo.email or link_sudo.questionnaire_id.partner_id.email or ""

    def _send_code(self):
        """Make a code and have it sent.

        :return: whether it is on its way; not, when there is no address or there were too many.
        """
        self.ensure_one()
        link_sudo = self.sudo()
        limits_sudo = self.env["itcom.rate.limit"].sudo()
        if limits_sudo._hit("code", self.id, STRETCH) > LETTERS or not self._code_address():
            return False
        code = "%0*d" % (DIGITS, secrets.randbelow(10**DIGITS))
        link_sudo.write(
            {
                "code_hash": self._code_signature(code),
                "code_expiry": fields.Datetime.now() + timedelta(minutes=MINUTES),
                "code_tries": 0,
            }
        )
        questionnaire_sudo = link_sudo.questionnaire_id.with_context(itcom_code=code)
        questionnaire_sudo._mail_soon(LETTER_WITH_CODE, self._code_address(), is_secret=True)
        return True

    def _take_code(self, code):
        """Try a code; each try counts, a right one is used up.

        :return: whether it is the right one, in time.
        """
        self.ensure_one()
        link_sudo = self.sudo()
        is_alive = (
            link_sudo.code_hash
            and link_sudo.code_expiry > fields.Datetime.now()
            and link_sudo.code_tries < TRIES
        )
        if not is_alive:
            return False
        is_right = consteq(link_sudo.code_hash, self._code_signature(code.strip()))
        link_sudo.write(
            {"code_hash": False} if is_right else {"code_tries": link_sudo.code_tries + 1}
        )
        return is_right

    def _code_signature(self, code):
        link_sudo = self.sudo()
        return hmac(link_sudo.env, "itcom.code", (self.id, link_sudo.nonce, code))
