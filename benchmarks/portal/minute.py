# Licence LGPL-3 (see LICENSE).
"""What a minute of filling in costs, with all that it leaves to be done afterwards."""

import json

from odoo.addons.itcom_crm_module import journal_sealer
from odoo.addons.itcom_crm_module.models import itcom_rate_limit

# One answer every five seconds.
ANSWERS = 12
SEALED_TOGETHER = ANSWERS * journal_sealer.SECONDS // 60
TEXTS = (
    "birth_place", "passport_issuer", "region", "city", "address", "organisation_name", "post",
)  # fmt: skip


class Minute:
    """A client who fills in at the page of one questionnaire.

    :param browser: :class:`~.site.Browser` that has come in.
    :param url: address of the questionnaire; ``token``: what its POSTs bring along.
    :param company_id: in whose journal it goes on record.
    """

    def __init__(self, browser, url, token, company_id):
        self._browser = browser
        self._url = url
        self._token = token
        self._company_id = company_id
        self._known = {}

    def cost(self, turn):
        """:return: (milliseconds on a processor, queries) of one answer, its share included of the
        count of changes, which a minute begins anew, and of the sealing of the journal.
        """
        spent, queries = self._browser.cost_of(lambda: self._fill_in(turn))
        return spent / ANSWERS, queries / ANSWERS

    def _fill_in(self, turn):
        itcom_rate_limit.OWN_COUNTS.clear()
        for number in range(ANSWERS):
            self._answer(TEXTS[number % len(TEXTS)], "кв. %d-%d" % (turn, number))
            if number % SEALED_TOGETHER == SEALED_TOGETHER - 1:
                journal_sealer.seal_now(self._browser.database, self._company_id)

    def _answer(self, name, text):
        data = {"step": "identity", name: text}
        if name in self._known:
            data["known_" + name] = self._known[name]
        headers = {"Accept": "application/json", "X-CSRF-Token": self._token}
        answer = self._browser.ask(self._url + "/save", method="POST", headers=headers, data=data)
        told = json.loads(answer.get_data())
        if told["saved"] != [name]:
            raise RuntimeError("not saved: %s" % told)
        self._known[name] = text
