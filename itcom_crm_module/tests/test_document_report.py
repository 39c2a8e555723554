# Licence LGPL-3 (see LICENSE).

import io
import json
from zipfile import ZipFile

from odoo.exceptions import UserError
from odoo.http import WebRequest
from odoo.tests import tagged
from odoo.tests.common import HttpSavepointCase
from odoo.tools import mute_logger

from .documents import DocumentCase, docx_text


class ReportCase(DocumentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.report = cls.env.ref("itcom_crm_module.report_invoice").with_user(cls.manager)


@tagged("post_install", "-at_install")
class TestDocumentReport(ReportCase):
    """Documents in Odoo's menu «Печать»."""

    def test_one_record_gives_the_document_of_the_portlet(self):
        deal = self.make_deal({})
        content, extension = self.report._render_docx(deal.ids)
        self.assertEqual(extension, "docx")
        self.assertEqual(content, deal.itcom_document_ids.attachment_id.raw)
        again, _extension = self.report._render_docx(deal.ids)
        self.assertEqual(again, content)
        self.assertEqual(len(deal.itcom_document_ids), 1)

    def test_one_bad_record_is_named_and_does_not_spoil_the_rest(self):
        good, bad, other = self.make_deal({}), self.make_deal(), self.make_deal({"price": 2000.0})
        content, extension = self.report._render_docx((good | bad | other).ids)
        self.assertEqual(extension, "zip")
        with ZipFile(io.BytesIO(content)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        refusals = files.pop("Not formed.txt").decode("utf-8-sig")
        self.assertEqual(len(files), 2)
        self.assertIn(bad.name, refusals)
        self.assertIn("no positions", refusals)
        self.assertNotIn(good.name, refusals)

    def test_what_was_formed_ahead_is_taken_as_it_is(self):
        deals = self.make_deal({}) | self.make_deal() | self.make_deal({"price": 2000.0})
        self.report.form_ahead(deals[:2].ids)
        self.report.form_ahead(deals[2:].ids)
        formed = deals.itcom_document_ids
        self.assertEqual(len(formed), 2)
        downloads = [("event", "=", "document.downloaded"), ("res_id", "in", formed.ids)]
        self.assertFalse(self.env["itcom.journal.entry"].search_count(downloads))
        content, _extension = self.report._render_docx(deals.ids)
        self.assertEqual(deals.itcom_document_ids, formed)
        with ZipFile(io.BytesIO(content)) as archive:
            self.assertEqual(len(archive.namelist()), 3)
            self.assertIn("Not formed.txt", archive.namelist())

    def test_only_reports_of_ours_are_formed_ahead(self):
        other = self.env.ref("sale.action_report_saleorder").with_user(self.manager)
        with self.assertRaises(ValueError):
            other.form_ahead(self.make_deal({}).ids)

    def test_a_single_bad_record_says_why(self):
        with self.assertRaisesRegex(UserError, "no positions"):
            self.report._render_docx(self.make_deal().ids)

    def test_the_menu_of_each_model_has_its_reports(self):
        for model, kinds in (
            ("sale.order", {"invoice", "contract"}),
            ("account.move", {"act", "upd"}),
        ):
            with self.subTest(model=model):
                bound = self.env["ir.actions.actions"].with_user(self.manager).get_bindings(model)
                ids = [action["id"] for action in bound["report"]]
                reports = self.env["ir.actions.report"].browse(ids)
                reports = reports.filtered(lambda report: report.report_type == "docx")
                self.assertEqual(set(reports.mapped("itcom_document_kind")), kinds)


@tagged("post_install", "-at_install")
class TestReportDownload(ReportCase, HttpSavepointCase):
    """The way of the browser: /report/download."""

    def download(self, deals):
        self.authenticate(self.manager.login, self.manager.login)
        ids = ",".join(map(str, deals.ids))
        url = "/report/docx/itcom_crm_module.report_invoice/" + ids
        data = {
            "data": json.dumps([url, "qweb-docx"]),
            "token": "42",
            "context": "{}",
            "csrf_token": WebRequest.csrf_token(self),
        }
        return self.url_open("/report/download", data=data)

    def test_one(self):
        deal = self.make_deal({}, user_id=self.manager.id)
        answer = self.download(deal)
        self.assertEqual(answer.status_code, 200)
        self.assertIn("Всего наименований 1", docx_text(answer.content))
        self.assertIn("docx", answer.headers["Content-Disposition"])
        self.assertEqual(answer.cookies["fileToken"], "42")

    def test_many(self):
        deals = self.make_deal({}, user_id=self.manager.id) | self.make_deal(
            user_id=self.manager.id
        )
        answer = self.download(deals)
        with ZipFile(io.BytesIO(answer.content)) as archive:
            self.assertIsNone(archive.testzip())
            self.assertIn("Not formed.txt", archive.namelist())
            self.assertEqual(len(archive.namelist()), 2)

    @mute_logger("odoo.http")
    def test_a_refusal_is_shown_as_such(self):
        answer = self.download(self.make_deal(user_id=self.manager.id))
        self.assertIn("no positions", answer.text)
        self.assertNotIn("Content-Disposition", answer.headers)

    def test_a_link_forms_nothing(self):
        deal = self.make_deal({}, user_id=self.manager.id)
        self.authenticate(self.manager.login, self.manager.login)
        answer = self.url_open("/report/docx/itcom_crm_module.report_invoice/%d" % deal.id)
        self.assertEqual(answer.status_code, 405)
        self.assertFalse(deal.itcom_document_ids)
