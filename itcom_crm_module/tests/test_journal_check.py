# Licence LGPL-3 (see LICENSE).

import io
import json
import zipfile
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests.common import HttpCase, get_db_name, tagged

from .. import journal_store
from ..cli.itcomjournal import ItcomJournal
from ..itcom_core import journal
from .common import ItcomCase


class JournalCase(ItcomCase):
    """A company of its own whose journal holds a few sealed entries."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env["res.company"].create({"name": "ООО «Второй УЦ»"})
        cls.auditor.write({"company_ids": [(4, cls.company.id)]})
        cls.Verification = cls.env["itcom.journal.verification"]
        cls._fill(3)

    @classmethod
    def _fill(cls, count):
        for _index in range(count):
            cls.env["itcom.journal.entry"]._record(journal.events.SCAN_VIEWED, cls.company)
        cls.env["itcom.journal.entry"].flush()
        journal_store.seal(cls.env.cr, cls.company.id)
        cls.env.cache.invalidate()

    def _cut(self, keep):
        """Delete all entries of the company after the first ``keep``, as a database's owner can."""
        self.env["itcom.journal.entry"].flush()
        self.env.cr.execute("ALTER TABLE itcom_journal_entry DISABLE TRIGGER USER")
        self.env.cr.execute(
            "DELETE FROM itcom_journal_entry WHERE company_id = %s AND number > %s",
            (self.company.id, keep),
        )
        self.env.cr.execute("ALTER TABLE itcom_journal_entry ENABLE TRIGGER USER")

    def _events(self, event, model):
        return (
            self.env["itcom.journal.entry"]
            .sudo()
            .search([("event", "=", event), ("model", "=", model)])
        )


@tagged("post_install", "-at_install")
class TestJournalCheck(JournalCase):
    """Auditors verify by a button, the system does daily, and both name what is wrong."""

    def _check(self, user=None, **values):
        Check = self.env["itcom.journal.check"].with_user(user or self.auditor)
        check = Check.create({"company_id": self.company.id, **values})
        check.action_verify()
        return check

    def test_the_button_tells_that_the_journal_is_whole(self):
        check = self._check()
        self.assertTrue(check.is_whole)
        self.assertEqual(check.outcome, "The journal is as it was written. Entries: 3")
        self.assertEqual(check.head, str(journal_store.head(self.env.cr, self.company.id)))

    def test_the_button_names_what_is_missing(self):
        anchor = self._check().head
        self._cut(keep=1)
        self.assertTrue(self._check().is_whole)
        check = self._check(anchors="\n%s\n" % anchor)
        self.assertFalse(check.is_whole)
        self.assertIn("Entries No. 2 to 3 are missing at the end", check.outcome)

    def test_a_slip_in_an_anchor_is_named(self):
        with self.assertRaisesRegex(UserError, "12:abc"):
            self._check(anchors="12:abc")

    def test_each_verification_is_on_record(self):
        self._check()
        entry = self._events("journal.verified", "res.company")[0]
        self.assertEqual(entry.user_id, self.auditor)
        self.assertEqual(json.loads(entry.facts), {"count": 3, "number": 3, "problems": 0})

    def test_only_auditors_verify_and_only_their_companies(self):
        for user in (self.manager, self.verifier, self.administrator):
            with self.assertRaises(AccessError):
                self._check(user)
        with self.assertRaises(UserError):
            self._check(self._new_user("auditor", login="itcom_stranger"))

    def test_every_problem_has_a_text(self):
        for code in (
            "unreadable", "changed", "unlinked", "missing", "misplaced", "other_than_anchor", "cut",
        ):  # fmt: skip
            text = self.Verification._problem_text(journal.Problem(code, 7, 9))
            self.assertIn("7", text)

    # Daily

    def test_the_daily_run_keeps_and_mails_the_anchor(self):
        self.company.itcom_journal_anchor_email = "anchor@uc.example"
        head = str(journal_store.head(self.env.cr, self.company.id))
        with self._sent_mails() as mails:
            self.Verification._cron_verify()
        self.assertEqual(self.company.itcom_journal_anchor, head)
        body = mails.filtered(lambda mail: "anchor@uc.example" in mail.email_to).body_html
        self.assertIn(head, body)

    def test_the_daily_run_finds_a_cut_end_by_what_it_kept(self):
        self.Verification._cron_verify()
        kept = self.company.itcom_journal_anchor
        self._cut(keep=1)
        self.auditor.email = "auditor@uc.example"
        with (
            self._sent_mails() as mails,
            self.assertLogs(
                "odoo.addons.itcom_crm_module.models.itcom_journal_verification", "ERROR"
            ),
        ):
            self.Verification._cron_verify()
        self.assertEqual(self.company.itcom_journal_anchor, kept)
        alarm = mails.filtered(lambda mail: mail.email_to == "auditor@uc.example")
        self.assertIn("the journal was cut", alarm.body_html)

    def _sent_mails(self):
        return _Mails(self.env)

    # Command

    def _run_command(self, *arguments):
        with (
            patch.object(journal_store, "verify", side_effect=self._verify_here),
            patch("sys.stdout", io.StringIO()) as output,
            patch("odoo.tools.config.parse_config"),
            self.assertRaises(SystemExit) as end,
        ):
            ItcomJournal().run(["--company", str(self.company.id), *arguments])
        return end.exception.code, output.getvalue()

    def _verify_here(self, cr, company_id, anchors=()):
        # The command's own cursor doesn't see what this test has not committed.
        return journal.verify(journal_store.read(self.env.cr, company_id), anchors)

    def test_the_command_says_by_its_status_what_it_found(self):
        anchor = str(journal_store.head(self.env.cr, self.company.id))
        with patch.dict("odoo.tools.config.options", db_name=get_db_name()):
            status, text = self._run_command("--anchor", anchor)
            self.assertEqual(status, 0)
            self.assertIn("Журнал цел и совпадает с отметками.", text)
            self._cut(keep=1)
            status, text = self._run_command("--anchor", anchor)
            self.assertEqual(status, 1)
            self.assertIn("записи № 2…3: отсутствуют в конце", text)


