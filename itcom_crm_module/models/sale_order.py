# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..itcom_core.documents import payload
from ..itcom_core.money import roubles
from ..tools.read_ahead import read_ahead

# Kinds of the portlet «Договоры и Реализации»; all others stand in «Документы».
CONTRACT_KINDS = ("contract", "act", "upd")
# What forming a document reads of a deal and of its positions.
ORDER_FIELDS = [
    "name", "user_id", "state", "company_id", "currency_id", "partner_shipping_id", "date_order",
    "validity_date", "amount_total", "amount_tax",
]  # fmt: skip
LINE_FIELDS = [
    "order_id", "display_type", "is_downpayment", "name", "product_uom_qty", "price_unit",
    "discount", "price_total", "price_tax", "currency_id", "company_id", "salesman_id",
]  # fmt: skip
LINE_JOINS = {"product_id": ["default_code"], "product_uom": ["name"]}


class SaleOrder(models.Model):
    """Deal («Сделка»): what a client orders, at which service centre, and its documents."""

    _name = "sale.order"
    _inherit = [
        "sale.order",
        "itcom.document.source",
        "itcom.portlet.card",
        "itcom.questionnaire.deal",
    ]

    # Record rules ask for the deals of a service centre.
    warehouse_id = fields.Many2one(index=True)
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
        "itcom.document", "order_id", "All documents", readonly=True, copy=False
    )
    itcom_paper_ids = fields.One2many(
        "itcom.document",
        "order_id",
        "Documents",
        domain=[("kind", "not in", CONTRACT_KINDS)],
        readonly=True,
        copy=False,
    )
    itcom_contract_ids = fields.One2many(
        "itcom.document",
        "order_id",
        "Contracts and deliveries",
        domain=[("kind", "in", CONTRACT_KINDS)],
        readonly=True,
        copy=False,
    )
    itcom_document_count = fields.Integer("Number of documents", compute="_compute_document_counts")
    itcom_contract_count = fields.Integer(
        "Number of contracts and deliveries", compute="_compute_document_counts"
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

    def _compute_document_counts(self):
        groups = self.env["itcom.document"].read_group(
            [("order_id", "in", self.ids)], ["kind"], ["order_id", "kind"], lazy=False
        )
        counts = {order.id: [0, 0] for order in self}
        for group in groups:
            is_contract = group["kind"] in CONTRACT_KINDS
            counts[group["order_id"][0]][is_contract] += group["__count"]
        for order in self:
            order.itcom_document_count, order.itcom_contract_count = counts.get(order.id, (0, 0))

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
        return self._itcom_form_from(self, "invoice")

    def action_itcom_form_contract(self):
        """Form the contract («Сформировать» → «Договор») from the deal as it stands now."""
        return self._itcom_form_from(self, "contract")

    def action_itcom_form_act(self):
        """Form an act for each posted invoice of the deal («Сформировать» → «Акт»)."""
        return self._itcom_form_from(self._itcom_posted_invoices(), "act")

    def action_itcom_form_upd(self):
        """Form a УПД for each posted invoice of the deal («Сформировать» → «УПД»)."""
        return self._itcom_form_from(self._itcom_posted_invoices(), "upd")

    def _itcom_form_from(self, sources, kind):
        """Form documents of ``kind`` from each of ``sources``.

        :return: True when there is something new to see, else an action that says so.
        """
        self.ensure_one()
        formed = [source._itcom_form(kind) for source in sources]
        if any(is_new for _document, is_new in formed):
            return True
        return self._itcom_nothing_new(formed[0][0])

    def _itcom_posted_invoices(self):
        """:return: invoices to the client that accounting has posted.

        :raise UserError: there is none yet.
        """
        moves = self.invoice_ids.filtered(
            lambda move: move.state == "posted" and move.move_type == "out_invoice"
        )
        if not moves:
            raise UserError(
                _(
                    "Acts and UPDs are formed from the invoice that accounting has posted. "
                    "There is none for this deal yet."
                )
            )
        return moves.sorted("invoice_date")

    def action_itcom_send_documents(self):
        """Send documents of the portlet «Documents» («Отправить»)."""
        return self.itcom_paper_ids._current().action_send()

    def action_itcom_send_contracts(self):
        """Send documents of the portlet «Contracts and deliveries» («Отправить»)."""
        return self.itcom_contract_ids._current().action_send()

    def action_itcom_download_documents(self):
        """Download what the portlet «Documents» shows in one zip («Скачать всё»)."""
        return self.itcom_paper_ids._download_all()

    def action_itcom_download_contracts(self):
        """Download what the portlet «Contracts and deliveries» shows in one zip."""
        return self.itcom_contract_ids._download_all()

    @api.returns("mail.message", lambda value: value.id)
    def message_post(self, **kwargs):
        """A message that carries documents to somebody is what makes them sent."""
        message = super().message_post(**kwargs)
        # Whoever may write in the deal's history: an accountant without our groups as well.
        sent = self.env["itcom.document.sending"]._record_message(self, message)
        if sent and self.sudo().state == "draft":
            self.sudo().write({"state": "sent"})
        return message

    # Documents

    def _itcom_read_ahead(self, kind):
        client = {"partner_id": ["commercial_partner_id"]}
        read_ahead(self.browse().sudo(), [("id", "=", self.id)], ORDER_FIELDS, client)
        lines = self.env["sale.order.line"].sudo()
        lines = read_ahead(lines, [("order_id", "=", self.id)], LINE_FIELDS, LINE_JOINS)
        self.env.cache.set(self, self._fields["order_line"], lines._ids)
        self._itcom_customer_sudo()._itcom_read_party_ahead(contacts=kind == "contract")

    def _itcom_owner(self):
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
        self._itcom_ensure_roubles()
        if self.amount_total <= 0:
            raise UserError(_("The sum of the deal is zero, so there is nothing to pay."))

    def _itcom_charged_positions(self):
        """:return: the positions that documents list; an advance is no position."""
        return self._itcom_positions().filtered(lambda line: not line.is_downpayment)

    def _prepare_itcom_invoice(self, number, date):
        """What the invoice to pay says. Hook: other addons may extend it.

        :return: :class:`~..itcom_core.documents.payload.Invoice`.
        """
        supplier = self.env["itcom.document.supplier"]._of(self.company_id)
        head = supplier.party.signatory
        total = roubles(self.amount_total)
        return payload.Invoice(
            number=number,
            date=date,
            deal_number=self.name,
            supplier=supplier.party,
            bank=supplier.party.bank or payload.BankAccount("", "", "", ""),
            customer=self._itcom_customer_sudo()._prepare_itcom_party(signs=False, contacts=False),
            lines=self._prepare_itcom_lines(total),
            vat=self._prepare_itcom_vat(),
            total=total,
            head_name=head.name if head else "",
            head_post=head.post if head else "",
            accountant_name=supplier.accountant_name,
            due_date=self.validity_date or None,
        )

    def _prepare_itcom_contract(self, number, date):
        """What the contract says. Hook: other addons may extend it.

        :return: :class:`~..itcom_core.documents.payload.Contract`.
        """
        supplier = self.env["itcom.document.supplier"]._of(self.company_id)
        total = roubles(self.amount_total)
        return payload.Contract(
            number=number,
            date=date,
            city=supplier.city,
            deal_number=self.name,
            supplier=supplier.party,
            customer=self._itcom_customer_sudo()._prepare_itcom_party(),
            lines=self._prepare_itcom_lines(total),
            vat=self._prepare_itcom_vat(),
            total=total,
        )

    def _itcom_customer_sudo(self):
        """:return: whom the documents name; who may see the deal may see that."""
        return self.partner_id.commercial_partner_id.sudo()
