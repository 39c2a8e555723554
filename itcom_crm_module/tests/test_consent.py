# Licence LGPL-3 (see LICENSE).

import json
from datetime import date, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests.common import tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from ..itcom_core.questionnaire import workflow as wf
from ..models.itcom_consent import digest
from .questionnaire_common import SCAN, QuestionnaireCase


class ConsentCase(QuestionnaireCase):
    """Consents of all states."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.text = cls.env.ref("itcom_crm_module.consent_text_shipped")

    def give(self, questionnaire, by="client"):
        questionnaire_sudo = questionnaire.sudo()
        return questionnaire_sudo._give_consent(questionnaire_sudo._consent_text(), by)

    def withdraw(self, consents, **values):
        action = consents.with_user(self.administrator).action_withdraw()
        Wizard = self.env["itcom.consent.withdrawal"].with_user(self.administrator)
        wizard = Wizard.with_context(**action["context"]).create({"reason": "письмо", **values})
        wizard.action_withdraw()
        return wizard


@tagged("post_install", "-at_install")
class TestConsentText(ConsentCase):
    """Which words are shown, and that nobody changes them under a consent."""

    def test_the_words_name_the_operator(self):
        self.company.partner_id.write({"vat": "7700000016", "city": "г. Казань"})
        said = self._new_questionnaire()._consent_said()
        self.assertIn("%s, ИНН 7700000016" % self.company.name, said)
        self.assertIn("г. Казань", said)
        self.assertNotIn("{operator}", said)

    def test_braces_of_a_company_name_are_no_commands(self):
        self.company.name = "ООО «{0.__class__}»"
        self.assertIn("ООО «{0.__class__}»", self._new_questionnaire()._consent_said())

    def test_own_text_of_the_company_beats_the_shared_one_and_newer_beats_older(self):
        Text = self.env["itcom.consent.text"].with_user(self.administrator)
        own = Text.create(
            {"company_id": self.company.id, "body": "Своё", "valid_from": "2020-01-01"}
        )
        mine = self._new_questionnaire()
        self.assertEqual(mine._consent_text(), own)
        newer = Text.create(
            {"company_id": self.company.id, "body": "Новее", "valid_from": "2021-01-01"}
        )
        self.assertEqual((own.version, newer.version), (1, 2))
        self.assertEqual(mine._consent_text(), newer)
        newer.valid_from = date.today() + timedelta(days=2)
        self.assertEqual(mine._consent_text(), own)

    def test_the_language_of_the_reader_or_else_russian(self):
        english = self.text.copy({"language": "en_US", "body": "I agree."})
        mine = self._new_questionnaire()
        self.assertEqual(mine.with_context(lang="en_US")._consent_text(), english)
        self.assertEqual(mine.with_context(lang="de_DE")._consent_text(), self.text)

    def test_a_translation_is_read_and_the_text_itself_agreed_to(self):
        self.company.partner_id.vat = "7700000016"
        mine = self._new_questionnaire().with_context(lang="en_US")
        text = mine._consent_text()
        self.assertEqual(text, self.text)
        translated = text._translated(self.company)
        self.assertIn("I consent to the processing of my personal data", translated)
        self.assertIn("%s, INN 7700000016" % self.company.name, translated)
        for lang in ("ru_RU", "de_DE"):
            self.assertEqual(text.with_context(lang=lang)._translated(self.company), "")
        consent = self.give(mine)
        self.assertEqual((consent.text_id, consent.said), (self.text, mine._consent_said()))
        self.assertIn("даю согласие", consent.said)
        # Corrected even now: nobody has agreed to it.
        translation = text.translation_ids.with_user(self.administrator)
        translation.body = "Better: {operator}"
        self.assertIn("Better: " + self.company.name, text._translated(self.company))
        self.assertTrue(consent.is_proven)
        translation.unlink()
        self.assertEqual(text._translated(self.company), "")

    def test_one_translation_into_each_language_and_none_into_its_own(self):
        values = {"text_id": self.text.id, "body": "x"}
        Translation = self.env["itcom.consent.translation"].with_user(self.administrator)
        Translation.create({**values, "language": "ru_RU"})
        self.assertEqual(self.text.with_context(lang="ru_RU")._translated(self.company), "")
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            Translation.create({**values, "language": "en_US"})

    def test_a_new_version_begins_with_the_translations_of_the_old_one(self):
        copy = self.text.browse(self.text.action_new_version()["res_id"])
        self.assertEqual(
            copy.translation_ids.mapped("body"), self.text.translation_ids.mapped("body")
        )
        self.assertFalse(copy.translation_ids & self.text.translation_ids)

    def test_a_text_that_was_agreed_to_stays_as_it_is(self):
        text = self.text.with_user(self.administrator)
        text.body = text.body + " "
        self.give(self._new_questionnaire())
        for vals in ({"body": "x"}, {"language": "en_US"}, {"company_id": self.company.id}):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                text.write(vals)
        with self.assertRaises(UserError):
            text.unlink()
        text.is_approved = True
        copy = text.browse(text.action_new_version()["res_id"])
        self.assertEqual((copy.version, copy.is_approved), (text.version + 1, False))
        copy.unlink()


@tagged("post_install", "-at_install")
class TestConsent(ConsentCase):
    """A consent is proof: of who, to what, when; and it can't be made up or made away."""

    def test_it_keeps_the_words_the_person_and_the_way(self):
        mine = self._filled()
        self.assertFalse(mine._has_consent())
        consent = self.give(mine)
        self.assertTrue(mine._has_consent())
        self.assertEqual((consent.person, consent.given_by), (mine.holder_name, "client"))
        self.assertEqual(consent.text_hash, digest(mine._consent_said()))
        self.assertEqual(mine.consent_state, "given")
        entry = self.env["itcom.journal.entry"].sudo().search([], limit=1)
        self.assertEqual((entry.event, entry.partner_res_id), ("consent.given", self.client.id))
        self.assertEqual(
            json.loads(entry.facts),
            {
                "by": "client",
                "consent": consent.id,
                "role": "holder",
                "text": consent.text_hash,
            },
        )

    def test_another_address_of_the_company_leaves_the_proof_whole(self):
        consent = self.give(self._new_questionnaire())
        said = consent.said
        self.company.partner_id.street = "ул. Другая, 1"
        consent.invalidate_cache()
        self.assertEqual((consent.said, consent.is_proven), (said, True))

    def test_words_changed_in_the_database_are_seen(self):
        consent = self.give(self._new_questionnaire())
        self.env["itcom.consent.text"].flush()
        self.env.cr.execute("UPDATE itcom_consent_text SET body = 'Согласен на всё' || body")
        self.env["itcom.consent.text"].invalidate_cache()
        self.assertFalse(consent.is_proven)

    def test_another_holder_has_not_agreed(self):
        mine = self._filled()
        self.give(mine)
        mine.surname = "орлов "
        self.assertTrue(mine._has_consent())
        mine.surname = "Соколов"
        self.assertFalse(mine._has_consent())

    def test_a_consent_before_any_name_holds_for_who_submits(self):
        mine = self._filled(surname=False)
        mine.write({"surname": False, "given_name": False, "patronymic": False})
        consent = self.give(mine)
        self.assertFalse(consent.person)
        mine.write({"surname": "Орлов", "given_name": "Пётр", "patronymic": "Ильич"})
        self.assertTrue(mine._has_consent())
        mine.action_submit()
        self.assertEqual(consent.person, "Орлов Пётр Ильич")

    def test_nobody_makes_changes_or_deletes_one(self):
        mine = self._new_questionnaire()
        consent = self.give(mine)
        for user in (self.manager, self.verifier, self.administrator):
            own = consent.with_user(user)
            forged = {"questionnaire_id": mine.id, "text_id": self.text.id}
            for deed, *values in (
                (own.write, {"state": "withdrawn"}),
                (own.unlink,),
                (own.create, forged),
            ):
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    deed(*values)
        for user in (self.manager, self.administrator):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                mine.with_user(user).write({"consent_state": "given"})
        with_default = mine.with_context(default_consent_state="given")
        self.assertFalse(with_default.copy().consent_state)

    def test_a_foreign_manager_sees_none(self):
        consent = self.give(self._new_questionnaire())
        with self.assertRaises(AccessError), mute_logger("odoo.addons.base.models.ir_rule"):
            consent.with_user(self.other_manager).read(["person"])

    def test_a_text_of_another_company_is_no_text(self):
        other = self.env["res.company"].create({"name": "Second"})
        foreign = self.text.copy({"company_id": other.id})
        with self.assertRaises(UserError):
            self._new_questionnaire().sudo()._give_consent(foreign, "client")

    def test_a_paper_is_entered_by_a_manager(self):
        mine = self._new_questionnaire()
        mine.action_consent_on_paper()
        consent = mine.sudo().consent_ids
        self.assertEqual((consent.given_by, consent.user_id), ("staff", self.manager))
        with self.assertRaises(AccessError), mute_logger("odoo.addons.base.models.ir_rule"):
            mine.with_user(self.other_manager).action_consent_on_paper()


