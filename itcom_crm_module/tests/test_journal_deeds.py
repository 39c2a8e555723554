# Licence LGPL-3 (see LICENSE).

import json
from contextlib import suppress

from odoo import SUPERUSER_ID
from odoo.exceptions import AccessError
from odoo.tests.common import tagged
from odoo.tools import mute_logger

from .questionnaire_common import QuestionnaireCase

LOGGERS = ("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")


class DeedCase(QuestionnaireCase):
    """What a deed leaves in the journal."""

    def _since(self, action, *args):
        """:return: entries that ``action`` leaves, oldest first; it may be refused."""
        Entry = self.env["itcom.journal.entry"].sudo()
        last = Entry.search([], limit=1)
        with mute_logger(*LOGGERS), suppress(AccessError):
            action(*args)
        return Entry.search([("id", ">", last.id)], order="id")


@tagged("post_install", "-at_install")
class TestRefusalsOnRecord(DeedCase):
    """Who tries what is not theirs leaves an entry, by whichever way."""

    def setUp(self):
        super().setUp()
        # Tries are counted in a transaction of their own: each test has a user of its own.
        self.stranger = self._stranger()

    def _stranger(self):
        self.env.cr.execute("SELECT nextval('res_users_id_seq')")
        return self._new_user("manager", "stranger_%s" % self.env.cr.fetchone())

    def test_a_foreign_questionnaire(self):
        mine = self._new_questionnaire()
        for name, *values in (("read", ["surname"]), ("write", {"alias": "x"}), ("unlink",)):
            theirs = mine.with_user(self._stranger())
            with self.subTest(operation=name):
                theirs.invalidate_cache()
                entry = self._since(getattr(theirs, name), *values)[:1]
                self.assertEqual(entry.event, "access.refused")
                self.assertEqual(entry.user_id, theirs.env.user)
                self.assertEqual(entry.model, "itcom.questionnaire")
                self.assertEqual(json.loads(entry.facts)["ids"], mine.ids)

    def test_a_model_that_the_group_has_no_right_on(self):
        rules = self.env["itcom.retention.rule"].with_user(self.stranger)
        entry = self._since(rules.search_read, [])
        self.assertEqual((entry.event, entry.model), ("access.refused", "itcom.retention.rule"))

    def test_a_scan_s_attachment(self):
        document = self._filled().document_ids[0]
        attachment = document.sudo().scan_ids[0]._attachments(["file"])
        entry = self._since(attachment.with_user(self.stranger).read, ["datas"])
        self.assertIn("access.refused", entry.mapped("event"))

    def test_a_program_that_tries_all_numbers_fills_no_journal(self):
        theirs = [self._new_questionnaire().with_user(self.stranger) for _index in range(5)]

        def try_all():
            for one in theirs:
                one.invalidate_cache()
                with suppress(AccessError):
                    one.read(["surname"])

        self.assertEqual(len(self._since(try_all)), 1)
        other = theirs[0].with_user(self._stranger())
        self.assertEqual(len(self._since(other.read, ["surname"])), 1)

    def test_what_is_no_secret_of_ours_is_not_recorded(self):
        servers = self.env["ir.mail_server"].with_user(self.manager)
        self.assertFalse(self._since(servers.search_read, []))


@tagged("post_install", "-at_install")
class TestSettingsOnRecord(DeedCase):
    """Who changes what decides over clients and scans is on record, not what it says."""

    def _only(self, deed, *args):
        entry = self._since(deed, *args)
        self.assertEqual(entry.mapped("event"), ["settings.changed"])
        return entry, json.loads(entry.facts)

    def test_settings_of_the_company(self):
        company = self.company.with_user(self.env.ref("base.user_admin"))
        entry, facts = self._only(company.write, {"itcom_manager_scope": "own", "phone": "1"})
        self.assertEqual(entry.name, company.name)
        self.assertEqual(facts, {"fields": ["itcom_manager_scope"], "operation": "write"})
        self.assertFalse(self._since(company.write, {"phone": "2"}))

    def test_rules_and_catalogues(self):
        for ref in (
            "retention_rule_cancelled",
            "consent_text_shipped",
            "certificate_type_trading",
            "document_kind_snils",
        ):
            record = self.env.ref("itcom_crm_module." + ref).with_user(self.administrator)
            with self.subTest(ref=ref):
                entry, facts = self._only(
                    record.write, {"source" if "source" in record else "valid_from": "2020-01-01"}
                )
                self.assertEqual((entry.model, entry.res_id), (record._name, record.id))
        rule = self.env["itcom.retention.rule"].with_user(self.administrator)
        vals = {"name": "x", "kind": "cancelled", "days": 1, "ground": "Петров"}
        entry, facts = self._only(rule.create, vals)
        self.assertEqual(facts["operation"], "create")
        self.assertNotIn("Петров", entry.facts)
        entry, facts = self._only(rule.browse(entry.res_id).unlink)
        self.assertEqual(facts["operation"], "unlink")

    def test_record_rules_and_rights_of_odoo(self):
        admin = self.env.ref("base.user_admin")
        rule = self.env.ref("itcom_crm_module.itcom_questionnaire_rule_own").with_user(admin)
        self._only(rule.write, {"active": False})
        access = self.env.ref("itcom_crm_module.access_itcom_consent_manager").with_user(admin)
        self._only(access.write, {"perm_write": True})

    def test_parameters_of_ours_alone(self):
        parameters = self.env["ir.config_parameter"].with_user(self.env.ref("base.user_admin"))
        self._only(parameters.set_param, "itcom_crm_module.upload_max_files", "7")
        self.assertFalse(self._since(parameters.set_param, "web.something", "7"))

    def test_installation_and_schedule_are_nobody_s_deeds(self):
        rule = self.env.ref("itcom_crm_module.retention_rule_cancelled").with_user(SUPERUSER_ID)
        self.assertFalse(self._since(rule.write, {"days": 400}))
