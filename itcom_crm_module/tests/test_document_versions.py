# Licence LGPL-3 (see LICENSE).

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .documents import DocumentCase


@tagged("post_install", "-at_install")
class TestDocumentVersions(DocumentCase):
    """A document stays as it was formed; a changed deal gets a new version of it."""

    def test_an_unchanged_deal_gives_no_second_invoice(self):
        deal = self.make_deal({})
        invoice = self.form_invoice(deal)
        action = deal.action_itcom_form_invoice()
        self.assertEqual(deal.itcom_document_ids, invoice)
        self.assertEqual(action["tag"], "display_notification")
        self.assertIn(invoice.number, action["params"]["title"])

    def test_a_changed_deal_shows_its_invoice_as_outdated(self):
        deal = self.make_deal({})
        invoice = self.form_invoice(deal)
        self.assertFalse(invoice.is_outdated)
        self.assertEqual(invoice.status, "formed")
        deal.order_line.price_unit = 2000.0
        invoice.invalidate_cache()
        self.assertTrue(invoice.is_outdated)
        self.assertEqual(invoice.status, "outdated")

    def test_a_new_version_keeps_number_and_date_and_the_old_file(self):
        deal = self.make_deal({"price": 1000.0})
        first = self.form_invoice(deal)
        deal.order_line.price_unit = 2000.0
        first.action_form_new_version()
        second = deal.itcom_document_ids - first
        self.assertEqual((second.number, second.date), (first.number, first.date))
        self.assertEqual((first.version, second.version), (1, 2))
        self.assertEqual(first.replaced_by_id, second)
        self.assertEqual((first.status, second.status), ("replaced", "formed"))
        self.assertIn("1 000,00", self.text_of(first))
        self.assertIn("2 000,00", self.text_of(second))
        self.assertNotEqual(first.attachment_id.name, second.attachment_id.name)

    def test_what_does_not_stand_in_it_does_not_outdate_it(self):
        deal = self.make_deal({})
        invoice = self.form_invoice(deal)
        deal.write({"itcom_description": "КЭП для торгов", "note": "Позвонить"})
        invoice.invalidate_cache()
        self.assertFalse(invoice.is_outdated)

    def test_nobody_changes_a_document_by_hand(self):
        invoice = self.form_invoice(self.make_deal({}))
        for user in (self.manager, self.make_user("documents-admin", "administrator")):
            with self.subTest(user=user.login):
                own = invoice.with_user(user)
                with self.assertRaises(AccessError):
                    own.write({"number": "777"})
                with self.assertRaises(AccessError):
                    own.unlink()
                with self.assertRaises(AccessError):
                    own.attachment_id.write({"raw": b"forged"})
                with self.assertRaises(AccessError):
                    own.attachment_id.unlink()
