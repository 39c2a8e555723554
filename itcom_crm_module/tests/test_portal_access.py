# Licence LGPL-3 (see LICENSE).
"""Who comes in to the client's page, and what everybody else is told."""

import logging
import os
import re
from datetime import timedelta
from unittest.mock import patch

import odoo
from odoo import fields
from odoo.tests.common import tagged

from ..controllers.portal.access import WRONG_LINK, WRONG_LINKS, WRONG_LINKS_STRETCH
from ..models.itcom_questionnaire_code import LETTERS, STRETCH
from .portal_common import PortalCase

WRONG = "There is no such questionnaire, or the link is wrong"


def session_files():
    return set(os.listdir(odoo.http.root.session_store.path))


@tagged("post_install", "-at_install")
class TestPortalAccess(PortalCase):
    """The matrix of tokens, grants and logins."""

    def test_a_link_opens_the_page_and_leaves_the_address(self):
        page = self.come_in()
        self.assert_page(page, 200, self.questionnaire.number)
        self.assertTrue(page.url.endswith(self.url), page.url)
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
        grant = next(cookie for cookie in self.opener.cookies if cookie.path == self.url)
        self.assertTrue(grant.has_nonstandard_attr("HttpOnly"))
        self.assertEqual(grant.get_nonstandard_attr("SameSite"), "Lax")
        self.assertEqual(len(self.link.visit_ids), 1)
        self.assertEqual(self.link.visit_ids.address, "127.0.0.1")

    def test_going_on_reading_writes_no_visit(self):
        self.come_in()
        for _time in range(3):
            self.assert_page(self.get(self.url), 200)
        self.assertEqual(len(self.link.visit_ids), 1)

    def test_without_a_link(self):
        self.assert_page(self.get(self.url), 403, "Open the questionnaire by your link")
        self.assert_page(self.get("/questionnaire/999999999"), 403, "by your link")

    def test_wrong_tokens(self):
        right = self.link._signed("itcom.link")
        foreign = self.env["itcom.questionnaire.link"]._new_for(self._new_questionnaire())
        for token in (
            "x",
            "1-",
            "0-" + right,
            "999999999-" + right,
            "-" + right,
            right[:-1],
            right + "0",
            right.upper() + "Я",
            "99999999999-" + right,
            self.link._signed("itcom.grant"),
            foreign._signed("itcom.link"),
        ):
            with self.subTest(token=token):
                answer = self.url_open(self.url, headers={"Accept": "text/html"})
                self.assertEqual(answer.status_code, 403)
                answer = self.opener.get(answer.url, params={"access_token": token})
                self.assert_page(answer, 404, WRONG)
        self.assertFalse(self.link.visit_ids)

    def test_a_grant_of_another_questionnaire(self):
        self.come_in()
        value = next(cookie.value for cookie in self.opener.cookies if cookie.path == self.url)
        other = self._new_questionnaire()
        answer = self.get(other.access_url, headers={"Cookie": "itcom_questionnaire=" + value})
        self.assert_page(answer, 404, WRONG)

    def test_an_expired_link_and_its_grant(self):
        self.come_in()
        self.link.sudo().expiry_date = fields.Datetime.now() - timedelta(seconds=1)
        self.assert_page(self.get(self.url), 410, "not valid any more")
        self.assert_page(self.come_in(), 410, "not valid any more")

    def test_a_withdrawn_link_and_its_grant(self):
        self.come_in()
        renewed = self.env["itcom.questionnaire.link"]._new_for(self.questionnaire)
        self.assert_page(self.get(self.url), 410, "Ask your manager for a new one")
        self.assert_page(self.come_in(), 410, "not valid any more")
        self.assert_page(self.come_in(renewed), 200)

    def test_a_deleted_questionnaire(self):
        self.come_in()
        self.questionnaire.sudo().unlink()
        self.assert_page(self.get(self.url), 404, WRONG)

    def test_a_stranger_leaves_no_session_file(self):
        before = session_files()
        self.get(self.url)
        self.get(self.url + "?access_token=1-wrong")
        self.come_in()
        self.assertEqual(session_files(), before)
        self.assertNotIn("session_id", self.opener.cookies)

    def test_too_many_wrong_links_from_one_address(self):
        limits = self.env["itcom.rate.limit"]
        for _time in range(WRONG_LINKS - 1):
            limits._hit(WRONG_LINK, "127.0.0.1", WRONG_LINKS_STRETCH)
        self.assert_page(self.come_in(), 200)
        limits._hit(WRONG_LINK, "127.0.0.1", WRONG_LINKS_STRETCH)
        self.assert_page(self.come_in(), 429, "Wait ten minutes")

    def test_staff_come_in_by_their_own_right(self):
        for user, status in (
            (self.manager, 200),
            (self.verifier, 200),
            (self.other_manager, 403),
            (self.auditor, 403),
        ):
            with self.subTest(user=user.login):
                self.log_in(user)
                self.assert_page(self.get(self.url), status)
        self.log_in(self.manager)
        page = self.get(self.link._url().replace(self.link.get_base_url(), ""))
        self.assert_page(page, 200)
        self.assertFalse(self.link.visit_ids, "the manager's own look is no visit of the client")

    def test_a_login_s_visit_is_on_record_once(self):
        self.log_in(self.manager)
        for step in ("holder", "identity", "documents"):
            self.get("%s?step=%s" % (self.url, step))
        opened = self.env["itcom.journal.entry"].search(
            [("event", "=", "questionnaire.opened"), ("res_id", "=", self.questionnaire.id)]
        )
        self.assertEqual(opened.user_id, self.manager)
        self.assertEqual(len(opened), 1)

    def test_portal_users_come_in_to_what_they_follow(self):
        self.log_in(self.portal_user)
        self.assert_page(self.get(self.url), 403)
        self.questionnaire.message_subscribe(self.portal_user.partner_id.ids)
        self.assert_page(self.get(self.url), 200)
        self.assert_page(self.get(self._new_questionnaire().access_url), 403)

    def test_a_questionnaire_of_another_company(self):
        """The public user belongs to the main company only."""
        other = self.env["res.company"].create({"name": "ООО «Второй УЦ»"})
        self.manager.write({"company_ids": [(4, other.id)]})
        self.questionnaire = self.env["itcom.questionnaire"].create(
            {
                "partner_id": self.client.id,
                "company_id": other.id,
                "user_id": self.manager.id,
                "certificate_type_ids": [(6, 0, self.type_open.ids)],
            }
        )
        self.url = self.questionnaire.access_url
        self.link = self.env["itcom.questionnaire.link"]._new_for(self.questionnaire)
        self.assert_page(self.come_in(), 200, "ООО «Второй УЦ»")
        status, answer = self.save({"birth_place": "г. Тула"})
        self.assertEqual((status, answer["saved"]), (200, ["birth_place"]))
        self.assert_page(self.get(self.url + "?step=documents"), 200)
        self.assert_page(self.post("/submit"), 422)
        self.log_in(self.manager)
        self.assert_page(self.get(self.url), 200, "ООО «Второй УЦ»")
        self.assertEqual(self.save({"birth_place": "г. Омск"})[0], 200)

    def test_addresses_that_only_take_what_is_sent(self):
        self.come_in()
        self.assert_page(self.get(self.url + "/save"), 405, "shows nothing")
        self.assert_page(self.get(self.url + "/nothing"), 404, "shows nothing")

    def test_the_visitor_chooses_the_language(self):
        self.env["res.lang"]._activate_lang("ru_RU")
        self.come_in()
        page = self.get(self.url + "?lang=ru_RU")
        self.assert_page(page, 200, 'lang="ru"', "Анкета")
        self.assertTrue(page.url.endswith(self.url))
        self.assert_page(self.get(self.url), 200, 'lang="ru"')
        self.assert_page(self.get(self.url + "?lang=xx_XX"), 200, 'lang="ru"')
        self.assert_page(self.get(self.url + "?lang=en_US"), 200, 'lang="en"', "Questionnaire")

    def test_tokens_stay_out_of_the_log(self):
        token = self.link._signed("itcom.link")
        line = "GET %s?access_token=%s&step=holder HTTP/1.1"
        record = logging.LogRecord("werkzeug", 20, "", 0, line, (self.url, token), None)
        for mask in logging.getLogger("werkzeug").filters:
            mask.filter(record)
        self.assertIn(self.url + "?access_token=***&step=holder HTTP", record.getMessage())

    def test_changes_need_the_page_s_own_token(self):
        self.come_in()
        for token in ("", "x", "0" * 64, "Я"):
            with self.subTest(token=token):
                answer = self.post("/save", {"birth_place": "г. Тула"}, csrf=token)
                self.assert_page(answer, 400, "Nothing was changed")
        self.assertFalse(self.questionnaire.birth_place)


