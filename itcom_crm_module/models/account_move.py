# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..itcom_core.documents import payload
from ..itcom_core.money import roubles, spread
from ..itcom_core.wording.dates import date_short
from ..tools.read_ahead import read_ahead

# What forming a document reads of an invoice and of its positions.
MOVE_FIELDS = [
    "name", "move_type", "state", "company_id", "currency_id", "invoice_date", "amount_total",
    "amount_tax", "commercial_partner_id", "invoice_user_id",
]  # fmt: skip
LINE_FIELDS = [
    "move_id", "display_type", "name", "quantity", "price_unit", "discount", "price_total",
    "price_subtotal", "currency_id", "partner_id", "company_id",
]  # fmt: skip
DEAL_JOINS = {
    "order_id": ["name", "user_id", "state", "company_id", "partner_id", "date_order"],
}
# What was agreed on, the best of it first.
BASIS = {"contract": "Договор", "invoice": "Счёт"}
LINE_JOINS = {"product_id": ["default_code"], "product_uom_id": ["name", "itcom_okei_code"]}


class AccountMove(models.Model):
    """Invoice posted in accounting: what «Реализации» (act, УПД) of a deal are formed from."""

    _name = "account.move"
    _inherit = ["account.move", "itcom.document.source"]

    itcom_deal_id = fields.Many2one(
        "sale.order", "Deal", compute="_compute_itcom_deal_id", compute_sudo=True
    )

    @api.depends("invoice_line_ids.sale_line_ids.order_id")
    def _compute_itcom_deal_id(self):
        sold = self.env["sale.order.line"]
        for move in self:
            domain = [("invoice_lines.move_id", "=", move._origin.id)]
            move.itcom_deal_id = read_ahead(sold, domain, [], DEAL_JOINS)[:1].order_id

    def _itcom_read_ahead(self, kind):
        client = {"partner_id": ["commercial_partner_id"]}
        read_ahead(self.browse().sudo(), [("id", "=", self.id)], MOVE_FIELDS, client)
        domain = [("move_id", "=", self.id), ("exclude_from_invoice_tab", "=", False)]
        lines = self.env["account.move.line"].sudo()
        lines = read_ahead(lines, domain, LINE_FIELDS, LINE_JOINS)
        self.env.cache.set(self, self._fields["invoice_line_ids"], lines._ids)
        self._itcom_customer_sudo()._itcom_read_party_ahead(contacts=False)

    def _itcom_owner(self):
        return self.itcom_deal_id

    def _itcom_document_domain(self):
        return [("move_id", "=", self.id)]

    def _prepare_itcom_document_vals(self):
        return dict(super()._prepare_itcom_document_vals(), move_id=self.id)

    def _itcom_document_date(self, kind):
        return self.invoice_date or super()._itcom_document_date(kind)

    def _itcom_charged_positions(self):
        return self.invoice_line_ids.filtered(lambda line: not line.display_type)

    def _itcom_ensure_can_form(self, kind):
        if self.move_type != "out_invoice" or self.state != "posted":
            raise UserError(
                _(
                    "%(invoice)s is no posted invoice to a client: acts and UPDs are formed from "
                    "those.",
                    invoice=self.display_name,
                )
            )
        if not self._itcom_owner():
            raise UserError(
                _(
                    "%(invoice)s does not come from a deal. Create it from the deal, so that its "
                    "documents stand there.",
                    invoice=self.display_name,
                )
            )
        self._itcom_ensure_roubles()

    def _prepare_itcom_act(self, number, date):
        """What the act says. Hook: other addons may extend it.

        :return: :class:`~..itcom_core.documents.payload.Act`.
        """
        total = roubles(self.amount_total)
        return payload.Act(
            number=number,
            date=date,
            basis=self._itcom_basis(),
            supplier=self.env["itcom.document.supplier"]._of(self.company_id).party,
            customer=self._itcom_customer_sudo()._prepare_itcom_party(contacts=False),
            lines=self._prepare_itcom_lines(total),
            vat=self._prepare_itcom_vat(),
            total=total,
        )

    def _prepare_itcom_upd(self, number, date):
        """What the УПД says. Hook: other addons may extend it.

        :return: :class:`~..itcom_core.documents.payload.TransferDocument`.
        """
        supplier = self.env["itcom.document.supplier"]._of(self.company_id)
        total, vat_total = roubles(self.amount_total), roubles(self.amount_tax)
        is_taxed = any(line._itcom_rate() is not None for line in self._itcom_charged_positions())
        return payload.TransferDocument(
            number=number,
            date=date,
            supplier=supplier.party,
            customer=self._itcom_customer_sudo()._prepare_itcom_party(contacts=False),
            lines=self._prepare_itcom_transfer_lines(total, vat_total),
            net_total=total - vat_total,
            vat_total=vat_total,
            total=total,
            basis=self._itcom_basis(),
            status=payload.INVOICE_AND_TRANSFER if is_taxed else payload.TRANSFER_ONLY,
            payment_document=self._itcom_payment_documents(),
            accountant_name=supplier.accountant_name,
        )

    def _prepare_itcom_transfer_lines(self, total, vat_total):
        """:return: tuple of payload lines whose sums and VAT add up to the totals."""
        positions = self._itcom_charged_positions()
        amounts = spread(positions.mapped("price_total"), total)
        vat_amounts = spread([line._itcom_tax_amount() for line in positions], vat_total)
        return tuple(
            line._prepare_itcom_transfer_line(index, amount, vat_amount)
            for index, (line, amount, vat_amount) in enumerate(
                zip(positions, amounts, vat_amounts), start=1
            )
        )

    def _itcom_customer_sudo(self):
        return self.partner_id.commercial_partner_id.sudo()

    def _itcom_basis(self):
        """:return: what was agreed on: the deal's contract, or else its invoice to pay."""
        deal = self._itcom_owner()
        for document in deal._itcom_documents_of(tuple(BASIS)).sorted("kind"):
            number, day = document.number, date_short(document.date)
            return "%s № %s от %s" % (BASIS[document.kind], number, day)
        return "Заказ № %s от %s" % (deal.name, date_short(fields.Date.to_date(deal.date_order)))

    def _itcom_payment_documents(self):
        """:return: the client's payment orders that this invoice was paid by."""
        payments = read_ahead(
            self.browse().sudo(),
            [
                ("payment_id", "!=", False),
                ("line_ids.matched_debit_ids.debit_move_id.move_id", "=", self.id),
            ],
            ["name", "ref", "date"],
        )
        return ", ".join(
            "№ %s от %s" % (payment.ref or payment.name, date_short(payment.date))
            for payment in payments.sorted("date")
        )
