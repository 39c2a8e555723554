# Licence LGPL-3 (see LICENSE).

import base64

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from ..itcom_core.office import OfficeError
from ..models import itcom_office
from ..models.itcom_document_template import shipped_content
from .documents import DocumentCase
from .office import OfficeCase


@tagged("post_install", "-at_install")
class TestDocumentPdf(OfficeCase, DocumentCase):
    """PDFs of documents, and their absence."""

    def test_it_is_made_once_and_kept(self):
        office = self.with_office(b"%PDF-1.6")
        invoice = self.form_invoice(self.make_deal({}))
        self.assertTrue(invoice.has_office)
        first, second = invoice.action_download_pdf(), invoice.action_download_pdf()
        self.assertEqual(first, second)
        self.assertEqual(office.asked, 1)
        self.assertEqual(invoice.pdf_attachment_id.raw, b"%PDF-1.6")
        self.assertTrue(invoice.pdf_attachment_id.name.endswith(".pdf"))

    def test_without_libreoffice_it_is_not_offered(self):
        self.with_office(None)
        invoice = self.form_invoice(self.make_deal({}))
        self.assertFalse(invoice.has_office)
        with self.assertRaisesRegex(UserError, "LibreOffice"):
            invoice.action_download_pdf()

    def test_the_settings_page_says_whether_it_is_there(self):
        for answer in (None, b"%PDF-1.6"):
            self.with_office(answer)
            with self.subTest(answer=answer):
                settings = Form(self.env["itcom.settings"].with_user(self.administrator))
                self.assertEqual(settings.makes_pdf, bool(answer))

    def test_a_failure_is_told_and_leaves_the_docx(self):
        self.with_office(OfficeError("dead"))
        invoice = self.form_invoice(self.make_deal({}))
        with self.assertLogs(itcom_office.__name__, "WARNING"):
            with self.assertRaisesRegex(UserError, "download the docx"):
                invoice.action_download_pdf()
        self.assertFalse(invoice.pdf_attachment_id)

    def test_several_are_sent_as_pdf(self):
        self.with_office(b"%PDF-1.6")
        deal = self.make_deal({})
        deal.action_itcom_form_contract()
        self.form_invoice(deal)
        action = deal.itcom_document_ids.action_send()
        Wizard = self.env["itcom.document.send"].with_user(self.manager)
        form = Form(Wizard.with_context(**action["context"]))
        self.assertTrue(form.has_office)
        form.as_pdf = True
        composed = form.save().action_compose()
        documents = deal.itcom_document_ids
        self.assertEqual(
            composed["context"]["default_attachment_ids"],
            [(6, 0, documents.pdf_attachment_id.ids)],
        )
        self.assertEqual(len(documents.pdf_attachment_id), 2)

    def test_the_preview_of_a_template_offers_it(self):
        self.with_office(b"%PDF-1.6")
        administrator = self.make_user("documents-admin", "administrator")
        template = self.env["itcom.document.template"].with_user(administrator)
        template = template.create(
            {"kind": "act", "file": base64.b64encode(shipped_content("act"))}
        )
        action = template.action_preview()
        Preview = self.env["itcom.document.template.preview"].with_user(administrator)
        preview = Form(Preview.with_context(**action["context"]))
        self.assertTrue(preview.has_office)
        self.assertTrue(preview.save().action_show_pdf()["url"].endswith(".pdf"))
