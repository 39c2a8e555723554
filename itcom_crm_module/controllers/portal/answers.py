# Licence LGPL-3 (see LICENSE).
"""What the client's page answers with: pages, JSON and refusals, all with our headers."""

import json
from contextlib import contextmanager

from odoo import _
from odoo.http import request
from werkzeug.exceptions import HTTPException
from werkzeug.utils import redirect as werkzeug_redirect

from ...models.ir_attachment import FileCollision
from ...models.itcom_file_encryption import FileUnavailable
from . import assets

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = [
    ("Content-Security-Policy", CONTENT_POLICY),
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("X-Robots-Tag", "noindex"),
]


class Refused(HTTPException):
    """Ends a request with an answer that is ready; its transaction is rolled back."""


def page_response(template, values, status=200):
    """:return: a page of ours, rendered now, so that what goes wrong does so here.

    By the engine itself, which has the template compiled: through ``ir.ui.view`` it would be
    looked up in the database each time.
    """
    values = {"lang": request.env.lang, "assets": assets.root(), **values}
    html = request.env["ir.qweb"]._render("itcom_crm_module." + template, values)
    return _response(html, "text/html; charset=utf-8", status)


def json_response(status=200, **data):
    """:return: ``data`` as JSON."""
    return _response(json.dumps(data, ensure_ascii=False), "application/json", status)


def script_json(data):
    """:return: JSON to stand inside a script element, which no text in it can end."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")


def see_other(path):
    """:return: redirect to a page of ours, after a POST or to a clean address."""
    response = werkzeug_redirect(path, 303)
    response.headers.extend(HEADERS)
    return response


def wants_json():
    """:return: whether it is our script that asks, and not the browser itself."""
    return request.httprequest.accept_mimetypes.best == "application/json"


def refuse(status, title, text, **values):
    """End the request with words on what is wrong and what to do.

    :param values: for the template ``portal_questionnaire_message``.
    :raise Refused: always.
    """
    if wants_json():
        raise Refused(response=json_response(status, title=title, text=text))
    values = {"title": title, "text": text, **values}
    raise Refused(response=page_response("portal_questionnaire_message", values, status))


@contextmanager
def stored_files(url):
    """Where files are read or stored: when that can't be done, the request ends in words.

    :param url: the page to go back to.
    :raise Refused: their keys are missing, or a file passes itself off as another.
    """
    try:
        yield
    except FileUnavailable:
        refuse(
            503,
            _("Files can't be stored or shown now"),
            _("Nothing that was saved is lost. Tell your manager about it."),
            retry_url=url,
        )
    except FileCollision as error:
        refuse(422, _("The file was not taken"), error.args[0], retry_url=url)


def _response(body, content_type, status):
    response = request.make_response(body, [("Content-Type", content_type), *HEADERS])
    response.status_code = status
    return response
