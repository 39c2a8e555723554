# Licence LGPL-3 (see LICENSE).

import functools
import json

from odoo import http
from odoo.addons.web.controllers.main import ReportController, _serialize_exception
from odoo.http import request
from odoo.tools import html_escape
from werkzeug.exceptions import MethodNotAllowed

from .files import file_response, zip_response

PREFIX = "/report/docx/"


class DocxReportController(ReportController):
    """Reports of type docx on the routes of Odoo's other reports."""

    @http.route()
    def report_routes(self, reportname, docids=None, converter=None, **data):
        if converter != "docx":
            return super().report_routes(reportname, docids=docids, converter=converter, **data)
        if request.httprequest.method != "POST":
            # A link on a foreign page must not form documents: POST has Odoo's token with it.
            return MethodNotAllowed(["POST"]).get_response()
        report = request.env["ir.actions.report"]._get_report_from_name(reportname)
        ids = [int(number) for number in docids.split(",")]
        if len(ids) == 1:
            ((name, content),) = report._docx_files(ids)
            return file_response(name, content)
        files = functools.partial(_files, report_id=report.id, docids=ids)
        return zip_response(report.name + ".zip", files)

    @http.route()
    def report_download(self, data, token, context=None):
        """As Odoo's own: the cookie tells the browser that the download has begun."""
        url, report_type = json.loads(data)[:2]
        if report_type != "qweb-docx":
            return super().report_download(data, token, context=context)
        try:
            reportname, docids = url[len(PREFIX) :].split("?")[0].split("/")
            response = self.report_routes(reportname, docids=docids, converter="docx")
        except Exception as error:  # what the browser shows is made of whatever went wrong
            details = {
                "code": 200,
                "message": "Odoo Server Error",
                "data": _serialize_exception(error),
            }
            return request.make_response(html_escape(json.dumps(details)))
        response.set_cookie("fileToken", token)
        return response


def _files(env, report_id, docids):
    """:return: generator of (name, bytes)."""
    return env["ir.actions.report"].browse(report_id).sudo(False)._docx_files(docids)
