# Licence LGPL-3 (see LICENSE).
"""Who may do what with each model of this module: one table, held against the registry."""

from odoo.tests.common import new_test_user, tagged

from .common import ItcomCase

ROLES = ("manager", "verifier", "administrator", "auditor", "portal", "public")
OPERATIONS = {"c": "create", "r": "read", "w": "write", "d": "unlink"}

# A letter for each operation that the role's groups allow: create, read, write, delete.
# company: path to the company that keeps a record apart; "all": shared by the companies;
# "own": asked in a dialog, Odoo itself keeps such records to who made them.
MATRIX = """
model                            | manager verifier administrator auditor portal public | company
itcom.certificate.type           | r       r        crwd          -       -      -      | all
itcom.consent                    | r       r        r             -       -      -      | company_id
itcom.consent.text               | r       r        crwd          -       -      -      | company_id
itcom.consent.withdrawal         | -       -        crw           -       -      -      | own
itcom.crypto.provider            | r       r        crwd          -       -      -      | all
itcom.document                   | r       r        r             -       -      -      | company_id
itcom.document.counter           | -       -        crw           -       -      -      | company_id
itcom.document.kind              | r       r        crwd          -       -      -      | all
itcom.document.send              | crw     crw      crw           -       -      -      | own
itcom.document.sending           | r       r        r             -       -      -      | document_id.company_id
itcom.document.sign              | crw     crw      crw           -       -      -      | own
itcom.document.template          | r       r        crwd          -       -      -      | company_id
itcom.document.template.preview  | -       -        crw           -       -      -      | own
itcom.journal.check              | -       -        -             crw     -      -      | own
itcom.journal.entry              | -       -        -             r       -      -      | company_id
itcom.oid                        | r       r        crwd          -       -      -      | all
itcom.portlet                    | r       r        crwd          -       -      -      | all
itcom.portlet.layout             | -       -        crwd          -       -      -      | all
itcom.portlet.layout.line        | -       -        crwd          -       -      -      | all
itcom.questionnaire              | crwd    crwd     crwd          -       r      -      | company_id
itcom.questionnaire.compare      | crwd    crwd     crwd          -       -      -      | own
itcom.questionnaire.compare.line | crwd    crwd     crwd          -       -      -      | own
itcom.questionnaire.document     | rw      rw       rw            -       -      -      | company_id
itcom.questionnaire.link         | r       r        r             -       -      -      | company_id
itcom.questionnaire.reason       | crwd    crwd     crwd          -       -      -      | own
itcom.questionnaire.rule         | r       r        crwd          -       -      -      | all
itcom.questionnaire.scan         | r       r        r             -       -      -      | company_id
itcom.questionnaire.trial        | -       -        crwd          -       -      -      | own
itcom.questionnaire.visit        | r       r        r             -       -      -      | questionnaire_id.company_id
itcom.rate.limit                 | -       -        -             -       -      -      | all
"""  # noqa: E501


def read_matrix(text):
    """:return: dict of model to (dict of role to letters, company path)."""
    header, *lines = text.strip().split("\n")
    roles = header.split("|")[1].split()
    rows = {}
    for line in lines:
        model, rights, company = (part.strip() for part in line.split("|"))
        letters = (set(cell.replace("-", "")) for cell in rights.split())
        rows[model] = (dict(zip(roles, letters)), company)
    return rows


