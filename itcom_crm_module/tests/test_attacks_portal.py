# Licence LGPL-3 (see LICENSE).
"""Attacks on the client's page and the ways around it, each named after what is tried."""

import json
import re

from lxml import etree, html
from odoo.exceptions import AccessError, UserError
from odoo.tests.common import tagged
from odoo.tools import mute_logger

from ..itcom_core.questionnaire import workflow as wf
from ..models.itcom_questionnaire_flow import TransitionRefused
from ..models.itcom_questionnaire_link import GRANT, TOKEN
from .portal_common import PortalCase
from .test_consent import ConsentCase

# What breaks out of an element, an attribute in either quotes, a script, a link, a template.
PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</script><script>alert(1)</script>",
    "javascript:alert(1)",
    "<svg/onload=alert(1)>",
    "{{7*7}}{{7*7}}${7*7}${7*7}#{7*7}#{7*7}",
)
SECURITY_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def live_pieces(page):
    """Read a page as browsers do. :return: list of what in it would run what was typed."""
    found = []
    for element in html.fromstring(page or "<p/>").iter(etree.Element):
        found += [name for name in element.attrib if name.lower().startswith("on")]
        links = (element.get(name, "") for name in ("href", "src", "action", "formaction"))
        found += [link for link in links if link == "x" or link.startswith("javascript:alert")]
        if element.tag in ("script", "svg") and b"alert(1)" in etree.tostring(element):
            found.append(element.tag)
    return found


@tagged("post_install", "-at_install")
class TestAttacksByScripts(PortalCase):
    """Stored and reflected scripts: what somebody types is text, whoever reads it."""

    def assert_harmless(self, answer):
        self.assertEqual(live_pieces(answer.text), [], answer.url)
        # A form's token is digits by chance.
        self.assertNotIn("4949", re.sub(r"[0-9a-f]{32,}", "", answer.text))

    def test_in_answers_of_the_client(self):
        for payload in PAYLOADS:
            with self.subTest(payload=payload):
                self.come_in()
                self.save({"surname": payload, "birth_place": payload, "email": payload})
                for step in ("holder", "identity", "documents"):
                    self.assert_harmless(self.get("%s?step=%s&check=1" % (self.url, step)))

    def test_in_what_staff_write_to_the_client(self):
        for payload in PAYLOADS:
            with self.subTest(payload=payload):
                mine = self._in_review()
                document = mine.document_ids[0].with_user(self.verifier)
                document.write({"verdict": "rejected", "remark": payload})
                mine.with_user(self.verifier)._action_with_reason(wf.RETURN, payload)
                self.url = mine.access_url
                link = self.env["itcom.questionnaire.link"]._new_for(mine)
                answer = self.come_in(link)
                self.assertEqual(answer.status_code, 200)
                self.assert_harmless(answer)

    def test_in_names_of_company_kind_and_certificate(self):
        for payload in PAYLOADS:
            with self.subTest(payload=payload):
                self.company.name = payload
                self.questionnaire.sudo().certificate_type_ids.write({"name": payload})
                kinds = self.questionnaire.sudo().document_ids.kind_id
                kinds.write({"name": payload, "hint": payload})
                self.assert_harmless(self.come_in())
                self.assert_harmless(self.get(self.url + "?step=documents"))

    def test_reflected_from_the_address(self):
        self.come_in()
        for payload in PAYLOADS:
            for path in ("?step=%s", "?check=%s", "/%s", "?x=%s"):
                with self.subTest(payload=payload, path=path):
                    self.assert_harmless(self.get(self.url + path % payload.replace("/", "%2F")))

    def test_in_the_chatter_that_staff_read(self):
        self.come_in()
        for payload in PAYLOADS:
            self.questionnaire.partner_id.name = payload
            self.save({"surname": payload})
        bodies = "".join(self.questionnaire.message_ids.mapped("body"))
        self.assertEqual(live_pieces(bodies), [])

    def test_in_the_portal_s_list(self):
        self.questionnaire.sudo().message_subscribe(self.portal_user.partner_id.ids)
        self.log_in(self.portal_user)
        for payload in PAYLOADS:
            with self.subTest(payload=payload):
                self.questionnaire.write({"alias": payload, "surname": payload})
                self.assert_harmless(self.get("/my/questionnaires"))
                answer = self.get("/my/questionnaires?search=" + payload.replace("/", "%2F"))
                self.assert_harmless(answer)


