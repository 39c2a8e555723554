# Licence LGPL-3 (see LICENSE).
"""What staff do with questionnaires, without its screens: tests of the client's page start from it.

Everything goes through the calls that the screens make, with the user's own rights.
"""

import base64
import itertools
import re
import secrets
from contextlib import contextmanager
from pathlib import Path

ADDON = Path(__file__).resolve().parents[2] / "itcom_crm_module"
# A picture that passes the checks of scans.
SCAN = ADDON / "demo" / "scan.jpg"
NUMBERS = itertools.count()


class User:
    """A user of Odoo who calls methods of models.

    :param session: Playwright's context of a browser, for its cookies.
    :param address: base address of Odoo.
    """

    def __init__(self, session, address, login):
        self._request = session.request
        self._address = address
        page = self._request.get(address + "/web/login").text()
        token = re.search(r'name="csrf_token" value="(\w+)"', page).group(1)
        form = {"csrf_token": token, "login": login, "password": login}
        self._request.post(address + "/web/login", form=form)

    def call(self, model, method, *args, **kwargs):
        """:return: what the method answers. :raise AssertionError: it refused."""
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        answer = self._request.post(
            "%s/web/dataset/call_kw/%s/%s" % (self._address, model, method),
            data={"jsonrpc": "2.0", "method": "call", "params": params},
        ).json()
        assert "error" not in answer, answer["error"]["data"]["message"]
        return answer.get("result")

    def find(self, model, field, value):
        """:return: number of the record that has ``value`` in ``field``."""
        (found,) = self.call(model, "search", [[field, "=", value]], limit=1)
        return found


class Office:
    """A manager, a verifier and Odoo's administrator, each a :class:`User`."""

    def __init__(self, manager, verifier, admin, address):
        self.manager = manager
        self.verifier = verifier
        self.admin = admin
        self.address = address

    def new_client(self, name, lang="ru_RU", **values):
        """:return: number of a natural person's card; numbers and address are invented."""
        values = {
            "itcom_applicant_type": "individual",
            "name": name,
            "lang": lang,
            "email": "client%d@mail.example" % next(NUMBERS),
            "phone": "+7 916 300-50-60",
            "zip": "115035",
            "city": "г. Москва",
            "street": "ул. Пятницкая, д. 14, кв. 8",
            **values,
        }
        return self.manager.call("res.partner", "create", values)

    def new_questionnaire(self, client, certificate="ROSREESTR", **values):
        """:param client: number of the card.
        :param certificate: code of its type.
        :return: number of a draft.
        """
        kind = self.manager.find("itcom.certificate.type", "code", certificate)
        values = {
            "partner_id": client,
            "warehouse_id": self.manager.find("stock.warehouse", "name", "Москва, Таганский"),
            "certificate_type_ids": [[6, 0, [kind]]],
            **values,
        }
        return self.manager.call("itcom.questionnaire", "create", values)

    # The link

    def _link_dialog(self, questionnaire):
        self.manager.call("itcom.questionnaire", "action_send_link", [questionnaire])
        values = {"questionnaire_id": questionnaire}
        return self.manager.call("itcom.questionnaire.send", "create", values)

    def link(self, questionnaire):
        """:return: address for the client; handed over on the spot, without a letter."""
        dialog = self._link_dialog(questionnaire)
        self.manager.call("itcom.questionnaire.send", "action_hand_over", [dialog])
        (shown,) = self.manager.call("itcom.questionnaire.send", "read", [dialog], ["url"])
        return self.address + "/questionnaire/" + shown["url"].partition("/questionnaire/")[2]

    def send_link(self, questionnaire, email):
        """Send the letter with the link to ``email``."""
        dialog = self._link_dialog(questionnaire)
        self.manager.call("itcom.questionnaire.send", "write", [dialog], {"email": email})
        self.manager.call("itcom.questionnaire.send", "action_send", [dialog])

    def withdraw_link(self, questionnaire):
        """«Отозвать ссылку»."""
        dialog = self._link_dialog(questionnaire)
        self.manager.call("itcom.questionnaire.send", "action_withdraw", [dialog])

    def activate_english(self):
        """Offer English beside Russian."""
        inactive = [["code", "=", "en_US"], ["active", "=", False]]
        found = self.admin.call("res.lang", "search", inactive)
        self.admin.call("res.lang", "write", found, {"active": True})

    @contextmanager
    def asking_for_a_code(self):
        """Inside this block links alone open nothing: a code has to be told as well."""
        company = self.admin.call("res.company", "search", [], limit=1)
        self.admin.call("res.company", "write", company, {"itcom_link_code": True})
        try:
            yield
        finally:
            self.admin.call("res.company", "write", company, {"itcom_link_code": False})

    def give_login(self, client):
        """:return: login of the portal for a client; it is the password too."""
        login = "client %s" % secrets.token_hex(4)
        portal = self.admin.call("ir.model.data", "xmlid_to_res_id", "base.group_portal")
        values = {
            "partner_id": client,
            "login": login,
            "password": login,
            "groups_id": [[6, 0, [portal]]],
        }
        self.admin.call("res.users", "create", values)
        return login

    # Answers and documents

    def answers(self, questionnaire, *names):
        """:return: {field: answer} as it is stored."""
        (found,) = self.manager.call("itcom.questionnaire", "read", [questionnaire], names)
        return {name: found[name] for name in names}

    def fill(self, questionnaire, **answers):
        """Type answers into the questionnaire's form."""
        self.manager.call("itcom.questionnaire", "write", [questionnaire], answers)

    def documents(self, questionnaire):
        """:return: {code of the kind: number} of the documents asked for."""
        asked = [["questionnaire_id", "=", questionnaire], ["is_asked", "=", True]]
        rows = self.manager.call("itcom.questionnaire.document", "search_read", asked, ["kind_id"])
        kinds = self.manager.call("itcom.document.kind", "search_read", [], ["code"])
        codes = {kind["id"]: kind["code"] for kind in kinds}
        return {codes[row["kind_id"][0]]: row["id"] for row in rows}

    def upload(self, documents):
        """Upload a scan of each of these documents."""
        scan = base64.b64encode(SCAN.read_bytes()).decode()
        self.manager.call(
            "itcom.questionnaire.document", "upload_scan", list(documents), "Скан.jpg", scan
        )

    # Steps

    def state(self, questionnaire):
        """:return: code of its state."""
        return self.answers(questionnaire, "state")["state"]

    def submit(self, questionnaire):
        """«Отправить на проверку»."""
        self.manager.call("itcom.questionnaire", "action_submit", [questionnaire])

    def send_back(self, questionnaire, document, remark, reason, fields=""):
        """Return it to the client.

        :param document: number of the document to be corrected, as ``remark`` says.
        :param fields: names of the fields to be corrected, between commas.
        """
        verdict = {"verdict": "rejected", "remark": remark}
        self.verifier.call("itcom.questionnaire.document", "write", [document], verdict)
        dialog = self.verifier.call(
            "itcom.questionnaire.reason",
            "create",
            {
                "questionnaire_ids": [[6, 0, [questionnaire]]],
                "transition": "return",
                "reason": reason,
                "field_names": fields,
            },
        )
        self.verifier.call("itcom.questionnaire.reason", "action_apply", [dialog])
