# Licence LGPL-3 (see LICENSE).

from contextlib import suppress

from odoo.exceptions import AccessError, UserError
from odoo.tests.common import HttpSavepointCase, new_test_user, tagged
from odoo.tools import mute_logger

from ..models.itcom_questionnaire_scan import STAFF
from .questionnaire_common import SCAN, QuestionnaireCase

LOGGERS = ("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
SCAN_MODEL = "itcom.questionnaire.scan"


@tagged("post_install", "-at_install")
class TestScanAccess(HttpSavepointCase, QuestionnaireCase):
    """A passport is seen by who may see its questionnaire, whichever way a stranger tries."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        elsewhere = cls.env["res.company"].create({"name": "ООО «Второй УЦ»"})
        there = {"company_id": elsewhere.id, "company_ids": [(6, 0, elsewhere.ids)]}
        cls.foreigner = cls._new_user("administrator", "itcom_foreigner", **there)
        cls.buyer = new_test_user(cls.env, "itcom_buyer", groups="base.group_portal")
        cls.strangers = cls.other_manager | cls.foreigner | cls.auditor | cls.buyer

    def setUp(self):
        super().setUp()
        self.document = self._new_questionnaire().document_ids[0]
        self.scan = self.document._add_scan(SCAN, "Паспорт Орлова.png", STAFF)
        self.files = self.scan._attachments(["file", "preview"])
        self.contents = list(self.scan._contents(("file", "preview")).values())

    def _as(self, user, record):
        record.invalidate_cache()
        return (
            record.sudo(False)
            .with_user(user)
            .with_context(allowed_company_ids=user.company_ids.ids)
        )

    def each(self, record):
        """:return: pairs of a stranger and ``record`` as they have it, each a subtest."""
        for user in self.strangers:
            with self.subTest(user=user.login), mute_logger(*LOGGERS):
                yield user, self._as(user, record)

    def assert_finds_nothing(self, find, *args, **options):
        """What is asked for in general is refused, or empty."""
        with suppress(AccessError):
            self.assertFalse(find(*args, **options))

    # Of the scan itself

    def test_its_manager_and_verifier_see_it(self):
        for user in (self.manager, self.verifier, self.administrator):
            with self.subTest(user=user.login):
                theirs = self._as(user, self.scan)
                self.assertEqual(theirs.search([("id", "=", self.scan.id)]), self.scan)
                self.assertTrue(theirs.file)

    def test_reading(self):
        for name in ("file", "preview", "file_name", "size"):
            for _user, theirs in self.each(self.scan):
                with self.assertRaises(AccessError):
                    theirs.read([name])

    def test_searching_counting_grouping_completing(self):
        domain = [("id", "=", self.scan.id)]
        for _user, theirs in self.each(self.scan):
            self.assert_finds_nothing(theirs.search, domain)
            self.assert_finds_nothing(theirs.search_count, domain)
            self.assert_finds_nothing(theirs.search_read, domain, ["file"])
            self.assert_finds_nothing(theirs.read_group, domain, ["size"], ["file_name"])
            self.assert_finds_nothing(theirs.name_search, "Паспорт Орлова")

    def test_through_the_document_that_holds_it(self):
        for _user, theirs in self.each(self.document):
            with self.assertRaises(AccessError):
                theirs.read(["scan_ids"])
            names = [("scan_ids.file_name", "ilike", "Орлова")]
            self.assert_finds_nothing(theirs.search, names)

    def test_exporting(self):
        for user, theirs in self.each(self.scan):
            if user != self.buyer:
                user.groups_id |= self.env.ref("base.group_allow_export")
            with self.assertRaises(UserError):
                theirs.export_data(["file_name", "file"])

    def test_turning_and_removing(self):
        for _user, theirs in self.each(self.scan):
            for deed, *arguments in ((theirs.action_remove,), (theirs.action_rotate, 90)):
                with self.assertRaises(AccessError), self.env.cr.savepoint():
                    deed(*arguments)
        self.assertTrue(self.scan.exists())

    def test_uploading_into_a_foreign_document(self):
        for _user, theirs in self.each(self.document):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                theirs.upload_scan("a.png", "")

    def test_nobody_writes_past_the_checks(self):
        values = {"document_id": self.document.id, "file_name": "a", "mimetype": "text/html"}
        for user in (self.manager, self.verifier, self.administrator):
            with self.subTest(user=user.login), mute_logger(*LOGGERS):
                theirs = self._as(user, self.scan)
                for deed, *arguments in (
                    (theirs.write, {"file": False}),
                    (theirs.unlink,),
                    (theirs.create, {**values, "uploaded_by": STAFF}),
                    (theirs.copy,),
                ):
                    with self.assertRaises(AccessError), self.env.cr.savepoint():
                        deed(*arguments)

    # Of its attachments

    def test_attachments_by_rpc(self):
        for _user, theirs in self.each(self.files):
            for name in ("datas", "raw", "checksum", "store_fname", "index_content"):
                with self.assertRaises(AccessError):
                    theirs.read([name])
            for values in ({"public": True}, {"res_model": "res.users"}, {"res_id": 1}):
                with self.assertRaises(AccessError), self.env.cr.savepoint():
                    theirs.write(values)
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                theirs[0].generate_access_token()

    def test_attachments_searched_and_grouped(self):
        own = [("res_model", "=", SCAN_MODEL), ("res_id", "=", self.scan.id)]
        for _user, theirs in self.each(self.files):
            for domain in (
                [("id", "in", self.files.ids)],
                [*own, ("res_field", "!=", False)],
                [("checksum", "in", self.files.mapped("checksum")), ("id", "!=", False)],
            ):
                self.assert_finds_nothing(theirs.search, domain)
                self.assert_finds_nothing(theirs.search_count, domain)
                self.assert_finds_nothing(theirs.read_group, domain, ["name"], ["res_model"])

    def test_a_chatter_that_names_the_file(self):
        """A message may carry any attachment of its author's; not one that they can't read."""
        client = self._new_client("ООО «Чужое»", user=self.other_manager)
        theirs = self._as(self.other_manager, client)
        with self.assertRaises(AccessError), self.env.cr.savepoint(), mute_logger(*LOGGERS):
            message = theirs.message_post(body="x", attachment_ids=self.files.ids)
            message.attachment_ids.read(["datas"])

    # By link

    def links(self):
        links = [
            "/web/image/%s/%d/%s" % (SCAN_MODEL, self.scan.id, name) for name in ("file", "preview")
        ]
        links += [link.replace("/image/", "/content/") for link in links]
        for one in self.files:
            links += ["/web/content/%d" % one.id, "/web/image/%d" % one.id]
            links.append("/web/content/%d?download=true&access_token=wrong" % one.id)
        return links

    def test_links(self):
        for user in (*self.strangers, None):
            if user:
                user.sudo().password = user.login
            self.authenticate(user and user.login, user and user.login)
            for link in self.links():
                with self.subTest(user=user and user.login, link=link), mute_logger(*LOGGERS):
                    answer = self.url_open(link, allow_redirects=False)
                    self.assertNotIn(answer.content, self.contents)

    def test_its_manager_gets_it_by_link_and_that_is_on_record(self):
        self.manager.sudo().password = self.manager.login
        self.authenticate(self.manager.login, self.manager.login)
        answer = self.url_open(self.links()[2])
        self.assertIn(answer.content, self.contents)
        domain = [("event", "=", "scan.viewed"), ("res_id", "=", self.scan.id)]
        entries = self.env["itcom.journal.entry"].search(domain)
        self.assertEqual(entries.user_id, self.manager)

    # The right of its own

    def test_a_manager_without_the_right_sees_that_it_is_there_and_not_the_scan(self):
        group = self.env.ref("itcom_crm_module.itcom_group_scans")
        self.env.ref("itcom_crm_module.itcom_group_manager").implied_ids -= group
        group.users -= self.manager
        document = self._as(self.manager, self.document)
        self.assertEqual(document.read(["is_uploaded"])[0]["is_uploaded"], True)
        with mute_logger(*LOGGERS):
            for record, name in ((document, "scan_ids"), (self.scan, "file"), (self.files, "raw")):
                with self.subTest(field=name), self.assertRaises(AccessError):
                    self._as(self.manager, record).read([name])
