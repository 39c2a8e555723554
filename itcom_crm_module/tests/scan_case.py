# Licence LGPL-3 (see LICENSE).

import socket
from urllib.parse import quote

from odoo.tests.common import HOST
from odoo.tools import config

from .portal_common import PortalCase
from .questionnaire_common import SCAN

KIND = "passport_photo"
PATH = "/document/" + KIND
AS_SCRIPT = {"headers": {"Accept": "application/json"}}


class ScanCase(PortalCase):
    """A client who has come in and sends files for one document."""

    def setUp(self):
        super().setUp()
        self.come_in()
        self.token = self.csrf()
        self.document = self.questionnaire.document_ids.filtered(
            lambda one: one.kind_id.code == KIND
        )

    # What browsers do

    def send(self, content=SCAN, name="скан.png", path=PATH, query="", **headers):
        """Send a file and have it looked at, as our script does. :return: the last answer."""
        answer = self.upload(content, name, path, query, **headers)
        if answer.status_code == 200:
            for scan_id in answer.json()["awaiting"]:
                answer = self.look(scan_id, query)
        return answer

    def look(self, scan_id, query=""):
        return self.post("%s/%d/look%s" % (PATH, scan_id, query), csrf=self.token, **AS_SCRIPT)

    def upload(self, content=SCAN, name="скан.png", path=PATH, query="", **headers):
        """Send a file as our script does. :return: answer."""
        headers = {
            "Accept": "application/json",
            "Content-Type": "application/octet-stream",
            "X-CSRF-Token": self.token,
            "X-File-Name": quote(name),
            **headers,
        }
        return self.send_by_post(path + query, data=content, headers=headers)

    def send_form(self, *files, **values):
        """Send files as a browser without scripts does. :return: answer."""
        sent = [("file", file) for file in files] or [("file", ("", b""))]
        data = {"csrf_token": self.token, **values}
        return self.send_by_post(PATH, data=data, files=sent)

    def send_by_post(self, path, **options):
        """As ``url_open``, which makes a GET of an empty body."""
        self.env["base"].flush()
        address = "http://%s:%s%s%s" % (HOST, config["http_port"], self.url, path)
        answer = self.opener.post(address, allow_redirects=False, timeout=30, **options)
        self.env.cache.invalidate()
        return answer

    def raw_request(self, *headers, body=SCAN):
        """Send a request that no HTTP library would. :return: line of the status."""
        head = [
            "POST %s%s HTTP/1.1" % (self.url, PATH),
            "Host: %s" % HOST,
            "Cookie: " + "; ".join("%s=%s" % pair for pair in self.opener.cookies.items()),
            "X-CSRF-Token: " + self.token,
            "Accept: application/json",
            *headers,
        ]
        self.env["base"].flush()
        with socket.create_connection((HOST, config["http_port"]), timeout=30) as line:
            line.sendall("\r\n".join(head).encode() + b"\r\n\r\n" + body)
            line.shutdown(socket.SHUT_WR)
            status = line.makefile("rb").readline()
        self.env.cache.invalidate()
        return status
