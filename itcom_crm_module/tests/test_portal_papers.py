# Licence LGPL-3 (see LICENSE).

from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests.common import tagged

from ..controllers.portal import papers as controller
from ..itcom_core.questionnaire import papers
from ..models import itcom_office
from .documents import docx_text
from .office import OfficeCase
from .portal_common import PortalCase
from .questionnaire_common import PERSON
from .test_questionnaire_papers import PapersCase


@tagged("post_install", "-at_install")
class TestPortalPapers(OfficeCase, PortalCase, PapersCase):
    """«Скачать, подписать и загрузить» on the client's page."""

    def setUp(self):
        super().setUp()
        self.questionnaire.write(PERSON)
        self.with_office(None)

    def entries(self, event):
        domain = [("event", "=", event), ("model", "=", "itcom.document")]
        return self.env["itcom.journal.entry"].search(domain)

    def test_the_page_offers_the_papers_that_are_asked_for(self):
        self.come_in()
        page = self.get(self.url + "?step=documents").text
        for kind in (papers.APPLICATION, papers.CONSENT):
            self.assertIn('action="%s/paper/%s"' % (self.url, kind), page)
        self.assertNotIn(papers.POWER_OF_ATTORNEY_DOCUMENTS, page)

    def test_the_page_says_what_to_fill_in_first(self):
        self.questionnaire.passport_number = False
        self.come_in()
        page = self.get(self.url + "?step=documents").text
        self.assertIn("first fill in: Passport: number", page)
        self.assertNotIn("/paper/consent", page)

    def test_the_client_gets_the_paper_and_it_is_on_record(self):
        self.come_in()
        answer = self.post("/paper/application")
        self.assertEqual(answer.status_code, 200)
        self.assertIn("attachment", answer.headers["Content-Disposition"])
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
        self.assertIn("Орлов Пётр Ильич", docx_text(answer.content))
        document = self.questionnaire.itcom_document_ids
        self.assertEqual(answer.content, document.sudo().attachment_id.raw)
        for event in ("document.formed", "document.downloaded"):
            entry = self.entries(event)[:1]
            self.assertEqual((entry.res_id, entry.partner_res_id), (document.id, self.client.id))

    def test_where_it_can_be_it_is_a_pdf_made_once(self):
        office = self.with_office(b"%PDF-1.6")
        self.come_in()
        for _time in range(2):
            answer = self.post("/paper/consent")
            self.assertEqual(answer.content, b"%PDF-1.6")
            self.assertEqual(answer.headers["Content-Type"], "application/pdf")
        self.assertEqual(office.asked, 1)
        self.assertEqual(len(self.questionnaire.itcom_document_ids), 1)

    def test_a_pdf_that_fails_leaves_the_docx(self):
        self.with_office(itcom_office.OfficeBusy())
        self.come_in()
        answer = self.post("/paper/consent")
        self.assertIn("wordprocessingml", answer.headers["Content-Type"])

    def test_what_is_lacking_is_said_in_words(self):
        self.questionnaire.passport_number = False
        self.come_in()
        answer = self.post("/paper/consent")
        self.assert_page(answer, 409, "Passport: number", self.url)
        self.assertFalse(self.questionnaire.itcom_document_ids)

    def test_what_the_company_lacks_is_not_told_to_the_client(self):
        self.company.partner_id.vat = False
        self.come_in()
        answer = self.post("/paper/consent")
        self.assert_page(answer, 409, "Ask your manager")
        self.assertNotIn("requisites", answer.text)
        self.log_in(self.manager)
        self.assert_page(self.post("/paper/consent"), 409, "requisites")

    def test_refusals(self):
        self.come_in()
        for path, status in (
            ("/paper/invoice", 404),
            ("/paper/power_of_attorney_documents", 409),
            ("/paper/%s" % ("x" * 3000), 404),
        ):
            with self.subTest(path=path[:40]):
                self.assert_page(self.post(path), status)
        self.assert_page(self.post("/paper/consent", csrf="0" * 40), 400)
        self.assert_page(self.get(self.url + "/paper/consent"), 405)
        self.opener.cookies.clear()
        self.assert_page(self.url_open(self.url + "/paper/consent", data={"x": "1"}), 403)
        self.assertFalse(self.questionnaire.itcom_document_ids)

    def test_after_submission_the_paper_is_still_there(self):
        self.come_in()
        csrf = self.csrf()
        self.post("/paper/consent", csrf=csrf)
        self.questionnaire._write_state("requested")
        self.assertEqual(self.post("/paper/consent", csrf=csrf).status_code, 200)
        answer = self.post("/paper/application", csrf=csrf)
        self.assert_page(answer, 409, "can be downloaded")
        self.assertEqual(len(self.questionnaire.itcom_document_ids), 1)

    def test_too_many_are_refused(self):
        self.come_in()
        with patch.object(controller, "MOST", 2):
            statuses = [self.post("/paper/consent").status_code for _time in range(3)]
        self.assertEqual(statuses, [200, 200, 429])

    def test_a_link_to_another_questionnaire_gives_no_paper_of_this(self):
        other = self._new_questionnaire()
        self.come_in()
        data = {"csrf_token": self.csrf()}
        answer = self.url_open(other.access_url + "/paper/consent", data=data)
        self.assertEqual(answer.status_code, 403)
        self.assertFalse(other.itcom_document_ids)


@tagged("post_install", "-at_install")
class TestDownloadsOnRecord(PortalCase, PapersCase):
    """Who was given a document is on record, whatever way they took."""

    def setUp(self):
        super().setUp()
        self.questionnaire.write(PERSON)
        self.document = self.questionnaire._itcom_form(papers.CONSENT)[0]
        self.log_in(self.manager)

    def downloads(self):
        domain = [("event", "=", "document.downloaded"), ("res_id", "=", self.document.id)]
        return self.env["itcom.journal.entry"].search(domain)

    def test_the_button(self):
        answer = self.url_open(self.document.action_download()["url"])
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(self.downloads().user_id, self.manager)
        self.assertIn('"file":"docx"', self.downloads().facts)

    def test_the_zip(self):
        answer = self.url_open(self.questionnaire.action_itcom_download_papers()["url"])
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(len(self.downloads()), 1)

    def test_the_print_menu(self):
        report = self.env.ref("itcom_crm_module.report_consent").with_user(self.manager)
        list(report._docx_files(self.questionnaire.ids))
        self.assertEqual(len(self.downloads()), 1)

    def test_rpc(self):
        self.document.attachment_id.with_user(self.manager).read(["datas"])
        self.assertEqual(len(self.downloads()), 1)

    def test_what_the_code_reads_is_no_download(self):
        self.document.attachment_id.sudo().read(["datas"])
        with patch.object(itcom_office, "find_office", lambda: None), self.assertRaises(UserError):
            self.document._ensure_pdf()
        self.assertFalse(self.downloads())
