# Licence LGPL-3 (see LICENSE).
"""Who may do what with each model of this module: one table, held against the registry."""

from odoo.tests.common import new_test_user, tagged

from .common import ItcomCase

ROLES = ("manager", "verifier", "administrator", "auditor", "portal", "public")
OPERATIONS = {"c": "create", "r": "read", "w": "write", "d": "unlink"}

# A letter for each operation that the role's groups allow: create, read, write, delete.
# company: path to the company that keeps a record apart; "all": shared by the companies;
# "own": asked in a dialog, Odoo itself keeps such records to who made them.
# scope: path to the record whose manager and service centre decide who sees it, "." for itself.
MATRIX = """
model                            | manager verifier administrator auditor portal public | company                          | scope
itcom.certificate.type           | r       r        crwd          -       -      -      | all                              | -
itcom.consent                    | r       r        r             -       -      -      | company_id                       | questionnaire_id.
itcom.consent.paper              | crw     crw      crw           -       -      -      | own                              | -
itcom.consent.text               | r       r        crwd          -       -      -      | company_id                       | -
itcom.consent.translation        | r       r        crwd          -       -      -      | text_id.company_id               | -
itcom.consent.withdrawal         | -       -        crw           -       -      -      | own                              | -
itcom.crypto.provider            | r       r        crwd          -       -      -      | all                              | -
itcom.destruction                | -       -        r             -       -      -      | company_id                       | -
itcom.destruction.line           | -       -        r             -       -      -      | company_id                       | -
itcom.document                   | r       r        r             -       -      -      | company_id                       | order_id.
itcom.document.counter           | -       -        crw           -       -      -      | company_id                       | -
itcom.document.kind              | r       r        crwd          -       -      -      | all                              | -
itcom.document.send              | crw     crw      crw           -       -      -      | own                              | -
itcom.document.sending           | r       r        r             -       -      -      | document_id.company_id           | document_id.order_id.
itcom.document.sign              | crw     crw      crw           -       -      -      | own                              | -
itcom.document.template          | r       r        crwd          -       -      -      | company_id                       | -
itcom.document.template.preview  | -       -        crw           -       -      -      | own                              | -
itcom.journal.check              | -       -        -             crw     -      -      | own                              | -
itcom.journal.entry              | -       -        -             r       -      -      | company_id                       | -
itcom.oid                        | r       r        crwd          -       -      -      | all                              | -
itcom.person.report              | -       -        crw           -       -      -      | own                              | -
itcom.person.report.line         | -       -        crwd          -       -      -      | own                              | -
itcom.portlet                    | r       r        crwd          -       -      -      | all                              | -
itcom.portlet.layout             | -       -        crwd          -       -      -      | all                              | -
itcom.portlet.layout.line        | -       -        crwd          -       -      -      | all                              | -
itcom.questionnaire              | crwd    crwd     crwd          -       r      -      | company_id                       | .
itcom.questionnaire.compare      | crwd    crwd     crwd          -       -      -      | own                              | -
itcom.questionnaire.compare.line | crwd    crwd     crwd          -       -      -      | own                              | -
itcom.questionnaire.document     | rw      rw       rw            -       -      -      | company_id                       | questionnaire_id.
itcom.questionnaire.link         | r       r        r             -       -      -      | company_id                       | questionnaire_id.
itcom.questionnaire.reason       | crwd    crwd     crwd          -       -      -      | own                              | -
itcom.questionnaire.rule         | r       r        crwd          -       -      -      | all                              | -
itcom.questionnaire.scan         | r       r        r             -       -      -      | company_id                       | questionnaire_id.
itcom.questionnaire.send         | crwd    crwd     crwd          -       -      -      | own                              | -
itcom.questionnaire.trial        | -       -        crwd          -       -      -      | own                              | -
itcom.settings                   | -       -        crw           -       -      -      | own                              | -
itcom.questionnaire.visit        | r       r        r             -       -      -      | questionnaire_id.company_id      | questionnaire_id.
itcom.rate.limit                 | -       -        -             -       -      -      | all                              | -
itcom.retention.rule             | -       -        crwd          -       -      -      | all                              | -
"""  # noqa: E501


def read_matrix(text):
    """:return: dict of model to (dict of role to letters, company path, scope path)."""
    header, *lines = text.strip().split("\n")
    roles = header.split("|")[1].split()
    rows = {}
    for line in lines:
        model, rights, company, scope = (part.strip() for part in line.split("|"))
        letters = (set(cell.replace("-", "")) for cell in rights.split())
        rows[model] = (dict(zip(roles, letters)), company, scope)
    return rows


