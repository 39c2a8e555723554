# Licence LGPL-3 (see LICENSE).
"""Filling in by the client's page: what is saved, what is told, what is left alone."""

import re
from datetime import date, timedelta
from html import unescape

from odoo.exceptions import UserError
from odoo.tests.common import tagged

from ..itcom_core.questionnaire import workflow as wf
from ..itcom_core.questionnaire.fields import FIELDS
from ..models.itcom_questionnaire_scan import CLIENT
from .portal_common import PortalCase
from .questionnaire_common import PERSON, SCAN

# Statements of a request that only a test makes: two savepoints and a rollback.
TEST_CURSOR = 3


@tagged("post_install", "-at_install")
class TestPortalPage(PortalCase):
    """Saving with and without script, wrong answers, several browsers at once."""

    def setUp(self):
        super().setUp()
        self.come_in()

    def last_line(self):
        return self.questionnaire.message_ids[0].body

    def test_the_page_asks_what_the_schema_asks_and_nothing_else(self):
        asked = self.asked(self.questionnaire)
        found = set()
        for step in ("holder", "identity", "organisation"):
            page = self.get("%s?step=%s" % (self.url, step)).text
            found |= {name for name in self.questionnaire._fields if 'name="%s"' % name in page}
        self.assertEqual(found, asked)

    def test_autosave_saves_and_says_what_is_right_and_what_is_left(self):
        status, answer = self.save(
            {"step": "holder", "birth_place": " г.  Тула ", "inn": "500100732259"}
        )
        self.assertEqual(status, 200, answer)
        self.assertEqual(self.questionnaire.birth_place, "г. Тула")
        self.assertEqual(answer["known"]["birth_place"], "г. Тула")
        self.assertEqual(sorted(answer["saved"]), ["birth_place", "inn"])
        self.assertFalse(any(answer["errors"].values()))
        self.assertIn("Step 1 of 4", answer["progress"])

    def test_a_wrong_answer_is_kept_as_typed_and_named(self):
        _status, answer = self.save({"step": "holder", "inn": "500100732250"})
        self.assertIn("check digit", answer["errors"]["inn"])
        self.assertEqual(self.questionnaire.inn, "500100732250")
        page = self.get(self.url + "?step=holder")
        self.assert_page(page, 200, "500100732250", "the check digit does not fit")

    def test_an_answer_that_the_column_cannot_hold_is_named_and_nothing_lost(self):
        self.questionnaire.sudo().birth_date = "1980-05-06"
        for name, text in (("birth_date", "06.13.1980"), ("gender", "other")):
            with self.subTest(name):
                _status, answer = self.save({"step": "holder", name: text, "birth_place": name})
                self.assertTrue(answer["errors"][name])
                self.assertEqual(self.questionnaire.birth_place, name)
        self.assertEqual(str(self.questionnaire.birth_date), "1980-05-06")
        self.assertFalse(self.questionnaire.gender)

    def test_without_script_all_errors_at_once_and_what_was_typed(self):
        answer = self.post(
            "/save",
            {"step": "holder", "inn": "1", "birth_date": "32.01.1980", "birth_place": "г. Тула"},
        )
        self.assert_page(answer, 422, 'value="32.01.1980"', "there is no such day", 'href="#inn"')
        self.assertIn('aria-invalid="true"', answer.text)
        self.assertEqual(self.questionnaire.birth_place, "г. Тула")

    def test_without_script_to_the_next_step_and_back(self):
        onwards = self.post("/save", {"step": "holder", "go": "next"}, allow_redirects=False)
        self.assertEqual(onwards.status_code, 303)
        self.assertTrue(onwards.headers["Location"].endswith("?step=identity"))
        back = self.post("/save", {"step": "identity", "go": "back"}, allow_redirects=False)
        self.assertTrue(back.headers["Location"].endswith("?step=holder"))

    def test_two_tabs_do_not_overwrite_each_other(self):
        self.save({"birth_place": "г. Тула"}, {"birth_place": ""})
        _status, answer = self.save({"birth_place": "г. Омск"}, {"birth_place": ""})
        self.assertEqual(answer["conflicts"], {"birth_place": "г. Тула"})
        self.assertEqual(self.questionnaire.birth_place, "г. Тула")
        _status, answer = self.save({"birth_place": "г. Омск"}, {"birth_place": "г. Тула"})
        self.assertFalse(answer["conflicts"])
        self.assertEqual(self.questionnaire.birth_place, "г. Омск")

    def test_without_script_a_conflict_shows_both_answers_and_the_second_try_decides(self):
        answers = {"birth_place": "г. Омск", "gender": "male"}
        known = {"known_birth_place": "", "known_gender": ""}
        self.save({"birth_place": "г. Тула", "gender": "female"})
        answer = self.post("/save", {"step": "holder", "go": "next", **answers, **known})
        self.assert_page(answer, 422, "«г. Тула»", "«Female»", ">г. Омск</textarea>")
        self.assertEqual(answer.text.count('aria-invalid="true"'), 2)
        shown = re.findall(r'name="(known_[a-z_]+)" value="([^"]*)"', unescape(answer.text))
        self.post("/save", {"step": "holder", **answers, **dict(shown)})
        self.assertEqual(self.questionnaire.birth_place, "г. Омск")
        self.assertEqual(self.questionnaire.gender, "male")

    def test_what_was_not_touched_in_an_old_tab_stays(self):
        self.save({"birth_place": "г. Тула"})
        _status, answer = self.save(
            {"birth_place": "", "inn": "500100732259"}, {"birth_place": "", "inn": ""}
        )
        self.assertEqual(answer["saved"], ["inn"])
        self.assertEqual(self.questionnaire.birth_place, "г. Тула")

    def test_names_that_are_not_asked_for_change_nothing(self):
        before = self.questionnaire.read()[0]
        _status, answer = self.save(
            {"state": wf.VERIFIED, "number": "1", "user_id": "1", "bearer_surname": "X", "x": "y"}
        )
        self.assertEqual(answer["saved"], [])
        self.assertEqual(len(answer["closed"]), 5)
        self.env.cache.invalidate()
        self.assertEqual(self.questionnaire.read()[0], before)

    def test_a_field_that_came_twice(self):
        body = "csrf_token=%s&birth_place=a&birth_place=b" % self.csrf()
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = self.url_open(self.url + "/save", data=body, headers=headers)
        self.assert_page(answer, 400, "came twice")
        self.assertFalse(self.questionnaire.birth_place)

    def test_a_megabyte_in_a_field(self):
        answer = self.post(
            "/save", {"step": "holder", "birth_place": "а" * 1_000_000, "inn": "500100732259"}
        )
        self.assert_page(answer, 422, "255 characters at most")
        self.assertFalse(self.questionnaire.birth_place)
        self.assertEqual(self.questionnaire.inn, "500100732259")

    def test_a_null_byte_and_a_script(self):
        text = "</script><script>alert(1)</script>\x00"
        _status, answer = self.save({"step": "holder", "birth_place": text})
        page = self.get(self.url + "?step=holder").text
        self.assertNotIn("<script>alert", page)
        self.assertEqual(answer["known"]["birth_place"], text[:-1])

    def test_cancelled_or_submitted_meanwhile(self):
        token = self.csrf()
        self.questionnaire._mark_cancelled("Changed their mind")
        answer = self.post("/save", {"birth_place": "г. Тула"}, csrf=token)
        self.assert_page(answer, 409, "can't be changed now", "had been saved is kept")
        self.assert_page(self.post("/submit", csrf=token), 409, "can't be changed now")
        self.assert_page(self.get(self.url), 200, "The questionnaire is cancelled")

    def test_who_typed_what_is_on_record(self):
        self.save({"birth_place": "г. Тула"})
        self.save({"inn": "500100732259"})
        self.assertIn("Client filled in: Place of birth; INN of the person.", self.last_line())
        self.assertNotIn("Тула", self.last_line())
        self.assertEqual(self.questionnaire.message_ids[0].author_id, self.client)
        self.questionnaire.message_ids[0].sudo().date -= timedelta(hours=2)
        self.save({"birth_place": "г. Уфа"})
        self.assertIn("Client filled in: Place of birth.", self.last_line())
        self.log_in(self.manager)
        self.save({"birth_place": "г. Омск"})
        self.assertIn("%s filled in: Place of birth." % self.manager.name, self.last_line())
        entries = self.env["itcom.journal.entry"].search(
            [("event", "=", "questionnaire.changed"), ("res_id", "=", self.questionnaire.id)],
            order="id",
        )
        self.assertEqual(
            [(entry.user_id, entry.partner_res_id) for entry in entries[-4:]],
            [(self.env.ref("base.public_user"), self.client.id)] * 3 + [(self.manager, 0)],
        )

    def test_who_types_after_somebody_else_begins_a_line_of_their_own(self):
        self.save({"birth_place": "г. Тула"})
        self.questionnaire.with_user(self.manager).message_post(body="Wait")
        self.save({"birth_place": "г. Омск"})
        self.assertIn("Client filled in: Place of birth.", self.last_line())
        self.save({"inn": "500100732259"})
        self.assertIn("Client filled in: Place of birth; INN of the person.", self.last_line())
        lines = self.questionnaire.message_ids.mapped("body")
        self.assertEqual(sum("filled in" in line for line in lines), 2)

    def test_too_many_changes(self):
        token = self.csrf()
        for _time in range(240):
            self.env["itcom.rate.limit"]._hit("changes", self.link.id, 60)
        answer = self.post("/save", {"birth_place": "г. Тула"}, csrf=token)
        self.assert_page(answer, 429, "Wait a minute")

    def test_the_page_takes_few_queries(self):
        token = self.csrf()
        texts = iter("абвгд")

        def save():
            return self.save({"step": "holder", "birth_place": next(texts)}, csrf=token)

        visits = {
            "page": (6, lambda: self.get(self.url + "?step=holder")),
            "documents": (9, lambda: self.get(self.url + "?step=documents")),
            # One more when the count of changes is told to the database.
            "autosave": (7, save),
        }
        for name, (limit, visit) in visits.items():
            with self.subTest(name):
                visit()
                before = self.env.cr.sql_log_count
                visit()
                count = self.env.cr.sql_log_count - before - TEST_CURSOR
                self.assertLessEqual(count, limit)

    def test_whatever_is_typed_has_an_example_that_is_a_right_answer(self):
        for lang in ("en_US", "ru_RU"):
            questionnaire = self.questionnaire.with_context(lang=lang)
            for name, field in FIELDS.items():
                with self.subTest(lang=lang, field=name):
                    example = questionnaire._answer_example(name)
                    if field.type.input_type == "date":
                        self.assertFalse(example)
                    elif field.type.input_type != "select":
                        self.assertTrue(field.clean(example, date(2026, 11, 23)))
        self.assertIn('placeholder="Tver Region"', self.get(self.url + "?step=identity").text)

    def test_line_feeds_of_a_long_answer_are_spaces(self):
        _status, answer = self.save({"passport_issuer": "  ОВД\r\nгорода\n\nРжева "})
        self.assertEqual(answer["saved"], ["passport_issuer"])
        self.assertEqual(self.questionnaire.passport_issuer, "ОВД города Ржева")
        page = self.get(self.url + "?step=identity").text
        self.assertRegex(page, r"<textarea[^>]*>ОВД города Ржева</textarea>")
        self.questionnaire.passport_issuer = False
        page = self.get(self.url + "?step=identity").text
        self.assertRegex(page, r'<textarea[^>]* name="passport_issuer"[^>]*></textarea>')


