# Licence LGPL-3 (see LICENSE).

import io
import zipfile
from unittest.mock import patch

import pikepdf
from odoo.tests.common import tagged
from PIL import Image

from ..controllers.portal import scans as controller
from ..models.itcom_file_limits import MAX_FILE
from .questionnaire_common import SCAN, empty_png, page
from .scan_case import AS_SCRIPT, KIND, PATH, ScanCase
from .test_portal_page import TEST_CURSOR

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def protected_pdf():
    """:return: a PDF of one page that opens with a password only."""
    stream = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(stream, encryption=pikepdf.Encryption(owner="owner", user="user"))
    return stream.getvalue()


def pdf_bomb(count=20_001):
    """:return: a small PDF that unpacks to more objects than any scan has."""
    stream = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        junk = [pdf.make_indirect(pikepdf.Array()) for _number in range(count)]
        pdf.Root.Junk = pikepdf.Array(junk)
        pdf.save(stream, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return stream.getvalue()


def text_pdf():
    stream = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(stream)
    return stream.getvalue()


def zip_as_pdf():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "a")
    return stream.getvalue()


@tagged("post_install", "-at_install")
class TestPortalScans(ScanCase):
    """Files on the client's page: they come, are seen, turned, replaced and dropped."""

    # Coming and going

    def test_a_file_from_the_script(self):
        answer = self.send(name="Мой паспорт.jpg")
        self.assertEqual(answer.status_code, 200)
        scan = self.document.scan_ids
        self.assertEqual((scan.file_name, scan.uploaded_by), ("Мой паспорт.png", "client"))
        self.assertEqual(answer.json(), {"refused": [], "awaiting": []})
        self.assertTrue(scan.has_preview)

    def test_until_the_script_asks_nobody_has_looked(self):
        scan_ids = self.upload().json()["awaiting"]
        scan = self.document.scan_ids
        self.assertEqual((scan_ids, scan.awaits_look, scan.has_preview), (scan.ids, True, False))
        self.assertIn('data-awaiting="скан.png"', self.get(self.url + "?step=documents").text)
        for _time in range(2):
            self.assertEqual(self.look(scan.id).status_code, 200)
            self.assertEqual((scan.awaits_look, scan.has_preview), (False, True))
        self.assertNotIn("data-awaiting", self.get(self.url + "?step=documents").text)

    def test_an_upload_takes_few_queries(self):
        """One of them is there only when the count of uploads is told to the database."""
        for name, content in (("a.png", SCAN), ("a.pdf", text_pdf())):
            self.send(content, name)
            self.assertLessEqual(self.queries_of(self.upload, content, name), 13)
        scan_id = self.upload().json()["awaiting"][0]
        self.assertLessEqual(self.queries_of(self.look, scan_id), 14)

    def queries_of(self, deed, *arguments):
        before = self.env.cr.sql_log_count
        deed(*arguments)
        return self.env.cr.sql_log_count - before - TEST_CURSOR

    def test_what_comes_without_a_script_is_looked_at_at_once(self):
        self.send_form(("a.png", SCAN))
        scan = self.document.scan_ids
        self.assertEqual((scan.awaits_look, scan.has_preview), (False, True))

    def test_nothing_to_look_at_in_a_pdf_of_text(self):
        self.assertEqual(self.upload(text_pdf(), "a.pdf").json()["awaiting"], [])

    def test_files_from_a_form(self):
        answer = self.send_form(("a.png", SCAN), ("b.png", SCAN))
        self.assertEqual(answer.status_code, 303)
        self.assertIn("step=documents#" + KIND, answer.headers["Location"])
        self.assertEqual(self.document.scan_ids.mapped("file_name"), ["a.png", "b.png"])

    def test_a_form_without_a_file(self):
        self.assert_page(self.send_form(), 422, "No file was chosen")

    def test_the_page_shows_what_is_there(self):
        self.send(name="<b>паспорт</b>.png")
        html = self.get(self.url + "?step=documents").text
        self.assertIn("%s%s/%d/preview" % (self.url, PATH, self.document.scan_ids.id), html)
        self.assertNotIn("<b>паспорт", html)

    def test_the_file_and_its_preview(self):
        self.send()
        address = "%s%s/%d" % (self.url, PATH, self.document.scan_ids.id)
        for path, mimetype in ((address, "image/png"), (address + "/preview", "image/jpeg")):
            with self.subTest(path=path):
                answer = self.get(path)
                self.assertEqual(answer.status_code, 200)
                self.assertEqual(answer.headers["Content-Type"], mimetype)
                self.assertTrue(answer.headers["Content-Disposition"].startswith("inline"))
                self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
                self.assertEqual(answer.headers["Cache-Control"], "no-store")
                self.assertIn("sandbox", answer.headers["Content-Security-Policy"])
                Image.open(io.BytesIO(answer.content)).verify()

    def test_looking_at_a_file_is_on_record_in_the_clients_name(self):
        self.send()
        self.get("%s%s/%d" % (self.url, PATH, self.document.scan_ids.id))
        domain = [("event", "=", "scan.viewed"), ("res_id", "=", self.document.scan_ids.id)]
        entry = self.env["itcom.journal.entry"].search(domain)
        self.assertEqual(entry.partner_res_id, self.client.id)

    def test_turned_replaced_deleted(self):
        self.send(page(size=(700, 600)))
        scan = self.document.scan_ids
        answer = self.post("%s/%d/rotate" % (PATH, scan.id), csrf=self.token)
        self.assertEqual(answer.status_code, 200)
        self.assertEqual((scan.width, scan.height), (600, 700))
        blank = self.send(page(print_every=0), query="?replaces=%d" % scan.id)
        self.assertEqual((blank.status_code, self.document.scan_ids), (422, scan))
        self.send(name="new.png", query="?replaces=%d" % scan.id)
        self.assertEqual(self.document.scan_ids.mapped("file_name"), ["new.png"])
        self.post("%s/%d/delete" % (PATH, self.document.scan_ids.id), csrf=self.token)
        self.assertFalse(self.document.scan_ids)
        self.assertFalse(self.document.is_uploaded)

    def test_an_upload_that_comes_again_for_want_of_an_answer_is_one(self):
        for _time in range(2):
            self.assertEqual(self.send(**{"X-Upload-Key": "one"}).status_code, 200)
        self.assertEqual(len(self.document.scan_ids), 1)
        old = self.document.scan_ids
        for _time in range(2):
            answer = self.send(query="?replaces=%d" % old.id, **{"X-Upload-Key": "two"})
            self.assertEqual(answer.status_code, 200)
        self.assertEqual(len(self.document.scan_ids), 1)
        self.assertNotEqual(self.document.scan_ids, old)
        self.send(**{"X-Upload-Key": "three"})
        self.send()
        self.send()
        self.assertEqual(len(self.document.scan_ids), 4)

    def test_a_turn_that_comes_again_for_want_of_an_answer_is_one(self):
        self.send(page(size=(700, 600)))
        scan = self.document.scan_ids
        for turned, stands, size in (
            ("90", 90, (600, 700)),
            ("90", 90, (600, 700)),
            ("180", 180, (700, 600)),
            ("0", 0, (700, 600)),
            ("45", 90, (600, 700)),
            ("", 180, (700, 600)),
        ):
            with self.subTest(turned=turned):
                path = "%s/%d/rotate?turned=%s" % (PATH, scan.id, turned)
                self.assertEqual(self.post(path, csrf=self.token, **AS_SCRIPT).status_code, 200)
                self.assertEqual((scan.turned, (scan.width, scan.height)), (stands, size))
                content = self.get("%s%s/%d" % (self.url, PATH, scan.id)).content
                self.assertEqual(Image.open(io.BytesIO(content)).size, size)

    def test_the_page_says_how_a_file_stands(self):
        self.send()
        path = "%s/%d/rotate" % (PATH, self.document.scan_ids.id)
        self.assertIn('data-turned="0"', self.get(self.url + "?step=documents").text)
        row = self.post(path, csrf=self.token, **AS_SCRIPT).json()["document"]
        self.assertIn('data-turned="90"', row)

    def test_staff_upload_as_staff(self):
        self.log_in(self.manager)
        self.token = self.csrf()
        self.assertEqual(self.send().status_code, 200)
        self.assertEqual(self.document.scan_ids.uploaded_by, "staff")

    def test_staff_without_the_right_see_that_there_is_a_scan_and_not_the_scan(self):
        self.send()
        scan_id = self.document.scan_ids.id
        group = self.env.ref("itcom_crm_module.itcom_group_scans")
        self.env.ref("itcom_crm_module.itcom_group_manager").implied_ids -= group
        group.users -= self.manager
        self.log_in(self.manager)
        html = self.get(self.url + "?step=documents").text
        self.assertIn("скан.png", html)
        self.assertNotIn("/preview", html)
        for tail in ("", "/preview"):
            path = "%s%s/%d%s" % (self.url, PATH, scan_id, tail)
            self.assert_page(self.get(path), 403)

    # What will not do

    def test_what_is_no_scan_is_refused_in_words_and_nothing_is_lost(self):
        self.send(name="good.png")
        for name, content, words in (
            ("virus.jpg", b"MZ" + b"\x00" * 2000, "This is no scan"),
            ("picture.png", SVG, "This is no scan"),
            ("scan.pdf", zip_as_pdf(), "This is no scan"),
            ("scan.pdf", b"%PDF-1.4\n%%EOF", "damaged"),
            ("scan.pdf", protected_pdf(), "protected with a password"),
            ("scan.pdf", pdf_bomb(), "unpack to more"),
            ("big.png", empty_png(30000), "unpack to more"),
            ("small.png", page(size=(100, 100)), "too small"),
            ("cut.png", SCAN[:-200], "damaged"),
            ("empty.png", b"", "empty"),
        ):
            with self.subTest(name=name, words=words):
                answer = self.send(content, name)
                self.assertEqual(answer.status_code, 422)
                refused = answer.json()["refused"][0]
                self.assertIn(words, refused["text"])
                self.assertFalse(refused["can_insist"])
                self.assert_page(self.send_form((name, content)), 422)
        self.assertEqual(self.document.scan_ids.mapped("file_name"), ["good.png"])

    def test_what_is_hard_to_read_may_be_insisted_on(self):
        blank = page(print_every=0)
        self.assertTrue(self.send(blank).json()["refused"][0]["can_insist"])
        self.assertFalse(self.document.scan_ids)
        self.assertEqual(self.send(blank, query="?insist=1").status_code, 200)
        html = self.send_form(("a.png", blank)).text
        self.assertIn('name="insist"', html)
        self.assertEqual(self.send_form(("a.png", blank), insist="1").status_code, 303)

    def test_several_files_in_the_place_of_one(self):
        self.send(name="old.png")
        old = str(self.document.scan_ids.id)
        answer = self.send_form(("a.png", SCAN), ("b.png", SCAN), replaces=old)
        self.assertEqual(answer.status_code, 303)
        self.assertEqual(self.document.scan_ids.mapped("file_name"), ["a.png", "b.png"])

    def test_one_bad_file_of_a_form_does_not_spoil_the_others(self):
        answer = self.send_form(("a.png", SCAN), ("b.exe", b"MZ"), ("c.png", SCAN))
        self.assert_page(answer, 422, "b.exe", "This is no scan")
        self.assertEqual(self.document.scan_ids.mapped("file_name"), ["a.png", "c.png"])

    def test_too_large(self):
        self.env["ir.config_parameter"].set_param(MAX_FILE[0], "1")
        large = SCAN + b"\x00" * 1024 * 1024
        answer = self.send(large)
        self.assertEqual(answer.status_code, 413)
        self.assertIn("larger than 1 MB", answer.json()["text"])
        self.assert_page(self.send_form(("a.png", large)), 422, "larger than 1 MB")
        self.assertFalse(self.document.scan_ids)

    def test_a_body_without_end(self):
        """In chunks, without a length: read to its end it would fill the memory."""
        answer = self.send(iter([SCAN[:100], SCAN[100:]]))
        self.assertEqual(answer.status_code, 413)
        self.assertFalse(self.document.scan_ids)

    def test_names_that_lead_elsewhere(self):
        for name in ("../../etc/passwd", "a\x00b.png", "..\\..\\x.png", "con.png", "x" * 3000):
            with self.subTest(name=name[:20]):
                self.assertEqual(self.send(name=name).status_code, 200)
        for name in self.document.scan_ids.mapped("file_name"):
            self.assertFalse(set(name) & set("/\\\x00"))
            self.assertLess(len(name), 256)

    def test_location_is_taken_out(self):
        exif = Image.Exif()
        exif[0x010F] = "SecretCamera"
        photo = page("JPEG", exif=exif.tobytes())
        self.assertIn(b"SecretCamera", photo)
        self.send(photo, "photo.jpg")
        answer = self.get("%s%s/%d" % (self.url, PATH, self.document.scan_ids.id))
        self.assertNotIn(b"SecretCamera", answer.content)

    def test_two_hundred_in_a_minute(self):
        with patch.object(controller, "MOST", 2):
            answers = [self.send() for _time in range(3)]
        self.assertEqual([one.status_code for one in answers], [200, 200, 429])
        self.assertEqual(len(self.document.scan_ids), 2)

    # Whose it is

    def test_another_questionnaires_document_and_scan(self):
        other = self._filled()
        theirs = other.document_ids.filtered(lambda one: one.kind_id.code == KIND).scan_ids[:1]
        for path in ("", "/preview"):
            address = "%s%s/%d%s" % (self.url, PATH, theirs.id, path)
            self.assert_page(self.get(address), 404, "There is no such document here")
            address = "%s%s/%d%s" % (other.access_url, PATH, theirs.id, path)
            self.assert_page(self.get(address), 403)
        for deed in ("rotate", "delete", "look"):
            answer = self.post("%s/%d/%s" % (PATH, theirs.id, deed), csrf=self.token)
            self.assert_page(answer, 404)
        self.assertEqual(self.send(query="?replaces=%d" % theirs.id).status_code, 404)
        self.assertEqual(self.send(path="/document/nonsense").status_code, 404)
        self.assertTrue(theirs.exists())
        self.assertFalse(self.document.scan_ids)

    def test_a_body_that_breaks_off_leaves_nothing(self):
        self.send(name="good.png")
        kind = "Content-Type: application/octet-stream"
        length = "Content-Length: %d" % len(SCAN)
        status = self.raw_request(kind, length, body=SCAN[:-100])
        self.assertIn(b" 400 ", status)
        self.assertEqual(self.document.scan_ids.mapped("file_name"), ["good.png"])

    def test_no_token_of_the_page(self):
        self.assertEqual(self.send(**{"X-CSRF-Token": "0" * 40}).status_code, 400)
        self.token = "0" * 40
        self.assert_page(self.send_form(("a.png", SCAN)), 400)
        self.assertFalse(self.document.scan_ids)

    def test_get_where_something_is_to_be_sent(self):
        for path in (PATH, PATH + "/1/rotate", PATH + "/1/delete", PATH + "/1/look"):
            self.assert_page(self.get(self.url + path), 405)

    def test_a_stranger(self):
        self.opener.cookies.clear()
        self.assertEqual(self.send().status_code, 403)

    def test_submitted_or_cancelled_meanwhile(self):
        self.send()
        scan = self.document.scan_ids
        self.questionnaire._write_state("cancelled", "x")
        self.assertEqual(self.send().status_code, 409)
        answer = self.post("%s/%d/delete" % (PATH, scan.id), csrf=self.token)
        self.assert_page(answer, 409, "What had been saved is kept")
        self.assertEqual(self.document.scan_ids, scan)

    def test_after_a_return_only_what_was_returned_is_open(self):
        questionnaire = self._in_review().with_user(self.verifier)
        documents = questionnaire.document_ids
        photo = documents.filtered(lambda one: one.kind_id.code == KIND)
        (documents - photo).action_accept()
        photo.write({"verdict": "rejected", "remark": "Переснимите"})
        questionnaire._action_with_reason("return", "Переснимите")
        self.url = questionnaire.access_url
        self.come_in(self.env["itcom.questionnaire.link"]._new_for(questionnaire.sudo()))
        self.token = self.csrf()
        self.assertEqual(self.send().status_code, 200)
        self.assertEqual(self.send(path="/document/passport_registration").status_code, 409)
