# Licence LGPL-3 (see LICENSE).

from odoo import _, http
from odoo.http import request
from werkzeug.exceptions import Forbidden, NotFound

from ..itcom_core.documents import KINDS, field_reference
from ..models.itcom_document_template import shipped_content
from .files import PDF, file_response


class TemplateController(http.Controller):
    """Downloads for administrators who edit templates."""

    @http.route("/itcom_crm/template/<kind>.docx", type="http", auth="user", methods=["GET"])
    def template_original(self, kind):
        """The template that the addon ships."""
        self._check(kind)
        return file_response(KINDS[kind].title + ".docx", shipped_content(kind))

    @http.route("/itcom_crm/template/<kind>/fields.docx", type="http", auth="user", methods=["GET"])
    def template_fields(self, kind):
        """«Справочник полей»: what a template of this kind may say."""
        self._check(kind)
        name = _("Fields of %(kind)s.docx", kind=KINDS[kind].title)
        return file_response(name, field_reference(kind))

    @http.route(
        "/itcom_crm/template/preview/<int:preview_id>.<any(docx, pdf):extension>",
        type="http",
        auth="user",
        methods=["GET"],
    )
    def template_preview(self, preview_id, extension):
        """The document that a template would form."""
        domain = [("id", "=", preview_id), ("create_uid", "=", request.env.uid)]
        preview = request.env["itcom.document.template.preview"].search(domain)
        if not preview:
            raise NotFound()
        name = "%s.%s" % (preview.template_id.display_name, extension)
        content = preview._render()
        if extension == "docx":
            return file_response(name, content)
        return file_response(name, request.env["itcom.office"]._pdf(content), PDF)

    def _check(self, kind):
        """:raise Forbidden, NotFound: the user edits no templates; there is no such kind."""
        templates = request.env["itcom.document.template"]
        if not templates.check_access_rights("write", raise_exception=False):
            raise Forbidden()
        if kind not in KINDS:
            raise NotFound()
