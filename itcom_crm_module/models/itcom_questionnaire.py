# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..itcom_core.questionnaire import workflow as wf
from ..itcom_core.questionnaire.fields import FIELDS
from ..tools import indexes
from .itcom_questionnaire_choice import CHOICE_FIELDS

# After the check has begun only a step back opens them again.
LOCKED_FIELDS = frozenset(
    {*CHOICE_FIELDS, *FIELDS, "partner_id", "order_id", "company_id", "crypto_provider_id"}
)
# Changes of these change what the card says of the answers.
CARD_FIELDS = frozenset({"partner_id", "applicant_type", "holder"})
# Only the code of this module writes them: a number is drawn, the day of the rules is today.
OWN_FIELDS = ("number", "date")


class ItcomQuestionnaire(models.Model):
    """Application for one certificate («Анкета»), from the deal to the issued certificate.

    A manager makes it from a deal, the client or the manager fills it in, a verifier checks its
    documents. What it asks for, the rules say; how it moves, the workflow says.
    """

    _name = "itcom.questionnaire"
    _description = "Questionnaire"
    _inherit = [
        "itcom.questionnaire.chatter",
        "itcom.questionnaire.journal",
        "itcom.questionnaire.consent",
        "itcom.questionnaire.destruction",
        "itcom.questionnaire.access",
        "itcom.questionnaire.letters",
        "itcom.questionnaire.submission",
        "itcom.questionnaire.choice",
        "itcom.questionnaire.answers",
        "itcom.questionnaire.card",
        "itcom.questionnaire.filling",
        "itcom.questionnaire.opening",
        "itcom.questionnaire.examples",
        "itcom.questionnaire.page",
        "itcom.questionnaire.progress",
        "itcom.questionnaire.completeness",
        "itcom.questionnaire.flow",
        "itcom.questionnaire.lookup",
        "itcom.questionnaire.papers",
        "itcom.capped.count",
        "itcom.activity.bar",
        "portal.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "id desc"
    _rec_name = "number"
    _check_company_auto = True

    number = fields.Char(required=True, readonly=True, copy=False)
    alias = fields.Char(
        tracking=True, help="A free name by which staff and client recognise the questionnaire."
    )
    order_id = fields.Many2one(
        "sale.order",
        "Deal",
        index=True,
        ondelete="restrict",
        check_company=True,
        domain="[('partner_id', '=?', partner_id)]",
        tracking=True,
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Client",
        required=True,
        index=True,
        ondelete="restrict",
        domain=[("parent_id", "=", False)],
        tracking=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    warehouse_id = fields.Many2one(
        "stock.warehouse", "Service centre", index=True, check_company=True, tracking=True
    )
    user_id = fields.Many2one(
        "res.users",
        "Manager",
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
        tracking=True,
    )
    crypto_provider_id = fields.Many2one(
        "itcom.crypto.provider",
        "Crypto provider",
        ondelete="restrict",
        default=lambda self: self.env["itcom.crypto.provider"].search([], limit=1),
        tracking=True,
    )
    original_address = fields.Char("Address for the original documents", help="By arrangement.")
    oid_ids = fields.Many2many("itcom.oid", string="Object identifiers", compute="_compute_oid_ids")

    # A change of what the rules look at is seen in the chatter.
    applicant_type = fields.Selection(tracking=True)
    holder = fields.Selection(tracking=True)
    bearer = fields.Selection(tracking=True)
    date = fields.Date(readonly=True, copy=False)
    snils = fields.Char(index=True)
    inn = fields.Char(index=True)
    organisation_inn = fields.Char(index=True)

    _sql_constraints = [
        (
            "number_unique",
            "unique(company_id, number)",
            "A questionnaire with this number exists already.",
        )
    ]

    def init(self):
        """Indexes of what people open every day. They hold what the record rules look at, so that
        a count never reads the records themselves.
        """
        open_ones = "state IN (%s)" % ", ".join("'%s'" % state for state in sorted(wf.OPEN))
        self.env.cr.execute(
            """
            CREATE INDEX IF NOT EXISTS itcom_questionnaire_open_ones
                ON itcom_questionnaire (id, state, company_id, user_id, warehouse_id)
                WHERE state IN %s;
            CREATE INDEX IF NOT EXISTS itcom_questionnaire_by_state
                ON itcom_questionnaire (state, id, company_id, user_id, warehouse_id);
            CREATE INDEX IF NOT EXISTS itcom_questionnaire_by_manager
                ON itcom_questionnaire (user_id, id, state, company_id, warehouse_id)
            """,
            [tuple(sorted(wf.OPEN))],
        )
        indexes.create_trigram_index(
            self.env.cr, self._table, "lookup_text", "open_trigram", open_ones
        )
        indexes.create_trigram_index(self.env.cr, self._table, "lookup_text")

    @api.depends("certificate_type_ids")
    def _compute_oid_ids(self):
        for record in self:
            record.oid_ids = record.certificate_type_ids.oid_ids

    def _compute_access_url(self):
        for record in self:
            record.access_url = "/questionnaire/%s" % record.id

    @api.onchange("order_id", "partner_id")
    def _onchange_origin(self):
        names = ("order_id", "partner_id", "certificate_type_ids")
        self.update(self._prepare_missing({name: self[name].ids for name in names}))

    # CRUD

    @api.model
    def default_get(self, fields_list):
        vals = super().default_get(fields_list)
        missing = self._prepare_missing(self._given_by_context())
        vals.update((name, value) for name, value in missing.items() if name in fields_list)
        return vals

    @api.model_create_multi
    def create(self, vals_list):
        prepared = []
        for vals in vals_list:
            self._ensure_own_fields(vals)
            given = {**self._given_by_context(), **vals}
            vals = self._normal_answers({**self._prepare_missing(given), **vals})
            company = self.env["res.company"].browse(vals.get("company_id")) or self.env.company
            today = fields.Date.context_today(self)
            vals["number"] = company._itcom_next_questionnaire_number()
            prepared.append({"date": today, **vals})
        records = super().create(prepared)
        records._fill_from_card()
        records._sync_documents()
        return records

    def write(self, vals):
        self._ensure_own_fields(vals)
        # Destruction empties the answers of what has long been closed.
        if not LOCKED_FIELDS.isdisjoint(vals) and not vals.get("destroyed_on"):
            self._ensure_editable()
        follows_card = not CARD_FIELDS.isdisjoint(vals)
        before = {record: record._card_values() for record in self} if follows_card else {}
        result = super().write(self._normal_answers(vals))
        for record, card_values in before.items():
            record._follow_card(card_values, vals)
        if not LOCKED_FIELDS.intersection(CHOICE_FIELDS).isdisjoint(vals):
            self._sync_documents()
        self._log_answers(vals)
        return result

    def unlink(self):
        for record in self:
            if record.state != wf.DRAFT:
                raise UserError(
                    _(
                        "%(questionnaire)s is no draft any more: cancel it instead of deleting.",
                        questionnaire=record.display_name,
                    )
                )
        return super().unlink()

    @api.model
    def _ensure_own_fields(self, vals):
        """Administrators may set the day of the rules, for questionnaires on old paper."""
        if vals.keys().isdisjoint(OWN_FIELDS):
            return
        own = OWN_FIELDS[:1] if wf.ADMINISTRATOR in self._roles() else OWN_FIELDS
        self._ensure_written_by_code(own, vals)

    @api.model
    def _given_by_context(self):
        """:return: values of the ``default_`` keys in the context."""
        return {
            key[len("default_") :]: value
            for key, value in self.env.context.items()
            if key.startswith("default_")
        }

    # From deal and client

    @api.model
    def _prepare_missing(self, given):
        """What follows from the deal, or else from the client, and is not given. Hook.

        :param given: {field: value}.
        :return: {field: value}.
        """
        vals = {}
        order = self.env["sale.order"].browse(given.get("order_id"))
        if order:
            vals = {
                "partner_id": order.partner_id.commercial_partner_id.id,
                "company_id": order.company_id.id,
                "warehouse_id": order.warehouse_id.id,
                "user_id": order.user_id.id or self.env.user.id,
            }
        partner_id = given.get("partner_id") or vals.get("partner_id")
        partner = self.env["res.partner"].browse(partner_id)
        if partner.itcom_applicant_type:
            vals["applicant_type"] = partner.itcom_applicant_type
        applicant_type = given.get("applicant_type") or vals.get("applicant_type")
        if order and applicant_type:
            implied = order._itcom_implied_certificate_types()
            vals["certificate_type_ids"] = [(6, 0, implied._fitting_together(applicant_type).ids)]
        return {name: value for name, value in vals.items() if not given.get(name)}

    # Actions

    def action_itcom_open(self):
        """Open this questionnaire's form."""
        self.ensure_one()
        return dict(self._action_form(), name=self.display_name, res_id=self.id)

    @api.model
    def _action_form(self):
        """:return: action that opens an empty form."""
        return {
            "type": "ir.actions.act_window",
            "name": _("New questionnaire"),
            "res_model": self._name,
            "view_mode": "form",
            "views": [(self.env.ref("itcom_crm_module.itcom_questionnaire_view_form").id, "form")],
        }

    def action_compare_with_card(self):
        """Show what differs from the client's card, to take it over either way."""
        self.ensure_one()
        return self.env["itcom.questionnaire.compare"]._open(self)
