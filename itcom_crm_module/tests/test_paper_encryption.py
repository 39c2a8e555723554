# Licence LGPL-3 (see LICENSE).

import base64
import io
from contextlib import contextmanager
from unittest.mock import patch
from zipfile import ZipFile

from odoo.tests.common import Form, HttpSavepointCase, tagged
from odoo.tools import config, mute_logger

from ..controllers.documents import document_files
from ..itcom_core import encryption
from ..itcom_core.questionnaire import papers
from ..models.itcom_file_encryption import FileUnavailable
from .documents import docx_text
from .office import OfficeCase
from .portal_common import PortalCase
from .questionnaire_common import PERSON, SCAN
from .test_encryption import NEW, OLD
from .test_questionnaire_papers import PapersCase

ENCRYPTION_LOG = "odoo.addons.itcom_crm_module.models.itcom_file_encryption"


class PaperEncryptionCase(PapersCase):
    """A paper with a passport's number in it, and Odoo under one key or another."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager.sudo().write({"password": cls.manager.login, "email": "manager@uc.example"})

    def setUp(self):
        super().setUp()
        self.client.email = "director@primer.example"
        self.questionnaire = self.ready()
        with self.keys(OLD):
            self.paper = self.questionnaire._itcom_form(papers.APPLICATION)[0]
            self.paper.flush()

    @contextmanager
    def keys(self, setting):
        with patch.dict(config.options, {"itcom_scan_keys": setting}):
            self.env["base"].invalidate_cache()
            yield
            self.env["base"].flush()

    def forget_keys(self):
        """As if nothing had ever been encrypted here."""
        attachments = self.env["ir.attachment"].sudo()
        domain = [("itcom_scan_key", "!=", False), ("id", "!=", False)]
        attachments.search(domain).itcom_scan_key = False
        attachments.clear_caches()

    def stored(self, attachment):
        attachment = attachment.sudo()
        with open(attachment._full_path(attachment.store_fname), "rb") as file:
            return file.read()

    def assert_sealed(self, attachment, key="old"):
        self.assertTrue(self.stored(attachment).startswith(encryption.MAGIC))
        self.assertEqual(attachment.sudo().itcom_scan_key, key)
        self.assertFalse(attachment.sudo().index_content)

    def text(self, content):
        return docx_text(content).replace("\n", " ")


@tagged("post_install", "-at_install")
class TestPaperEncryption(PaperEncryptionCase):
    """Papers hold what scans show: they lie encrypted too, and come out whole on every way."""

    def test_a_formed_paper_is_sealed_and_read(self):
        attachment = self.paper.attachment_id
        self.assert_sealed(attachment)
        with self.keys(OLD):
            self.assertIn("123456", self.text(attachment.with_user(self.manager).raw))
            self.assertGreater(attachment.file_size, 1000)

    def test_without_a_key_they_are_as_before(self):
        self.forget_keys()
        with self.keys(None):
            document = self.ready()._itcom_form(papers.CONSENT)[0]
            self.assertTrue(self.stored(document.attachment_id).startswith(b"PK"))

    def test_a_signed_scan_is_sealed_and_leaves_nothing_in_the_dialog(self):
        with self.keys(OLD):
            wizard = self.env["itcom.document.sign"].with_user(self.manager)
            wizard = wizard.create(
                {
                    "document_id": self.paper.id,
                    "file": base64.b64encode(SCAN),
                    "file_name": "скан.png",
                }
            )
            wizard.action_attach()
            self.assert_sealed(self.paper.signed_attachment_id)
            self.assertFalse(wizard.exists())

    def test_without_the_key_no_paper_is_formed_into_the_clear(self):
        with self.keys(None), self.assertRaisesRegex(FileUnavailable, "was not stored"):
            self.questionnaire._itcom_form(papers.CONSENT)

    def test_the_change_of_the_key_covers_papers(self):
        with self.keys("%s,%s" % (NEW, OLD)):
            done, unreadable = self.env["ir.attachment"]._itcom_encrypt_scans()
        self.assertEqual((done, unreadable), (1, []))
        self.assert_sealed(self.paper.attachment_id, "new")
        with self.keys(NEW):
            self.assertIn("123456", self.text(self.paper.attachment_id.raw))

    def test_papers_from_before_the_key_are_encrypted(self):
        self.forget_keys()
        with self.keys(None):
            old = self.ready()._itcom_form(papers.CONSENT)[0]
            self.assertTrue(self.stored(old.attachment_id).startswith(b"PK"))
        self.paper.attachment_id.sudo().itcom_scan_key = "old"
        with self.keys(OLD):
            self.assertEqual(self.env["ir.attachment"]._itcom_encrypt_scans(), (1, []))
            self.assert_sealed(old.attachment_id)
            self.assertIn("Орлов", self.text(old.attachment_id.raw))

    # What Odoo's mail does with attachments

    def send(self, setting):
        """Press «Отправить» under these keys.

        :return: list of what the mail server was given as attachments: (name, content).
        """
        action = self.paper.with_user(self.manager).action_send()
        composer = self.env["mail.compose.message"].with_user(self.manager)
        composer = composer.with_context(**action["context"], tracking_disable=False)
        sent, server = [], type(self.env["ir.mail_server"])
        build = server.build_email

        def keep(self, *args, **kwargs):
            sent.extend(one[:2] for one in kwargs.get("attachments") or ())
            return build(self, *args, **kwargs)

        with patch.object(server, "build_email", keep):
            with patch.object(server, "send_email", return_value="<1@x>"), self.keys(setting):
                with mute_logger("odoo.addons.mail.models.mail_mail"):
                    Form(composer).save().action_send_mail()
        return sent

    def test_the_letter_carries_the_paper_and_the_store_no_copy_in_the_clear(self):
        last = self.env["ir.attachment"].sudo().search([("id", "!=", False)], order="id desc")[:1]
        sent = self.send(OLD)
        self.assertTrue(sent)
        self.assertIn("123456", self.text(sent[0][1]))
        domain = [("id", ">", last.id), ("type", "=", "binary")]
        for attachment in self.env["ir.attachment"].sudo().search(domain):
            self.assert_sealed(attachment)
        self.assertEqual(self.paper.state, "sent")

    def test_without_the_key_the_letter_says_why_it_did_not_go(self):
        self.assertFalse(self.send(NEW))
        sending = self.paper.sending_ids
        self.assertEqual(sending.state, "failed")
        self.assertIn("key «old»", sending.failure_reason)

    def test_a_file_attached_to_a_letter_is_sealed_when_it_gets_its_record(self):
        with self.keys(OLD):
            pending = self.env["ir.attachment"].with_user(self.manager)
            pending = pending.create(
                {
                    "name": "паспорт.txt",
                    "datas": base64.b64encode(b"4508 123456"),
                    "res_model": "mail.compose.message",
                    "res_id": 0,
                }
            )
            self.questionnaire.with_user(self.manager).message_post(
                body="x", attachment_ids=pending.ids
            )
            self.assertEqual(pending.res_model, "itcom.questionnaire")
            self.assert_sealed(pending)
            self.assertEqual(pending.raw, b"4508 123456")

    def test_a_letter_that_comes_in_is_sealed(self):
        with self.keys(OLD):
            message = self.questionnaire.message_post(
                body="x", attachments=[("паспорт.txt", b"4508 123456")]
            )
            self.assert_sealed(message.attachment_ids)

    def test_a_copy_is_readable_and_follows_the_key(self):
        for default in ({"res_model": "mail.compose.message"}, {"res_model": False, "res_id": 0}):
            with self.subTest(default=default), self.keys(OLD):
                copy = self.paper.attachment_id.sudo().copy(default)
                self.assertIn("123456", self.text(copy.raw))
        with self.keys("%s,%s" % (NEW, OLD)):
            self.assertEqual(self.env["ir.attachment"]._itcom_encrypt_scans(), (3, []))
        with self.keys(NEW):
            self.assertIn("123456", self.text(copy.raw))
        self.assert_sealed(copy, "new")

    def test_a_copy_with_content_of_its_own(self):
        with self.keys(OLD):
            for name, content in (("raw", b"other"), ("datas", base64.b64encode(b"other"))):
                with self.subTest(field=name):
                    copy = self.paper.attachment_id.sudo().copy({"res_model": False, name: content})
                    self.env["base"].flush()
                    copy.invalidate_cache()
                    self.assertEqual(copy.raw, b"other")

    # Zip and print

    def test_a_zip_has_the_papers(self):
        with self.keys(OLD):
            files = dict(document_files(self.env, self.paper.ids))
        self.assertIn("123456", self.text(files[self.paper.attachment_id.name]))

    def test_without_the_key_the_zip_is_whole_and_says_so(self):
        with self.keys(NEW):
            files = dict(document_files(self.env, self.paper.ids))
        self.assertIn("key «old»", files.pop("Not readable.txt").decode("utf-8-sig"))
        self.assertFalse(files)


@tagged("post_install", "-at_install")
class TestPaperLinks(HttpSavepointCase, PaperEncryptionCase):
    """Downloads of encrypted papers, with their key and without."""

    def links(self):
        return (
            "/web/content/%d?download=true" % self.paper.attachment_id.id,
            "/itcom_crm/documents.zip?ids=%d" % self.paper.id,
        )

    def get(self, setting):
        self.authenticate(self.manager.login, self.manager.login)
        with self.keys(setting):
            return [self.url_open(link) for link in self.links()]

    def test_with_the_key(self):
        paper, archive = self.get(OLD)
        self.assertIn("123456", self.text(paper.content))
        with ZipFile(io.BytesIO(archive.content)) as opened:
            self.assertIsNone(opened.testzip())
            self.assertIn("123456", self.text(opened.read(opened.namelist()[0])))

    def test_without_the_key(self):
        paper, archive = self.get(NEW)
        self.assertEqual(paper.status_code, 503)
        self.assertIn("itcom_scan_keys", paper.text)
        with ZipFile(io.BytesIO(archive.content)) as opened:
            self.assertIsNone(opened.testzip())
            self.assertIn(b"itcom_scan_keys", opened.read("Not readable.txt"))


@tagged("post_install", "-at_install")
class TestPortalPaperKey(OfficeCase, PortalCase, PaperEncryptionCase):
    """The client prints a paper from the page."""

    def setUp(self):
        super().setUp()
        self.questionnaire.write(PERSON)
        self.with_office(None)
        self.come_in()

    def paper_of(self, setting):
        with self.keys(setting):
            return self.post("/paper/" + papers.APPLICATION)

    def test_with_the_key(self):
        self.assertIn("123456", self.text(self.paper_of(OLD).content))

    @mute_logger(ENCRYPTION_LOG)
    def test_without_the_key_it_is_told_in_words(self):
        self.paper_of(OLD)
        answer = self.paper_of(NEW)
        self.assert_page(answer, 503, "Nothing that was saved is lost")
        self.assertNotIn("itcom_scan_keys", answer.text)
