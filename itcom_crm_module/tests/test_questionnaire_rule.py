# Licence LGPL-3 (see LICENSE).

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests.common import tagged

from .questionnaire_common import QuestionnaireCase


@tagged("post_install", "-at_install")
class TestQuestionnaireRule(QuestionnaireCase):
    """Rules are data: what administrators may write, and what it comes to."""

    def rule(self, **values):
        values = {"name": "Rule", "effect": "required", "document_codes": "snils", **values}
        return self.env["itcom.questionnaire.rule"].with_user(self.administrator).create(values)

    def test_a_rule_counts_from_the_moment_it_is_saved(self):
        questionnaire = self._new_questionnaire()
        self.assertNotIn("photo_with_passport", self.codes(questionnaire))
        rule = self.rule(document_codes="photo_with_passport", applicant_types="legal_entity")
        questionnaire.invalidate_cache()
        self.assertIn("Photo with passport", questionnaire.problem_text)
        rule.active = False
        questionnaire.invalidate_cache()
        self.assertNotIn("Photo with passport", questionnaire.problem_text)
        rule.active = True
        rule.unlink()
        questionnaire.invalidate_cache()
        self.assertNotIn("Photo with passport", questionnaire.problem_text)

    def test_its_words_are_read_in_the_readers_language(self):
        rule = self.rule(
            why="Because.",
            facts="remote",
            applicant_types="legal_entity",
            document_codes="photo_with_passport",
        )
        self.env["res.lang"]._activate_lang("ru_RU")
        rule.with_context(lang="ru_RU").why = "Потому что."
        choice = self._new_questionnaire(is_remote=True)
        for lang, words in (("en_US", "Because."), ("ru_RU", "Потому что.")):
            asks = choice.with_context(lang=lang)._schema().documents
            self.assertIn(words, [ask.why for ask in asks if ask.code == "photo_with_passport"])

    def test_nonsense_is_refused_with_the_reason(self):
        cases = [
            ({"document_codes": False}, "at least one field or document"),
            ({"valid_from": "2026-02-01", "valid_to": "2026-01-01"}, "before the first one"),
            ({"field_names": "shoe_size"}, "no such field: shoe_size"),
            ({"applicant_types": "robot"}, "no such choice: robot"),
            ({"document_codes": "shoe_box"}, "no such code in the catalogue: shoe_box"),
            ({"certificate_types": "MOON"}, "no such code in the catalogue: MOON"),
            ({"effect": "unlawful"}, "names no fields"),
        ]
        for values, text in cases:
            with self.subTest(text), self.assertRaisesRegex(ValidationError, text):
                self.rule(**values)

    def test_codes_are_kept_without_spaces_and_repetitions(self):
        rule = self.rule(document_codes=" snils , inn,snils,")
        rule.invalidate_cache()
        self.assertEqual(rule.document_codes, "snils,inn")

    def test_a_collision_is_named_with_both_rules(self):
        first = self.rule(name="One", document_codes="photo_with_passport", holders="head")
        second = self.rule(
            name="Other",
            effect="not_asked",
            document_codes="photo_with_passport",
            bearers="in_person",
        )
        for rule in (first, second):
            self.assertIn("«One»", rule.problem_text)
            self.assertIn("«Other»", rule.problem_text)
            self.assertIn("Photo with passport and application", rule.problem_text)
        # Narrower than the other one, it is an exception to it.
        second.holders = "head"
        first.invalidate_cache()
        self.assertFalse(first.problem_text)

    def test_a_gap_is_named(self):
        rules = self.env["itcom.questionnaire.rule"].search([("document_codes", "!=", False)])
        rules.write({"active": False})
        rule = self.rule(applicant_types="legal_entity")
        self.assertIn("no document is asked for", rule.problem_text)
        self.assertIn("Natural person", rule.problem_text)

    def test_shipped_rules_neither_collide_nor_leave_a_gap(self):
        trial = self.env["itcom.questionnaire.trial"].with_user(self.administrator).create({})
        self.assertFalse(trial.problem_text)

    def test_a_combination_is_tried_and_explained(self):
        Trial = self.env["itcom.questionnaire.trial"].with_user(self.administrator)
        trial = Trial.create({"applicant_type": "individual", "is_foreigner": True})
        self.assertIn("Notarised translation of the passport", trial.result_html)
        self.assertIn("Foreigner: identity document", trial.result_html)
        self.assertIn("Only a Russian passport has them.", trial.result_html)
        draft = Trial.new({"applicant_type": "individual", "holder": "proxy"})
        self.assertIn("own name only", draft.unlawful_text)

    def test_only_administrators_touch_rules_and_try_them(self):
        rule = self.rule()
        with self.assertRaises(AccessError):
            rule.with_user(self.verifier).write({"name": "Mine"})
        with self.assertRaises(AccessError):
            self.env["itcom.questionnaire.trial"].with_user(self.verifier).create({})

    def test_a_kind_of_document_that_a_rule_names_stays(self):
        kind = (
            self.env["itcom.document.kind"]
            .with_user(self.administrator)
            .create({"name": "Photo", "code": "photo"})
        )
        # The code is part of another one, which is no use of it.
        self.rule(document_codes="photo_with_passport", applicant_types="individual")
        kind.code = "photo_2"
        self.rule(document_codes="snils,photo_2", applicant_types="individual")
        with self.assertRaisesRegex(UserError, "is in use"):
            kind.unlink()
