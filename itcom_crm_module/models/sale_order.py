# Licence LGPL-3 (see LICENSE).

from collections import defaultdict

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..itcom_core.documents import payload
from ..itcom_core.money import roubles, spread


class SaleOrder(models.Model):
    """Deal («Сделка»): what a client orders, at which service centre, and its documents."""

    _name = "sale.order"
    _inherit = [
        "sale.order",
        "itcom.document.source",
        "itcom.portlet.card",
        "itcom.questionnaire.deal",
    ]

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
        document, is_new = self._itcom_form("invoice")
        return True if is_new else self._itcom_nothing_new(document)

    def action_itcom_send_documents(self):
        """Send the documents of the portlet «Documents» («Отправить»)."""
        self.ensure_one()
        documents = self.itcom_document_ids.filtered(lambda d: not d.replaced_by_id)
        if not documents:
            raise UserError(_("There is nothing to send yet: form an invoice first."))
        return documents._send()

    @api.returns("mail.message", lambda value: value.id)
    def message_post(self, **kwargs):
        """A message that carries documents to somebody is what makes them sent."""
        message = super().message_post(**kwargs)
        if message.attachment_ids and message.partner_ids and not message.subtype_id.internal:
            # Whoever may write in the deal's history: an accountant without our groups as well.
            order_sudo = self.sudo()
            sent_sudo = order_sudo.itcom_document_ids._mark_sent(message)
            if sent_sudo and order_sudo.state == "draft":
                order_sudo.write({"state": "sent"})
        return message

    # Documents

    def _itcom_read_ahead(self):
        # The ORM reads computed fields one by one, and lines before it knows which of their
        # fields are needed. As superuser: rights are checked on the records themselves.
        order_sudo = self.sudo()
        order_sudo.read(["user_id", "state", "amount_total", "amount_tax"], load="_classic_write")
        order_sudo.order_line.read(
            ["display_type", "is_downpayment", "price_total", "price_tax", "tax_id"],
            load="_classic_write",
        )

    def _itcom_deal(self):
        return self

    def _itcom_document_domain(self):
        return [("order_id", "=", self.id), ("move_id", "=", False)]

    def _itcom_ensure_can_form(self, kind):
        if not self._itcom_charged_positions():
            raise UserError(
                _(
                    "The deal has no positions, so there is nothing to pay for. "
                    "Press «Add position»."
                )
            )
        if self.state == "cancel":
            raise UserError(_("The deal is cancelled: no document can be formed from it."))
        if self.currency_id.name != "RUB":
            raise UserError(
                _(
                    "Documents are formed in roubles; this deal is in %(currency)s.",
                    currency=self.currency_id.name,
                )
            )
        if self.amount_total <= 0:
            raise UserError(_("The sum of the deal is zero, so there is nothing to pay."))
        self.company_id._itcom_ensure_requisites()

    def _itcom_charged_positions(self):
        """:return: the positions that documents list; an advance is no position."""
        return self._itcom_positions().filtered(lambda line: not line.is_downpayment)

    def _prepare_itcom_invoice(self, number, date):
        """What the invoice to pay says. Hook: other addons may extend it.

        :return: :class:`~..itcom_core.documents.payload.Invoice`.
        """
        company_sudo = self.company_id.sudo()
        supplier_sudo = company_sudo.partner_id
        head_sudo = supplier_sudo.itcom_head_id
        total = roubles(self.amount_total)
        return payload.Invoice(
            number=number,
            date=date,
            deal_number=self.name,
            supplier=supplier_sudo._prepare_itcom_party(),
            bank=company_sudo._prepare_itcom_bank(),
            customer=self.partner_id.commercial_partner_id._prepare_itcom_party(),
            lines=self._prepare_itcom_lines(total),
            vat=self._prepare_itcom_vat(),
            total=total,
            head_name=head_sudo.name or "",
            head_post=head_sudo.function or "",
            accountant_name=company_sudo.itcom_accountant_id.name or head_sudo.name or "",
            due_date=self.validity_date or None,
        )

    def _prepare_itcom_lines(self, total):
        """:return: tuple of payload lines whose sums add up to ``total``."""
        positions = self._itcom_charged_positions()
        amounts = spread(positions.mapped("price_total"), total)
        return tuple(
            line._prepare_itcom_line(index, amount)
            for index, (line, amount) in enumerate(zip(positions, amounts), start=1)
        )

    def _prepare_itcom_vat(self):
        """:return: VAT of all positions by rate, highest first; empty when nothing is taxed."""
        amounts, others = defaultdict(float), 0.0
        for line in self._itcom_charged_positions():
            vat = line._itcom_vat()
            for rate, amount in vat.items():
                amounts[rate] += amount
            others += line.price_tax - sum(vat.values())
        rates = sorted(amounts, reverse=True)
        # What the deal shows as VAT is what its document must show, to the kopeck.
        total = roubles(self.amount_tax - others)
        return tuple(
            payload.VatAmount(rate="%g%%" % rate, amount=amount)
            for rate, amount in zip(rates, spread([amounts[rate] for rate in rates], total))
        )
