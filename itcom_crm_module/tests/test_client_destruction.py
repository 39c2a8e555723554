# Licence LGPL-3 (see LICENSE).

import base64
from datetime import date
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests.common import Form, new_test_user, tagged
from odoo.tools import mute_logger

from .. import journal_store
from ..itcom_core.questionnaire import workflow as wf
from ..models.itcom_partner_destruction import ERASED, KEPT_FIELDS, WORDLESS
from .documents import docx_text
from .questionnaire_common import SCAN
from .test_destruction import DestructionCase

# A client whom nothing but the own card, deals and entries knows.
NAME = "Лютикова Пелагея Фроловна"
CARD = {
    "name": NAME,
    "itcom_applicant_type": "individual",
    "vat": "160000003115",
    "itcom_snils": "087-654-303 00",
    "email": "lyutikova@primer.example",
    "phone": "+7 999 333-22-11",
    "street": "ул. Лютиковая, д. 1",
    "comment": "Лютикова просила звонить вечером",
}
NEEDLES = (
    "лютиков", "lyutikov", "пелагея", "фроловн", "160000003115", "08765430300", "333-22-11",
    "3332211",
)  # fmt: skip
MARK = b"a photo of Lyutikova"
YEARS_AGO = "2015-03-04"


class ClientDestructionCase(DestructionCase):
    """A natural person with everything that a card, a deal and its accounting can hold."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rule.active = False
        cls.rule = cls.env.ref("itcom_crm_module.retention_rule_client")
        cls.rule.active = True
        cls.person = cls._new_person()
        receivable = cls.make_accounting()
        cls.person.with_company(cls.company).property_account_receivable_id = receivable
        cls.env["account.journal"].create(
            {"name": "Банк", "code": "БАНК", "type": "bank", "company_id": cls.company.id}
        )
        cls._new_bank_account(cls.company)
        cls._grow_old(cls.person)

    @classmethod
    def _new_person(cls, **values):
        """:return: a card that nothing holds, as old as it has to be."""
        card = cls._new_client(user=cls.manager, **{**CARD, **values}).sudo()
        cls._grow_old(card)
        return card

    @classmethod
    def _grow_old(cls, *recordsets):
        """Nobody has touched these records for years."""
        for records in recordsets:
            records.flush()
            query = "UPDATE %s SET write_date = '2015-01-01' WHERE id = ANY(%%s)" % records._table
            cls.env.cr.execute(query, [records.ids])
            records.invalidate_cache()

    def _due(self):
        """:return: the cards of the test's person that a proposal names."""
        return self._run().line_ids.partner_id & self.person

    def _deal(self, day=YEARS_AGO):
        """:return: a confirmed deal of that day, delivered, invoiced and paid."""
        deal = self._new_deal(self.person.with_user(self.manager), self.product).sudo()
        deal.write(
            {
                "client_order_ref": "Лютикова, заказ",
                "note": "Лютикова придёт сама",
                "itcom_description": "КЭП для Лютиковой",
            }
        )
        deal.order_line.name = "Сертификат для Лютиковой"
        deal.action_confirm()
        deal.date_order = day
        move = self._invoice(deal, day)
        self._pay(move, day)
        return deal

    def _invoice(self, deal, day):
        deal.order_line.qty_delivered = 1
        move = deal._create_invoices()
        move.write({"invoice_date": day, "date": day, "ref": "Лютикова", "narration": "Лютикова"})
        move.action_post()
        return move

    def _pay(self, move, day):
        register = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=move.ids
        )
        form = Form(register)
        form.payment_date = day
        form.communication = "От Лютиковой"
        form.save().action_create_payments()

    def _everything(self):
        """Put the person's name wherever Odoo takes one."""
        self.env["res.partner"].create(
            {"name": "Лютиков Фрол", "parent_id": self.person.id, "phone": "+7 999 333-22-11"}
        )
        self.env["res.partner.bank"].create(
            {"acc_number": "40817810500000000777", "acc_holder_name": NAME,
             "partner_id": self.person.id}
        )  # fmt: skip
        deal = self._deal()
        deal._itcom_form("invoice")
        for record in (self.person, deal, deal.invoice_ids):
            record.message_post(
                body="Звонила Лютикова",
                subject="Лютикова",
                attachments=[("Лютикова.txt", MARK)],
                partner_ids=self.person.ids,
            )
            record.activity_schedule("mail.mail_activity_data_todo", note="Лютикова")
            record.message_subscribe(self.person.ids)
        self.person.image_1920 = base64.b64encode(SCAN)
        user = new_test_user(
            self.env,
            "lyutikova@primer.example",
            "base.group_portal",
            partner_id=self.person.id,
            name=NAME,
        )
        user.signature = "<p>Лютикова</p>"
        other = self._new_client("ООО «Чужое»")
        other.message_post(
            body="Добрый день", author_id=self.person.id, email_from="lyutikova@primer.example"
        )
        self._end_transaction()
        self.person.with_context(tracking_disable=False).email = "lyutikova2@primer.example"
        self._end_transaction()
        self._grow_old(self.person | self.person.child_ids)
        return deal


