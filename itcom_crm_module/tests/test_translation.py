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
