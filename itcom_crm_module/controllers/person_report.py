# Licence LGPL-3 (see LICENSE).

from odoo import http
from odoo.exceptions import AccessError
from odoo.http import request
from werkzeug.exceptions import NotFound

from .files import XLSX, file_response


class PersonReportController(http.Controller):
    """Download of all that is held about a person, for who has searched for it."""

    @http.route("/itcom/person_report/<int:report_id>.xlsx", auth="user", methods=["GET"])
    def person_report(self, report_id):
        """:return: the table; one of somebody else's is not found."""
        report = request.env["itcom.person.report"].search([("id", "=", report_id)])
        try:
            content = report and report._content()
        except AccessError:
            content = None
        if not content:
            raise NotFound()
        response = file_response("report.xlsx", content, XLSX)
        response.headers["Cache-Control"] = "no-store"
        return response
