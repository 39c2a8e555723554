# Licence LGPL-3 (see LICENSE).
"""Responses that carry files, short ones whole and long ones piece by piece."""

from datetime import datetime

import odoo
from odoo import api
from odoo.http import content_disposition, request

from ..itcom_core.documents import zip_chunks

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP = "application/zip"


def file_response(name, content, mimetype=DOCX):
    """:return: a download of ``content``."""
    return request.make_response(content, _headers(name, mimetype, len(content)))


def zip_response(name, files):
    """Send files in one zip, made while it is sent: memory for one of them at a time.

    :param files: function of an environment that gives an iterable of (name, bytes). It is called
        after this request's own transaction has ended, in one of its own with the same user,
        because that is when the web server asks for the pieces.
    :return: a download.
    """
    return request.make_response(_apart(request.env, files), _headers(name, ZIP))


def _apart(env, files):
    dbname, uid, context = env.cr.dbname, env.uid, dict(env.context)
    with api.Environment.manage(), odoo.registry(dbname).cursor() as cr:
        made = _committed(cr, files(api.Environment(cr, uid, context)))
        yield from zip_chunks(made, modified=datetime.now())


def _committed(cr, files):
    """Let go of each file's locks before the next one is made, and keep what the client has."""
    for file in files:
        cr.commit()  # pylint: disable=invalid-commit
        yield file


def _headers(name, mimetype, length=None):
    headers = [
        ("Content-Type", mimetype),
        ("Content-Disposition", content_disposition(name)),
        ("X-Content-Type-Options", "nosniff"),
    ]
    return headers if length is None else [*headers, ("Content-Length", length)]
