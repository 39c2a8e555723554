# Licence LGPL-3 (see LICENSE).

import base64

from ..itcom_core.questionnaire import workflow as wf
from .common import ItcomCase

# Everything that a head's questionnaire asks for beyond the client's card.
PERSON = {
    "inn": "500100732259",
    "gender": "male",
    "birth_date": "1980-05-06",
    "birth_place": "г. Москва",
    "passport_series": "4508",
    "passport_number": "123456",
    "passport_date": "2010-07-08",
    "passport_issuer": "ОВД Таганского района",
    "passport_department_code": "770-001",
}
SCAN = base64.b64encode(b"%PDF-1.4 scan")


class QuestionnaireCase(ItcomCase):
    """A client with a head, a deal, and questionnaires at any point of their way."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        region = cls.env["res.country.state"].search(
            [("country_id", "=", cls.env.ref("base.ru").id)], limit=1
        )
        cls.head = cls.env["res.partner"].create(
            {
                "name": "Орлов Пётр Ильич",
                "function": "Директор",
                "itcom_snils": "112-233-445 95",
                "email": "orlov@primer.example",
                "phone": "8 (916) 123-45-67",
            }
        )
        cls.client = cls._new_client(
            "ООО «Пример»",
            vat="7700000016",
            itcom_kpp="770001001",
            itcom_ogrn="1187700000014",
            itcom_head_id=cls.head.id,
            country_id=cls.env.ref("base.ru").id,
            state_id=region.id,
            city="г. Москва",
            street="ул. Мясницкая, д. 5",
        )
        cls.type_open = cls.env.ref("itcom_crm_module.certificate_type_trading")
        cls.type_person = cls.env.ref("itcom_crm_module.certificate_type_rosreestr")
        cls.type_egais = cls.env.ref("itcom_crm_module.certificate_type_egais")
        cls.product = cls._new_product("Certificate for trading")
        cls.type_open.product_id = cls.product
        cls.deal = cls._new_deal(cls.client, cls.product)

    # Builders

    @classmethod
    def _new_questionnaire(cls, user=None, **values):
        """:return: a draft for the client's head, as ``user`` (the manager) makes it."""
        values = {
            "order_id": cls.deal.id,
            "certificate_type_ids": [(6, 0, cls.type_open.ids)],
            **values,
        }
        return cls.env["itcom.questionnaire"].with_user(user or cls.manager).create(values)

    @classmethod
    def _filled(cls, user=None, **values):
        """:return: a draft that lacks nothing."""
        questionnaire = cls._new_questionnaire(user, **{**PERSON, **values})
        for document in questionnaire.document_ids:
            document.write({"file": SCAN, "file_name": "scan.pdf"})
        return questionnaire

    @classmethod
    def _in_review(cls, user=None, **values):
        """:return: a questionnaire that was handed over for the check."""
        questionnaire = cls._filled(user, **values)
        questionnaire.action_submit()
        return questionnaire

    @classmethod
    def _verified(cls, **values):
        """:return: a questionnaire whose documents the verifier has confirmed."""
        questionnaire = cls._in_review(**values).with_user(cls.verifier)
        questionnaire.document_ids.action_accept()
        questionnaire.action_confirm()
        return questionnaire

    # Asserts

    def assert_state(self, questionnaire, state):
        self.assertIn(state, wf.STATES)
        self.assertEqual(questionnaire.state, state)

    def asked(self, questionnaire):
        """:return: set of the names of the fields asked for."""
        return set(questionnaire.asked_fields.strip(",").split(","))

    def codes(self, questionnaire):
        """:return: set of the codes of the documents asked for."""
        return set(questionnaire.document_ids.filtered("is_asked").mapped("kind_id.code"))
