# Licence LGPL-3 (see LICENSE).

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged

from ..models.itcom_file_limits import MAX_FILE, MAX_FILES, MAX_TOTAL
from .common import ItcomCase


@tagged("post_install", "-at_install")
class TestSettings(ItcomCase):
    """«Настройки ITCOM.CRM»: our administrators set what is ours, and nothing of Odoo's."""

    def settings(self, user=None):
        return self.env["itcom.settings"].with_user(user or self.administrator)

    def test_an_administrator_who_may_not_administer_odoo_sets_ours(self):
        self.assertFalse(self.administrator.has_group("base.group_system"))
        self.assertFalse(self.administrator.has_group("base.group_erp_manager"))
        form = Form(self.settings())
        self.assertEqual(form.itcom_link_days, self.company.itcom_link_days)
        form.itcom_link_days = 7
        form.itcom_manager_scope = "own"
        form.itcom_verifier_id = self.verifier
        self.assertEqual(form.save().action_save(), {"type": "ir.actions.act_window_close"})
        self.assertEqual(self.company.itcom_link_days, 7)
        self.assertEqual(self.company.itcom_manager_scope, "own")
        self.assertEqual(self.company.itcom_verifier_id, self.verifier)

    def test_others_are_refused(self):
        for user in (self.manager, self.verifier, self.auditor):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.settings(user).create({"itcom_link_days": 1})

    def test_only_ours_and_only_of_the_own_company(self):
        other = self.env["res.company"].create({"name": "ООО «Второй УЦ»"})
        name, days = self.company.name, other.itcom_link_days
        self.settings().create({"company_id": other.id, "itcom_link_days": 5})
        self.assertEqual((other.itcom_link_days, self.company.itcom_link_days), (days, 5))
        with self.assertRaises(AccessError):
            self.company.with_user(self.administrator).write({"name": "ООО «Чужое»"})
        self.assertEqual(self.company.name, name)

    def test_how_large_files_may_be(self):
        form = Form(self.settings())
        self.assertEqual((form.max_file_mebibytes, form.max_files), (20, 20))
        form.max_file_mebibytes, form.max_files, form.max_total_mebibytes = 5, 3, 40
        form.save()
        limits = self.env["itcom.file.limits"]
        found = [limits._setting(one) for one in (MAX_FILE, MAX_FILES, MAX_TOTAL)]
        self.assertEqual(found, [5, 3, 40])
        self.assertEqual(limits._limits().max_bytes, 5 * 1024 * 1024)
        self.assertEqual(Form(self.settings()).max_files, 3)

    def test_a_change_of_how_large_files_may_be_is_on_record(self):
        Form(self.settings()).save()
        domain = [("event", "=", "settings.changed"), ("user_id", "=", self.administrator.id)]
        before = self.env["itcom.journal.entry"].search_count(domain)
        self.settings().create({"max_files": 4})
        self.assertEqual(self.env["itcom.journal.entry"].search_count(domain), before + 1)

    def test_nonsense_about_files_is_refused(self):
        for values in (
            {"max_file_mebibytes": 0},
            {"max_file_mebibytes": -5},
            {"max_file_mebibytes": 101},
            {"max_files": 0},
            {"max_files": 1000},
            {"max_total_mebibytes": 0},
            {"max_file_mebibytes": 50, "max_total_mebibytes": 40},
            {"max_total_mebibytes": 10},
        ):
            with self.subTest(values=values), self.assertRaises(ValidationError):
                self.settings().create(values)
        self.assertEqual(self.env["itcom.file.limits"]._setting(MAX_FILE), 20)

    def test_what_stays_as_it_is_is_not_written(self):
        self.company.itcom_link_days = 14
        self.company.flush()
        before = self.company.write_date
        Form(self.settings()).save()
        self.company.flush()
        self.assertEqual(self.company.write_date, before)
