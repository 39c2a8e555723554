# Licence LGPL-3 (see LICENSE).

from unittest.mock import patch

from odoo.tests.common import HttpSavepointCase, new_test_user, tagged
from odoo.tools import mute_logger

from ..itcom_core.questionnaire import papers
from ..models.itcom_questionnaire_scan import STAFF
from .questionnaire_common import SCAN
from .test_questionnaire_papers import PapersCase

LOGGERS = (
    "odoo.addons.base.models.ir_model",
    "odoo.addons.base.models.ir_rule",
    "odoo.http",
)
REFUSED = (403, 404)
# An id that is none, one past the database's integers, and tokens that are not what Odoo expects.
BAD_IDS = ("abc", "-1", "0", "1.5", "99999999999999999999")
TOKENS = ("wrong", "%D0%BA%D0%BB%D1%8E%D1%87", "False", "None", "%00")


@tagged("post_install", "-at_install")
class TestFileLinks(HttpSavepointCase, PapersCase):
    """Odoo's own links to files say «no» to every stranger in the same words: 403 or 404.

    No picture in its place, no error of the server: those tell that something is there.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        elsewhere = cls.env["res.company"].create({"name": "ООО «Второй УЦ»"})
        there = {"company_id": elsewhere.id, "company_ids": [(6, 0, elsewhere.ids)]}
        centre = cls.env["stock.warehouse"].create(
            {"name": "Другой центр", "code": "ДРУГ", "company_id": cls.company.id}
        )
        neighbour = cls._new_user("manager", "itcom_neighbour")
        cls.company.itcom_manager_scope = "centres"
        neighbour.itcom_warehouse_ids = centre
        cls.strangers = {
            "another manager": cls.other_manager,
            "manager of another centre": neighbour,
            "administrator of another company": cls._new_user("administrator", "far", **there),
            "verifier of another company": cls._new_user("verifier", "far_verifier", **there),
            "auditor": cls.auditor,
            "employee without our groups": new_test_user(cls.env, "itcom_clerk"),
            "another client": new_test_user(cls.env, "itcom_buyer", "base.group_portal"),
        }
        for user in cls.strangers.values():
            user.sudo().password = user.login
        cls.manager.sudo().password = cls.manager.login

    def setUp(self):
        super().setUp()
        questionnaire = self.ready()
        self.scan = questionnaire.document_ids[0]._add_scan(SCAN, "Паспорт Орлова.png", STAFF)
        self.paper = questionnaire._itcom_form(papers.CONSENT)[0]
        self.files = self.scan._attachments(["file", "preview"])
        self.files |= self.paper.attachment_id.sudo()
        self.env["base"].flush()
        self.names = [
            self._external_id(self.scan, "scan"),
            self._external_id(self.paper, "paper"),
            self._external_id(self.files[0], "file"),
        ]

    def _external_id(self, record, name):
        """:return: a name as an export of the record gives it."""
        values = {"module": "__export__", "name": name, "model": record._name, "res_id": record.id}
        return self.env["ir.model.data"].create(values).complete_name

    def links(self):
        """:return: every way in which Odoo's routes can be asked for these files."""
        owners = [(self.scan, "file"), (self.scan, "preview"), (self.paper, "attachment_id")]
        for record, field in owners:
            yield from self._links_of(record, field)
        for file in self.files:
            yield from self._links_of(file, "datas")
            yield "/web/content/ir.attachment/%d/raw" % file.id
            for route in ("content", "image"):
                short = "/web/%s/%d" % (route, file.id)
                yield from (short, short + "?download=1", short + "/name.pdf")
                yield "%s-%s" % (short, file.checksum[:8])
        for token in TOKENS:
            yield "/web/content/%d?access_token=%s" % (file.id, token)
        for name in self.names:
            for route in ("content", "image"):
                for field in ("file", "datas", "attachment_id"):
                    yield "/web/%s/%s?field=%s" % (route, name, field)
                yield "/web/%s/%s?field=file&access_token=wrong" % (route, name)

    def _links_of(self, record, field):
        path, query = (record._name, record.id, field), "model=%s&id=%d&field=%s"
        for route in ("content", "image"):
            yield "/web/%s/%s?download=1" % (route, "%s/%d/%s" % path)
            yield "/web/%s?%s" % (route, query % path)
            yield "/web/%s?%s&access_token=wrong" % (route, query % path)
        yield "/web/binary/image?%s" % (query % path)
        yield "/web/image/%s/64x64" % ("%s/%d/%s" % path)

    def answers(self, links, login):
        """:return: {link: status} of those links that are not plainly refused."""
        self.authenticate(login, login)
        with mute_logger(*LOGGERS):
            answers = {link: self.url_open(link, allow_redirects=False) for link in links}
        return {
            link: answer.status_code
            for link, answer in answers.items()
            if answer.status_code not in REFUSED
        }

    def test_every_stranger_on_every_route(self):
        links = list(self.links())
        for who, user in [("nobody", None), *self.strangers.items()]:
            with self.subTest(who=who):
                self.assertEqual(self.answers(links, user and user.login), {})

    def test_a_manager_without_the_right_to_scans(self):
        group = self.env.ref("itcom_crm_module.itcom_group_scans")
        self.env.ref("itcom_crm_module.itcom_group_manager").implied_ids -= group
        group.users -= self.manager
        scans = [link for link in self.links() if str(self.paper.attachment_id.id) not in link]
        scans = [link for link in scans if "itcom.document" not in link and "paper" not in link]
        self.assertTrue(scans)
        self.assertEqual(self.answers(scans, self.manager.login), {})

    def test_numbers_that_are_none(self):
        links = [
            "/web/%s?model=%s&id=%s&field=%s" % (route, model, number, field)
            for route in ("content", "image")
            for model, field in ((self.scan._name, "file"), (self.paper._name, "attachment_id"))
            for number in BAD_IDS
        ]
        links += ["/web/content?id=%s" % number for number in BAD_IDS]
        for login in (None, "itcom_clerk", "itcom_buyer", self.manager.login):
            with self.subTest(login=login):
                self.assertEqual(self.answers(links, login), {})

    def test_a_refusal_is_on_record(self):
        """That the entry outlives the refused request is TestJournalApart's to show."""
        links = ["/web/content/%s/%d/file" % (self.scan._name, self.scan.id)]
        links.append("/web/content/%d" % self.paper.attachment_id.id)
        refused = []

        def record(refusal, model, *_args):
            refused.append((refusal.env.user, model))

        Refusal = type(self.env["itcom.journal.refusal"])
        for who, user in [("nobody", self.env.ref("base.public_user")), *self.strangers.items()]:
            with self.subTest(who=who), patch.object(Refusal, "_record", record):
                refused.clear()
                self.answers(links, None if who == "nobody" else user.login)
                self.assertIn((user, self.scan._name), refused)
                self.assertIn((user, self.paper._name), refused)

    def test_who_may_see_it_still_gets_it(self):
        self.authenticate(self.manager.login, self.manager.login)
        by_record = "/web/content/%s/%d/file" % (self.scan._name, self.scan.id)
        self.assertEqual(self.url_open(by_record).status_code, 200)
        by_name = "/web/content/%s?field=file" % self.names[0]
        self.assertEqual(self.url_open(by_name).content, self.url_open(by_record).content)
        paper = "/web/content/%d" % self.paper.attachment_id.id
        self.assertEqual(self.url_open(paper).content, self.paper.attachment_id.sudo().raw)
