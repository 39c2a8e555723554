# Licence LGPL-3 (see LICENSE).

import psycopg2
from odoo import _, api, fields, models
from odoo.exceptions import RedirectWarning, UserError

from ..itcom_core.documents import TemplateError, zip_chunks
from ..tools.text_file import text_file
from .itcom_file_encryption import FileUnavailable

# So many documents are kept in the cache at most, however many are printed.
CACHED = 50
# What keeps one document from being formed and leaves the others alone.
REFUSALS = (UserError, RedirectWarning, TemplateError, psycopg2.OperationalError)


class IrActionsReport(models.Model):
    """Reports of type docx: documents of ours in Odoo's own menu «Печать».

    A document that was formed already and is up to date is taken as it is; else it is formed.
    One record gives a docx, several give a zip.
    """

    _inherit = "ir.actions.report"

    report_type = fields.Selection(
        selection_add=[("docx", "Word (docx)")], ondelete={"docx": "cascade"}
    )
    itcom_document_kind = fields.Selection(
        lambda self: self.env["itcom.document"]._fields["kind"]._description_selection(self.env),
        "Kind of document",
        help="What a report of type docx forms from each record.",
    )

    @api.model
    def _get_report_from_name(self, report_name):
        report = super()._get_report_from_name(report_name)
        return report or self.search([("report_name", "=", report_name)], limit=1)

    def _render_docx(self, docids, data=None):
        """Form the documents of these records.

        :return: (bytes, "docx" for one record or "zip" for several).
        """
        files = list(self._docx_files(docids))
        if len(docids) == 1:
            return files[0][1], "docx"
        return b"".join(zip_chunks(files)), "zip"

    def form_ahead(self, docids):
        """Form the documents of a few of many records; the zip of all then takes them as they are.

        The browser asks for one few after the other and shows how far it is. What can't be
        formed is told in the zip.
        """
        for _record, _document, _error in self._docx_formed(docids):
            continue
        return True

    def _docx_document(self, record):
        """:return: the ``itcom.document`` of ``record``, formed if it has to be."""
        return record._itcom_form(self.itcom_document_kind)[0]

    def _docx_formed(self, docids):
        """Form documents one by one; one that can't be formed doesn't spoil the others.

        :return: generator of (record, ``itcom.document`` or None, why there is none).
        """
        self.filtered(lambda report: report.report_type == "docx").ensure_one()
        for record in self.env[self.model].browse(docids):
            try:
                with self.env.cr.savepoint():
                    document = self._docx_document(record)
            except REFUSALS as error:
                yield record, None, error
            else:
                yield record, document, None

    def _docx_files(self, docids):
        """Form documents; a last file tells which could not be formed and why.

        Of a single record the refusal itself is raised.

        :return: generator of (name, bytes).
        """
        refusals = []
        for count, (record, document, error) in enumerate(self._docx_formed(docids), start=1):
            content, error = self._docx_content(document, error)
            if error and len(docids) == 1:
                raise error
            if error:
                refusals.append("%s: %s" % (self._docx_name(record), self._docx_reason(error)))
            else:
                yield document.attachment_id.name, content
            if count % CACHED == 0:
                self.env.cache.invalidate()
        if refusals:
            title = _("These documents could not be formed:")
            yield text_file(_("Not formed.txt"), title, refusals)

    def _docx_content(self, document, error):
        """:return: (bytes of a document that was formed, why there are none)."""
        if error:
            return None, error
        try:
            return document.attachment_id.raw, None
        except FileUnavailable as unavailable:
            return None, unavailable

    def _docx_name(self, record):
        try:
            return record.display_name
        except UserError:
            return "%s %d" % (self.env["ir.model"]._get(record._name).name, record.id)

    def _docx_reason(self, error):
        """:return: why a document could not be formed, in the user's language and one line."""
        if isinstance(error, TemplateError):
            return self.env["itcom.document.template.error"]._describe(error)
        if isinstance(error, psycopg2.OperationalError):
            return _("somebody was changing it at the same moment; try again.")
        return " ".join(str(error.args[0]).split())