class _Mails:
    """Collects the mails that are made inside the block instead of sending them."""

    def __init__(self, env):
        self.env = env

    def __enter__(self):
        self.mails = self.env["mail.mail"]
        self.patch = patch.object(type(self.mails), "send", self._collect())
        self.patch.start()
        return self

    def __exit__(self, *error):
        self.patch.stop()

    def _collect(self):
        collector = self

        def send(mails, *args, **kwargs):
            collector.mails |= mails

        return send

    def filtered(self, predicate):
        return self.mails.filtered(predicate)


@tagged("post_install", "-at_install")
class TestJournalSources(JournalCase):
    """Changes of rights and exports get on record by themselves."""

    def _last(self):
        return self.env["itcom.journal.entry"].sudo().search([], limit=1)

    def test_rights_given_and_taken(self):
        group = self.env.ref("itcom_crm_module.itcom_group_verifier")
        for command, fact in ((4, "groups_added"), (3, "groups_removed")):
            self.manager.write({"groups_id": [(command, group.id)]})
            entry = self._last()
            self.assertEqual((entry.event, entry.res_id), ("rights.changed", self.manager.id))
            self.assertIn("itcom_crm_module.itcom_group_verifier", json.loads(entry.facts)[fact])

    def test_rights_given_on_the_users_form(self):
        group = self.env.ref("itcom_crm_module.itcom_group_verifier")
        self.manager.write({"in_group_%d" % group.id: True})
        self.assertIn("itcom_group_verifier", self._last().facts)

    def test_rights_given_from_the_groups_side(self):
        group = self.env.ref("itcom_crm_module.itcom_group_auditor")
        group.write({"users": [(4, self.verifier.id)]})
        entry = self._last()
        self.assertEqual((entry.model, entry.res_id), ("res.groups", group.id))
        self.assertEqual(json.loads(entry.facts), {"users_added": [self.verifier.id]})

    def test_a_new_user_and_one_shut_out(self):
        user = self._new_user("manager", login="itcom_newcomer")
        self.assertEqual((self._last().res_id, self._last().name), (user.id, "itcom_newcomer"))
        user.active = False
        self.assertEqual(json.loads(self._last().facts), {"active": False})

    def test_what_changes_no_right_leaves_no_entry(self):
        before = self._last()
        self.manager.write({"signature": "M"})
        self.manager.write({"groups_id": [(4, self.env.ref("base.group_user").id)]})
        self.assertEqual(self._last(), before)

    def test_an_export_of_clients_is_on_record_without_their_names(self):
        client = self._new_client("ООО «Секрет»")
        self.manager.write({"groups_id": [(4, self.env.ref("base.group_allow_export").id)]})
        client.export_data(["name", "user_id/login"])
        entry = self._last()
        self.assertEqual((entry.event, entry.user_id), ("data.exported", self.manager))
        self.assertEqual(
            json.loads(entry.facts),
            {"count": 1, "fields": ["name", "user_id/login"], "ids": client.ids},
        )


@tagged("post_install", "-at_install")
class TestJournalExport(HttpCase):
    """The download can be verified by the script that it brings along."""

    def setUp(self):
        super().setUp()
        self.company = self.env.ref("base.main_company")
        self.env["itcom.journal.entry"]._record(journal.events.SCAN_VIEWED, self.company)
        self.env["itcom.journal.entry"].flush()
        journal_store.seal(self.env.cr, self.company.id)
        self.head = journal_store.head(self.env.cr, self.company.id)

    def _user(self, group):
        return self.env["res.users"].create(
            {
                "name": group,
                "login": "itcom_http",
                "password": "itcom_http",
                "groups_id": [(6, 0, self.env.ref("itcom_crm_module.itcom_group_" + group).ids)],
            }
        )

    def _download(self, group, company_id=None):
        self._user(group)
        self.authenticate("itcom_http", "itcom_http")
        return self.url_open("/itcom/journal/%d/export" % (company_id or self.company.id))

    def test_an_auditor_downloads_journal_and_script(self):
        answer = self._download("auditor")
        self.assertEqual(answer.headers["Content-Type"], "application/zip")
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            self.assertEqual(set(archive.namelist()), {"journal.jsonl", "verify.py", "README.txt"})
            entries = [json.loads(line) for line in archive.read("journal.jsonl").splitlines()]
            self.assertIn(b"def verify(", archive.read("verify.py"))
            self.assertIn(str(self.head), archive.read("README.txt").decode("utf-8"))
        report = journal.verify(entries, [self.head])
        self.assertEqual((report.total, report.head), (0, self.head))
        self.assertEqual(
            self.env["itcom.journal.entry"].sudo().search([], limit=1).event, "journal.exported"
        )

    def test_others_get_nothing(self):
        self.assertEqual(self._download("administrator").status_code, 403)

    def test_an_auditor_gets_no_other_companys_journal(self):
        other = self.env["res.company"].create({"name": "ООО «Третий УЦ»"})
        self.assertEqual(self._download("auditor", other.id).status_code, 403)
