# Licence LGPL-3 (see LICENSE).

from unittest.mock import patch

from odoo.addons.base.models import res_users
from odoo.tests.common import SavepointCase, new_test_user

# Invented numbers with right check digits, several of each, so that tests need no other.
LEGAL_INNS = ("7700000030", "7800000041", "1600000050")
PERSON_INNS = ("160000003115", "770000002097")
# To guess a password is slow by design, and so is each of hundreds of logins.
FAST_HASHES = res_users.DEFAULT_CRYPT_CONTEXT.copy(pbkdf2_sha512__rounds=1)


class ItcomCase(SavepointCase):
    """Builders and users that all tests share: one user per group, nothing of the demo data."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        hashing = patch.object(res_users, "DEFAULT_CRYPT_CONTEXT", FAST_HASHES)
        hashing.start()
        cls.addClassCleanup(hashing.stop)
        # Texts are compared in the language of the sources, whatever the database speaks.
        cls.env["res.lang"]._activate_lang("en_US")
        cls.env = cls.env(
            context=dict(
                cls.env.context, tracking_disable=True, no_reset_password=True, lang="en_US"
            )
        )
        cls.company = cls.env.company
        cls.manager = cls._new_user("manager")
        cls.other_manager = cls._new_user("manager", login="other_manager")
        cls.verifier = cls._new_user("verifier")
        cls.administrator = cls._new_user("administrator")
        cls.auditor = cls._new_user("auditor")
        cls.warehouse = cls.env["stock.warehouse"].search(
            [("company_id", "=", cls.company.id)], limit=1
        )

    # Builders

    @classmethod
    def _new_user(cls, group, login=None, **values):
        """:return: a user of ``itcom_group_<group>`` and of nothing else."""
        return new_test_user(
            cls.env,
            login=login or "itcom_" + group,
            groups="base.group_user,itcom_crm_module.itcom_group_" + group,
            lang="en_US",
            **values,
        )

    @classmethod
    def _new_client(cls, name="ООО «Пример»", user=None, **values):
        """:return: a legal entity, as ``user`` (the manager) enters it."""
        values = {"itcom_applicant_type": "legal_entity", **values, "name": name}
        return cls.env["res.partner"].with_user(user or cls.manager).create(values)

    @classmethod
    def _new_product(cls, name="Certificate", price=1000.0, **values):
        """:return: a product that is sold without VAT."""
        values = {"type": "service", "list_price": price, "taxes_id": [(5, 0, 0)], **values}
        return cls.env["product.product"].create({"name": name, **values})

    @classmethod
    def _new_deal(cls, client=None, products=(), user=None, **values):
        """:return: a deal of ``client`` with one position for each of ``products``."""
        user = user or cls.manager
        lines = [(0, 0, {"product_id": product.id}) for product in products]
        values = {
            "partner_id": (client or cls._new_client(user=user)).id,
            "user_id": user.id,
            "warehouse_id": cls.warehouse.id,
            "order_line": lines,
            **values,
        }
        return cls.env["sale.order"].with_user(user).create(values)

    @classmethod
    def _new_bank_account(cls, company):
        """:return: the account of ``company`` that its papers name."""
        bank = cls.env["res.bank"].create(
            {
                "name": "АО «Волжский расчётный банк»",
                "city": "г. Казань",
                "bic": "049205999",
                "itcom_correspondent_account": "30101810000000000999",
            }
        )
        return cls.env["res.partner.bank"].create(
            {
                "acc_number": "40702810500000000101",
                "partner_id": company.partner_id.id,
                "company_id": company.id,
                "bank_id": bank.id,
            }
        )

    @classmethod
    def make_accounting(cls):
        """Let the company post invoices: a journal, and accounts for clients and income.

        :return: the account of clients, which ``cls.client`` has; ``cls.product`` has the other.
        """
        account = cls.env["account.account"]
        common = {"company_id": cls.company.id}
        receivable = account.create(
            {
                **common,
                "code": "62.01",
                "name": "Расчёты с покупателями",
                "user_type_id": cls.env.ref("account.data_account_type_receivable").id,
                "reconcile": True,
            }
        )
        income = account.create(
            {
                **common,
                "code": "90.01",
                "name": "Выручка",
                "user_type_id": cls.env.ref("account.data_account_type_revenue").id,
            }
        )
        cls.env["account.journal"].create(
            {
                **common,
                "code": "РЕАЛ",
                "name": "Реализация",
                "type": "sale",
                "default_account_id": income.id,
            }
        )
        cls.client.with_company(cls.company).property_account_receivable_id = receivable
        cls.product.with_company(cls.company).property_account_income_id = income
        return receivable

    # Questions about views

    def card(self, model, view, user=None, **context):
        """:return: what the browser of ``user`` gets for the form ``itcom_crm_module.<view>``."""
        records = self.env[model].with_user(user or self.manager).with_context(**context)
        view_id = self.env.ref("itcom_crm_module." + view).id
        return records.fields_view_get(view_id=view_id, view_type="form")

    def count_queries(self, read):
        """:return: how many queries ``read()`` takes: records cold, Odoo's own caches warm."""
        for _run in ("warming up", "counted"):
            self.env["base"].flush()
            self.env["base"].invalidate_cache()
            before = self.env.cr.sql_log_count
            read()
        return self.env.cr.sql_log_count - before
