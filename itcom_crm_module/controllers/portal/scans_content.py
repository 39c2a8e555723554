# Licence LGPL-3 (see LICENSE).
"""Values of the templates that show documents and their scans."""

from odoo.http import request

from ...itcom_core.uploads.errors import TooBig
from .answers import script_json

ROW = "itcom_crm_module.portal_questionnaire_document"
# No HEIC, though it is taken: iPhones then send a JPEG of it by themselves.
ACCEPT = "application/pdf,image/jpeg,image/png"


def document_values(visit, refused=None):
    """:param refused: {code of the kind: list of dicts with name, text and can_insist} of files
        that were sent just now and not taken.
    :return: values of the template ``portal_questionnaire_documents``.
    """
    questionnaire = visit.questionnaire_sudo
    questionnaire._read_documents()
    return {
        "documents": questionnaire.document_ids.filtered("is_asked"),
        "open_documents": visit.open_documents,
        "reasons": {ask.code: ask.why for ask in questionnaire._schema().documents},
        "sees_scans": visit.sees_scans,
        "refused": refused or {},
        "accept": ACCEPT,
        "documents_data": _script_data(visit),
    }


def render_document(visit, document):
    """:return: HTML of one document, as on the page."""
    values = {
        **document_values(visit),
        "questionnaire": visit.questionnaire_sudo,
        "visit": visit,
        "document": document,
    }
    return request.env["ir.qweb"]._render(ROW, values).decode()


def _script_data(visit):
    """:return: JSON for the script of the documents' step."""
    limits = request.env["itcom.questionnaire.scan"].sudo()._limits()
    too_big = request.env["itcom.error.message"]._upload_text(TooBig(limit=limits.max_bytes))
    data = {
        "csrf": visit.csrf_token(),
        "max_bytes": limits.max_bytes,
        "texts": {**visit.questionnaire_sudo._upload_texts(), "too_big": too_big},
    }
    return script_json(data)
