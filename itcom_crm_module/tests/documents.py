# Licence LGPL-3 (see LICENSE).
"""What tests of documents share: a company that may form them, deals, and reading a docx."""

import io
import re
from zipfile import ZipFile

from lxml import etree

from .common import ItcomCase

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def docx_text(content):
    """:return: the text of a docx, a line per paragraph; non-breaking spaces as plain ones."""
    with ZipFile(io.BytesIO(content)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    lines = []
    for paragraph in body.iter(W + "p"):
        pieces = (
            "\n" if node.tag == W + "br" else node.text or ""
            for node in paragraph.iter(W + "t", W + "br")
        )
        lines.append("".join(pieces))
    return re.sub("[\u00a0\u202f]", " ", "\n".join(lines))


class DocumentCase(ItcomCase):
    """A company with all requisites, its manager, and a client with a deal."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rouble = cls.env.ref("base.RUB")
        cls.rouble.active = True
        cls.company = cls.make_company("ООО «Наш УЦ»")
        cls.manager = cls.make_user("documents-manager", "manager")
        cls.product = cls.make_product("Сертификат для торгов, 1 год", "СЕРТ-ТОРГИ")
        cls.vat_22 = cls.make_tax("НДС 22%", 22)
        cls.client = cls.make_client("ООО «Ромашка»")

    @classmethod
    def make_company(cls, name):
        company = cls.env["res.company"].create({"name": name, "currency_id": cls.rouble.id})
        head = cls.env["res.partner"].create(
            {"name": "Соколов Андрей Викторович", "function": "Генеральный директор"}
        )
        company.partner_id.write(
            {
                "itcom_applicant_type": "legal_entity",
                "vat": "1600000011",
                "itcom_kpp": "160001001",
                "itcom_ogrn": "1161600000000",
                "itcom_head_id": head.id,
                "zip": "420111",
                "city": "г. Казань",
                "street": "ул. Баумана, д. 7, офис 12",
            }
        )
        cls._new_bank_account(company)
        return company

    @classmethod
    def make_user(cls, login, group, company=None):
        company = company or cls.company
        return cls._new_user(
            group,
            login,
            password=login,
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
            email=login + "@uc-pechat.example",
            tz="Europe/Moscow",
        )

    @classmethod
    def make_product(cls, name, code=False, price=1000.0):
        return cls.env["product.product"].create(
            {
                "name": name,
                "default_code": code,
                "type": "service",
                "invoice_policy": "order",
                "list_price": price,
                "taxes_id": [(5, 0, 0)],
            }
        )

    @classmethod
    def make_tax(cls, name, percent, included=True):
        return cls.env["account.tax"].create(
            {
                "name": name,
                "amount_type": "percent",
                "amount": percent,
                "price_include": included,
                "type_tax_use": "sale",
                "company_id": cls.company.id,
            }
        )

    @classmethod
    def make_client(cls, name, **values):
        return cls.env["res.partner"].create(
            {
                "name": name,
                "itcom_applicant_type": "legal_entity",
                "vat": "7700000016",
                "itcom_kpp": "770001001",
                "zip": "101000",
                "city": "г. Москва",
                "street": "ул. Мясницкая, д. 3, стр. 1",
                "email": "director@romashka.example",
                "lang": "ru_RU",
                **values,
            }
        )

    @classmethod
    def make_deal(cls, *lines, user=None, **values):
        """:param lines: dicts of values of positions.
        :return: the deal, with the rights of its manager.
        """
        user = user or cls.manager
        return (
            cls.env["sale.order"]
            .with_user(user)
            .with_company(user.company_id)
            .create(
                {
                    "partner_id": cls.client.id,
                    "order_line": [(0, 0, cls.make_line(**line)) for line in lines],
                    **values,
                }
            )
        )

    @classmethod
    def make_line(cls, price=1000.0, quantity=1.0, taxes=None, **values):
        return {
            "product_id": cls.product.id,
            "product_uom_qty": quantity,
            "price_unit": price,
            "tax_id": [(6, 0, (cls.vat_22 if taxes is None else taxes).ids)],
            **values,
        }

    def form_invoice(self, deal):
        """:return: the invoice of ``deal`` that pressing «Сформировать» has left behind."""
        deal.action_itcom_form_invoice()
        return deal.itcom_document_ids.filtered(lambda document: not document.replaced_by_id)

    def text_of(self, document):
        return docx_text(document.attachment_id.raw)

    # Deliveries

    @staticmethod
    def deliver(deal, day="2026-11-30"):
        """:return: the invoice to the client that accounting posts for ``deal``."""
        deal.action_confirm()
        move_sudo = deal.sudo()._create_invoices()
        move_sudo.invoice_date = day
        move_sudo.action_post()
        return move_sudo