@tagged("post_install", "-at_install")
class TestClientDestruction(ClientDestructionCase):
    """After a run nothing of the client is left, and accounting is whole."""

    def test_nothing_of_the_person_is_left_in_database_and_files(self):
        deal = self._everything()
        self.assertIn("account_move", self._found_in(NEEDLES))
        self.assertTrue(self._files_with(MARK))
        run = self._run()
        self.assertEqual(run.line_ids.partner_id, self.person)
        run.action_confirm()
        self.assertEqual(run.line_ids.mapped("state"), ["done"], run.line_ids.mapped("problem"))
        self._commit_files()
        self.assertEqual(self._found_in(NEEDLES), set())
        self.assertEqual(self._files_with(MARK), [])
        self.assertEqual(self._files_with(SCAN), [])
        self.assertGreater(run.line_ids.message_count, 3)
        self.assertEqual(run.line_ids.document_count, 1)
        self.assertFalse(deal.itcom_document_ids)

    def test_accounting_stays_whole(self):
        deal = self._everything()
        move = deal.invoice_ids
        before = (deal.name, deal.amount_total, move.name, move.amount_total, move.payment_state,
                  str(move.date), sum(move.line_ids.mapped("debit")))  # fmt: skip
        self._run().action_confirm()
        self.env["base"].invalidate_cache()
        after = (deal.name, deal.amount_total, move.name, move.amount_total, move.payment_state,
                 str(move.date), sum(move.line_ids.mapped("debit")))  # fmt: skip
        self.assertEqual(before, after)
        self.assertEqual(before[4], "paid")
        self.assertEqual(move.partner_id, self.person)
        self.assertEqual(deal.order_line.product_id, self.product)
        self.assertEqual(deal.order_line.name, "—")

    def test_only_what_is_known_to_stay_stays(self):
        self._everything()
        self._run().action_confirm()
        self.person.flush()
        self.env.cr.execute("SELECT * FROM res_partner WHERE id = %s", [self.person.id])
        (row,) = self.env.cr.dictfetchall()
        stays = {name for name, value in row.items() if value} - KEPT_FIELDS
        computed = {name for name, field in self.person._fields.items() if field.compute}
        required = {name for name, field in self.person._fields.items() if field.required}
        self.assertEqual(stays - computed - required, set())
        self.assertFalse(self.person.active)
        self.assertFalse(self.person.with_context(active_test=False).user_ids.active)

    def test_every_model_that_names_a_client_has_its_end_decided(self):
        decided = {
            *ERASED,
            *WORDLESS,
            # By what holds a card, or because they only point to who is not named any more.
            "itcom.questionnaire", "itcom.destruction.line", "res.users", "res.company",
            "res.partner", "stock.warehouse", "account.journal", "itcom.journal.entry",
            # With the messages and activities that they belong to.
            "mail.activity", "mail.followers", "mail.message", "mail.mail", "mail.notification",
            "mail.channel", "mail.channel.partner",
            # Numbers of goods and where they went.
            "stock.inventory", "stock.inventory.line", "stock.move.line", "stock.quant.package",
            "stock.quant", "stock.rule", "stock.scrap", "stock.production.lot", "procurement.group",
            "account.analytic.account", "account.analytic.line", "account.partial.reconcile",
            "product.supplierinfo", "account.invoice.report",
        }  # fmt: skip
        named = {
            name
            for name, model in self.env.registry.items()
            if not model._transient and not model._abstract and model._auto
            and any(
                field.comodel_name == "res.partner" and field.store and field.type == "many2one"
                for field in model._fields.values()
            )
        }  # fmt: skip
        self.assertEqual(named - decided, set(), "new: say what becomes of it")

    def test_the_journal_and_the_act_tell_it_without_a_name(self):
        self._everything()
        run = self._run()
        run.action_confirm()
        self.env["itcom.journal.entry"].flush()
        while journal_store.seal(self.env.cr, self.company.id):
            pass
        run.action_make_act()
        text = docx_text(base64.b64decode(run.with_context(bin_size=False).act))
        self.assertIn("№ %d" % self.person.id, text)
        extract = base64.b64decode(run.with_context(bin_size=False).extract).decode()
        self.assertIn("person.destroyed", extract)
        self.assertIn('card\\":%d' % self.person.id, extract)
        for needle in NEEDLES:
            self.assertNotIn(needle, (text + extract).lower())

    def test_one_that_fails_is_left_whole(self):
        self._everything()
        run = self._run()
        blank = "odoo.addons.itcom_crm_module.models.itcom_partner_destruction._blank_words"
        with patch(blank, side_effect=ValueError):
            with mute_logger("odoo.addons.itcom_crm_module.models.itcom_destruction_line"):
                run.action_confirm()
        self.person.invalidate_cache()
        self.assertEqual((run.line_ids.state, self.person.name), ("failed", NAME))
        self.assertTrue(self.person.message_ids)

    def test_nobody_marks_one_as_destroyed_by_hand(self):
        for user in (self.manager, self.administrator):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                self.person.with_user(user).write({"itcom_destroyed_on": "2020-01-01"})


