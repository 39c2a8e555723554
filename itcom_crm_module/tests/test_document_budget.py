# Licence LGPL-3 (see LICENSE).

import itertools
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import config

from .documents import DocumentCase
from .test_encryption import OLD

MOST_QUERIES = 15
LINES = (1, 2, 200)


@tagged("post_install", "-at_install")
class TestDocumentBudget(DocumentCase):
    """What forming a document costs the database: the same whatever the number of lines."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_accounting()
        region = cls.env["res.country.state"].search([("country_id.code", "=", "RU")], limit=1)
        bank = cls.env["res.bank"].create({"name": "ПАО «Учётный банк»", "bic": "049205999"})
        head = cls.env["res.partner"].create({"name": "Орлов Пётр Ильич", "function": "Директор"})
        cls.client.write(
            {
                "itcom_head_id": head.id,
                "state_id": region.id,
                "country_id": region.country_id.id,
                "bank_ids": [(0, 0, {"acc_number": "40702810700000000202", "bank_id": bank.id})],
            }
        )

        cls.deals = {lines: cls.make_deal(*[{}] * lines) for lines in LINES}
        delivered = {lines: cls.make_deal(*[{}] * lines) for lines in LINES}
        cls.invoices = {lines: cls.deliver(deal) for lines, deal in delivered.items()}

    def setUp(self):
        super().setUp()
        self.branches = itertools.count(2)

    def source(self, kind, lines):
        """:return: what a document of ``kind`` is formed from, with so many lines."""
        sources = self.invoices if kind in ("act", "upd") else self.deals
        return sources[lines].with_user(self.manager).with_context(tz="Europe/Moscow")

    def change_client(self):
        """Make the next version of all documents say something else."""
        self.client.itcom_kpp = "7700%02d001" % next(self.branches)

    def form(self, source, kind, most):
        source.flush()
        self.env.cache.invalidate()
        with self.assertQueryCount(most):
            _document, is_new = source._itcom_form(kind)
            source.flush()
        self.assertTrue(is_new)

    def test_every_kind_encrypted(self):
        with patch.dict(config.options, {"itcom_scan_keys": OLD}):
            # The first encrypted file of a database lets every worker look again.
            self.make_deal({})._itcom_form("invoice")
            self.test_every_kind()

    def test_every_kind(self):
        for kind in ("invoice", "contract", "act", "upd"):
            # The first one fills what a worker keeps: rules, groups, translations.
            self.form(self.source(kind, 1), kind, 1000)
            for lines in LINES[1:]:
                source = self.source(kind, lines)
                with self.subTest(kind=kind, lines=lines, version=1):
                    self.form(source, kind, MOST_QUERIES)
                self.change_client()
                with self.subTest(kind=kind, lines=lines, version=2):
                    self.form(source, kind, MOST_QUERIES)
