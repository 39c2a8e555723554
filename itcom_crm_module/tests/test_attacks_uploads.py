# Licence LGPL-3 (see LICENSE).
"""Attacks by what is uploaded and how, each named after what is tried."""

import io
import os
import zlib
from unittest.mock import patch

import pikepdf
from odoo.tests.common import tagged

from ..controllers.portal import scans as controller
from ..models.itcom_file_encryption import FileUnavailable
from ..models.itcom_file_limits import MAX_FILES
from .collision import colliding_pdfs
from .questionnaire_common import SCAN, page
from .scan_case import PATH, ScanCase

SECRET = b"SecretPlaceOfTheCamera"
PHOTO = page("JPEG")


def pdf_of(data, filters, side=10):
    """:return: a PDF whose one picture is ``data``, packed by ``filters``."""
    stream = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        picture = pikepdf.Stream(pdf, data)
        picture.stream_dict = pikepdf.Dictionary(
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=side,
            Height=side,
            ColorSpace=pikepdf.Name.DeviceGray,
            BitsPerComponent=8,
            Filter=pikepdf.Array([pikepdf.Name(name) for name in filters]),
        )
        pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=picture))
        # Left to itself the library would pack it anew, by one filter only.
        raw = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none}
        pdf.save(stream, **raw)
    return stream.getvalue()


def with_segment(marker, body):
    """:return: a photo with one more segment."""
    segment = b"\xff" + bytes([marker]) + (len(body) + 2).to_bytes(2, "big") + body
    return PHOTO[:2] + segment + PHOTO[2:]


@tagged("post_install", "-at_install")
class TestAttacksByFiles(ScanCase):
    """Files that unpack to much, that are two things in one, that tell more than they show."""

    def assert_refused(self, content, name, words):
        for answer in (self.send(content, name), self.send_form((name, content))):
            self.assertEqual(answer.status_code, 422)
            self.assertIn(words, answer.text)
        self.assertFalse(self.document.scan_ids)

    def test_a_pdf_whose_picture_unpacks_to_300_megabytes(self):
        packed = zlib.compress(bytes(300 * 1024 * 1024), 9)
        twice = zlib.compress(packed)
        for data, filters in ((packed, ["/FlateDecode"]), (twice, ["/FlateDecode"] * 2)):
            with self.subTest(filters=filters):
                self.assert_refused(pdf_of(data, filters), "a.pdf", "unpack to more")

    def test_a_pdf_whose_picture_says_it_is_huge(self):
        self.assert_refused(pdf_of(b"", ["/DCTDecode"], 60_000), "a.pdf", "unpack to more")

    def test_a_file_with_the_checksum_of_one_that_was_seen(self):
        first, second = colliding_pdfs()
        self.assertEqual(self.send(first, "a.pdf").status_code, 200)
        scan = self.document.scan_ids
        self.addCleanup(os.unlink, self._path(scan))
        answer = self.upload(second, "b.pdf")
        self.assertEqual(answer.status_code, 422)
        self.assertIn("was not taken", answer.json()["text"])
        self.assert_page(self.send_form(("b.pdf", second)), 422, "was not taken")
        self.assertEqual(self.document.scan_ids, scan)
        self.assertEqual(scan._contents(("file",))["file"], first)

    def _path(self, scan):
        attachments = self.env["ir.attachment"]
        return attachments._full_path(scan._attachments(("file",)).store_fname)

    def test_a_picture_that_is_a_pdf_as_well(self):
        polyglot = with_segment(0xE2, b"ICC_PROFILE\0\1\1%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj")
        self.assert_refused(polyglot, "a.jpg", "This is no scan")

    def test_a_picture_that_is_a_page_as_well(self):
        self.send(with_segment(0xFE, b"<html><script>alert(1)</script>"), "a.html")
        answer = self.get("%s%s/%d" % (self.url, PATH, self.document.scan_ids.id))
        self.assertEqual(answer.headers["Content-Type"], "image/jpeg")
        self.assertIn("a.jpg", answer.headers["Content-Disposition"])
        self.assertNotIn(b"<script", answer.content)

    def test_what_a_picture_tells_beside_what_it_shows(self):
        thumbnail = b"JFIF\0\1\2\0\0\1\0\1" + bytes([8, 8]) + SECRET.ljust(192, b"\0")
        for marker, body in (
            (0xE0, thumbnail),
            (0xE1, b"Exif\0\0" + SECRET),
            (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET),
            (0xED, b"Photoshop 3.0\0" + SECRET),
            (0xF0, SECRET),
            (0xFE, SECRET),
        ):
            with self.subTest(marker=marker, body=body[:8]):
                self.send(with_segment(marker, body), "a.jpg")
                scan = self.document.scan_ids[-1:]
                self.assertTrue(scan)
                content = self.get("%s%s/%d" % (self.url, PATH, scan.id)).content
                self.assertNotIn(SECRET, content)

    def test_pixels_that_nobody_can_decode(self):
        """They are taken without a look, and go with it."""
        head, _start, tail = page().partition(b"IDAT")
        length = int.from_bytes(head[-4:], "big")
        pixels = b"IDAT" + b"nonsense".ljust(length)
        content = head + pixels + zlib.crc32(pixels).to_bytes(4, "big") + tail[length + 4 :]
        self.assertEqual(len(self.upload(content, "a.png").json()["awaiting"]), 1)
        answer = self.look(self.document.scan_ids.id)
        self.assertEqual(answer.status_code, 422)
        refused = answer.json()["refused"][0]
        self.assertIn("damaged", refused["text"])
        self.assertFalse(refused["can_insist"])
        self.assertFalse(self.document.scan_ids)


