# Licence LGPL-3 (see LICENSE).

from importlib import util

from odoo.modules import get_module_resource
from odoo.tests import tagged

from ..itcom_core.questionnaire import papers
from .test_questionnaire_papers import PapersCase


def migrate(cr, version, stage="post"):
    """Run the script of an update to ``version``, as Odoo does."""
    path = get_module_resource("itcom_crm_module", "migrations", version, "%s-migration.py" % stage)
    spec = util.spec_from_file_location("itcom_migration", path)
    script = util.module_from_spec(spec)
    spec.loader.exec_module(script)
    script.migrate(cr, "14.0.1.0.0")


@tagged("post_install", "-at_install")
class TestMigration(PapersCase):
    """What 14.0.1.2.0 does with databases of before."""

    def test_an_alias_of_digits_is_found_by_its_digits(self):
        Questionnaire = self.env["itcom.questionnaire"].with_user(self.manager)
        number = self._new_questionnaire(alias="77-15/2")
        words = self._new_questionnaire(alias="Торги 77-15/2")
        Questionnaire.flush()
        self.env.cr.execute(
            "UPDATE itcom_questionnaire SET lookup_text = lower(alias) WHERE id IN %s",
            [(number | words)._ids],
        )
        Questionnaire.invalidate_cache()
        by_digits = [("lookup", "ilike", "77152")]
        self.assertNotIn(number, Questionnaire.search(by_digits))
        migrate(self.env.cr, "14.0.1.2.0")
        self.assertIn(number, Questionnaire.search(by_digits))
        self.assertIn(number, Questionnaire.search([("lookup", "ilike", number.number)]))
        # What needs no change is left alone.
        self.assertEqual(words.lookup_text, "торги 77-15/2")

    def test_papers_whose_scan_was_accepted_are_signed(self):
        questionnaire = self._filled()
        questionnaire.action_itcom_form_papers()
        questionnaire.action_submit()
        accepted = questionnaire.document_ids.filtered(
            lambda document: document.kind_id.code == "application"
        )
        accepted.with_user(self.verifier).action_accept()
        documents = questionnaire.itcom_document_ids
        documents.filtered("signed_document_id")._mark_unsigned()
        documents.flush()
        migrate(self.env.cr, "14.0.1.2.0")
        documents.invalidate_cache()
        signed = documents.filtered(lambda document: document.state == "signed")
        self.assertEqual(signed.kind, papers.APPLICATION)
        self.assertEqual(signed.signed_document_id, accepted)
        self.assertTrue(signed.date_signed)