@tagged("post_install", "-at_install")
class TestAttacksOnTheLink(PortalCase):
    """Coming in without the link, staying in without it, coming in to something else."""

    def test_a_signature_for_one_purpose_serves_no_other(self):
        token, grant = self.link._signed(TOKEN), self.link._signed(GRANT)
        self.assertEqual(self.get("%s?access_token=%s" % (self.url, grant)).status_code, 404)
        self.opener.cookies.clear()
        self.opener.cookies["itcom_questionnaire"] = token
        self.assertEqual(self.get(self.url).status_code, 404)

    def test_the_grant_does_not_confirm_itself(self):
        self.company.itcom_link_code = True
        self.come_in()
        for path in ("", "?step=identity", "/nothing"):
            self.assertEqual(self.get(self.url + path).status_code, 403)
        answer = self.url_open(self.url + "/save", data={"surname": "Чужой"})
        self.assertEqual(answer.status_code, 403)

    def test_odoo_s_own_token_is_never_made(self):
        """It would open the chatter and uploads for ever, past expiry and withdrawal."""
        customer = self.questionnaire.partner_id
        customer.email = "client@primer.example"
        self.questionnaire.message_subscribe(customer.ids)
        self.questionnaire.message_post(
            body="Здравствуйте", partner_ids=customer.ids, message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )  # fmt: skip
        self.assertFalse(self.questionnaire.sudo().access_token)
        self.assertNotIn("access_token", self.questionnaire._get_share_url())

    @mute_logger("odoo.http")
    def test_writing_to_the_chatter_without_a_login(self):
        self.questionnaire.message_post(body="тайна", subtype_xmlid="mail.mt_comment")
        before = len(self.questionnaire.message_ids)
        for token in ("", "False", "None", self.link._signed(TOKEN)):
            for route in ("/mail/chatter_post", "/mail/chatter_fetch", "/mail/chatter_init"):
                data = {
                    "res_model": "itcom.questionnaire",
                    "res_id": self.questionnaire.id,
                    "message": "x",
                    "token": token,
                }
                if route == "/mail/chatter_post":
                    answer = self.url_open(route, data=data)
                else:
                    body = json.dumps({"params": data})
                    kind = {"Content-Type": "application/json"}
                    answer = self.url_open(route, data=body, headers=kind)
                with self.subTest(route=route, token=token):
                    self.assertNotIn("тайна", answer.text)
                    self.assertNotRegex(answer.text, r'"message_count": [1-9]')
        self.assertEqual(len(self.questionnaire.message_ids), before)

    @mute_logger("odoo.http")
    def test_uploading_by_odoo_s_portal(self):
        domain = [("name", "=", "shell.html")]
        for token in ("False", self.link._signed(TOKEN)):
            self.url_open(
                "/portal/attachment/add",
                data={
                    "name": "shell.html",
                    "res_model": "itcom.questionnaire",
                    "res_id": self.questionnaire.id,
                    "access_token": token,
                },
                files={"file": ("shell.html", b"<script>", "text/html")},
            )
        self.assertFalse(self.env["ir.attachment"].sudo().search(domain))

    def test_leading_elsewhere_after_saving(self):
        self.come_in()
        for step in ("//evil.example", "https://evil.example", "/\\evil.example", "@evil.example"):
            data = {"step": step, "go": "next", "next": step, "redirect": step}
            answer = self.post("/save", data, allow_redirects=False)
            with self.subTest(step=step):
                target = answer.headers.get("Location", "").replace(self.link.get_base_url(), "")
                self.assertNotIn("evil", target)

    def test_pretending_another_address(self):
        """Without a proxy in front, nobody says which address they come from."""
        self.opener.headers["X-Forwarded-For"] = "203.0.113.7"
        self.come_in()
        self.assertEqual(self.link.visit_ids[:1].address, "127.0.0.1")

    def test_the_token_of_another_page(self):
        other = self._new_questionnaire()
        their_link = self.env["itcom.questionnaire.link"]._new_for(other)
        self.come_in()
        mine = self.csrf()
        self.url, my_url = other.access_url, self.url
        self.come_in(their_link)
        answer = self.post("/save", {"surname": "Чужой"}, csrf=mine)
        self.assertEqual((answer.status_code, other.surname), (400, "Орлов"))
        self.assertNotEqual(my_url, self.url)

    def test_headers_of_every_answer(self):
        paths = ["", "?step=identity", "?access_token=1-wrong", "/nothing", "/submit", "0"]
        for come_in in (False, True):
            self.opener.cookies.clear()
            if come_in:
                self.come_in()
            for path in paths:
                answer = self.get(self.url + path, allow_redirects=False)
                for name, value in SECURITY_HEADERS.items():
                    with self.subTest(path=path, come_in=come_in, header=name):
                        self.assertEqual(answer.headers.get(name), value)
                policy = answer.headers["Content-Security-Policy"]
                self.assertIn("default-src 'none'", policy)
                self.assertNotIn("unsafe", policy)

    def test_the_cookie_is_out_of_reach(self):
        self.opener.cookies.clear()
        path = self.link._url().replace(self.link.get_base_url(), "")
        answer = self.url_open(path, allow_redirects=False)
        cookie = answer.headers["Set-Cookie"]
        for flag in ("HttpOnly", "SameSite=Lax", "Path=" + self.url):
            self.assertIn(flag, cookie)
        self.assertNotIn(self.link._signed(TOKEN), answer.headers["Location"] + cookie)