@tagged("post_install", "-at_install")
class TestAttacksByRequests(ScanCase):
    """Requests that lie about what they bring, or bring more than they may."""

    def test_a_length_that_is_a_lie(self):
        kind = "Content-Type: application/octet-stream"
        for length, code in (
            (len(SCAN) + 100, b" 400 "),
            (len(SCAN) - 100, b" 422 "),
            (10**12, b" 413 "),
            (-1, b" 4"),
            ("many", b" 4"),
            ("0", b" 422 "),
        ):
            with self.subTest(length=length):
                self.assertIn(code, self.raw_request(kind, "Content-Length: %s" % length))
        self.assertFalse(self.document.scan_ids)

    def test_a_type_that_is_a_lie(self):
        for kind in (
            "multipart/form-data",
            "multipart/form-data; boundary=" + "x" * 200,
            "application/x-www-form-urlencoded",
        ):
            with self.subTest(kind=kind):
                answer = self.send(**{"Content-Type": kind})
                self.assertEqual(answer.status_code, 422)
        self.assertFalse(self.document.scan_ids)
        for kind in ("text/html", "image/svg+xml", "", "x" * 1000):
            with self.subTest(kind=kind):
                self.assertEqual(self.send(**{"Content-Type": kind}).status_code, 200)
        self.assertEqual(set(self.document.scan_ids.mapped("mimetype")), {"image/png"})

    def test_names_that_write_headers(self):
        for name in ('a".png', "a\r\nSet-Cookie: x=1.png", "a;filename=b.html", "a\u202egnp.exe"):
            with self.subTest(name=name):
                self.assertEqual(self.send(name=name).status_code, 200)
                scan = self.document.scan_ids[-1:]
                answer = self.get("%s%s/%d" % (self.url, PATH, scan.id))
                self.assertEqual(answer.headers["Content-Type"], "image/png")
                self.assertNotIn("x", answer.cookies)
                self.assertTrue(scan.file_name.endswith(".png"))
                self.assertFalse(set(scan.file_name) & set('\r\n"\u202e'))

    def test_a_name_of_bytes_that_are_no_text(self):
        self.assertEqual(self.send(**{"X-File-Name": "%FF%FE%00"}).status_code, 200)
        self.assertEqual(self.document.scan_ids.file_name, "\ufffd\ufffd.png")

    def test_numbers_that_no_database_has(self):
        for number in (0, 2**31, 2**63, 10**30):
            with self.subTest(number=number):
                for deed in ("look", "rotate", "delete"):
                    path = "%s/%d/%s" % (PATH, number, deed)
                    self.assert_page(self.post(path, csrf=self.token), 404)
                for tail in ("", "/preview"):
                    self.assert_page(self.get("%s%s/%d%s" % (self.url, PATH, number, tail)), 404)
                self.assertEqual(self.send(query="?replaces=%d" % number).status_code, 404)
                self.assertIn(self.get("/questionnaire/%d" % number).status_code, (403, 404))

    def test_more_files_in_one_form_than_a_document_may_have(self):
        self.env["ir.config_parameter"].set_param(MAX_FILES[0], "3")
        answer = self.send_form(*[("%d.png" % number, SCAN) for number in range(5)])
        self.assert_page(answer, 422, "has 3 files already")
        self.assertEqual(len(self.document.scan_ids), 3)

    def test_turning_for_ever(self):
        """To turn a large PNG takes seconds, so it counts as an upload does."""
        self.send()
        path = "%s/%d/rotate" % (PATH, self.document.scan_ids.id)
        with patch.object(controller, "MOST", 3):
            codes = [self.post(path, csrf=self.token).status_code for _time in range(4)]
        self.assertEqual(codes[-1], 429)

    def test_keys_that_are_lost(self):
        """No attack, but it must not end in an error of the server, and nothing may get lost."""
        self.send(name="old.png")
        scan_id = self.upload().json()["awaiting"][0]
        attachments = type(self.env["ir.attachment"])
        lost = FileUnavailable("The keys are missing: ask the administrator.")
        with patch.object(attachments, "_itcom_keys_to_write", side_effect=lost):
            self.assert_unavailable(self.upload())
            self.assert_unavailable(self.send_form(("a.png", SCAN)))
        with patch.object(attachments, "_itcom_content", side_effect=lost):
            self.assert_unavailable(self.look(scan_id))
            self.assert_unavailable(self.post("%s/%d/rotate" % (PATH, scan_id), csrf=self.token))
        self.assertEqual(len(self.document.scan_ids), 2)

    def assert_unavailable(self, answer):
        self.assertEqual(answer.status_code, 503)
        self.assertIn("Nothing that was saved is lost", answer.text)
        self.assertNotIn("The keys are missing", answer.text)
