# Licence LGPL-3 (see LICENSE).

import base64
import io
import json
import os
from contextlib import contextmanager
from unittest.mock import patch

from odoo.tests.common import HttpSavepointCase, tagged
from odoo.tools import config, mute_logger

from ..cli.itcomscans import ItcomScans
from ..itcom_core import encryption
from ..models.itcom_file_encryption import FileUnavailable
from ..models.itcom_questionnaire_scan import STAFF
from .questionnaire_common import QuestionnaireCase, upload_of

OLD = "old:" + base64.b64encode(b"o" * 32).decode()
NEW = "new:" + base64.b64encode(b"n" * 32).decode()
PASSPORT = b"%PDF-1.4 passport 4508 123456 " + bytes(200000)


class EncryptionCase(QuestionnaireCase):
    """A scan of a questionnaire's first document, stored under one key or another."""

    def setUp(self):
        super().setUp()
        self.document = self._new_questionnaire().document_ids[0]
        self.scan = self.env["itcom.questionnaire.scan"]

    @contextmanager
    def _keys(self, setting):
        with patch.dict(config.options, {"itcom_scan_keys": setting}):
            self.scan.invalidate_cache()
            yield

    def _upload(self, setting, content=PASSPORT):
        with self._keys(setting):
            if self.scan:
                self.scan._store({"file": content})
            else:
                self.scan = self.document._keep_scan(upload_of(content), STAFF)
            self.scan.flush()
        return self._attachment()

    def _attachment(self):
        return (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", self.scan._name),
                    ("res_id", "=", self.scan.id),
                    ("res_field", "=", "file"),
                ]
            )
        )

    def _stored(self):
        attachment = self._attachment()
        with open(attachment._full_path(attachment.store_fname), "rb") as file:
            return file.read()

    def _read(self, setting):
        with self._keys(setting):
            return base64.b64decode(self.scan.with_user(self.manager).file)


@tagged("post_install", "-at_install")
class TestEncryption(EncryptionCase):
    """Scans lie encrypted on the disk, come back whole, and without the key say so."""

    def test_without_a_setting_nothing_changes(self):
        self._upload(None)
        self.assertEqual(self._stored(), PASSPORT)
        self.assertFalse(self._attachment().itcom_scan_key)
        self.assertEqual(self._read(None), PASSPORT)

    def test_with_a_key_neither_disk_nor_database_hold_the_scan(self):
        attachment = self._upload(OLD)
        self.assertTrue(self._stored().startswith(encryption.MAGIC))
        self.assertNotIn(b"passport", self._stored())
        self.assertFalse(attachment.index_content)
        self.assertEqual(attachment.file_size, len(PASSPORT))
        self.assertEqual(self._read(OLD), PASSPORT)

    def test_equal_scans_are_not_equal_files(self):
        first = self._upload(OLD).checksum
        self.assertNotEqual(self._upload(OLD).checksum, first)

    def test_words_of_a_text_stay_out_of_the_database(self):
        with self._keys(OLD):
            attachment = self.env["ir.attachment"].create(
                {
                    "name": "note.txt",
                    "datas": base64.b64encode(b"passport number"),
                    "res_model": self.scan._name,
                    "res_id": self.scan.id,
                }
            )
            attachment.flush()
            self.env.cr.execute(
                "SELECT index_content, db_datas FROM ir_attachment WHERE id = %s", [attachment.id]
            )
            self.assertEqual(self.env.cr.fetchone(), (None, None))
            attachment.invalidate_cache()
            self.assertEqual(attachment.raw, b"passport number")

    def test_in_the_database_too_when_files_are_kept_there(self):
        self.env["ir.config_parameter"].set_param("ir_attachment.location", "db")
        attachment = self._upload(OLD)
        self.assertFalse(attachment.store_fname)
        self.assertTrue(bytes(attachment.db_datas).startswith(encryption.MAGIC))
        self.assertEqual(self._read(OLD), PASSPORT)

    def test_other_attachments_stay_as_they_are(self):
        with self._keys(OLD):
            attachment = self.env["ir.attachment"].create({"name": "a", "raw": b"plain"})
            self.assertEqual(attachment._file_read(attachment.store_fname), b"plain")

    # Without the key

    def test_without_the_key_a_clear_message_and_the_form_still_opens(self):
        self._upload(OLD)
        for setting in (None, NEW):
            with self.assertRaisesRegex(FileUnavailable, "key «old».*not lost"):
                self._read(setting)
            with self._keys(setting):
                shown = self.scan.with_context(bin_size=True).read(["file", "file_name"])[0]
                self.assertEqual(shown["file_name"], "scan.pdf")

    def test_a_lost_setting_does_not_store_new_scans_in_the_clear(self):
        self._upload(OLD)
        with self.assertRaisesRegex(FileUnavailable, "was not stored"):
            self._upload(None)
        self.assertEqual(self._read(OLD), PASSPORT)

    def test_a_slip_in_the_setting_is_told_without_the_key(self):
        with self.assertRaises(FileUnavailable) as caught:
            self._upload("mine:c2VjcmV0")
        self.assertIn("«mine»", caught.exception.args[0])
        self.assertNotIn("c2VjcmV0", caught.exception.args[0])

    @mute_logger("odoo.addons.itcom_crm_module.models.itcom_file_encryption")
    def test_a_damaged_file_is_no_file(self):
        attachment = self._upload(OLD)
        path = attachment._full_path(attachment.store_fname)
        stored = self._stored()
        for broken in (stored[:-1], stored[:100], b"", stored[:-1] + bytes([stored[-1] ^ 1])):
            with open(path, "wb") as file:
                file.write(broken)
            with self.assertRaisesRegex(FileUnavailable, "missing or damaged"):
                self._read(OLD)
        os.unlink(path)
        with self.assertRaisesRegex(FileUnavailable, "missing or damaged"):
            self._read(OLD)

    # Change of the key

    def test_an_old_key_still_decrypts(self):
        self._upload(OLD)
        self.assertEqual(self._read("%s, %s" % (NEW, OLD)), PASSPORT)

    def test_the_scheduled_action_encrypts_anew(self):
        for before in (None, OLD):
            with self.subTest(before=before):
                self.env["ir.attachment"].search(
                    [("itcom_scan_key", "!=", False), ("id", "!=", False)]
                ).itcom_scan_key = False
                self.env["ir.attachment"].clear_caches()
                self._upload(before)
                with self._keys("%s,%s" % (NEW, OLD)):
                    done, unreadable = self.env["ir.attachment"]._itcom_encrypt_scans()
                self.assertEqual((done, unreadable), (1, []))
                self.assertEqual(self._attachment().itcom_scan_key, "new")
                self.assertEqual(self._read(NEW), PASSPORT)
                with self._keys(NEW):
                    self.assertEqual(self.env["ir.attachment"]._itcom_encrypt_scans(), (0, []))

    def test_a_scan_that_cannot_be_read_is_named_and_left(self):
        attachment = self._upload(OLD)
        with self._keys(NEW):
            self.assertEqual(self.env["ir.attachment"]._itcom_encrypt_scans(), (0, attachment.ids))
        self.assertEqual(self._read(OLD), PASSPORT)

    def test_encrypting_anew_is_on_record_and_views_nothing(self):
        self._upload(OLD)
        entry = self.env["itcom.journal.entry"].sudo()
        last = entry.search([], limit=1)
        with self._keys("%s,%s" % (NEW, OLD)):
            self.env["ir.attachment"]._itcom_encrypt_scans()
        entries = entry.search([("id", ">", last.id)])
        self.assertEqual(entries.mapped("event"), ["scans.reencrypted"])
        self.assertEqual(json.loads(entries.facts), {"count": 1, "key": "new", "unreadable": []})

    def test_the_command_makes_a_key_that_the_setting_takes(self):
        with patch("sys.stdout", io.StringIO()) as output:
            ItcomScans().run(["--new-key", "2026-11"])
        name, _equals, setting = output.getvalue().strip().partition(" = ")
        self.assertEqual(name, "itcom_scan_keys")
        self.assertEqual(encryption.parse_keys(setting).current, "2026-11")


