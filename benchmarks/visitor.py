# Licence LGPL-3 (see LICENSE).
"""A client at the page of a questionnaire, over HTTP, as the page's own scripts send."""

import json
import re
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from urllib.parse import urlencode

TIMEOUT = 120
# In the address of every page of ours.
OURS = "/questionnaire/"
TOKEN = re.compile(r'name="csrf_token" value="(\w+)"')


class Visitor:
    """One browser with one link.

    :param address: base address of the server.
    :param guest: dict of one guest, as ``guests.prepare`` gives it.
    """

    def __init__(self, address, guest):
        self._address = address
        self.guest = guest
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar()), urllib.request.ProxyHandler({})
        )
        self._token = None

    def come_in(self):
        """Open the link; everything else comes after it."""
        page = self._ask(self.guest["link"]).decode()
        self._token = TOKEN.search(page).group(1)

    def see(self, step):
        return self._ask("%s?step=%s" % (self.guest["url"], step))

    def save(self, name, text):
        """:return: whether the server has said that it keeps this answer."""
        answer = json.loads(self._post("/save", urlencode({"step": "holder", name: text}).encode()))
        return name in answer["saved"]

    def upload(self, kind, photo):
        """Send a photo and have it looked at. :return: dict of the server's last answer."""
        path = "/document/" + kind
        answer = json.loads(self._post(path, photo, "application/octet-stream"))
        for scan in answer["awaiting"]:
            answer = json.loads(self._post("%s/%d/look" % (path, scan), b""))
        return answer

    def paper(self, kind):
        """:return: bytes of the paper that the server has formed and keeps."""
        return self._post("/paper/" + kind, b"")

    def submit(self):
        self._post("/submit", urlencode({"consent": self.guest["consent"]}).encode(), accept="*/*")

    def _post(self, path, body, kind="application/x-www-form-urlencoded", accept=None):
        headers = {
            "Accept": accept or "application/json",
            "Content-Type": kind,
            "X-CSRF-Token": self._token,
            "X-File-Name": "photo.jpg",
        }
        return self._ask(self.guest["url"] + path, body, headers)

    def _ask(self, path, body=None, headers=()):
        """:raise OSError: no answer, or one that says that it did not work."""
        request = urllib.request.Request(self._address + path, body, dict(headers))
        try:
            with self._opener.open(request, timeout=TIMEOUT) as answer:
                if OURS not in answer.geturl():
                    # Without its database Odoo sends everybody to a page of its own.
                    raise OSError("%s: sent to %s" % (path, answer.geturl()))
                return answer.read()
        except urllib.error.HTTPError as error:
            raise OSError("%s: %s %s" % (path, error.code, error.read()[:500].decode()))
