# Licence LGPL-3 (see LICENSE).

import base64
import io
from zipfile import ZipFile

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tests.common import HttpSavepointCase

from ..models.itcom_document_template import shipped_content
from .documents import DocumentCase, docx_text


def edited(kind, old, new):
    """:return: the shipped template of ``kind`` with a text of its body replaced, as Word would."""
    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(shipped_content(kind))) as source, ZipFile(buffer, "w") as target:
        for item in source.infolist():
            content = source.read(item)
            if item.filename == "word/document.xml":
                changed = content.replace(old.encode(), new.encode())
                assert changed != content, "%r does not stand in the template" % old
                content = changed
            target.writestr(item, content)
    return buffer.getvalue()


OLD, NEW = "Всего к оплате", "К уплате до копейки"


@tagged("post_install", "-at_install")
class TestDocumentTemplate(DocumentCase):
    """Templates that staff edit in Word."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.administrator = cls.make_user("documents-admin", "administrator")

    def upload(self, content, kind="invoice", **values):
        Template = self.env["itcom.document.template"].with_user(self.administrator)
        return Template.create({"kind": kind, "file": base64.b64encode(content), **values})

    def test_a_version_in_use_forms_documents(self):
        template = self.upload(edited("invoice", OLD, NEW))
        self.assertFalse(template.problems)
        before = self.form_invoice(self.make_deal({}))
        self.assertIn(OLD, self.text_of(before))
        self.assertFalse(before.template_id)
        template.action_put_into_use()
        after = self.form_invoice(self.make_deal({}))
        self.assertIn(NEW, self.text_of(after))
        self.assertEqual(after.template_id, template)
        self.assertEqual(template.document_count, 1)
        template.action_restore_original()
        self.assertEqual(template.state, "retired")
        self.assertIn(OLD, self.text_of(self.form_invoice(self.make_deal({}))))

    def test_forming_again_with_another_template_gives_a_new_version(self):
        deal = self.make_deal({})
        first = self.form_invoice(deal)
        self.upload(edited("invoice", OLD, NEW)).action_put_into_use()
        second = self.form_invoice(deal)
        self.assertEqual(first.replaced_by_id, second)

    def test_a_new_version_retires_the_one_before(self):
        first, second = (self.upload(edited("invoice", OLD, text)) for text in ("Один", "Два"))
        self.assertEqual((first.version, second.version), (1, 2))
        first.action_put_into_use()
        second.action_put_into_use()
        self.assertEqual((first.state, second.state), ("retired", "live"))
        self.assertIn("Два", self.text_of(self.form_invoice(self.make_deal({}))))

    def test_a_company_may_have_its_own(self):
        self.upload(edited("invoice", OLD, "Для всех")).action_put_into_use()
        own = self.upload(edited("invoice", OLD, "Для своих"), company_id=self.company.id)
        own.action_put_into_use()
        self.assertIn("Для своих", self.text_of(self.form_invoice(self.make_deal({}))))
        own.action_restore_original()
        self.assertIn("Для всех", self.text_of(self.form_invoice(self.make_deal({}))))

    def test_all_that_is_wrong_is_named_with_its_place(self):
        template = self.upload(edited("invoice", "deal_number", "deal_nomber"))
        self.assertIn("deal_nomber", template.problems)
        self.assertIn("deal_number", template.problems)
        with self.assertRaises(UserError):
            template.action_put_into_use()
        template.file = base64.b64encode(shipped_content("invoice"))
        self.assertFalse(template.problems)

    def test_what_is_no_docx_is_refused_with_a_message(self):
        for content in (b"not a docx at all", b"PK\x03\x04 neither is this", b""):
            with self.subTest(content=content):
                self.assertTrue(self.upload(content or b" ").problems)

    def test_a_version_that_was_in_use_stays_as_it_was(self):
        template = self.upload(edited("invoice", OLD, NEW))
        template.action_put_into_use()
        with self.assertRaises(UserError):
            template.file = base64.b64encode(shipped_content("invoice"))
        with self.assertRaises(UserError):
            template.unlink()

    def test_managers_form_with_templates_and_change_none(self):
        template = self.upload(edited("invoice", OLD, NEW)).with_user(self.manager)
        with self.assertRaises(AccessError):
            template.write({"note": "x"})
        with self.assertRaises(AccessError):
            template.action_put_into_use()
        with self.assertRaises(AccessError):
            template.create({"kind": "invoice", "file": b"eA=="})

    def test_a_template_is_compiled_once_per_version(self):
        template = self.upload(edited("invoice", OLD, NEW))
        self.assertIs(template._compiled("invoice"), template._compiled("invoice"))
        empty = template.browse()
        self.assertIs(empty._compiled("invoice"), empty._compiled("invoice"))

    def test_the_preview_shows_a_chosen_deal(self):
        template = self.upload(edited("invoice", OLD, NEW))
        deal = self.make_deal({"price": 4321.0})
        Preview = self.env["itcom.document.template.preview"].with_user(self.administrator)
        preview = Preview.create({"template_id": template.id, "order_id": deal.id})
        text = docx_text(preview._render())
        self.assertIn("4 321,00", text)
        self.assertIn(NEW, text)
        invented = Preview.create({"template_id": template.id})
        self.assertIn(NEW, docx_text(invented._render()))
        self.assertFalse(deal.itcom_document_ids)


@tagged("post_install", "-at_install")
class TestTemplateDownloads(DocumentCase, HttpSavepointCase):
    """What administrators download to edit a template, and nobody else."""

    def test_original_and_reference(self):
        administrator = self.make_user("documents-admin", "administrator")
        for login, status in ((administrator.login, 200), (self.manager.login, 403)):
            self.authenticate(login, login)
            for path in ("invoice.docx", "upd.docx", "contract/fields.docx"):
                with self.subTest(login=login, path=path):
                    answer = self.url_open("/itcom_crm/template/" + path)
                    self.assertEqual(answer.status_code, status)
                    if status == 200:
                        self.assertTrue(docx_text(answer.content))

    def test_of_no_such_kind(self):
        administrator = self.make_user("documents-admin", "administrator")
        self.authenticate(administrator.login, administrator.login)
        for path in ("nothing.docx", "nothing/fields.docx", "preview/99999999.docx"):
            answer = self.url_open("/itcom_crm/template/" + path)
            self.assertEqual(answer.status_code, 404)