@tagged("post_install", "-at_install")
class TestClientHeld(ClientDestructionCase):
    """What has to be kept keeps the card, and says so by not proposing it."""

    def test_nothing_holds_an_old_card(self):
        self.assertEqual(self._due(), self.person)

    def test_a_card_that_was_worked_on_lately(self):
        self.person.comment = "позвонить"
        self.assertFalse(self._due())

    def test_companies_and_contacts_are_none_of_it(self):
        self.person.write({"vat": False, "itcom_applicant_type": "legal_entity"})
        self._grow_old(self.person)
        self.assertFalse(self._due())

    def _due_with_a_deal_of(self, day):
        deal = self._deal(str(day))
        self._grow_old(deal, self.person)
        return self._due()

    def test_entries_of_the_last_five_years(self):
        today = fields.Date.context_today(self.person)
        self.assertFalse(self._due_with_a_deal_of(date(today.year - 5, 1, 1)))

    def test_entries_of_the_years_before(self):
        today = fields.Date.context_today(self.person)
        self.assertEqual(self._due_with_a_deal_of(date(today.year - 6, 12, 31)), self.person)

    def test_an_invoice_that_is_not_paid(self):
        deal = self._new_deal(self.person.with_user(self.manager), self.product).sudo()
        deal.action_confirm()
        deal.date_order = YEARS_AGO
        self._invoice(deal, YEARS_AGO)
        self._grow_old(self.person)
        self.assertFalse(self._due())

    def test_a_deal_that_goes_on(self):
        deal = self._new_deal(self.person.with_user(self.manager), self.product).sudo()
        self._grow_old(self.person)
        self.assertFalse(self._due())
        self._grow_old(deal)
        self.assertEqual(self._due(), self.person)

    def test_the_register_of_certificates(self):
        deal = self._new_deal(self.person.with_user(self.manager), self.product)
        mine = self._new_questionnaire(order_id=deal.id)
        for state in (wf.DRAFT, wf.ISSUED, wf.REVOKED):
            with self.subTest(state=state):
                mine._write_state(state)
                self._grow_old(deal.sudo(), self.person)
                self.assertFalse(self._due())
        mine._write_state(wf.CANCELLED)
        mine._destroy("everything")
        self._grow_old(deal.sudo(), self.person)
        self.assertEqual(self._due(), self.person)

    def test_the_head_of_another_client(self):
        other = self._new_client("ООО «Чужое»")
        other.sudo().itcom_head_id = self.person
        self.person.sudo().parent_id = False
        self._grow_old(self.person)
        self.assertFalse(self._due())

    def test_whoever_works_here(self):
        self.manager.sudo().partner_id.write({"itcom_applicant_type": "individual"})
        self._grow_old(self.manager.sudo().partner_id)
        self.assertNotIn(self.manager.partner_id, self._run().line_ids.partner_id)

    def test_worked_on_since_the_proposal(self):
        run = self._run()
        self.person.comment = "позвонить"
        self.person.flush()
        run.action_confirm()
        self.assertEqual((run.line_ids.state, self.person.name), ("skipped", NAME))

    def test_the_company_that_the_card_belongs_to(self):
        other = self.env["res.company"].create({"name": "Second"})
        Run = self.env["itcom.destruction"].sudo()
        self.assertFalse(Run._propose(other).line_ids.partner_id & self.person)
        self.person.company_id = other
        self._grow_old(self.person)
        self.assertFalse(self._due())
        self.assertEqual(Run._propose(other).line_ids.partner_id & self.person, self.person)
