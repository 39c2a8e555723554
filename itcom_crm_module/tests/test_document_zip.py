# Licence LGPL-3 (see LICENSE).

import io
from zipfile import ZipFile

from odoo.tests import tagged
from odoo.tests.common import HttpSavepointCase

from .documents import DocumentCase, docx_text


@tagged("post_install", "-at_install")
class TestDocumentZip(DocumentCase, HttpSavepointCase):
    """«Скачать всё»: the documents of a portlet in one zip."""

    def setUp(self):
        super().setUp()
        self.deal = self.make_deal({}, user_id=self.manager.id)
        self.deal.action_itcom_form_invoice()
        self.deal.order_line.price_unit = 2000.0
        self.deal.action_itcom_form_invoice()
        self.url = self.deal.action_itcom_download_documents()["url"]

    def test_all_versions_with_their_names(self):
        self.authenticate(self.manager.login, self.manager.login)
        answer = self.url_open(self.url)
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.headers["Content-Type"], "application/zip")
        with ZipFile(io.BytesIO(answer.content)) as archive:
            self.assertIsNone(archive.testzip())
            texts = {name: docx_text(archive.read(name)) for name in archive.namelist()}
        self.assertEqual(
            sorted(texts), sorted(self.deal.itcom_paper_ids.mapped("attachment_id.name"))
        )
        self.assertTrue(any("2 000,00" in text for text in texts.values()))

    def test_who_may_not_read_one_gets_none(self):
        colleague = self.make_user("documents-colleague", "manager")
        self.authenticate(colleague.login, colleague.login)
        self.assertEqual(self.url_open(self.url).status_code, 404)

    def test_odd_numbers_are_no_documents(self):
        self.authenticate(self.manager.login, self.manager.login)
        for ids in ("", "0", "abc", "-1", "99999999"):
            with self.subTest(ids=ids):
                answer = self.url_open("/itcom_crm/documents.zip?ids=" + ids)
                self.assertEqual(answer.status_code, 404)
