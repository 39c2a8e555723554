# Licence LGPL-3 (see LICENSE).

from odoo.exceptions import AccessError
from odoo.tests.common import HttpSavepointCase, new_test_user, tagged

from .documents import DocumentCase


@tagged("post_install", "-at_install")
class TestAttachmentAccess(DocumentCase, HttpSavepointCase):
    """A file is seen by who may see its record, whichever way is tried."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.colleague = cls.make_user("attachment-colleague", "manager")
        cls.foreigner = cls.make_user(
            "attachment-foreigner", "administrator", cls.make_company("ООО «Второй УЦ»")
        )
        cls.watcher = cls.make_user("attachment-auditor", "auditor")
        cls.buyer = new_test_user(
            cls.env, "attachment-portal", "base.group_portal", password="attachment-portal"
        )
        cls.strangers = cls.colleague | cls.foreigner | cls.watcher | cls.buyer

    def setUp(self):
        super().setUp()
        deal = self.make_deal({}, user_id=self.manager.id)
        self.document = self.form_invoice(deal)
        self.attachment = self.document.attachment_id.sudo()

    def _as(self, user, record=None):
        record = self.attachment if record is None else record
        record.invalidate_cache()
        return record.with_user(user).with_context(allowed_company_ids=user.company_ids.ids)

    def test_its_manager_finds_and_reads_it(self):
        mine = self._as(self.manager)
        self.assertTrue(mine.search([("id", "=", mine.id)]))
        self.assertTrue(mine.datas)
        groups = mine.read_group([("res_model", "=", "itcom.document")], ["name"], ["name"])
        self.assertEqual(groups[0]["name_count"], 1)

    def test_reading_by_rpc(self):
        for user in self.strangers:
            with self.subTest(user=user.login):
                for field in ("datas", "raw", "name", "checksum", "index_content"):
                    with self.assertRaises(AccessError):
                        self._as(user).read([field])

    def test_searching_counting_and_completing(self):
        domain = [("id", "=", self.attachment.id)]
        for user in self.strangers:
            with self.subTest(user=user.login):
                theirs = self._as(user)
                try:
                    self.assertFalse(theirs.search(domain))
                    self.assertEqual(theirs.search_count(domain), 0)
                    self.assertFalse(theirs.search([("res_model", "=", "itcom.document")]))
                    self.assertFalse(theirs.search([("checksum", "=", self.attachment.checksum)]))
                    self.assertFalse(theirs.name_search(self.attachment.name))
                except AccessError:
                    self.assertEqual(user, self.buyer)

    def test_grouping(self):
        for user in self.strangers:
            with self.subTest(user=user.login):
                for domain in (
                    [("res_model", "=", "itcom.document")],
                    [("id", "=", self.attachment.id)],
                    ["|", ("res_model", "=", "itcom.document"), ("res_field", "!=", False)],
                ):
                    try:
                        groups = self._as(user).read_group(domain, ["name"], ["name"])
                        self.assertFalse([g for g in groups if g["name"] == self.attachment.name])
                    except AccessError:
                        self.assertEqual(user, self.buyer)

    def test_exporting(self):
        export = self.env.ref("base.group_allow_export")
        for user in self.strangers:
            with self.subTest(user=user.login):
                if user != self.buyer:
                    user.groups_id |= export
                    for record in (self.attachment, self.document):
                        with self.assertRaises(AccessError):
                            self._as(user, record).export_data(["display_name"])

    def test_writing_moving_and_publishing(self):
        for user in self.strangers:
            with self.subTest(user=user.login):
                for values in ({"public": True}, {"res_model": "res.users"}, {"name": "x"}):
                    with self.assertRaises(AccessError), self.env.cr.savepoint():
                        self._as(user).write(values)
                with self.assertRaises(AccessError), self.env.cr.savepoint():
                    self._as(user).generate_access_token()

    def test_the_record_itself(self):
        domain = [("id", "=", self.document.id)]
        for user in self.strangers:
            with self.subTest(user=user.login):
                theirs = self._as(user, self.document)
                with self.assertRaises(AccessError):
                    theirs.read(["number"])
                if theirs.check_access_rights("read", raise_exception=False):
                    self.assertFalse(theirs.search(domain))
                    self.assertFalse(theirs.name_search(self.document.number))
                    self.assertFalse(theirs.read_group(domain, ["number"], ["kind"]))

    def test_by_link(self):
        links = [
            "/web/content/%d" % self.attachment.id,
            "/web/content/%d?download=true" % self.attachment.id,
            "/web/content/ir.attachment/%d/datas" % self.attachment.id,
            "/web/content?model=ir.attachment&id=%d&field=raw" % self.attachment.id,
            "/web/content/itcom.document/%d/attachment_id" % self.document.id,
            "/web/content/%d?access_token=wrong" % self.attachment.id,
            "/web/image/%d" % self.attachment.id,
            "/web/image/ir.attachment/%d/datas" % self.attachment.id,
        ]
        content = self.attachment.raw
        # PostgreSQL and Odoo name the file by its content: knowing it must not help.
        links.append("/web/content/%d-%s" % (self.attachment.id, self.attachment.checksum[:8]))
        for login in (*self.strangers.mapped("login"), None):
            self.authenticate(login, login)
            for link in links:
                with self.subTest(user=login, link=link):
                    answer = self.url_open(link, allow_redirects=False)
                    self.assertNotEqual(answer.content, content)
                    self.assertNotIn(b"word/document.xml", answer.content)
        self.authenticate("documents-manager", "documents-manager")
        self.assertEqual(self.url_open(links[0]).content, content)
