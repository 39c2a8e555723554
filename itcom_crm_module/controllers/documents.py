# Licence LGPL-3 (see LICENSE).

import functools

from odoo import _, http
from odoo.http import request
from werkzeug.exceptions import NotFound

from .files import zip_response


class DocumentController(http.Controller):
    """Downloads of documents for staff."""

    @http.route("/itcom_crm/documents.zip", type="http", auth="user", methods=["GET"])
    def documents_zip(self, ids):
        """«Скачать всё»: documents that the user may read, in one zip."""
        wanted = {int(number) for number in ids.split(",") if number.isdecimal()}
        documents = request.env["itcom.document"].search([("id", "in", list(wanted))])
        if not wanted or len(documents) != len(wanted):
            raise NotFound()
        owners = [*documents.order_id.mapped("name"), *documents.questionnaire_id.mapped("number")]
        name = ", ".join(owners) or _("Documents")
        return zip_response(
            name + ".zip", functools.partial(document_files, document_ids=documents.ids)
        )


def document_files(env, document_ids):
    """:return: generator of (name, bytes) of all files of these documents."""
    for document in env["itcom.document"].browse(document_ids):
        for attachment in document._all_attachments():
            yield attachment.name, attachment.raw
        document.invalidate_cache()
