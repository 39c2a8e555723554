# Licence LGPL-3 (see LICENSE).
"""Scans on the client's page: upload, look at, turn, replace and delete.

A file comes as a form, or from our script as the bare body of a request, which costs a fraction
of a form's parsing. Documents and scans are looked up inside the questionnaire of the visit.
"""

from urllib.parse import unquote

from odoo import _, http
from odoo.http import content_disposition, request

from ...itcom_core.journal import events
from ...itcom_core.questionnaire.steps import DOCUMENTS
from ...itcom_core.uploads.errors import TooBig
from ...models.itcom_file_limits import ScanRefused
from ...models.itcom_questionnaire_scan import CLIENT, STAFF
from .access import questionnaire_visit
from .answers import (
    HEADERS,
    json_response,
    page_response,
    refuse,
    see_other,
    stored_files,
    wants_json,
)
from .content import page_values, progress
from .pages import PAGE
from .routing import portal_route
from .scans_content import render_document

FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
NAME_HEADER = "X-File-Name"
KEY_HEADER, KEY_LENGTH = "X-Upload-Key", 64
# Files sent or turned by one link or login in a minute: faster than anybody photographs.
MOST = 60
# What is larger by far is not even read to its end, so that there is an answer.
READ_TO_THE_END = 5
PDF = "application/pdf"
# An opened file can't run anything, whatever it is taken for.
FILE_HEADERS = [
    *(header for header in HEADERS if header[0] != "Content-Security-Policy"),
    ("Content-Security-Policy", "default-src 'none'; sandbox"),
]


class QuestionnaireScans(http.Controller):
    """Files of the documents that a questionnaire asks for."""

    @portal_route("/document/<kind>", methods=["POST"])
    def upload(self, questionnaire_id, kind, csrf_token=None, insist=None, replaces=None, **_form):
        visit = questionnaire_visit(questionnaire_id)
        visit.ensure_csrf(csrf_token, "uploads", MOST)
        document_sudo = _open_document(visit, kind)
        files = _sent_files(visit)
        known = _known_scans(document_sudo)
        if known:
            return _taken(visit, document_sudo, known)
        old_sudo = _scan(visit, document_sudo, replaces) if replaces else None
        taken, refused = [], []
        for name, content in files:
            try:
                taken.append(_take(visit, document_sudo, name, content, bool(insist), old_sudo))
            except ScanRefused as error:
                refused.append(_refused(name, error))
            else:
                # Its place is taken: what comes after it is added.
                old_sudo = None
        return _taken(visit, document_sudo, taken, refused)

    @portal_route("/document/<kind>/<int:scan_id>/look", methods=["POST"])
    def look(self, questionnaire_id, kind, scan_id, csrf_token=None, insist=None, **_form):
        """What our script asks for right after an upload: can it be read?"""
        visit = questionnaire_visit(questionnaire_id)
        visit.ensure_csrf(csrf_token)
        document_sudo = _open_document(visit, kind)
        scan_sudo = _scan(visit, document_sudo, scan_id)
        try:
            with stored_files(visit.url):
                scan_sudo._look(bool(insist))
        except ScanRefused as error:
            refused = [_refused(scan_sudo.file_name, error)]
            scan_sudo._remove()
            return _taken(visit, document_sudo, [], refused)
        return _taken(visit, document_sudo, [scan_sudo])

    @portal_route("/document/<kind>/<int:scan_id>/rotate", methods=["POST"])
    def rotate(self, questionnaire_id, kind, scan_id, csrf_token=None, turned=None, **_form):
        """:param turned: where our script wants it: sent again, nothing is turned twice."""
        visit = questionnaire_visit(questionnaire_id)
        # It may take as much as a new file.
        visit.ensure_csrf(csrf_token, "uploads", MOST)
        document_sudo = _open_document(visit, kind)
        scan_sudo = _scan(visit, document_sudo, scan_id)
        try:
            with stored_files(visit.url):
                scan_sudo._rotate(scan_sudo._angle_to(turned))
        except ScanRefused as error:
            return _changed(visit, document_sudo, [_refused(scan_sudo.file_name, error)])
        return _changed(visit, document_sudo)

    @portal_route("/document/<kind>/<int:scan_id>/delete", methods=["POST"])
    def delete(self, questionnaire_id, kind, scan_id, csrf_token=None, **_form):
        visit = questionnaire_visit(questionnaire_id)
        visit.ensure_csrf(csrf_token)
        document_sudo = _open_document(visit, kind)
        _scan(visit, document_sudo, scan_id)._remove()
        return _changed(visit, document_sudo)

    @portal_route("/document/<kind>/<int:scan_id>", methods=["GET"])
    def file(self, questionnaire_id, kind, scan_id, **_query):
        visit = questionnaire_visit(questionnaire_id)
        scan_sudo = _seen_scan(visit, kind, scan_id)
        scan_sudo._record_deed(events.SCAN_VIEWED)
        disposition = content_disposition(scan_sudo.file_name)
        if scan_sudo.mimetype != PDF:
            disposition = disposition.replace("attachment", "inline", 1)
        return _file_response(visit, scan_sudo, "file", scan_sudo.mimetype, disposition)

    @portal_route("/document/<kind>/<int:scan_id>/preview", methods=["GET"])
    def preview(self, questionnaire_id, kind, scan_id, **_query):
        visit = questionnaire_visit(questionnaire_id)
        scan_sudo = _seen_scan(visit, kind, scan_id)
        if visit.is_staff:
            scan_sudo._record_deed(events.SCAN_VIEWED)
        return _file_response(visit, scan_sudo, "preview", "image/jpeg", "inline")


# What is asked for


