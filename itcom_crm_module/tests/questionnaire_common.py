# Licence LGPL-3 (see LICENSE).

import io
import zlib
from functools import lru_cache
from unittest.mock import patch

from PIL import Image, ImageDraw

from ..itcom_core import uploads
from ..itcom_core.questionnaire import workflow as wf
from ..models.itcom_questionnaire_scan import STAFF
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


def page(kind="PNG", size=(640, 640), print_every=16, **options):
    """:return: bytes of a picture with lines of letter-like boxes; 0 leaves the page blank."""
    picture = Image.new("L", size, 235)
    draw = ImageDraw.Draw(picture)
    for top in range(40, size[1] - 40, 2 * print_every or size[1]):
        for left in range(40, size[0] - 40, print_every or size[0]):
            if print_every:
                draw.rectangle([left, top, left + 9, top + 16], outline=40, width=2)
    stream = io.BytesIO()
    picture.convert("RGB").save(stream, kind, **options)
    return stream.getvalue()


SCAN = page()
# To decode one page for each of its documents takes longer than all else of a questionnaire.
inspect_once = lru_cache(maxsize=None)(uploads.inspect)
FEW_PIXELS = zlib.compress(bytes(1000))


def empty_png(side, pixels=FEW_PIXELS):
    """:return: a PNG that says it is a picture of ``side`` x ``side`` and holds ``pixels``."""
    head = b"IHDR" + side.to_bytes(4, "big") * 2 + b"\x08\x00\x00\x00\x00"
    chunks = [head, b"IDAT" + pixels, b"IEND"]
    body = b"".join(
        (len(chunk) - 4).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")
        for chunk in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def upload_of(content, **values):
    """:return: an Upload of any bytes, as if they had passed the checks."""
    facts = {
        "kind": "pdf",
        "mimetype": "application/pdf",
        "pages": 1,
        "width": 0,
        "height": 0,
        "clean_name": "scan.pdf",
        "preview": None,
        "warnings": (),
    }
    return uploads.Upload(data=content, **{**facts, **values})


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
        with patch.object(uploads, "inspect", inspect_once):
            for document in questionnaire.document_ids:
                document._add_scan(SCAN, "scan.png", STAFF)
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
