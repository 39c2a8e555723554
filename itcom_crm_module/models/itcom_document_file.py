# Licence LGPL-3 (see LICENSE).

import base64

from odoo import fields, models
from odoo.exceptions import UserError

from ..itcom_core.documents import clean_name
from ..itcom_core.journal import events

DOCX_MIMETYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF_MIMETYPE = "application/pdf"
# Key of the transaction's own data: files whose handing out is on record already.
GIVEN = "itcom_crm_module.given_files"


class ItcomDocumentFile(models.AbstractModel):
    """The files of a document: docx as formed, PDF of it, scan of what the client signed.

    They are attachments of the document, so whoever may not read it may not read them.
    """

    _name = "itcom.document.file"
    _description = "Files of a document"

    attachment_id = fields.Many2one(
        "ir.attachment", "File", readonly=True, ondelete="restrict", copy=False
    )
    pdf_attachment_id = fields.Many2one(
        "ir.attachment", "PDF", readonly=True, ondelete="restrict", copy=False
    )
    has_office = fields.Boolean("Can be a PDF", compute="_compute_has_office")
    signed_attachment_id = fields.Many2one(
        "ir.attachment", "Signed scan", readonly=True, ondelete="restrict", copy=False
    )

    def _compute_has_office(self):
        for document in self:
            document.has_office = self.env["itcom.office"]._is_available()

    def _attach(self, extension, content, mimetype):
        """:return: ``ir.attachment`` whose access follows this document's."""
        self.ensure_one()
        return (
            self.env["ir.attachment"]
            .sudo()
            .create(
                {
                    "name": self._file_name(extension),
                    # Costs two queries less than the same as ``raw``.
                    "datas": base64.b64encode(content),
                    "mimetype": mimetype,
                    "res_model": self._name,
                    "res_id": self.id,
                }
            )
        )

    def _file_name(self, extension):
        """:return: a name that Windows, mail and zip take."""
        self.ensure_one()
        return clean_name("%s.%s" % (self.display_name, extension))

    def _all_attachments(self):
        """:return: every file of these documents: docx, PDF and signed scan."""
        return self.attachment_id | self.pdf_attachment_id | self.signed_attachment_id

    def _record_download(self, attachment, client=None):
        """Put on record that somebody was given a file of this document: once in a transaction.

        :param client: ``res.partner`` who gets it by a link, without a login.
        """
        given = self.env.cr.precommit.data.setdefault(GIVEN, set())
        if attachment.id not in given:
            given.add(attachment.id)
            document_sudo = self.sudo()
            kinds = {document_sudo.attachment_id: "docx", document_sudo.pdf_attachment_id: "pdf"}
            self.env["itcom.journal.entry"]._record(
                events.DOCUMENT_DOWNLOADED, self, client, file=kinds.get(attachment, "signed")
            )

    def _ensure_pdf(self):
        """Make the PDF of each, once: what was sent stays as it was sent.

        :return: the PDFs, ``ir.attachment``.
        """
        for document_sudo in self.sudo().filtered(lambda document: not document.pdf_attachment_id):
            content = self.env["itcom.office"]._pdf(document_sudo.attachment_id.raw)
            document_sudo.pdf_attachment_id = document_sudo._attach("pdf", content, PDF_MIMETYPE)
        return self.pdf_attachment_id

    def _file_for_reader(self):
        """:return: the PDF, ``ir.attachment``; where none can be made now, the docx."""
        self.ensure_one()
        if not self.env["itcom.office"]._is_available():
            return self.attachment_id
        try:
            return self._ensure_pdf()
        except UserError:
            return self.attachment_id

    # Actions

    def action_download(self):
        """Download the docx («Скачать»)."""
        self.ensure_one()
        return self._download(self.attachment_id)

    def action_download_pdf(self):
        """Download the document as PDF."""
        self.ensure_one()
        self.check_access_rule("read")
        return self._download(self._ensure_pdf())

    def action_download_signed(self):
        """Download the signed scan."""
        self.ensure_one()
        return self._download(self.signed_attachment_id)

    def _download(self, attachment):
        return {
            "type": "ir.actions.act_url",
            "url": "/web/content/%d?download=true" % attachment.id,
            "target": "self",
        }

    def _download_all(self):
        """:return: action that downloads all of these in one zip («Скачать всё»)."""
        return {
            "type": "ir.actions.act_url",
            "url": "/itcom_crm/documents.zip?ids=" + ",".join(map(str, self.ids)),
            "target": "self",
        }
