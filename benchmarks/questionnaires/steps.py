# Licence LGPL-3 (see LICENSE).
"""A questionnaire's way through the workflow, step by step, as its people take it."""

from odoo.addons.itcom_crm_module.itcom_core.questionnaire import workflow as wf
from odoo.addons.itcom_crm_module.tests.questionnaire_common import PERSON, SCAN, STAFF

STEPS = (
    "create", "send", "submit", "return", "submit again", "accept", "confirm", "cancel", "reopen",
)  # fmt: skip


class Way:
    """Walks one questionnaire after the other through :data:`STEPS`.

    :param envs: {role: environment} of one database.
    """

    def __init__(self, envs):
        self._envs = envs
        self._client = new_client(envs["manager"])
        self._record = None

    def step(self, name):
        """:return: function that makes step ``name``; what it needs has been prepared."""
        return getattr(self, "_" + name.replace(" ", "_"))()

    def _as(self, role):
        return self._record.with_env(self._envs[role])

    def _create(self):
        env = self._envs["manager"]
        trading = env.ref("itcom_crm_module.certificate_type_trading")
        values = {
            **PERSON,
            "partner_id": self._client.id,
            "certificate_type_ids": [(6, 0, trading.ids)],
        }

        def deed():
            self._record = env["itcom.questionnaire"].create(values)

        return deed

    def _send(self):
        return self._as("manager").action_send

    def _submit(self):
        for document in self._as("manager").document_ids:
            document._add_scan(SCAN, "scan.png", STAFF)
        return self._as("manager").action_submit

    def _return(self):
        document = self._as("administrator").document_ids[0]
        document.write({"verdict": "rejected", "remark": "Не читается"})
        return lambda: self._as("administrator")._action_with_reason(wf.RETURN, "Ещё раз")

    def _submit_again(self):
        self._as("manager").document_ids[0]._add_scan(SCAN, "new.png", STAFF)
        return self._as("manager").action_submit

    def _accept(self):
        return self._as("administrator").document_ids.action_accept

    def _confirm(self):
        return self._as("administrator").action_confirm

    def _cancel(self):
        return lambda: self._as("administrator")._action_with_reason(wf.CANCEL, "Передумали")

    def _reopen(self):
        return lambda: self._as("administrator")._action_with_reason(wf.REOPEN, "Всё-таки нужно")


def new_client(env):
    """:return: a legal entity whose card answers what a head's questionnaire asks of it."""
    russia = env.ref("base.ru")
    head = env["res.partner"].create(
        {
            "name": "Орлов Пётр Ильич",
            "function": "Директор",
            "itcom_snils": "112-233-445 95",
            "email": "orlov@primer.example",
            "phone": "8 (916) 123-45-67",
        }
    )
    return env["res.partner"].create(
        {
            "name": "ООО «Пример»",
            "itcom_applicant_type": "legal_entity",
            "vat": "7700000016",
            "itcom_kpp": "770001001",
            "itcom_ogrn": "1187700000014",
            "itcom_head_id": head.id,
            "country_id": russia.id,
            "state_id": russia.state_ids[:1].id,
            "city": "г. Москва",
            "street": "ул. Мясницкая, д. 5",
        }
    )
