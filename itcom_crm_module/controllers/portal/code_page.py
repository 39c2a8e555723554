# Licence LGPL-3 (see LICENSE).
"""The page that asks for the code from the client's mailbox."""

from odoo import _

from ...models.itcom_questionnaire_code import DIGITS
from .answers import page_response
from .language import languages


def code_page(visit, is_sent=False, error="", status=200):
    """:return: the page; before a code ``is_sent`` it offers to send one."""
    address = _recognisable(visit.link._code_address())
    values = {
        "title": _("Confirm that it is you"),
        "company": visit.questionnaire_sudo.company_id,
        "visit": visit,
        "languages": languages(),
        "address": address,
        "offer_text": _(
            "We will send a code to %(address)s. Without it nobody who gets hold of your link can "
            "read your data.",
            address=address,
        ),
        "sent_text": _(
            "The code is on its way to %(address)s and valid for ten minutes. If it does not come, "
            "ask for another.",
            address=address,
        ),
        "is_sent": is_sent,
        "error": error,
        "digits": DIGITS,
    }
    return page_response("portal_questionnaire_code", values, status)


def _recognisable(address):
    """:return: an address that its owner recognises and nobody else learns."""
    name, _at, domain = address.partition("@")
    return "%s***@%s" % (name[:1], domain) if domain else ""
