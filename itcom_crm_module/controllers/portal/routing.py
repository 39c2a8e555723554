# Licence LGPL-3 (see LICENSE).
"""Addresses of the client's page."""

from odoo import http

ROOT = "/questionnaire/<int:questionnaire_id>"


def portal_route(path="", **routing):
    """A route under ROOT. No session: a stranger leaves no file, and the grant is in a cookie of
    our own, which our own token guards against foreign forms.
    """
    return http.route(
        ROOT + path, type="http", auth="itcom_page", csrf=False, save_session=False, **routing
    )
