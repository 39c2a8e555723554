# Licence LGPL-3 (see LICENSE).
"""«Мои анкеты» in Odoo's portal."""

import json
from unittest.mock import patch

from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.exceptions import AccessError, UserError
from odoo.tests.common import tagged

from .portal_common import PortalCase


@tagged("post_install", "-at_install")
class TestPortalMy(PortalCase):
    """A client with a login sees what is theirs, and nothing else of the organisation's."""

    def setUp(self):
        super().setUp()
        self.portal_user.lang = "en_US"
        self.followed = self._new_questionnaire(surname="Зайцева")
        self.followed.message_subscribe(self.portal_user.partner_id.ids)
        self.log_in(self.portal_user)

    def listed(self, query=""):
        """:return: set of the numbers in the list."""
        page = self.get("/my/questionnaires" + query).text
        numbers = self.env["itcom.questionnaire"].search([]).mapped("number")
        return {number for number in numbers if number in page}

    def test_only_what_is_theirs(self):
        self.assertEqual(self.listed(), {self.followed.number})
        as_user = self.env["itcom.questionnaire"].with_user(self.portal_user)
        self.assertEqual(as_user.search([]), self.followed.with_user(self.portal_user))
        own = self._new_questionnaire(
            order_id=False,
            partner_id=self.portal_user.partner_id.id,
            applicant_type="individual",
            holder="head",
        )
        self.assertEqual(self.listed(), {self.followed.number, own.number})

    def test_the_rest_of_the_organisation_stays_hidden(self):
        self.portal_user.partner_id.parent_id = self.client
        self.assertEqual(self.listed(), {self.followed.number})

    def test_search_and_states(self):
        self.assertEqual(self.listed("?search=Зайцева"), {self.followed.number})
        self.assertEqual(self.listed("?search=Волков"), set())
        self.followed._mark_cancelled("Changed their mind")
        self.assertEqual(self.listed(), set())
        self.assertEqual(self.listed("?filterby=all"), {self.followed.number})
        self.assertEqual(self.listed("?filterby=nonsense&page=x"), set())

    def test_an_empty_list_says_why_and_leads_on(self):
        found_nothing = self.get("/my/questionnaires?search=Волков").text
        self.assertIn("None of your questionnaires is like that", found_nothing)
        self.assertIn('href="/my/questionnaires?filterby=all"', found_nothing)
        self.followed._mark_cancelled("Changed their mind")
        self.assertIn("like that", self.get("/my/questionnaires").text)
        self.followed.message_unsubscribe(self.portal_user.partner_id.ids)
        has_none = self.get("/my/questionnaires?search=Волков").text
        self.assertIn("Questionnaires appear as soon as your manager", has_none)
        self.assertNotIn("like that", has_none)

    def test_a_row_tells_what_the_client_has_to_do(self):
        page = self.get("/my/questionnaires").text
        row = page.partition('href="%s"' % self.followed.access_url)[2].partition("</a>")[0]
        for text in (self.followed.number, "Draft", "Fill in the questionnaire and submit it."):
            self.assertIn(text, row)

    def test_pages(self):
        for _number in range(2):
            self._new_questionnaire().message_subscribe(self.portal_user.partner_id.ids)
        with patch.object(CustomerPortal, "_items_per_page", 2):
            first, second = self.listed(), self.listed("/page/2")
        self.assertEqual((len(first), len(second)), (2, 1))
        self.assertFalse(first & second)

    def test_the_home_page_counts_and_leads_there(self):
        self.assertIn("/my/questionnaires", self.get("/my/home").text)
        counters = {"params": {"counters": ["itcom_questionnaire_count"]}}
        headers = {"Content-Type": "application/json"}
        answer = self.url_open("/my/counters", data=json.dumps(counters), headers=headers)
        self.assertEqual(answer.json()["result"], {"itcom_questionnaire_count": 1})

    def test_the_page_opens_from_the_list(self):
        self.assert_page(self.get(self.followed.access_url), 200, self.followed.number)
        self.url = self.followed.access_url
        status, answer = self.save({"birth_place": "г. Тула"})
        self.assertEqual((status, answer["saved"]), (200, ["birth_place"]))

    def test_by_rpc_nothing_can_be_written(self):
        as_user = self.followed.with_user(self.portal_user)
        for attempt in (
            lambda: as_user.write({"birth_place": "г. Тула"}),
            lambda: as_user.action_submit(),
            lambda: as_user.action_send_link(),
            lambda: as_user.unlink(),
            lambda: as_user.copy(),
            lambda: as_user.action_consent_on_paper(),
        ):
            with self.assertRaises((AccessError, UserError)):
                attempt()