@tagged("post_install", "-at_install")
class TestPortalSubmission(PortalCase):
    """From the last step to the check, back, and on."""

    def setUp(self):
        super().setUp()
        self.questionnaire = self._filled()
        self.link = self.env["itcom.questionnaire.link"]._new_for(self.questionnaire)
        self.url = self.questionnaire.access_url
        self.come_in()

    def consent(self):
        return {"consent": str(self.questionnaire._consent_text().id)}

    def test_an_english_reader_sees_the_consent_in_both_languages(self):
        shown = self.get(self.url).text.partition('class="consent"')[2].partition("</details>")[0]
        self.assertLess(shown.index("only to be read"), shown.index("I consent to the processing"))
        self.assertLess(shown.index("I consent"), shown.index('lang="ru"'))
        self.assertIn("даю согласие", shown.partition('lang="ru"')[2])
        self.get(self.url + "?lang=ru_RU")
        self.assertNotIn("I consent", self.get(self.url).text)
        self.get(self.url + "?lang=en_US")
        self.env.ref("itcom_crm_module.consent_translation_shipped").unlink()
        self.assertIn("There is no translation of it", self.get(self.url).text)

    def test_the_client_submits(self):
        answer = self.post("/submit", self.consent())
        self.assert_page(answer, 200, "Your documents are being checked")
        self.assert_state(self.questionnaire, wf.REVIEW)
        self.assertTrue(self.questionnaire._has_consent())
        moved = self.questionnaire.sudo().message_ids.filtered("tracking_value_ids")
        self.assertEqual(moved.author_id, self.client)
        self.assertIn("Submitted for checking", answer.text)
        activity = self.questionnaire.sudo().activity_ids
        self.assertEqual(activity.activity_type_id.name, "Check the documents")
        self.assertIn(activity.user_id, self.env.ref("itcom_crm_module.itcom_group_verifier").users)

    def test_not_without_consent(self):
        self.assert_page(self.post("/submit"), 422, "Tick that you agree")
        self.assert_state(self.questionnaire, wf.DRAFT)

    def test_a_tick_of_a_text_that_has_changed_counts_for_nothing(self):
        old = self.consent()
        self.env["itcom.consent.text"].create({"language": "en_US", "body": "Another text"})
        status, answer = self.save({"birth_place": "г. Омск", **old})
        self.assertEqual((status, answer["agreed"], answer["saved"]), (200, False, ["birth_place"]))
        self.assert_page(self.post("/submit", old), 422, "Tick that you agree", "Another text")
        self.assertEqual(self.save(self.consent())[1]["agreed"], True)
        self.assert_page(self.post("/submit"), 200, "being checked")

    def test_what_is_missing_is_named_and_led_to(self):
        self.questionnaire.sudo().write({"birth_place": False, "inn": "1"})
        self.assertTrue(PERSON["birth_place"])
        answer = self.post("/submit", self.consent())
        self.assert_page(answer, 422, "?step=holder&check=1#birth_place", "Not submitted yet")
        self.assertTrue(self.questionnaire._has_consent(), "what was ticked is kept")
        page = self.get(self.url + "?step=holder&check=1")
        self.assert_page(page, 200, "fill this in.")

    def test_the_task_goes_with_the_verdict(self):
        self.post("/submit", self.consent())
        as_verifier = self.questionnaire.with_user(self.verifier)
        as_verifier.document_ids.action_accept()
        as_verifier.action_confirm()
        self.assertFalse(self.questionnaire.sudo().activity_ids)
        self.assert_page(self.get(self.url), 200, "Your documents are confirmed")

    def test_the_task_goes_to_the_service_centre_s_verifier(self):
        verifier = self._new_user("verifier", login="itcom_centre_verifier")
        verifier.itcom_warehouse_ids = self.questionnaire.warehouse_id
        self.post("/submit", self.consent())
        self.assertEqual(self.questionnaire.sudo().activity_ids.user_id, verifier)

    def test_staff_submit_for_the_client(self):
        self.log_in(self.manager)
        self.assert_page(self.post("/submit"), 200, "being checked")
        self.assert_state(self.questionnaire, wf.REVIEW)

    def test_after_a_return_only_that_is_open(self):
        self.post("/submit", self.consent())
        as_verifier = self.questionnaire.with_user(self.verifier)
        document = as_verifier.document_ids[0]
        document.write({"verdict": "rejected", "remark": "Unreadable"})
        (as_verifier.document_ids - document).action_accept()
        as_verifier._action_with_reason(wf.RETURN, "Scan it again")
        page = self.get(self.url)
        self.assert_page(page, 200, "Please correct", "Scan it again", "Unreadable")
        _status, answer = self.save({"birth_place": "г. Омск"})
        self.assertEqual(answer["closed"], ["birth_place"])
        self.assertEqual(self.questionnaire.birth_place, PERSON["birth_place"])
        self.assertEqual(
            self.questionnaire._open_documents(), document.with_env(self.questionnaire.env)
        )

    def test_what_is_to_be_corrected_is_told_once_and_leads_there(self):
        self.post("/submit", self.consent())
        as_verifier = self.questionnaire.with_user(self.verifier)
        as_verifier.document_ids[0].write({"verdict": "rejected", "remark": "Unreadable"})
        code = as_verifier.document_ids[0].kind_id.code
        (remark,) = as_verifier._remarks().values()
        as_verifier._action_with_reason(wf.RETURN, remark, "inn")
        told = self.get(self.url).text.partition('class="returned"')[2].partition("</div>")[0]
        self.assertEqual(told.count("Unreadable"), 1)
        for place in ("documents#" + code, "holder#inn"):
            self.assertIn('href="%s?step=%s"' % (self.url, place), told)

    def test_after_submission_papers_are_not_offered_any_more(self):
        documents = self.url + "?step=documents"
        self.assertIn("Download, sign and upload", self.get(documents).text)
        self.post("/submit", self.consent())
        page = self.get(documents).text
        self.assertNotIn("Download, sign and upload", page)
        self.assertIn('href="%s">What happens now' % self.url, page)

    def test_what_was_sent_back_has_to_be_replaced(self):
        self.post("/submit", self.consent())
        as_verifier = self.questionnaire.with_user(self.verifier)
        document = as_verifier.document_ids[0]
        document.write({"verdict": "rejected", "remark": "Unreadable"})
        self.assertFalse(self.questionnaire.problem_count)
        as_verifier._action_with_reason(wf.RETURN, "Scan it again")
        self.assert_page(self.get(self.url), 200, "left to fill in: 1")
        self.assert_page(self.post("/submit"), 422, "Not submitted yet", document.kind_id.name)
        self.assert_state(self.questionnaire, wf.RETURNED)
        document.with_env(self.questionnaire.env)._add_scan(SCAN, "scan.png", CLIENT)
        self.assert_page(self.post("/submit"), 200, "being checked")

    def test_fields_that_the_verifier_names_are_open(self):
        self.post("/submit", self.consent())
        as_verifier = self.questionnaire.with_user(self.verifier)
        as_verifier._action_with_reason(wf.RETURN, "Not the city", "birth_place,inn")
        page = self.get(self.url)
        self.assert_page(page, 200, "The verifier asks you to correct this", "Not the city")
        _status, answer = self.save({"birth_place": "г. Омск", "surname": "Другой"})
        self.assertEqual((answer["saved"], answer["closed"]), (["birth_place"], ["surname"]))
        self.assert_page(self.post("/submit"), 200, "being checked")
        with self.assertRaisesRegex(UserError, "use the buttons"):
            self.questionnaire.write({"returned_fields": "surname"})
        with self.assertRaisesRegex(UserError, "use the buttons"):
            self.questionnaire.write({"corrected_fields": "inn"})

    def test_a_step_is_not_done_until_what_the_verifier_named_is_changed(self):
        self.post("/submit", self.consent())
        as_verifier = self.questionnaire.with_user(self.verifier)
        as_verifier._action_with_reason(wf.RETURN, "Not the city", "birth_place,passport_issuer")
        self.assert_page(self.get(self.url), 200, "left to fill in: 2")
        same = {"birth_place": " %s " % PERSON["birth_place"], "step": "holder"}
        self.assertEqual(self.save(same)[1]["left"]["holder"], 1)
        answer = self.save({"birth_place": "г. Омск", "step": "holder"})[1]
        self.assertEqual((answer["left"]["holder"], answer["left"]["identity"]), (0, 1))
        self.assertIn("left to fill in: 1", answer["progress"])
        # Still open, and no longer named.
        self.assertEqual(self.save({"birth_place": "г. Орёл"})[1]["saved"], ["birth_place"])
        self.assertNotIn("asks you to correct", self.get(self.url + "?step=holder").text)
        self.questionnaire.passport_issuer = "ОВД г. Орла"
        self.assert_page(self.get(self.url), 200, "everything is filled in")
        self.assert_page(self.post("/submit"), 200, "being checked")
        as_verifier._action_with_reason(wf.RETURN, "Not the city", "birth_place")
        self.assert_page(self.get(self.url), 200, "left to fill in: 1")

    def test_what_nobody_has_corrected_can_be_handed_over_all_the_same(self):
        """The client may find it right, or the verifier's remark to be met by a better scan."""
        self.post("/submit", self.consent())
        as_verifier = self.questionnaire.with_user(self.verifier)
        as_verifier._action_with_reason(wf.RETURN, "Not the city", "birth_place")
        page = self.get(self.url + "?step=documents")
        self.assert_page(page, 200, "Left to do", "#birth_place")
        self.assert_page(self.post("/submit"), 200, "being checked")

    def test_the_dialog_of_a_return_offers_what_is_asked_for(self):
        self.post("/submit", self.consent())
        action = self.questionnaire.with_user(self.verifier).action_return()
        dialog = self.env[action["res_model"]].with_user(self.verifier)
        dialog = dialog.with_context(**action["context"])
        offered = {name for name, _label in dialog._codes_of_field_names()}
        self.assertEqual(offered, self.asked(self.questionnaire))
        made = dialog.create({"reason": "See the field", "field_names": "inn"})
        made.action_apply()
        self.assertEqual(self.questionnaire._open_fields(), {"inn"})
