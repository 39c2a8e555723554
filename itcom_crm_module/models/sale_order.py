# Licence LGPL-3 (see LICENSE).

from collections import defaultdict
from decimal import Decimal

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..itcom_core.documents import payload
from .res_company import INVOICE_SEQUENCE
from .sale_order_line import decimal_amount


class SaleOrder(models.Model):
    """Deal («Сделка»): what a client orders, at which service centre, and its documents."""

    _name = "sale.order"
    _inherit = ["sale.order", "itcom.portlet.card"]

    itcom_description = fields.Char("Description", tracking=True)
    itcom_stage = fields.Selection(
        [
            ("draft", "Draft"),
            ("sent", "Invoice sent"),
            ("confirmed", "In progress"),
            ("paid", "Paid"),
            ("cancelled", "Cancelled"),
        ],
        "Stage",
        compute="_compute_itcom_stage",
        store=True,
        index=True,
    )
    itcom_document_ids = fields.One2many(
        "itcom.document", "order_id", "Documents of the deal", readonly=True, copy=False
    )
    itcom_document_count = fields.Integer(
        "Number of documents", compute="_compute_itcom_document_count"
    )
    itcom_position_count = fields.Integer(
        "Number of positions", compute="_compute_itcom_position_count"
    )

    @api.depends("state", "order_line.invoice_lines.move_id.payment_state")
    def _compute_itcom_stage(self):
        stages = {"draft": "draft", "sent": "sent", "cancel": "cancelled"}
        for order in self:
            stage = stages.get(order.state, "confirmed")
            moves = order.order_line.invoice_lines.move_id.filtered(
                lambda move: move.state == "posted" and move.move_type == "out_invoice"
            )
            if stage == "confirmed" and moves:
                states = set(moves.mapped("payment_state"))
                stage = "paid" if states <= {"paid", "in_payment"} else stage
            order.itcom_stage = stage

    def _compute_itcom_document_count(self):
        groups = self.env["itcom.document"].read_group(
            [("order_id", "in", self.ids)], ["order_id"], ["order_id"]
        )
        counts = {group["order_id"][0]: group["order_id_count"] for group in groups}
        for order in self:
            order.itcom_document_count = counts.get(order.id, 0)

    @api.depends("order_line.display_type")
    def _compute_itcom_position_count(self):
        for order in self:
            order.itcom_position_count = len(order._itcom_positions())

    def _itcom_positions(self):
        """:return: the lines that are positions, without section titles and notes."""
        return self.order_line.filtered(lambda line: not line.display_type)

    # Actions

    def action_itcom_open(self):
        """Open this order as a deal's card."""
        self.ensure_one()
        return dict(self.action_itcom_new(), name=self.display_name, res_id=self.id)

    @api.model
    def action_itcom_new(self):
        """Open an empty deal's card."""
        return {
            "type": "ir.actions.act_window",
            "name": _("New deal"),
            "res_model": self._name,
            "view_mode": "form",
            "views": [(self.env.ref("itcom_crm_module.sale_order_view_form_deal").id, "form")],
        }

    def action_itcom_form_invoice(self):
        """Form an invoice to pay («Сформировать») from the deal as it stands now."""
        self.ensure_one()
        self._ensure_can_form_invoice()
        date = fields.Date.context_today(self)
        number = self.company_id._itcom_next_number(INVOICE_SEQUENCE, date)
        self.env["itcom.document"]._form("invoice", self, self._prepare_itcom_invoice(number, date))
        return True

    def action_itcom_send_documents(self):
        """Open the mail composer with the documents not sent yet, or else all of them."""
        self.ensure_one()
        documents = self.itcom_document_ids
        if not documents:
            raise UserError(_("There is nothing to send yet: form an invoice first."))
        return self._itcom_compose(documents.filtered(lambda d: not d.date_sent) or documents)

    def _itcom_compose(self, documents):
        """:return: action of Odoo's mail composer with ``documents`` of this deal attached."""
        self.ensure_one()
        template = self.env.ref("itcom_crm_module.mail_template_documents")
        return {
            "type": "ir.actions.act_window",
            "name": _("Send to the client"),
            "res_model": "mail.compose.message",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_model": self._name,
                "default_res_id": self.id,
                "default_use_template": True,
                "default_template_id": template.id,
                "default_composition_mode": "comment",
                "default_attachment_ids": [(6, 0, documents.attachment_id.ids)],
                "custom_layout": "mail.mail_notification_light",
                "force_email": True,
            },
        }

    @api.returns("mail.message", lambda value: value.id)
    def message_post(self, **kwargs):
        """A message that carries documents to somebody is what makes them sent."""
        message = super().message_post(**kwargs)
        if message.attachment_ids and message.partner_ids and not message.is_internal:
            documents = self.itcom_document_ids.filtered(
                lambda document: document.attachment_id in message.attachment_ids
            )
            documents._mark_sent(message)
            if documents and self.state == "draft":
                self.sudo().write({"state": "sent"})
        return message

    # Documents

    def _ensure_can_form_invoice(self):
        """:raise UserError, RedirectWarning: says what the deal or the company still lacks."""
        self.ensure_one()
        self.check_access_rights("write")
        self.check_access_rule("write")
        if not self._itcom_positions():
            raise UserError(
                _(
                    "The deal has no positions, so there is nothing to pay for. "
                    "Press «Add position»."
                )
            )
        if self.state == "cancel":
            raise UserError(_("The deal is cancelled: an invoice can't be formed."))
        if self.currency_id.name != "RUB":
            raise UserError(
                _("An invoice is formed in roubles; this deal is in %s.", self.currency_id.name)
            )
        if self.amount_total <= 0:
            raise UserError(_("The sum of the deal is zero, so there is nothing to pay."))
        self.company_id._itcom_ensure_requisites()

    def _prepare_itcom_invoice(self, number, date):
        """What the invoice is formed from. Hook: other addons may extend it.

        :return: :class:`~..itcom_core.documents.payload.Invoice`.
        """
        self.ensure_one()
        company = self.company_id
        supplier = company.sudo().partner_id
        head = supplier.itcom_head_id
        return payload.Invoice(
            number=number,
            date=date,
            deal_number=self.name,
            supplier=supplier._prepare_itcom_party(),
            bank=company._itcom_bank_account()._prepare_itcom_bank_account(),
            customer=self.partner_id.commercial_partner_id._prepare_itcom_party(),
            lines=tuple(
                line._prepare_itcom_line(index)
                for index, line in enumerate(self._itcom_positions(), start=1)
            ),
            vat=self._prepare_itcom_vat(),
            total=decimal_amount(self.amount_total),
            head_name=head.name or "",
            head_post=head.function or "",
            accountant_name=company.sudo().itcom_accountant_id.name or head.name or "",
            due_date=self.validity_date or None,
        )

    def _prepare_itcom_vat(self):
        """:return: VAT of all positions by rate, highest first; empty when nothing is taxed."""
        self.ensure_one()
        amounts = defaultdict(Decimal)
        for line in self._itcom_positions():
            taxes = line.tax_id.compute_all(
                line.price_unit * (1 - (line.discount or 0.0) / 100.0),
                self.currency_id,
                line.product_uom_qty,
                product=line.product_id,
                partner=self.partner_shipping_id,
            )["taxes"]
            rates = {tax.id: tax.amount for tax in line.tax_id.flatten_taxes_hierarchy()}
            for tax in taxes:
                if rates.get(tax["id"]):
                    amounts[rates[tax["id"]]] += decimal_amount(tax["amount"])
        return tuple(
            payload.VatAmount(rate="%g%%" % rate, amount=amounts[rate])
            for rate in sorted(amounts, reverse=True)
        )
