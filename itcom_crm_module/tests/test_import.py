# Licence LGPL-3 (see LICENSE).

from odoo.tests.common import tagged
from odoo.tools import mute_logger

from .common import LEGAL_INNS, ItcomCase

COLUMNS = ["name", "itcom_applicant_type", "vat", "itcom_kpp", "phone"]
OPTIONS = {"headers": True, "separator": ",", "quoting": '"', "encoding": "utf-8"}
GOOD = "ООО «Хорошее»,Legal entity,77 0000 0030,770001001,+7 495 111-22-33"
OTHER = '"АО ""Кавычки & Ко""",legal_entity,%s,780002001,' % LEGAL_INNS[1]
SLIP = "ООО «Опечатка»,Legal entity,7700000031,770001001,"
TYPE = "ЗАО «Тип»,Closed company,1600000050,160001001,"
NAMELESS = ",Legal entity,1600000050,160001001,"


@tagged("post_install", "-at_install")
class TestImport(ItcomCase):
    """Clients by Odoo's own import: bad rows are named, good ones go in, nothing twice."""

    def run_import(self, *rows, dry_run=False, columns=COLUMNS):
        """:return: result of Odoo's import of a CSV file, as its page gets it."""
        content = "\n".join([",".join(columns), *rows])
        wizard = (
            self.env["base_import.import"]
            .with_user(self.manager)
            .create(
                {
                    "res_model": "res.partner",
                    "file": content.encode(),
                    "file_name": "clients.csv",
                    "file_type": "text/csv",
                }
            )
        )
        return wizard.do(columns, columns, dict(OPTIONS), dryrun=dry_run)

    def imported(self):
        return self.env["res.partner"].search(
            [("vat", "in", LEGAL_INNS), ("parent_id", "=", False)]
        )

    def errors(self, result):
        """:return: {row: message} of what was refused; rows are counted from 0."""
        return {
            message["rows"]["from"]: message["message"]
            for message in result["messages"]
            if message.get("rows")
        }

    def test_good_file(self):
        result = self.run_import(GOOD, OTHER)
        self.assertFalse(result["messages"])
        self.assertEqual(len(result["ids"]), 2)
        self.assertEqual(
            sorted(self.imported().mapped("name")), ['АО "Кавычки & Ко"', "ООО «Хорошее»"]
        )
        self.assertEqual(set(self.imported().mapped("vat")), set(LEGAL_INNS[:2]))

    def test_bad_rows_are_named_and_good_ones_not_lost(self):
        result = self.run_import(GOOD, SLIP, OTHER)
        errors = self.errors(result)
        self.assertEqual(list(errors), [1])
        self.assertIn("7700000031", errors[1])
        self.assertIn("typing slip", errors[1])
        self.assertNotIn("Unknown error", errors[1])
        self.assertEqual(len(self.imported()), 2)
        self.assertIn("2 clients were imported", result["messages"][-1]["message"])

    def test_unreadable_cell_beside_a_slip(self):
        with mute_logger("odoo.sql_db"):
            result = self.run_import(TYPE, SLIP, GOOD, NAMELESS)
        self.assertEqual(sorted(self.errors(result)), [0, 1, 3])
        self.assertIn("typing slip", self.errors(result)[1])
        self.assertEqual(self.imported().mapped("name"), ["ООО «Хорошее»"])

    def test_dry_run_leaves_nothing(self):
        result = self.run_import(GOOD, SLIP, dry_run=True)
        self.assertEqual(list(self.errors(result)), [1])
        self.assertFalse(self.imported())

    def test_corrected_file_again_enters_nobody_twice(self):
        self.run_import(GOOD, SLIP)
        result = self.run_import(GOOD, OTHER)
        self.assertEqual(list(self.errors(result)), [0])
        self.assertIn("ООО «Хорошее»", self.errors(result)[0])
        self.assertEqual(len(self.imported()), 2)

    def test_without_number_known_by_name_and_contacts(self):
        columns = ["name", "itcom_applicant_type", "phone"]
        first = "Иванов Иван,Individual,+7 900 000-00-01"
        namesake = "Иванов Иван,Individual,+7 900 000-00-02"
        self.assertFalse(self.run_import(first, columns=columns)["messages"])
        result = self.run_import(first, namesake, columns=columns)
        self.assertEqual(list(self.errors(result)), [0])
        self.assertEqual(len(result["ids"]), 1)

    def test_column_of_the_inn_is_recognised(self):
        wizard = (
            self.env["base_import.import"]
            .with_user(self.manager)
            .create(
                {
                    "res_model": "res.partner",
                    "file": "Название,ИНН\nООО «Хорошее»,7700000030".encode(),
                    "file_name": "clients.csv",
                    "file_type": "text/csv",
                }
            )
        )
        self.assertEqual(wizard.parse_preview(OPTIONS)["matches"][1], ["vat"])

    def test_same_client_twice_in_a_file(self):
        result = self.run_import(GOOD, OTHER, GOOD)
        self.assertEqual(list(self.errors(result)), [2])
        self.assertEqual(len(self.imported()), 2)

    def test_nothing_good(self):
        result = self.run_import(SLIP)
        self.assertEqual(list(self.errors(result)), [0])
        self.assertFalse(result["ids"])

    def test_more_bad_rows_than_odoo_bears(self):
        """Odoo gives up after ten errors; here the last row must still be reached."""
        slips = ["ООО «%d»,Legal entity,7700%d,770001001," % (i, i) for i in range(20)]
        result = self.run_import(*slips, OTHER)
        self.assertEqual(len(self.errors(result)), 20)
        self.assertIn(LEGAL_INNS[1], self.imported().mapped("vat"))

    def test_accounts_on_rows_of_their_own(self):
        columns = ["name", "itcom_applicant_type", "vat", "bank_ids/acc_number"]
        result = self.run_import(
            "ООО «Счета»,Legal entity,7700000030,40702810500000000777",
            ",,,40702810500000000778",
            "ООО «Опечатка»,Legal entity,7700000031,40702810500000000779",
            columns=columns,
        )
        self.assertEqual(list(self.errors(result)), [2])
        self.assertEqual(len(self.imported().bank_ids), 2)

    def test_other_partners_are_imported_as_ever(self):
        result = self.run_import("Contact,x@y.example", columns=["name", "email"])
        self.assertEqual(len(result["ids"]), 1)
        self.assertFalse(result["messages"])
