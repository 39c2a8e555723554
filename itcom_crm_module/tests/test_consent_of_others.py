# Licence LGPL-3 (see LICENSE).

import base64
from datetime import date
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests.common import tagged
from odoo.tools import config, mute_logger

from ..itcom_core import encryption
from ..itcom_core.questionnaire import choice as ch
from ..itcom_core.questionnaire import workflow as wf
from .documents import docx_text
from .questionnaire_common import PERSON, SCAN
from .test_consent import ConsentCase
from .test_encryption import OLD
from .test_questionnaire_papers import BEARER, PROXY, PapersCase

HEAD = {"head_surname": "Орлов", "head_given_name": "Пётр", "head_patronymic": "Ильич"}


class OthersCase(ConsentCase, PapersCase):
    """A proxy's questionnaire that names the head and who hands in the documents as well."""

    def setUp(self):
        super().setUp()
        self.mine = self._new_questionnaire(**{**PERSON, **PROXY, **HEAD, **BEARER})

    def dialog(self, role="head", user=None):
        mine = self.mine.with_user(user or self.manager)
        action = mine.action_consent_of_others()
        wizard = self.env[action["res_model"]].with_user(user or self.manager)
        wizard = wizard.browse(action["res_id"])
        if wizard.role != role:
            wizard.action_another()
        return wizard

    def keep(self, role="head", content=SCAN):
        """:return: the consent that is kept with its scan."""
        wizard = self.dialog(role)
        wizard.write({"file": base64.b64encode(content), "file_name": "согласие.png"})
        wizard.action_keep()
        return self.mine.sudo().consent_ids.filtered(lambda one: one.role == role)[:1]


@tagged("post_install", "-at_install")
class TestConsentOfOthers(OthersCase):
    """The head and the proxy agree on paper, and what they agreed to is kept."""

    def test_the_questionnaire_asks_for_them(self):
        self.assertIn("Орлов Пётр Ильич (Head)", self.mine.consents_lacking)
        self.assertIn("Кузнецов Ян Олегович (Proxy", self.mine.consents_lacking)
        self.assertNotIn("Ковалёва", self.mine.consents_lacking)

    def test_a_head_who_is_the_holder_is_asked_once(self):
        self.assertFalse(self._new_questionnaire(**PERSON).consents_lacking)

    def test_whom_the_choice_leaves_out_is_not_asked(self):
        self.mine.write({"bearer": ch.IN_PERSON, "holder": ch.HEAD})
        self.assertFalse(self.mine.consents_lacking)

    def test_each_has_a_paper_to_sign(self):
        for role, name, number in (
            ("head", "Орлов Пётр Ильич", ""),
            ("bearer", "Кузнецов", "654321"),
        ):
            with self.subTest(role=role):
                wizard = self.dialog(role)
                text = docx_text(base64.b64decode(wizard.with_context(bin_size=False).paper))
                self.assertIn(name, text)
                self.assertIn(number, text)
                self.assertNotIn("Ковалёва", text)

    def test_the_signed_paper_is_kept_with_the_version_of_its_text(self):
        consent = self.keep()
        self.assertEqual(consent.person, "Орлов Пётр Ильич")
        self.assertEqual((consent.text_id, consent.is_proven), (self.text, True))
        self.assertEqual((consent.given_by, consent.user_id), ("staff", self.manager))
        self.assertTrue(base64.b64decode(consent.scan).startswith(b"\x89PNG"))
        self.assertNotIn("Орлов", self.mine.consents_lacking)
        self.keep("bearer")
        self.mine.invalidate_cache()
        self.assertFalse(self.mine.consents_lacking)
        self.assertFalse(self.mine.consent_state, "the holder has not agreed by that")
        self.assertFalse(self.mine._has_consent())

    def test_the_dialog_begins_with_who_has_not_agreed(self):
        self.keep("head")
        action = self.mine.action_consent_of_others()
        wizard = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual((wizard.role, wizard.has_another), ("bearer", True))
        self.assertEqual(wizard.action_another()["res_id"], wizard.id)
        self.assertEqual((wizard.role, wizard.person), ("head", "Орлов Пётр Ильич"))

    def test_nothing_is_kept_without_a_scan(self):
        for content in (b"", b"MZ no scan"):
            with self.subTest(content=content), self.assertRaises(UserError):
                self.keep(content=content)
        self.assertFalse(self.mine.sudo().consent_ids)

    def test_the_scan_is_sealed_and_seen_by_who_sees_the_questionnaire(self):
        with patch.dict(config.options, {"itcom_scan_keys": OLD}):
            consent = self.keep()
            file = self.env["itcom.eraser"]._attachments_of(consent)
            with open(file._full_path(file.store_fname), "rb") as stored:
                self.assertTrue(stored.read().startswith(encryption.MAGIC))
            self.assertTrue(consent.with_user(self.manager).scan)
            with mute_logger("odoo.addons.base.models.ir_rule"):
                for user in (self.other_manager, self.auditor):
                    with self.subTest(user=user.login), self.assertRaises(AccessError):
                        consent.invalidate_cache()
                        consent.with_user(user).read(["scan"])

    def test_nobody_takes_down_a_consent_of_a_foreign_questionnaire(self):
        with mute_logger("odoo.addons.base.models.ir_rule"), self.assertRaises(AccessError):
            self.dialog(user=self.other_manager)

    def test_withdrawn_it_stops_the_questionnaire_until_there_is_a_new_one(self):
        self.give(self.mine)
        consent = self.keep()
        self.withdraw(consent, is_cancelling=False)
        self.assertEqual(self.mine.consent_state, "withdrawn")
        self.assertFalse(self.mine.can_edit)
        self.assertIn("Орлов", self.mine.consents_lacking)
        self.keep()
        self.assertEqual(self.mine.consent_state, "given")

    def test_withdrawn_it_cancels_what_is_open(self):
        self.withdraw(self.keep())
        self.assertEqual(self.mine.state, wf.CANCELLED)

    def test_the_same_head_of_another_questionnaire_withdraws_there_as_well(self):
        first, other = self.keep(), self.mine
        self.mine = self._new_questionnaire(**{**PERSON, **PROXY, **HEAD})
        second = self.keep()
        self.assertEqual(first._of_same_person(), first | second)
        self.assertNotEqual(other, self.mine)

    def test_the_report_on_the_person_shows_it(self):
        self.keep()
        rows = list(
            self.env["itcom.person.file"]
            .sudo()
            ._values(self.env["itcom.person.file"]._children(self.mine.sudo(), self.client.sudo()))
        )
        self.assertIn("Орлов Пётр Ильич", [value for _title, _name, value in rows])

    def test_destruction_takes_name_and_scan(self):
        consent = self.keep()
        self.mine.sudo()._destroy("everything")
        self.assertEqual((consent.person, consent.scan, consent.scan_name), (False, False, False))
        self.assertFalse(self.env["itcom.eraser"]._attachments_of(consent))
        self.assertTrue(consent.text_hash)
        self.assertEqual(consent.date.date(), date.today())
