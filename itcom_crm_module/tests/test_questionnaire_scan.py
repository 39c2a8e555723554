# Licence LGPL-3 (see LICENSE).

import base64
import io

from odoo.exceptions import AccessError, UserError
from odoo.tests.common import tagged
from PIL import Image

from ..models.itcom_file_limits import MAX_FILE, MAX_FILES, MAX_TOTAL, ScanRefused
from ..models.itcom_questionnaire_flow import TransitionRefused
from ..models.itcom_questionnaire_scan import CLIENT, STAFF
from .questionnaire_common import SCAN, QuestionnaireCase, empty_png, page, upload_of


@tagged("post_install", "-at_install")
class TestQuestionnaireScan(QuestionnaireCase):
    """Files of a document come, turn and go; what will not do is refused in words."""

    def setUp(self):
        super().setUp()
        self.questionnaire = self._new_questionnaire()
        self.document = self.questionnaire.document_ids[0]

    def _size(self, content):
        return Image.open(io.BytesIO(content)).size

    def _limit(self, setting, value):
        self.env["ir.config_parameter"].set_param(setting[0], str(value))

    def test_a_file_is_kept_with_what_is_known_of_it(self):
        scan = self.document._add_scan(SCAN, "..\\Мой паспорт.exe", STAFF)
        self.assertEqual(scan.file_name, "Мой паспорт.png")
        self.assertEqual(scan.mimetype, "image/png")
        self.assertEqual((scan.width, scan.height, scan.page_count), (640, 640, 1))
        self.assertEqual(scan.size, len(base64.b64decode(scan.file)))
        self.assertEqual(self._size(base64.b64decode(scan.preview)), (320, 320))
        self.assertEqual(scan.create_uid, self.manager)
        self.assertTrue(self.document.is_uploaded)

    def test_several_files_stand_in_the_order_they_came_in(self):
        for name in ("b.png", "a.png"):
            self.document._add_scan(SCAN, name, CLIENT)
        self.assertEqual(self.document.scan_ids.mapped("file_name"), ["b.png", "a.png"])
        self.assertEqual(self.document.scan_count, 2)

    def test_a_turn_turns_scan_and_preview(self):
        scan = self.document._add_scan(page(size=(700, 600)), "a.png", STAFF)
        scan._rotate(90)
        self.assertEqual((scan.width, scan.height), (600, 700))
        self.assertEqual(self._size(base64.b64decode(scan.file)), (600, 700))
        preview = Image.open(io.BytesIO(base64.b64decode(scan.preview)))
        self.assertEqual(preview.getexif()[0x0112], 6)

    def test_without_its_last_file_a_document_is_not_there(self):
        first = self.document._add_scan(SCAN, "a.png", STAFF)
        second = self.document._add_scan(SCAN, "b.png", STAFF)
        files = second._attachments(["file", "preview"])
        second._remove()
        self.assertFalse(files.exists())
        self.assertTrue(self.document.is_uploaded)
        first._remove()
        self.assertFalse(self.document.is_uploaded)

    def test_a_poor_picture_is_taken_from_who_insists(self):
        blank = page(print_every=0)
        with self.assertRaisesRegex(ScanRefused, "good light") as caught:
            self.document._add_scan(blank, "a.png", CLIENT)
        self.assertEqual(caught.exception.code, "blank")
        scan = self.document._add_scan(blank, "a.png", CLIENT, insist=True)
        self.assertEqual(scan.warnings, "blank")

    def test_what_nobody_has_looked_at_is_looked_at_when_it_is_handed_over(self):
        questionnaire = self._filled()
        document = questionnaire.document_ids[0]
        blank = document._add_scan(page(print_every=0), "a.png", CLIENT, look=False)
        self.assertEqual((blank.awaits_look, blank.warnings), (True, ""))
        questionnaire.action_submit()
        self.assertEqual((blank.awaits_look, blank.warnings), (False, "blank"))
        self.assertTrue(blank.has_preview)

    def test_what_cannot_be_decoded_is_not_handed_over(self):
        questionnaire = self._filled()
        questionnaire.document_ids[0]._add_scan(
            empty_png(640, b"nonsense"), "a.png", CLIENT, look=False
        )
        with self.assertRaisesRegex(TransitionRefused, "a.png: The file is damaged"):
            questionnaire.action_submit()

    def test_the_settings_bound_files_and_bytes(self):
        self._limit(MAX_FILES, 1)
        self.document._add_scan(SCAN, "a.png", STAFF)
        with self.assertRaisesRegex(ScanRefused, "has 1 files already"):
            self.document._add_scan(SCAN, "b.png", STAFF)
        full, other = self.questionnaire.document_ids[1:3]
        full._keep_scan(upload_of(bytes(1024 * 1024)), STAFF)
        self._limit(MAX_TOTAL, 1)
        with self.assertRaisesRegex(ScanRefused, "1 MB together"):
            other._add_scan(SCAN, "b.png", STAFF)
        self._limit(MAX_TOTAL, 9)
        self._limit(MAX_FILE, 1)
        with self.assertRaisesRegex(ScanRefused, "larger than 1 MB"):
            other._add_scan(SCAN + bytes(1024 * 1024), "c.png", STAFF)

    def test_a_setting_without_sense_is_none(self):
        for value in ("0", "-1", "many", ""):
            self._limit(MAX_FILE, value)
            self.assertEqual(self.env["itcom.questionnaire.scan"]._setting(MAX_FILE), 20)

    def test_staff_upload_and_replace_in_the_dialog(self):
        content = base64.b64encode(SCAN).decode()
        taken = {"refused": "", "can_insist": False}
        self.assertEqual(self.document.upload_scan("Скан.png", content), taken)
        first = self.document.scan_ids
        self.assertEqual((first.file_name, first.uploaded_by), ("Скан.png", STAFF))
        self.document.upload_scan("Второй.png", content)
        self.assertEqual(
            self.document.upload_scan("Замена.png", content, replaces_id=first.id), taken
        )
        names = self.document.scan_ids.sorted("sequence").mapped("file_name")
        self.assertEqual(names, ["Замена.png", "Второй.png"])
        self.assertFalse(first.exists())

    def test_a_refusal_in_the_dialog_says_whether_one_may_insist(self):
        blank = base64.b64encode(page(print_every=0)).decode()
        answer = self.document.upload_scan("a.png", blank)
        self.assertIn("good light", answer["refused"])
        self.assertTrue(answer["can_insist"])
        self.assertFalse(self.document.upload_scan("a.png", blank, insist=True)["refused"])
        self.assertFalse(self.document.upload_scan("a.png", "")["can_insist"])

    def test_a_full_document_still_lets_a_file_be_replaced(self):
        self._limit(MAX_FILES, 1)
        old = self.document._add_scan(SCAN, "a.png", STAFF)
        new = self.document._add_scan(SCAN, "b.png", STAFF, replaces=old)
        self.assertEqual(self.document.scan_ids, new.with_user(self.manager))

    def test_a_scan_of_another_document_is_not_replaced(self):
        other = self.questionnaire.document_ids[1]
        scan = other._add_scan(SCAN, "a.png", STAFF)
        content = base64.b64encode(SCAN).decode()
        self.document.upload_scan("b.png", content, replaces_id=scan.id)
        self.assertTrue(scan.exists())

    # The dialog of the check

    def test_one_goes_through_the_documents_in_both_directions(self):
        row = self.questionnaire.document_ids
        self.assertEqual(row[0].action_next()["res_id"], row[1].id)
        self.assertEqual(row[0].action_previous()["res_id"], row[-1].id)
        self.assertEqual(row[-1].position, "%d of %d" % (len(row), len(row)))

    def test_after_a_verdict_comes_what_is_not_decided_on(self):
        questionnaire = self._in_review().with_user(self.verifier)
        first, second, third = questionnaire.document_ids[:3]
        second.action_accept()
        self.assertEqual(first.action_accept_and_next()["res_id"], third.id)
        with self.assertRaisesRegex(UserError, "what the client has to correct"):
            third.action_reject_and_next()
        third.remark = "Page 2 is missing"
        third.action_reject_and_next()
        self.assertEqual(third.verdict, "rejected")
        rest = questionnaire.document_ids[3:]
        rest[:-1].action_accept()
        action = rest[-1].action_accept_and_next()
        self.assertEqual(action["type"], "ir.actions.act_window_close")

    def test_what_was_sent_back_stays_open_until_it_is_handed_over(self):
        questionnaire = self._in_review()
        document = questionnaire.document_ids[0]
        document.with_user(self.verifier).write({"verdict": "rejected", "remark": "Blurred"})
        questionnaire.with_user(self.verifier)._action_with_reason("return", "See the remark")
        self.assertEqual(questionnaire._open_documents(), document)
        document._add_scan(SCAN, "b.png", CLIENT)
        self.assertEqual(document.verdict, "pending")
        self.assertEqual(questionnaire._open_documents(), document)
        questionnaire.action_submit()
        self.assertFalse(document.is_returned)

    def test_a_scan_turns_but_stays_while_it_is_checked(self):
        questionnaire = self._in_review()
        scan = questionnaire.document_ids[0].scan_ids.with_user(self.verifier)
        scan._rotate(180)
        with self.assertRaisesRegex(UserError, "can't be changed"):
            scan._remove()

    def test_nobody_makes_changes_or_removes_scans_but_the_code(self):
        scan = self.document._add_scan(SCAN, "a.png", STAFF).with_user(self.administrator)
        for attempt in (
            lambda: scan.write({"file_name": "x"}),
            lambda: scan.write({"document_id": self.questionnaire.document_ids[1].id}),
            scan.unlink,
            scan.copy,
            lambda: scan.create({"document_id": self.document.id}),
            lambda: self.document.write({"scan_ids": [(5,)]}),
        ):
            with self.assertRaises(AccessError):
                attempt()

    def test_another_manager_neither_adds_nor_turns_nor_removes(self):
        scan = self.document._add_scan(SCAN, "a.png", STAFF).with_user(self.other_manager)
        document = self.document.with_user(self.other_manager)
        for attempt in (
            lambda: document._add_scan(SCAN, "b.png", STAFF),
            lambda: scan._rotate(90),
            scan._remove,
        ):
            scan.invalidate_cache()
            with self.assertRaises(AccessError):
                attempt()

    def test_who_may_not_see_scans_sees_that_they_are_there(self):
        self.document._add_scan(SCAN, "a.png", STAFF)
        group = self.env.ref("itcom_crm_module.itcom_group_scans")
        self.env.ref("itcom_crm_module.itcom_group_manager").implied_ids -= group
        self.manager.groups_id -= group
        document = self.document.with_user(self.manager)
        document.invalidate_cache()
        self.assertEqual((document.is_uploaded, document.scan_count), (True, 1))
        self.assertFalse("scan_ids" in document.read()[0])
        with self.assertRaises(AccessError):
            document.scan_ids.read(["file_name"])
        view = self.card(document._name, "itcom_questionnaire_document_view_form")
        (shown,) = document.read(list(view["fields"]))
        self.assertEqual((shown["scan_count"], shown["sees_scans"]), (1, False))
        document._add_scan(SCAN, "b.png", STAFF)
        self.assertEqual(document.scan_count, 2)
