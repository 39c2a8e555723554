# Licence LGPL-3 (see LICENSE).

import re

from odoo import _, api, fields, models, tools
from odoo.modules.module import get_resource_path

from ..itcom_core.documents import compile_template, payload_hash

DOCX_MIMETYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class ItcomDocument(models.Model):
    """A document formed from a deal: its file stays as it was formed, whatever the deal does.

    Formed by a manager with one click, sent by mail, downloaded again years later. Nobody
    writes it by hand: the file, the number and who got it are set by the code alone.
    """

    _name = "itcom.document"
    _description = "Document"
    _order = "date desc, id desc"
    _check_company_auto = True

    kind = fields.Selection([("invoice", "Invoice to pay")], required=True, readonly=True)
    number = fields.Char(required=True, readonly=True)
    date = fields.Date(required=True, readonly=True)
    order_id = fields.Many2one(
        "sale.order",
        "Deal",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    partner_id = fields.Many2one(
        related="order_id.partner_id", string="Client", store=True, index=True
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    amount_total = fields.Monetary("Sum", readonly=True)
    attachment_id = fields.Many2one(
        "ir.attachment", "File", readonly=True, ondelete="restrict", copy=False
    )
    payload_hash = fields.Char(readonly=True)

    # Sending
    date_sent = fields.Datetime("Sent on", readonly=True, copy=False)
    sent_by_id = fields.Many2one("res.users", "Sent by", readonly=True, copy=False)
    sent_to = fields.Char("Sent to", readonly=True, copy=False)

    def init(self):
        # A number stands once per company, kind and year; two clerks can't get the same one.
        self.env.cr.execute(
            """
            CREATE UNIQUE INDEX IF NOT EXISTS itcom_document_number_unique
            ON itcom_document (company_id, kind, (extract(year FROM date)), number)
            """
        )

    def name_get(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        return [
            (
                document.id,
                _(
                    "%(kind)s No. %(number)s of %(date)s",
                    kind=kinds[document.kind],
                    number=document.number,
                    date=tools.format_date(self.env, document.date),
                ),
            )
            for document in self
        ]

    @api.model
    def _form(self, kind, order, document_payload):
        """Render a document and keep it with its file.

        :param kind: which document, a key of ``kind``.
        :param order: the deal it is formed from; the caller has checked the right to write it.
        :param document_payload: dataclass of ``itcom_core.documents.payload``.
        :return: the new ``itcom.document``, with the caller's own rights.
        """
        content = self._compiled_template(kind).render(document_payload)
        document_sudo = self.sudo().create(
            {
                "kind": kind,
                "number": document_payload.number,
                "date": document_payload.date,
                "order_id": order.id,
                "company_id": order.company_id.id,
                "currency_id": order.currency_id.id,
                "amount_total": float(document_payload.total),
                "payload_hash": payload_hash(document_payload),
            }
        )
        document_sudo.attachment_id = (
            self.env["ir.attachment"]
            .sudo()
            .create(
                {
                    "name": document_sudo._file_name(),
                    "raw": content,
                    "mimetype": DOCX_MIMETYPE,
                    "res_model": self._name,
                    "res_id": document_sudo.id,
                }
            )
        )
        return document_sudo.sudo(False)

    @api.model
    @tools.ormcache("kind")
    def _compiled_template(self, kind):
        """:return: the shipped template of ``kind``, compiled once per worker."""
        path = get_resource_path("itcom_crm_module", "reports", "templates", kind + ".docx")
        with open(path, "rb") as template:
            return compile_template(template.read())

    def _file_name(self):
        """:return: a name that Windows, mail and zip take: «Счёт на оплату № 17 … .docx»."""
        self.ensure_one()
        return re.sub(r'[\\/:*?"<>|\s]+', " ", self.display_name).strip() + ".docx"

    def action_itcom_open(self):
        """Open this document's card."""
        return self.get_formview_action()

    def action_download(self):
        """Download the docx («Скачать»)."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": "/web/content/%d?download=true" % self.attachment_id.id,
            "target": "self",
        }

    def action_send(self):
        """Open the mail composer with this document («Отправить»)."""
        self.ensure_one()
        return self.order_id._itcom_compose(self)

    def _mark_sent(self, message):
        """Remember who sent it to whom and when; the only writer of these fields."""
        self.sudo().write(
            {
                "date_sent": message.date,
                "sent_by_id": self.env.user.id,
                "sent_to": ", ".join(
                    partner.email or partner.name for partner in message.sudo().partner_ids
                ),
            }
        )
