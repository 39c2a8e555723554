# Licence LGPL-3 (see LICENSE).

import base64
import io

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from PIL import Image, ImageDraw

from .documents import DocumentCase


def scan():
    """:return: a PNG with lines of "text", as a scanner makes it."""
    picture = Image.new("RGB", (900, 1200), "white")
    draw = ImageDraw.Draw(picture)
    for line in range(60, 1140, 24):
        draw.line((60, line, 840, line), fill="black", width=3)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


@tagged("post_install", "-at_install")
class TestDocumentSigning(DocumentCase):
    """The scan of a signed contract, «Подписан»."""

    def setUp(self):
        super().setUp()
        self.deal = self.make_deal({}, user_id=self.manager.id)
        self.deal.action_itcom_form_contract()
        self.contract = self.deal.itcom_contract_ids

    def attach(self, content, user=None):
        Wizard = self.env["itcom.document.sign"].with_user(user or self.manager)
        wizard = Wizard.create(
            {
                "document_id": self.contract.id,
                "file": base64.b64encode(content),
                "file_name": "скан.png",
            }
        )
        wizard.action_attach()

    def test_it_becomes_signed_and_is_downloaded_again(self):
        before = self.contract.attachment_id.raw
        self.attach(scan())
        self.assertEqual(self.contract.state, "signed")
        self.assertEqual(self.contract.status, "signed")
        self.assertTrue(self.contract.date_signed)
        picture = Image.open(io.BytesIO(self.contract.signed_attachment_id.raw))
        self.assertEqual(picture.size, (900, 1200))
        self.assertIn(
            str(self.contract.signed_attachment_id.id),
            self.contract.action_download_signed()["url"],
        )
        self.assertEqual(self.contract.attachment_id.raw, before)

    def test_sent_afterwards_it_stays_signed(self):
        self.attach(scan())
        self.deal.message_post(
            body="Ваш экземпляр",
            partner_ids=self.client.ids,
            attachment_ids=self.contract.signed_attachment_id.ids,
            subtype_xmlid="mail.mt_comment",
        )
        self.assertEqual(self.contract.state, "signed")
        self.assertEqual(self.contract.sent_to, "director@romashka.example")

    def test_what_is_no_scan_is_refused(self):
        for content in (b"MZ\x90\x00 program", b"only words"):
            with self.subTest(content=content), self.assertRaisesRegex(UserError, "scan"):
                self.attach(content)
        self.assertEqual(self.contract.state, "formed")

    def test_only_who_may_change_the_deal_attaches(self):
        colleague = self.make_user("documents-colleague", "manager")
        with self.assertRaises(AccessError):
            self.attach(scan(), colleague)
