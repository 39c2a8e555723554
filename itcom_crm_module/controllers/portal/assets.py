# Licence LGPL-3 (see LICENSE).
"""Style and scripts of the page, under an address that changes with their content.

So browsers keep them for a year, and a new version of one module is never mixed with an old one
of another: modules name each other relatively, inside the same version.
"""

import hashlib
import mimetypes
from functools import lru_cache
from pathlib import Path

from odoo import http
from odoo.http import request
from werkzeug.exceptions import NotFound

FOLDER = Path(__file__).resolve().parents[2] / "static" / "src" / "portal"
YEAR = 365 * 24 * 60 * 60
mimetypes.add_type("text/javascript", ".js")


@lru_cache(maxsize=1)
def _files():
    """:return: {name: bytes} of all files; read once by each worker."""
    return {path.name: path.read_bytes() for path in sorted(FOLDER.iterdir()) if path.is_file()}


@lru_cache(maxsize=1)
def root():
    """:return: path under which this version of the files is found."""
    digest = hashlib.sha256()
    for name, content in _files().items():
        digest.update(b"%s\0%d\0%s" % (name.encode(), len(content), content))
    return "/questionnaire/assets/" + digest.hexdigest()[:16]


class QuestionnaireAssets(http.Controller):
    """Files of the page. They are no secret."""

    @http.route(
        "/questionnaire/assets/<string:version>/<string:name>",
        type="http",
        auth="none",
        methods=["GET"],
        save_session=False,
    )
    def asset(self, version, name, **_query):
        content = _files().get(name)
        if content is None:
            raise NotFound()
        headers = [
            ("Content-Type", mimetypes.guess_type(name)[0] or "application/octet-stream"),
            ("Cache-Control", "public, max-age=%d, immutable" % YEAR),
            ("X-Content-Type-Options", "nosniff"),
        ]
        return request.make_response(content, headers)