@tagged("post_install", "-at_install")
class TestScanReading(EncryptionCase, HttpSavepointCase):
    """Every way to a scan's content gives the whole of it and leaves an entry in the journal."""

    def setUp(self):
        super().setUp()
        self.manager.password = "itcom_manager"
        self._upload(OLD)
        self.entry = self.env["itcom.journal.entry"].sudo()
        self.last = self.entry.search([], limit=1)

    def _events(self):
        entries = self.entry.search([("id", ">", self.last.id)], order="id")
        self.assertEqual(set(entries.mapped("res_id")), {self.scan.id})
        self.assertEqual(entries.user_id, self.manager)
        return entries.mapped("event")

    def test_by_rpc(self):
        with self._keys(OLD):
            scan = self.scan.with_user(self.manager)
            scan.read(["file"])
            scan.invalidate_cache()
            scan.read(["file"])
        self.assertEqual(self._events(), ["scan.viewed"])

    def test_the_size_alone_is_no_view(self):
        with self._keys(OLD):
            self.scan.with_user(self.manager).with_context(bin_size=True).read(["file"])
        self.assertFalse(self.entry.search([("id", ">", self.last.id)]))

    def test_by_link(self):
        self.authenticate(self.manager.login, "itcom_manager")
        link = "/web/content/itcom.questionnaire.scan/%d/file/scan.pdf" % self.scan.id
        with self._keys(OLD):
            for suffix in ("", "?download=true"):
                answer = self.url_open(link + suffix)
                self.assertEqual((answer.status_code, answer.content), (200, PASSPORT))
        self.assertEqual(self._events(), ["scan.viewed", "scan.downloaded"])

    def test_by_link_without_the_key(self):
        self.authenticate(self.manager.login, "itcom_manager")
        for link in ("/web/content/%s/%d/file", "/web/image/%s/%d/file"):
            with self._keys(NEW):
                answer = self.url_open(link % (self.scan._name, self.scan.id))
            self.assertEqual(answer.status_code, 503)
            self.assertIn("itcom_scan_keys", answer.text)
            self.assertNotIn("Traceback", answer.text)

    def test_an_unchanged_scan_is_not_sent_twice_but_is_on_record(self):
        self.authenticate(self.manager.login, "itcom_manager")
        link = "/web/content/%s/%d/file" % (self.scan._name, self.scan.id)
        with self._keys(OLD):
            tag = self.url_open(link).headers["ETag"]
            again = self.url_open(link, headers={"If-None-Match": tag})
        self.assertEqual(again.status_code, 304)
        self.assertEqual(self._events(), ["scan.viewed", "scan.viewed"])