@tagged("post_install", "-at_install")
class TestAttacksOnTheRecord(PortalCase, ConsentCase):
    """Writing what is not the client's to write, doing what is not theirs to do."""

    def test_posting_fields_that_no_form_holds(self):
        self.come_in()
        names = {
            "state": "verified", "user_id": self.manager.id, "company_id": 2, "number": "А-1",
            "consent_state": "given", "destroyed_on": "2020-01-01", "returned_fields": "surname",
            "access_token": "x", "partner_id": 1, "id": 1, "lookup_text": "x", "holder_name": "x",
            "create_uid": 1, "is_snils_confirmed": "1", "document_ids": "[(5,)]",
        }  # fmt: skip
        before = self.questionnaire.sudo().read(list(names))
        self.save({name: str(value) for name, value in names.items()})
        self.assertEqual(self.questionnaire.sudo().read(list(names)), before)

    def test_going_on_after_the_consent_was_withdrawn(self):
        consent = self.give(self.questionnaire)
        self.withdraw(consent, is_cancelling=False)
        self.come_in()
        status, _answer = self.save({"surname": "Иной"}, csrf="x")
        self.assertEqual((status, self.questionnaire.surname), (400, "Орлов"))
        with self.assertRaisesRegex(TransitionRefused, "withdrawn"):
            self.questionnaire.sudo()._submit_by_client()

    def test_by_rpc_as_a_portal_user(self):
        self.questionnaire.sudo().message_subscribe(self.portal_user.partner_id.ids)
        mine = self.questionnaire.with_user(self.portal_user)
        self.assertEqual(mine.surname, "Орлов")
        for name, *values in (
            ("write", {"surname": "x"}),
            ("unlink",),
            ("copy",),
            ("action_submit",),
            ("action_send",),
            ("action_send_link",),
            ("action_consent_on_paper",),
            ("action_compare_with_card",),
            ("action_itcom_form_papers",),
            ("action_itcom_send_papers",),
            ("message_post",),
            ("message_subscribe", [1]),
            ("export_data", ["passport_number"]),
        ):
            with self.subTest(method=name), self.assertRaises(UserError):
                with mute_logger("odoo.addons.base.models.ir_rule"), self.env.cr.savepoint():
                    getattr(mine, name)(*values)
                    mine.flush()
        for model in (
            "itcom.questionnaire.link", "itcom.questionnaire.scan", "itcom.questionnaire.document",
            "itcom.consent", "itcom.document", "itcom.journal.entry", "itcom.destruction",
        ):  # fmt: skip
            with self.subTest(model=model), self.assertRaises(AccessError):
                self.env[model].with_user(self.portal_user).search_read([])

    def test_a_portal_user_reads_nobody_else_s(self):
        theirs = self._new_questionnaire().with_user(self.portal_user)
        self.assertFalse(theirs.search([("id", "=", theirs.id)]))
        self.assertFalse(theirs.name_search(theirs.sudo().number))
        self.assertFalse(theirs.read_group([("id", "=", theirs.id)], ["state"], ["surname"]))
        with self.assertRaises(AccessError), mute_logger("odoo.addons.base.models.ir_rule"):
            theirs.read(["passport_number"])