def new_record(model, values):
    """:param values: {path: value}, as ``{"order_id.user_id": 7}``.
    :return: a record of ``model``, not stored, for which all of ``values`` hold.
    """
    own, by_parent = {}, {}
    for path, value in values.items():
        name, _dot, rest = path.partition(".")
        if rest:
            by_parent.setdefault(name, {})[rest] = value
        else:
            own[name] = value
    parents = {name: new_record(model[name], vals) for name, vals in by_parent.items()}
    return model.new({**own, **parents})


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
                    "%-32s | %-7s %-8s %-13s %-7s %-6s %-6s | "
                    "(path to the company, all or own) | (path to its scope or -)"
                    % (model, *cells),
                )

    def test_no_row_is_left_over(self):
        self.assertEqual(sorted(set(self.matrix) - set(self.models)), [])

    def test_each_role_has_the_rights_of_its_row(self):
        for model, (row, *_paths) in self.matrix.items():
            for role in ROLES:
                with self.subTest(model=model, role=role):
                    self.assertEqual(self._rights(model, role), row[role])

    def test_records_of_other_companies_are_kept_apart(self):
        other = self.env["res.company"].create({"name": "ООО «Второй УЦ»"})
        for model, (row, path, _scope) in self.matrix.items():
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
        for model, (_row, path, _scope) in self.matrix.items():
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
        return new_record(self.env[model], {path: company.id})


# Whose record, of which service centre → who sees it, by what their company has set.
# manager: own only, or with the service centre "here"; verifier: assigned to "here", to none,
# to none in a strict company.
SCOPES = """
manager   centre | own centres | assigned none strict | administrator
self      here   | yes yes     | yes      yes  yes    | yes
self      there  | yes yes     | yes      yes  yes    | yes
nobody    there  | yes yes     | yes      yes  yes    | yes
colleague here   | no  yes     | yes      yes  no     | yes
colleague there  | no  no      | no       yes  no     | yes
colleague none   | no  no      | yes      yes  yes    | yes
"""


@tagged("post_install", "-at_install")
class TestScopeMatrix(ItcomCase):
    """Model x operation x scope, for every model of ``MATRIX`` that belongs to somebody."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Warehouse = cls.env["stock.warehouse"]
        cls.centres = {
            "here": cls.warehouse,
            "there": Warehouse.create({"name": "Там", "code": "THERE"}),
            "none": Warehouse,
        }
        cls.colleague = cls._new_user("manager", "colleague")

    def _as(self, column):
        """:return: the user that a column of ``SCOPES`` speaks of."""
        is_manager = column in ("own", "centres")
        user = self.manager if is_manager else self.verifier
        if column == "administrator":
            user = self.administrator
        user.itcom_warehouse_ids = self.warehouse if is_manager or column == "assigned" else False
        self.company.itcom_manager_scope = "own" if column == "own" else "centres"
        self.company.itcom_is_verifier_strict = column == "strict"
        return user

    def _rows(self):
        """:return: list of (whose, centre, {column: whether it is seen})."""
        header, *lines = [line.replace("|", " ").split() for line in SCOPES.strip().split("\n")]
        return [
            (whose, centre, dict(zip(header[2:], (cell == "yes" for cell in cells))))
            for whose, centre, *cells in lines
        ]

    def test_each_row_for_each_model_and_operation(self):
        rows = self._rows()
        for model, (_rights, company, scope) in read_matrix(MATRIX).items():
            if scope == "-":
                continue
            scope = scope.lstrip(".")
            for column in rows[0][2]:
                user = self._as(column)
                owners = {"self": user.id, "nobody": False, "colleague": self.colleague.id}
                for operation in OPERATIONS.values():
                    Rule = self.env["ir.rule"].with_user(user)
                    allowed = Rule._compute_domain(model, operation)
                    for whose, centre, seen in rows:
                        record = new_record(
                            self.env[model],
                            {
                                company: self.company.id,
                                scope + "company_id": self.company.id,
                                scope + "user_id": owners[whose],
                                scope + "warehouse_id": self.centres[centre].id,
                            },
                        )
                        case = (model, operation, column, whose, centre)
                        with self.subTest(case=case):
                            self.assertEqual(bool(record.filtered_domain(allowed)), seen[column])

    def test_whatever_is_kept_apart_by_company_says_its_scope_or_is_a_setting(self):
        settings = {
            "itcom.consent.text",
            "itcom.consent.translation",
            "itcom.destruction",
            "itcom.destruction.line",
            "itcom.document.counter",
            "itcom.document.template",
            "itcom.journal.entry",
        }
        apart = {
            model
            for model, (_rights, company, scope) in read_matrix(MATRIX).items()
            if company not in ("all", "own") and scope == "-"
        }
        self.assertEqual(apart, settings)


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
        client = self._new_client(user_id=False)
        group = self.env.ref("itcom_crm_module.itcom_group_manager")
        self.auditor.write({"groups_id": [(4, group.id)]})
        self.assertTrue(self.env["res.partner"].with_user(self.auditor).browse(client.id).name)

    def test_deals_are_refused(self):
        self.assertFalse(
            self.env["sale.order"]
            .with_user(self.auditor)
            .check_access_rights("read", raise_exception=False)
        )