@tagged("post_install", "-at_install")
class TestAccessMatrix(ItcomCase):
    """Model x operation x role x company; a model without a row fails and is told its row."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        portal = new_test_user(cls.env, login="itcom_portal", groups="base.group_portal")
        cls.users = {
            "manager": cls.manager,
            "verifier": cls.verifier,
            "administrator": cls.administrator,
            "auditor": cls.auditor,
            "portal": portal,
            "public": cls.env.ref("base.public_user"),
        }
        cls.matrix = read_matrix(MATRIX)
        cls.models = sorted(
            name
            for name, model in cls.env.registry.items()
            if name.startswith("itcom.") and not model._abstract
        )

    def _rights(self, model, role):
        """:return: set of the letters of the operations that a role's groups allow."""
        records = self.env[model].with_user(self.users[role])
        return {
            letter
            for letter, operation in OPERATIONS.items()
            if records.check_access_rights(operation, raise_exception=False)
        }

    def test_every_model_has_a_row(self):
        for model in self.models:
            with self.subTest(model=model):
                rights = [self._rights(model, role) for role in ROLES]
                cells = ["".join(filter(has.__contains__, OPERATIONS)) or "-" for has in rights]
                self.assertIn(
                    model,
                    self.matrix,
                    "The model is new. Decide who may do what with it, then add a row to MATRIX in "
                    "tests/test_access_matrix.py. As it stands now that row would be:\n"
                    "%-32s | %-7s %-8s %-13s %-7s %-6s %-6s | (path to the company, all or own)"
                    % (model, *cells),
                )

    def test_no_row_is_left_over(self):
        self.assertEqual(sorted(set(self.matrix) - set(self.models)), [])

    def test_each_role_has_the_rights_of_its_row(self):
        for model, (row, _company) in self.matrix.items():
            for role in ROLES:
                with self.subTest(model=model, role=role):
                    self.assertEqual(self._rights(model, role), row[role])

    def test_records_of_other_companies_are_kept_apart(self):
        other = self.env["res.company"].create({"name": "ООО «Второй УЦ»"})
        for model, (row, path) in self.matrix.items():
            if path in ("all", "own"):
                continue
            for role in ROLES:
                for letter in row[role]:
                    with self.subTest(model=model, role=role, operation=OPERATIONS[letter]):
                        allowed = self._domain(model, role, OPERATIONS[letter])
                        foreign = self._record(model, path, other)
                        self.assertFalse(foreign.filtered_domain(allowed))
                        if role == "administrator":
                            own = self._record(model, path, self.company)
                            self.assertTrue(own.filtered_domain(allowed))

    def test_what_is_said_to_be_shared_has_no_company(self):
        for model, (_row, path) in self.matrix.items():
            with self.subTest(model=model):
                is_shared = "company_id" not in self.env[model]._fields
                self.assertTrue(path != "all" or is_shared, "it has a company_id")
                self.assertEqual(path == "own", self.env[model]._transient)

    def _domain(self, model, role, operation):
        Rule = self.env["ir.rule"].with_user(self.users[role])
        Rule = Rule.with_context(allowed_company_ids=self.company.ids)
        return Rule._compute_domain(model, operation) or []

    def _record(self, model, path, company):
        """:return: a record of ``model``, not stored, that belongs to ``company``."""
        *parents, field = path.split(".")
        records = [self.env[model]]
        for name in parents:
            records.append(records[-1][name])
        record = records[-1].new({field: company.id})
        for parent, name in zip(reversed(records[:-1]), reversed(parents)):
            record = parent.new({name: record})
        return record


@tagged("post_install", "-at_install")
class TestAuditorReadsNothingElse(ItcomCase):
    """An auditor is an employee of Odoo's, and still sees no client and no deal."""

    def test_clients_are_not_found(self):
        client = self._new_client("ООО «Секрет»")
        Partner = self.env["res.partner"].with_user(self.auditor)
        self.assertFalse(Partner.search([("id", "=", client.id)]))
        self.assertFalse(Partner.name_search("Секрет"))
        self.assertTrue(Partner.search([("id", "=", self.auditor.partner_id.id)]))
        self.assertTrue(Partner.search([("id", "=", self.company.partner_id.id)]))

    def test_an_auditor_who_also_sells_sees_clients(self):
        client = self._new_client()
        group = self.env.ref("itcom_crm_module.itcom_group_manager")
        self.auditor.write({"groups_id": [(4, group.id)]})
        self.assertTrue(self.env["res.partner"].with_user(self.auditor).browse(client.id).name)

    def test_deals_are_refused(self):
        self.assertFalse(
            self.env["sale.order"]
            .with_user(self.auditor)
            .check_access_rights("read", raise_exception=False)
        )
