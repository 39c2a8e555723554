# Licence LGPL-3 (see LICENSE).

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tests.common import HttpSavepointCase

from .documents import DocumentCase


@tagged("post_install", "-at_install")
class TestDocumentRights(DocumentCase):
    """A document and its file are seen by those who may see its deal."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.colleague = cls.make_user("documents-colleague", "manager")
        cls.verifier = cls.make_user("documents-verifier", "verifier")
        cls.other_company = cls.make_company("ООО «Второй УЦ»")
        cls.stranger = cls.make_user("documents-stranger", "administrator", cls.other_company)

    def test_who_reads(self):
        deal = self.make_deal({}, user_id=self.manager.id)
        invoice = self.form_invoice(deal)
        for user, may in (
            (self.manager, True),
            (self.verifier, True),
            (self.colleague, False),
            (self.stranger, False),
        ):
            with self.subTest(user=user.login):
                companies = user.company_ids.ids
                own = invoice.with_user(user).with_context(allowed_company_ids=companies)
                own.invalidate_cache()
                found = own.search([("id", "=", invoice.id)])
                self.assertEqual(bool(found), may)
                for record in (own, own.sudo().attachment_id.sudo(False)):
                    if may:
                        self.assertTrue(record.read(["display_name"]))
                    else:
                        with self.assertRaises(AccessError):
                            record.read(["display_name"])

    def test_only_who_may_change_the_deal_forms(self):
        deal = self.make_deal({}, user_id=self.manager.id)
        for user in (self.colleague, self.stranger):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                deal.with_user(user).action_itcom_form_invoice()


@tagged("post_install", "-at_install")
class TestDocumentDownload(DocumentCase, HttpSavepointCase):
    """The link of «Скачать», as the browser follows it."""

    def download(self, document, login):
        self.authenticate(login, login)
        return self.url_open(document.action_download()["url"], allow_redirects=False)

    def test_the_manager_gets_the_file_and_others_do_not(self):
        invoice = self.form_invoice(self.make_deal({}, user_id=self.manager.id))
        self.make_user("documents-colleague", "manager")
        answer = self.download(invoice, "documents-manager")
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.content, invoice.attachment_id.raw)
        self.assertIn("attachment", answer.headers["Content-Disposition"])
        self.assertIn(".docx", answer.headers["Content-Disposition"])
        refused = self.download(invoice, "documents-colleague")
        self.assertNotEqual(refused.status_code, 200)
        self.authenticate(None, None)
        anonymous = self.url_open(invoice.action_download()["url"], allow_redirects=False)
        self.assertNotEqual(anonymous.status_code, 200)
