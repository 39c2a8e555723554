# Licence LGPL-3 (see LICENSE).

import io
import json
import re
import zipfile

from odoo.exceptions import AccessError, UserError
from odoo.tests.common import HttpSavepointCase, tagged

from .questionnaire_common import PERSON
from .test_destruction import HOLDER, SURNAME, DestructionCase


def texts(content):
    """:return: all texts of an xlsx, one after the other."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        strings = archive.read("xl/sharedStrings.xml").decode()
    return re.sub(r"<[^>]+>", "\n", strings)


@tagged("post_install", "-at_install")
class TestPersonReport(DestructionCase, HttpSavepointCase):
    """All that is held about a person, and nothing of a namesake."""

    def report(self, user=None, **values):
        """:return: a report for which the search was made."""
        Report = self.env["itcom.person.report"].with_user(user or self.administrator)
        report = Report.create(values)
        report.action_find()
        return report

    def found(self, report):
        return report.line_ids.questionnaire_id

    def test_found_by_whatever_is_known_and_however_it_is_typed(self):
        mine = self._new_questionnaire(**HOLDER)
        for values in (
            {"snils": "087-654-303 00"},
            {"snils": "08765430300"},
            {"passport": "4508 918273"},
            {"passport": "45 08 № 918273"},
            {"name": "незабудкина аграфена"},
            {"name": "Незабудкина Аграфена Поликарповна"},
            {"name": "Незабудкина"},
        ):
            with self.subTest(values=values):
                self.assertEqual(self.found(self.report(**values)), mine)
        for values in (
            {"snils": "112-233-445 95"},
            {"passport": "4508 918274"},
            {"name": "Незабудкина Мария"},
            {"name": "Незабуд%"},
        ):
            with self.subTest(values=values):
                self.assertNotIn(mine, self.found(self.report(**values)))

    def test_who_hands_in_the_papers_is_a_person_too(self):
        proxy = {
            "bearer": "proxy",
            "bearer_surname": "Носов",
            "bearer_given_name": "Олег",
            "bearer_document_number": "4510 555777",
        }
        mine = self._new_questionnaire(**proxy)
        self.assertEqual(self.found(self.report(name="Носов Олег")), mine)
        self.assertEqual(self.found(self.report(passport="4510 555777")), mine)

    def test_cards_are_found(self):
        report = self.report(snils="112-233-445 95")
        self.assertIn(self.head, report.line_ids.partner_id)

    def test_a_namesake_is_shown_and_not_ticked(self):
        mine = self._new_questionnaire(**HOLDER)
        namesake = self._new_questionnaire(**{**HOLDER, "snils": "112-233-445 95"})
        report = self.report(snils="087-654-303 00", name="Незабудкина Аграфена")
        ticked = report.line_ids.filtered("is_included")
        self.assertEqual((ticked.questionnaire_id, self.found(report)), (mine, mine | namesake))
        self.assertEqual(ticked.hint, "06.05.1980, 087-654-303 00")

    def test_nothing_held_is_said(self):
        report = self.report(name="Никого Такого Нет")
        self.assertFalse(report.line_ids)
        self.assertIn("Nothing", report.outcome)
        with self.assertRaises(UserError):
            report.action_download()
        with self.assertRaises(UserError):
            self.report(name="  ")

    def test_everything_stands_in_the_report(self):
        mine = self._full()
        report = self.report(snils=HOLDER["snils"])
        says = texts(report._content())
        for text in (
            mine.number, SURNAME, "Поликарповна", "918273", "с. Малые Незабудки",
            "Незабудкина.pdf", "Незабудкина.txt", "Звонила Незабудкина",
            "Незабудкина передумала", "Незабудкина, другие торги",
        ):  # fmt: skip
            with self.subTest(text=text):
                self.assertIn(text, says)

    def test_who_looked_stands_in_it_and_the_report_itself_is_on_record(self):
        mine = self._full()
        mine.with_user(self.verifier).read(["passport_number"])
        report = self.report(snils=HOLDER["snils"])
        self.assertIn(self.verifier.name, texts(report._content()))
        entries = (
            self.env["itcom.journal.entry"]
            .sudo()
            .search([("event", "=", "person.reported")], limit=2)
        )
        steps = [json.loads(entry.facts)["step"] for entry in entries]
        self.assertEqual(steps, ["download", "search"])
        self.assertEqual(json.loads(entries[0].facts)["questionnaires"], mine.ids)
        self.assertNotIn(SURNAME, "".join(entries.mapped("facts")))

    def test_a_formula_in_a_name_stays_a_text(self):
        self._new_questionnaire(**{**HOLDER, "birth_place": "=cmd|' /C calc'!A0"})
        content = self.report(snils=HOLDER["snils"])._content()
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sheets = [name for name in archive.namelist() if "worksheets/sheet" in name]
            self.assertNotIn(b"<f>", b"".join(map(archive.read, sheets)))

    def test_administrators_alone_and_only_who_searched(self):
        for user in (self.manager, self.verifier, self.auditor):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.report(user, name="Незабудкина")
        self._new_questionnaire(**HOLDER)
        report = self.report(snils=HOLDER["snils"])
        other = self._new_user("administrator", "other_administrator", password="other")
        with self.assertRaises(AccessError):
            report.with_user(other)._content()
        self.administrator.password = "itcom_administrator"
        url = report.action_download()["url"]
        for login in ("other_administrator", None):
            self.authenticate(login, "other" if login else None)
            answer = self.url_open(url, allow_redirects=False)
            self.assertNotEqual(answer.status_code, 200)
        self.authenticate("itcom_administrator", "itcom_administrator")
        answer = self.url_open(url)
        self.assertIn(PERSON["passport_issuer"], texts(answer.content))
        self.assertEqual(answer.headers["Cache-Control"], "no-store")

    def test_another_company_is_not_searched(self):
        self._new_questionnaire(**HOLDER)
        other = self.env["res.company"].create({"name": "Second"})
        foreigner = self._new_user(
            "administrator", "foreigner", company_id=other.id, company_ids=[(6, 0, other.ids)]
        )
        self.assertFalse(self.report(foreigner, snils=HOLDER["snils"]).line_ids)
