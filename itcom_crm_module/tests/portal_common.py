# Licence LGPL-3 (see LICENSE).

import re
from html import unescape

from odoo.tests.common import HttpSavepointCase, new_test_user

from .questionnaire_common import QuestionnaireCase


class PortalCase(HttpSavepointCase, QuestionnaireCase):
    """A questionnaire, a link to it, and browsers that ask our pages."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client.lang = "en_US"
        cls.portal_user = new_test_user(cls.env, "itcom_portal", groups="base.group_portal")

    def setUp(self):
        super().setUp()
        self.questionnaire = self._new_questionnaire()
        self.link = self.env["itcom.questionnaire.link"]._new_for(self.questionnaire)
        self.url = self.questionnaire.access_url

    def url_open(self, *args, **kwargs):
        answer = super().url_open(*args, **kwargs)
        self.env.cache.invalidate()
        return answer

    # What browsers do

    def come_in(self, link=None):
        """Open the client's link as a browser of its own does.

        :return: the page.
        """
        self.opener.cookies.clear()
        return self.get((link or self.link)._url().replace(self.link.get_base_url(), ""))

    def log_in(self, user):
        user.sudo().password = user.login
        self.authenticate(user.login, user.login)

    def get(self, path, **options):
        return self.url_open(path, **options)

    def post(self, path, data=None, csrf=None, **options):
        """Send a form of ours as the page does: with its token, unless told."""
        data = {"csrf_token": self.csrf() if csrf is None else csrf, **(data or {})}
        return self.url_open(self.url + path, data=data, **options)

    def save(self, values, known=None, **options):
        """Send answers as our script does. :return: (status, dict of the JSON)."""
        data = {**values, **{"known_" + name: text for name, text in (known or {}).items()}}
        answer = self.post("/save", data, headers={"Accept": "application/json"}, **options)
        return answer.status_code, answer.json()

    def csrf(self):
        """:return: the token that the page of the questionnaire holds."""
        found = re.search(r'name="csrf_token" value="(\w+)"', self.get(self.url).text)
        return found.group(1)

    # Asserts

    def assert_page(self, answer, status, *texts):
        """:param texts: what the page has to say in its text."""
        self.assertEqual(answer.status_code, status, answer.text[:2000])
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        self.assertIn("frame-ancestors 'none'", answer.headers["Content-Security-Policy"])
        page = unescape(answer.text)
        for text in texts:
            self.assertIn(text, page)