@tagged("post_install", "-at_install")
class TestConsentWithdrawal(ConsentCase):
    """After a withdrawal nothing goes on but what the law demands."""

    def test_an_open_questionnaire_is_cancelled(self):
        mine = self._in_review()
        consent = self.give(mine)
        self.withdraw(consent)
        self.assert_state(mine, wf.CANCELLED)
        self.assertEqual(consent.state, "withdrawn")
        self.assertEqual(consent.withdrawn_by_id, self.administrator)
        self.assertEqual(mine.consent_state, "withdrawn")
        events = self.env["itcom.journal.entry"].sudo().search([], limit=5).mapped("event")
        self.assertIn("consent.withdrawn", events)

    def test_or_stands_still_until_there_is_a_new_consent(self):
        mine = self._filled()
        self.withdraw(self.give(mine), is_cancelling=False)
        self.assert_state(mine, wf.DRAFT)
        self.assertFalse(mine.can_submit or mine.can_send or mine.can_edit)
        self.assertTrue(mine.can_cancel)
        document = mine.document_ids[0]
        for deed in (
            mine.action_submit,
            mine.action_send,
            lambda: mine.write({"surname": "Иной"}),
            lambda: document.write({"file": SCAN}),
        ):
            with self.assertRaises(UserError):
                deed()
        self.give(mine)
        mine.action_submit()
        self.assert_state(mine, wf.REVIEW)

    def test_all_consents_of_the_person_and_of_no_namesake(self):
        first, second = self._filled(), self._filled()
        namesake = self._filled(snils="087-654-303 00")
        consents = [self.give(one) for one in (first, second, namesake)]
        wizard = self.withdraw(consents[0])
        self.assertEqual(wizard.consent_ids, consents[0] | consents[1])
        self.assertEqual(consents[2].state, "given")

    def test_it_arrives_after_it_was_given_and_not_tomorrow(self):
        consent = self.give(self._new_questionnaire())
        for day in (date.today() + timedelta(days=1), date.today() - timedelta(days=1)):
            with self.subTest(day=day), self.assertRaises(UserError):
                self.withdraw(consent, date=day)
        self.withdraw(consent)
        with self.assertRaises(UserError):
            consent._withdraw("again", date.today())

    def test_who_manages_can_not_withdraw(self):
        consent = self.give(self._new_questionnaire())
        self.assertFalse(
            self.env["itcom.consent.withdrawal"]
            .with_user(self.verifier)
            .check_access_rights("create", raise_exception=False)
        )
        self.assertEqual(consent.state, "given")
