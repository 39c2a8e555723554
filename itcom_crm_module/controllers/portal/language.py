# Licence LGPL-3 (see LICENSE).
"""The visitor's own choice among the languages that are installed."""

from odoo.http import request

COOKIE = "itcom_language"


def languages():
    """:return: list of (code, name) to choose from."""
    return request.env["res.lang"].get_installed()


def chosen_language():
    """:return: code of the language that this browser has chosen; None for none."""
    code = request.httprequest.cookies.get(COOKIE)
    return code if code and code in dict(languages()) else None


def choose(response, code, path):
    """:return: ``response`` that has the browser remember the language ``code``."""
    if code in dict(languages()):
        response.set_cookie(COOKIE, code, path=path, httponly=True, samesite="Lax")
    return response