@tagged("post_install", "-at_install")
class TestPortalCode(PortalCase):
    """Where the company wants a code besides the link."""

    def setUp(self):
        super().setUp()
        self.company.itcom_link_code = True
        self.link.sudo().email = "orlov@primer.example"
        self.page = self.come_in()

    def sent_code(self):
        """Have a code sent. :return: it, as it stands in the letter."""
        letters = []
        with patch.object(
            type(self.questionnaire),
            "_mail_soon",
            lambda _self, _template, address, is_secret: letters.append(
                (address, _self.env.context["itcom_code"], is_secret)
            ),
        ):
            self.assert_page(self.post("/code"), 200, "Code from the letter")
        address, code, is_secret = letters[0]
        self.assertEqual((address, is_secret), ("orlov@primer.example", True))
        return code

    def test_the_link_alone_shows_nothing(self):
        self.assert_page(self.page, 403, "Confirm that it is you", "o***@primer.example")
        self.assertNotIn(self.questionnaire.number, self.page.text)
        self.assertNotIn("orlov@", self.page.text)
        token = re.search(r'name="csrf_token" value="(\w+)"', self.page.text).group(1)
        self.assert_page(self.post("/save", {"birth_place": "г. Тула"}, csrf=token), 403)
        self.assertEqual(self.save({"birth_place": "г. Тула"}, csrf=token)[0], 403)
        self.assertFalse(self.questionnaire.birth_place)

    def test_the_code_opens_the_page_once(self):
        code = self.sent_code()
        self.assert_page(self.post("/code", {"code": " %s " % code}), 200, "Step 1 of 4")
        self.assertEqual(self.save({"birth_place": "г. Тула"})[0], 200)
        self.come_in()
        self.assert_page(self.post("/code", {"code": code}), 422, "not valid any more")

    def test_wrong_codes_are_counted(self):
        code = self.sent_code()
        for wrong in ("", "x", "1" * 1000, "000000" if code != "000000" else "1", "Я"):
            self.assert_page(self.post("/code", {"code": wrong}), 422, "wrong or not valid")
        self.assert_page(self.post("/code", {"code": code}), 422, "wrong or not valid")

    def test_an_old_code(self):
        code = self.sent_code()
        self.link.sudo().code_expiry = fields.Datetime.now() - timedelta(seconds=1)
        self.assert_page(self.post("/code", {"code": code}), 422, "not valid any more")

    def test_a_mailbox_is_not_flooded(self):
        for _time in range(LETTERS):
            self.env["itcom.rate.limit"]._hit("code", self.link.id, STRETCH)
        self.assert_page(self.post("/code"), 503, "did not go out")

    def test_the_code_stands_nowhere(self):
        code = self.sent_code()
        row = self.link.sudo().read()[0]
        self.assertFalse([name for name, value in row.items() if str(value) == code])

    def test_without_an_address(self):
        self.link.sudo().email = False
        self.assert_page(self.come_in(), 403, "Ask your manager to send the link by a letter")