def _document(visit, kind):
    """:return: the document of this questionnaire, in sudo. :raise Refused: it asks for none."""
    visit.questionnaire_sudo._read_documents()
    document_sudo = visit.acting.document_ids.filtered(lambda one: one.kind_id.code == kind)
    if not document_sudo:
        _refuse_unknown(visit)
    return document_sudo


def _open_document(visit, kind):
    """:return: a document whose files the visitor may change now.
    :raise Refused: the questionnaire is closed, or this document is in order already.
    """
    visit.ensure_open()
    document_sudo = _document(visit, kind)
    if document_sudo not in visit.open_documents:
        refuse(
            409,
            _("This document can't be changed now"),
            _("It is in order as it is. Only what was sent back has to be corrected."),
            retry_url=visit.url,
        )
    return document_sudo


def _scan(visit, document_sudo, scan_id):
    """:return: the scan of this document, in sudo. :raise Refused: it has no such one."""
    scan_sudo = document_sudo.scan_ids.filtered(lambda scan: str(scan.id) == str(scan_id))
    if not scan_sudo:
        _refuse_unknown(visit)
    return scan_sudo


def _seen_scan(visit, kind, scan_id):
    """:return: a scan that the visitor may look at, in sudo."""
    if not visit.sees_scans:
        refuse(
            403,
            _("You may not look at scans"),
            _("Your administrator gives the right to it."),
            retry_url=visit.url,
        )
    return _scan(visit, _document(visit, kind), scan_id)


def _refuse_unknown(visit):
    refuse(
        404,
        _("There is no such document here"),
        _("It may have been replaced or deleted. Go back to the questionnaire."),
        retry_url=visit.url,
    )


# What comes in


def _sent_files(visit):
    """:return: list of (name as sent, bytes), each at most one byte longer than allowed.
    :raise Refused: nothing came.
    """
    http_request = request.httprequest
    most = request.env["itcom.questionnaire.scan"].sudo()._limits().max_bytes
    if http_request.mimetype not in FORMS:
        # Percent-encoded, because a header holds no Russian letters.
        return [(unquote(http_request.headers.get(NAME_HEADER, "")), _body(visit, most))]
    sent = [one for one in http_request.files.getlist("file") if one.filename]
    if not sent:
        refuse(
            422,
            _("No file was chosen"),
            _("Go back, choose a file or take a photo, then upload it."),
            retry_url="%s?step=%s" % (visit.url, DOCUMENTS),
        )
    return [(one.filename, _read(one, most)) for one in sent]


def _body(visit, most):
    """:return: the bare body of the request. :raise Refused: it is longer than allowed."""
    http_request = request.httprequest
    # Browsers tell the length; a body in chunks without one may have no end.
    is_endless = "Transfer-Encoding" in http_request.headers
    length = http_request.content_length or 0
    if length <= most and not is_endless:
        return http_request.get_data()
    if length <= READ_TO_THE_END * most and not is_endless:
        http_request.stream.exhaust()
    text = request.env["itcom.error.message"]._upload_text(TooBig(limit=most))
    return refuse(413, _("The file is too large"), text, retry_url=visit.url)


def _read(sent, most):
    """:return: bytes of a form's file; read anew when Odoo repeats the request."""
    sent.seek(0)
    return sent.read(most + 1)


def _upload_key():
    """:return: what our script calls this upload, however often it has to send it."""
    return request.httprequest.headers.get(KEY_HEADER, "")[:KEY_LENGTH]


def _known_scans(document_sudo):
    """:return: what became of this very upload when it came before and the answer got lost."""
    key = _upload_key()
    return document_sudo.scan_ids.filtered(lambda scan: key and scan.upload_key == key)


def _take(visit, document_sudo, name, content, insist, old_sudo):
    """:return: the new scan, in sudo. :raise ScanRefused: the file won't do.

    To decode a photo costs several times what everything else does: our script asks for that in
    a request of its own, for the browser itself there is none.
    """
    uploaded_by = STAFF if visit.is_staff else CLIENT
    look = not wants_json()
    key = _upload_key()
    with stored_files(visit.url):
        return document_sudo._add_scan(content, name, uploaded_by, insist, old_sudo, look, key)


# What goes out


def _refused(name, error):
    """:return: what the page and our script are told of a file that was not taken."""
    return {"name": name, "text": error.args[0], "can_insist": error.can_insist}


def _taken(visit, document_sudo, scans, refused=()):
    """:return: for our script what became of its files, and which of them it has to have looked
    at: it asks for the page when it has sent them all; for the browser that page.
    """
    if not wants_json():
        return _changed(visit, document_sudo, refused)
    awaiting = [scan_sudo.id for scan_sudo in scans if scan_sudo.awaits_look]
    return json_response(422 if refused else 200, refused=list(refused), awaiting=awaiting)


def _changed(visit, document_sudo, refused=()):
    """:return: the document as it stands now, for our script; or the page, for the browser."""
    kind, status = document_sudo.kind_id.code, 422 if refused else 200
    if wants_json():
        questionnaire = visit.questionnaire_sudo
        steps = questionnaire._steps_left(questionnaire._missing(), questionnaire._wrong())
        return json_response(
            status,
            document=render_document(visit, document_sudo),
            refused=list(refused),
            progress=progress(steps[-1], steps),
            left={step.name: step.left for step in steps},
        )
    if refused:
        return page_response(PAGE, page_values(visit, DOCUMENTS, refused={kind: refused}), status)
    return see_other("%s?step=%s#%s" % (visit.url, DOCUMENTS, kind))


def _file_response(visit, scan_sudo, name, mimetype, disposition):
    with stored_files(visit.url):
        content = scan_sudo._contents((name,)).get(name)
    if not content:
        _refuse_unknown(visit)
    headers = [("Content-Type", mimetype), ("Content-Disposition", disposition), *FILE_HEADERS]
    return request.make_response(content, headers)
