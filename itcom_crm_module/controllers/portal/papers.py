# Licence LGPL-3 (see LICENSE).
"""Papers that whoever fills in a questionnaire prints, signs and uploads as scans."""

from odoo import _, http
from odoo.exceptions import RedirectWarning, UserError
from odoo.http import content_disposition, request

from ...itcom_core.documents import TemplateError
from ...itcom_core.questionnaire.papers import PAPERS
from .access import questionnaire_visit
from .answers import HEADERS, refuse, stored_files
from .routing import portal_route

# One questionnaire's papers in ten minutes: each new one costs a conversion to PDF.
STRETCH, MOST = 600, 40


class QuestionnairePapers(http.Controller):
    """«Скачать, подписать и загрузить»."""

    @portal_route("/paper/<kind>", methods=["POST"])
    def paper(self, questionnaire_id, kind, csrf_token=None, **_form):
        visit = questionnaire_visit(questionnaire_id)
        visit.ensure_csrf(csrf_token)
        _ensure_not_too_often(visit)
        if kind not in PAPERS:
            refuse(
                404,
                _("There is no such paper"),
                _("Go back to the questionnaire and press the button beside the document."),
                retry_url=visit.url,
            )
        document_sudo = _formed(visit, kind)
        attachment_sudo = document_sudo._file_for_reader()
        content = _content(visit, attachment_sudo)
        document_sudo._record_download(attachment_sudo, visit.partner)
        return request.make_response(
            content,
            [
                ("Content-Type", attachment_sudo.mimetype),
                ("Content-Disposition", content_disposition(attachment_sudo.name)),
                *HEADERS,
            ],
        )


def _formed(visit, kind):
    """:return: ``itcom.document`` in sudo. :raise Refused: says what to do first."""
    questionnaire_sudo = visit.questionnaire_sudo
    if visit.partner:
        questionnaire_sudo = questionnaire_sudo._in_name_of(visit.partner)
    text = _("Something is not set up on our side. Ask your manager for the paper.")
    try:
        return questionnaire_sudo._itcom_paper(kind)
    except (RedirectWarning, TemplateError) as error:
        if visit.is_staff and isinstance(error, RedirectWarning):
            text = error.args[0]
    except UserError as error:
        text = error.args[0]
    return refuse(
        409,
        _("The paper can't be formed yet"),
        text,
        retry_url=visit.url,
    )


def _content(visit, attachment_sudo):
    """:return: bytes of the file. :raise Refused: its key is missing, or the stored file is."""
    with stored_files(visit.url):
        return attachment_sudo._itcom_content()


def _ensure_not_too_often(visit):
    limits = request.env["itcom.rate.limit"].sudo()
    if limits._hit("papers", visit.questionnaire_sudo.id, STRETCH) > MOST:
        refuse(
            429,
            _("Too many papers at once"),
            _("Wait ten minutes and try again. What had been saved is kept."),
            retry_url=visit.url,
        )
