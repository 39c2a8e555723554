# Licence LGPL-3 (see LICENSE).

import functools

from odoo import _, http
from odoo.http import request
from werkzeug.exceptions import NotFound

from ..models.itcom_file_encryption import FileUnavailable
from ..tools.text_file import text_file
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
    """Those that can't be read now are told of in a last file: no zip ends in the middle.

    :return: generator of (name, bytes) of all files of these documents.
    """
    refusals = []
    for document in env["itcom.document"].browse(document_ids):
        for attachment in document._all_attachments():
            try:
                yield attachment.name, attachment.raw
            except FileUnavailable as error:
                refusals.append("%s: %s" % (attachment.name, error.args[0]))
        document.invalidate_cache()
    if refusals:
        yield text_file(_("Not readable.txt"), _("These files could not be read:"), refusals)
