# Licence LGPL-3 (see LICENSE).

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests.common import tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .questionnaire_common import QuestionnaireCase


@tagged("post_install", "-at_install")
class TestCertificateType(QuestionnaireCase):
    """The catalogues behind a questionnaire: what may be in them, and what may not go."""

    def new_entry(self, model, **values):
        return self.env[model].with_user(self.administrator).create(values)

    def test_every_shipped_entry_has_a_source(self):
        for model in ("itcom.oid", "itcom.certificate.type", "itcom.crypto.provider"):
            entries = self.env[model].search([])
            self.assertTrue(entries)
            self.assertFalse(entries.filtered(lambda entry: not entry.source), model)

    def test_an_identifier_must_look_like_one(self):
        for code in ("1.2.x", "1", "1..2", "4.1"):
            with self.subTest(code), self.assertRaisesRegex(ValidationError, "numbers with dots"):
                self.new_entry("itcom.oid", code=code, name="Nonsense")
        self.assertTrue(self.new_entry("itcom.oid", code="1.2.643.9.9", name="Invented"))

    @mute_logger("odoo.sql_db")
    def test_an_identifier_stands_once(self):
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self.new_entry("itcom.oid", code="1.3.6.1.5.5.7.3.2", name="Again")

    def test_a_type_needs_a_plain_code_and_somebody_it_is_for(self):
        with self.assertRaisesRegex(ValidationError, "Latin letters"):
            self.new_entry("itcom.certificate.type", code="A,B", name="Two")
        with self.assertRaisesRegex(ValidationError, "for whom"):
            self.new_entry(
                "itcom.certificate.type",
                code="NOBODY",
                name="Nobody",
                for_legal_entity=False,
                for_sole_proprietor=False,
                for_individual=False,
            )

    def test_what_is_in_use_is_archived_not_deleted(self):
        questionnaire = self._new_questionnaire()
        cases = [
            self.type_open,
            self.type_open.oid_ids[0],
            questionnaire.crypto_provider_id,
            questionnaire.document_ids[0].kind_id,
        ]
        for entry in cases:
            entry = entry.with_user(self.administrator)
            with self.subTest(entry._name), self.assertRaisesRegex(UserError, "archive it"):
                entry.unlink()
            entry.active = False
            self.assertTrue(entry.exists())
        self.assertEqual(questionnaire.certificate_type_ids, self.type_open)

    def test_what_is_in_use_keeps_its_meaning(self):
        kind = self.type_open.with_user(self.administrator)
        kind.write({"issuer_route": "partner"})
        self._new_questionnaire()
        for values in (
            {"code": "OTHER"},
            {"signature_class": "qualified"},
            {"issuer_route": "own"},
        ):
            with self.subTest(values), self.assertRaisesRegex(UserError, "new entry"):
                kind.write(values)
        kind.write({"name": "Renamed", "code": kind.code})

    @mute_logger("odoo.sql_db")
    def test_a_product_in_use_stays(self):
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self.product.unlink()

    def test_an_unused_entry_may_go(self):
        self.new_entry("itcom.certificate.type", code="SPARE", name="Spare").unlink()

    def test_only_administrators_change_catalogues(self):
        for entry in (self.type_open, self.type_open.oid_ids[0]):
            with self.assertRaises(AccessError):
                entry.with_user(self.verifier).write({"name": "Mine"})

    def test_positions_imply_types_that_fit_into_one_certificate(self):
        egais_product = self._new_product("EGAIS")
        self.type_egais.product_id = egais_product
        deal = self._new_deal(self.client, self.product | egais_product)
        vals = self.env["itcom.questionnaire"]._prepare_missing({"order_id": deal.id})
        self.assertEqual(vals["certificate_type_ids"], [(6, 0, self.type_egais.ids)])
