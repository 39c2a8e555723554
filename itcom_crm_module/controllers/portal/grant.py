# Licence LGPL-3 (see LICENSE).
"""What a browser gets for the token of a link, so that the token can leave its address."""

from odoo.http import request

COOKIE = "itcom_questionnaire"


def give_grant(response, link_sudo, scope):
    """Let the browser in from now on, as long as the link is valid.

    Where a code was asked for, the browser forgets the grant when it is closed: it may not be
    the client's own.

    :param scope: what for, of ``itcom_questionnaire_link``.
    :return: ``response`` with the cookie.
    """
    lasts = not link_sudo.company_id.itcom_link_code
    response.set_cookie(
        COOKIE,
        link_sudo._signed(scope),
        expires=link_sudo.expiry_date if lasts else None,
        path=link_sudo.questionnaire_id.access_url,
        secure=request.httprequest.scheme == "https",
        httponly=True,
        samesite="Lax",
    )
    return response
