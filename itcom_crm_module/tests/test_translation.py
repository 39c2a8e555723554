# Licence LGPL-3 (see LICENSE).

import io

import polib
from odoo.modules.module import get_module_resource
from odoo.tests import SavepointCase, tagged
from odoo.tools import trans_export


@tagged("post_install", "-at_install")
class TestTranslation(SavepointCase):
    """Users work in Russian: every string of the addon has its translation."""

    def test_every_string_is_in_russian(self):
        exported = io.BytesIO()
        trans_export(None, ["itcom_crm_module"], exported, "po", self.cr)
        strings = {entry.msgid for entry in polib.pofile(exported.getvalue().decode())}
        path = get_module_resource("itcom_crm_module", "i18n", "ru.po")
        translated = {entry.msgid for entry in polib.pofile(path) if entry.translated()}
        self.assertGreater(len(strings), 100, "the export is empty")
        self.assertFalse(sorted(strings - translated), "run `make i18n` and translate")

    def test_letters_are_chosen_by_russian_names(self):
        template = self.env.ref("itcom_crm_module.mail_template_documents")
        self.assertEqual(template.with_context(lang="ru_RU").name, "ITCOM CRM: документы сделки")

    def test_what_odoo_leaves_in_english_is_in_russian(self):
        """Of the web client's own texts, those in i18n_extra reach the browser and the server."""
        path = get_module_resource("itcom_crm_module", "i18n_extra", "ru.po")
        translations = self.env["ir.translation"]
        shown, _parameters = translations.get_translations_for_webclient(None, "ru_RU")
        in_browser = {
            message["id"]: message["string"]
            for module in shown.values()
            for message in module["messages"]
        }
        for entry in polib.pofile(path):
            with self.subTest(entry.msgid):
                if "openerp-web" in entry.comment:
                    told = in_browser.get(entry.msgid)
                else:
                    told = translations.search(
                        [("lang", "=", "ru_RU"), ("src", "=", entry.msgid), ("value", "!=", "")],
                        limit=1,
                    ).value
                self.assertEqual(told, entry.msgstr)
