# Licence LGPL-3 (see LICENSE).

import base64
import functools
import re

from odoo import _, api, fields, models
from odoo.modules.module import get_resource_path

from ..itcom_core.documents import compile_template, payload_hash
from ..itcom_core.wording.dates import date_short

DOCX_MIMETYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMED, SENT = "formed", "sent"


class ItcomDocument(models.Model):
    """A document formed from a deal: its file stays as it was formed, whatever the deal does.

    Formed by a manager with one click, sent by mail, downloaded again years later. Nobody
    writes it by hand: the file, the number and who got it are set by the code alone.
    """

    _name = "itcom.document"
    _description = "Document"
    _order = "date desc, id desc"
    _check_company_auto = True

    # What it is
    kind = fields.Selection(
        [("invoice", "Invoice to pay")], required=True, readonly=True, index=True
    )
    number = fields.Char(required=True, readonly=True)
    version = fields.Integer(required=True, readonly=True, default=1)
    date = fields.Date(required=True, readonly=True)
    state = fields.Selection(
        [(FORMED, "Formed"), (SENT, "Sent")], required=True, readonly=True, default=FORMED
    )
    replaced_by_id = fields.Many2one(
        "itcom.document", "Replaced by", readonly=True, index=True, ondelete="restrict", copy=False
    )
    amount_total = fields.Monetary("Sum", readonly=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    attachment_id = fields.Many2one(
        "ir.attachment", "File", readonly=True, ondelete="restrict", copy=False
    )
    payload_hash = fields.Char(readonly=True)

    # What it was formed from
    order_id = fields.Many2one(
        "sale.order",
        "Deal",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    move_id = fields.Many2one(
        "account.move",
        "Invoice in accounting",
        readonly=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    partner_id = fields.Many2one(
        related="order_id.partner_id", string="Client", store=True, index=True
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)

    # Sending
    sending_ids = fields.One2many("itcom.document.sending", "document_id", readonly=True)
    date_sent = fields.Datetime("Sent on", readonly=True, copy=False)
    sent_to = fields.Char("Sent to", readonly=True, copy=False)

    # Is it still right?
    is_outdated = fields.Boolean("Outdated", compute="_compute_is_outdated")
    status = fields.Selection(
        [
            (FORMED, "Formed"),
            (SENT, "Sent"),
            ("outdated", "Outdated"),
            ("replaced", "Replaced by a new version"),
        ],
        compute="_compute_status",
    )

    def init(self):
        # A number stands once per company, kind and year; two clerks can't get the same one.
        self.env.cr.execute(
            """
            CREATE UNIQUE INDEX IF NOT EXISTS itcom_document_number_version_unique
            ON itcom_document (company_id, kind, (extract(year FROM date)), number, version)
            """
        )

    @api.depends("payload_hash", "replaced_by_id")
    def _compute_is_outdated(self):
        """Would its source, as it stands now, say something else? Many ask at once: once each."""
        hashes = {}
        for document in self:
            if document.replaced_by_id:
                document.is_outdated = False
                continue
            source = document._source()
            key = (source, document.kind)
            if key not in hashes:
                said = source._itcom_payload(document.kind, "", document.date)
                hashes[key] = payload_hash(said)
            document.is_outdated = hashes[key] != document.payload_hash

    @api.depends("state", "is_outdated", "replaced_by_id")
    def _compute_status(self):
        for document in self:
            if document.replaced_by_id:
                document.status = "replaced"
            else:
                document.status = "outdated" if document.is_outdated else document.state

    def name_get(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        return [(document.id, document._title(kinds[document.kind])) for document in self]

    def _title(self, kind_name):
        """:return: «Счёт на оплату № 17 от 23.11.2026», with its version after the first."""
        title = _(
            "%(kind)s No. %(number)s of %(date)s",
            kind=kind_name,
            number=self.number,
            date=date_short(self.date),
        )
        if self.version > 1:
            title += _(" (version %(version)s)", version=self.version)
        return title

    # Forming

    @api.model
    def _form(self, kind, source, said, previous):
        """Render a document and keep it with its file.

        :param source: what it is formed from; the caller has checked the right to do so.
        :param said: what it says, a dataclass of ``itcom_core.documents.payload``.
        :param previous: the document that this one is a new version of, or none.
        :return: the new ``itcom.document``, with the caller's own rights.
        """
        content = _shipped_template(kind).render(said)
        order = source._itcom_deal()
        document_sudo = self.sudo().create(
            {
                "kind": kind,
                "number": said.number,
                "version": previous.version + 1,
                "date": said.date,
                "order_id": order.id,
                "move_id": source.id if source != order else False,
                "company_id": source.company_id.id,
                "currency_id": source.currency_id.id,
                "amount_total": source.amount_total,
                "payload_hash": payload_hash(said),
            }
        )
        document_sudo.attachment_id = document_sudo._attach("docx", content, DOCX_MIMETYPE)
        previous.sudo().write({"replaced_by_id": document_sudo.id})
        return document_sudo.sudo(False)

    def _attach(self, extension, content, mimetype):
        """:return: ``ir.attachment`` whose access follows this document's."""
        self.ensure_one()
        return (
            self.env["ir.attachment"]
            .sudo()
            .create(
                {
                    "name": "%s.%s" % (self._file_name(), extension),
                    # Costs two queries less than the same as ``raw``.
                    "datas": base64.b64encode(content),
                    "mimetype": mimetype,
                    "res_model": self._name,
                    "res_id": self.id,
                }
            )
        )

    def _file_name(self):
        """:return: a name without extension that Windows, mail and zip take."""
        self.ensure_one()
        return re.sub(r'[\\/:*?"<>|\s]+', " ", self.display_name).strip()

    def _source(self):
        """:return: the record that it was formed from."""
        self.ensure_one()
        return self.move_id or self.order_id

    def _is_same(self, said):
        """:return: whether a document formed from ``said`` would be the same."""
        self.ensure_one()
        return self.payload_hash == payload_hash(said)

    # Actions

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

    def action_form_new_version(self):
        """Form it again from its source as it stands now («Сформировать новую версию»)."""
        self.ensure_one()
        document, is_new = self._source()._itcom_form(self.kind)
        return True if is_new else self._source()._itcom_nothing_new(document)

    def action_send(self):
        """Send this document («Отправить»)."""
        return self._send()

    # Sending

    def _send(self):
        """Open what sends these documents of one deal: Odoo's composer, or first our questions.

        The questions are which of several documents to send, and the address of a client
        without one.
        """
        partner = self.order_id.partner_id
        if len(self) == 1 and partner.email:
            return self._compose()
        unsent = self.filtered(lambda document: document.state == FORMED)
        return {
            "type": "ir.actions.act_window",
            "name": _("Send documents"),
            "res_model": "itcom.document.send",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_order_id": self.order_id.id,
                "default_document_ids": [(6, 0, (unsent or self).ids)],
            },
        }

    def _compose(self):
        """:return: action of Odoo's mail composer with these documents of one deal attached."""
        template = self.env.ref("itcom_crm_module.mail_template_documents")
        return {
            "type": "ir.actions.act_window",
            "name": _("Send to the client"),
            "res_model": "mail.compose.message",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_model": self.order_id._name,
                "default_res_id": self.order_id.id,
                "default_use_template": True,
                "default_template_id": template.id,
                "default_composition_mode": "comment",
                "default_attachment_ids": [(6, 0, self.attachment_id.ids)],
                "custom_layout": "mail.mail_notification_light",
                "force_email": True,
            },
        }

    def _mark_sent(self, message):
        """Remember who sent which of these to whom and when; the only writer of this.

        :param message: ``mail.message`` that carries the files of some of them.
        :return: those documents.
        """
        sent_sudo = self.sudo().filtered(lambda d: d.attachment_id in message.attachment_ids)
        recipients = ", ".join(
            partner.email or partner.name for partner in message.sudo().partner_ids
        )
        self.env["itcom.document.sending"].sudo().create(
            [
                {
                    "document_id": document.id,
                    "date": message.date,
                    "user_id": self.env.uid,
                    "recipients": recipients,
                    "message_id": message.id,
                }
                for document in sent_sudo
            ]
        )
        sent_sudo.write({"state": SENT, "date_sent": message.date, "sent_to": recipients})
        return sent_sudo


@functools.cache
def _shipped_template(kind):
    """:return: the shipped template of ``kind``, compiled once per worker."""
    path = get_resource_path("itcom_crm_module", "reports", "templates", kind + ".docx")
    with open(path, "rb") as template:
        return compile_template(template.read())
