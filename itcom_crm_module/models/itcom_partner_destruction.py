# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.osv import expression
from psycopg2 import sql

TEXTS = ("char", "text", "html")
# What stays of a destroyed card: that there was one, whose client it was.
KEPT_FIELDS = frozenset(
    {
        "id", "name", "active", "type", "is_company", "parent_id", "commercial_partner_id",
        "company_id", "user_id", "team_id", "lang", "itcom_applicant_type", "itcom_destroyed_on",
        "sale_warn", "picking_warn", "invoice_warn", "create_uid", "create_date", "write_uid",
        "write_date",
    }
)  # fmt: skip
# Records that lead to the person stay with numbers, dates and sums, without their words.
# Model -> (how it is theirs, the words that name the record itself).
WORDLESS = {
    "sale.order": (("partner_id", "partner_invoice_id", "partner_shipping_id"), ("name",)),
    "sale.order.line": (("order_id.partner_id",), ()),
    "account.move": (("partner_id",), ("name", "sequence_prefix", "inalterable_hash")),
    "account.move.line": (("partner_id", "move_id.partner_id"), ("move_name",)),
    "account.payment": (("partner_id",), ()),
    "account.bank.statement.line": (("partner_id",), ()),
    "stock.picking": (("partner_id",), ("name",)),
    "stock.move": (("partner_id", "picking_id.partner_id"), ()),
    "payment.transaction": (("partner_id",), ("reference",)),
}
# These say nothing that has to stay.
ERASED = {
    "account.analytic.default": ("partner_id",),
    "account.edi.document": ("move_id.partner_id",),
    "account.reconcile.model.partner.mapping": ("partner_id",),
    "itcom.document": ("partner_id",),
    "payment.token": ("partner_id",),
    "res.partner.autocomplete.sync": ("partner_id",),
    "res.partner.bank": ("partner_id",),
    "sms.sms": ("partner_id",),
    "snailmail.letter": ("partner_id",),
}


class ItcomPartnerDestruction(models.AbstractModel):
    """The end of the personal data of a natural person's card, deals and invoices.

    Names, numbers, addresses, letters and files go; what accounting and the register of
    certificates rest on stays without them: numbers, dates, sums, links between records.
    """

    _name = "itcom.partner.destruction"
    _description = "Destruction of a client's personal data"

    itcom_destroyed_on = fields.Datetime(
        "Personal data destroyed on", readonly=True, copy=False, index=True
    )

    @api.model_create_multi
    def create(self, vals_list):
        self._itcom_ensure_not_by_hand(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._itcom_ensure_not_by_hand([vals])
        return super().write(vals)

    def _itcom_ensure_not_by_hand(self, vals_list):
        if not self.env.su and any("itcom_destroyed_on" in vals for vals in vals_list):
            raise UserError(_("Only a destruction run tells that data was destroyed."))

    def _destroy(self, _depth):
        """Destroy personal data, in the caller's transaction: all of it or nothing.

        :return: {"scans": 0, "documents": n, "messages": n} of what went.
        """
        self.ensure_one()
        people = self._itcom_people().with_context(tracking_disable=True)
        counts = {"scans": 0, "documents": 0, "messages": 0}
        for model, names in ERASED.items():
            records = people._itcom_records(model, names)
            counts["documents"] += len(records) if model == "itcom.document" else 0
            self.env["itcom.eraser"]._erase(records)
            counts["messages"] += self.env["itcom.eraser"]._erase_traces(records)
        theirs = {
            model: people._itcom_records(model, names) for model, (names, _kept) in WORDLESS.items()
        }
        # First the cards: what is computed of them is then computed of nothing.
        counts["messages"] += self.env["itcom.eraser"]._erase_traces(people)
        people._itcom_blank_logins()
        people._itcom_blank_cards()
        for model, records in theirs.items():
            counts["messages"] += self.env["itcom.eraser"]._erase_traces(records)
            _blank_words(records, WORDLESS[model][1])
        return counts

    def _itcom_records(self, model, names):
        """:return: records of ``model``, in sudo, that lead to these partners; none without it."""
        if model not in self.env:
            return self.browse()
        records = self.env[model].sudo().with_context(active_test=False, tracking_disable=True)
        return records.search(expression.OR([[(name, "in", self.ids)] for name in names]))

    def _itcom_blank_cards(self):
        blank = dict.fromkeys(self._itcom_personal_fields(), False)
        # Odoo takes archived logins for live ones when it is asked for them as well.
        for partner in self.with_context(active_test=True):
            name = _("Data destroyed, card %(number)s", number=partner.id)
            partner.write(
                {
                    **blank,
                    "name": name,
                    "active": False,
                    "itcom_destroyed_on": fields.Datetime.now(),
                }
            )
        # What they wrote on the records of others stays there, under no name.
        written = self.env["mail.message"].sudo().search([("author_id", "in", self.ids)])
        written.write({"email_from": False, "reply_to": False})

    def _itcom_blank_logins(self):
        """Logins of the client's page; a card with a login of staff is held."""
        for user in self.with_context(active_test=False).user_ids:
            user.write({"login": "destroyed-%d" % user.id, "active": False, "signature": False})

    @api.model
    def _itcom_personal_fields(self):
        """:return: names of the fields to be emptied; required ones say how, not who."""
        names = self.env["itcom.eraser"]._fields_to_empty(self, KEPT_FIELDS)
        return [name for name in names if not self._fields[name].required]


def _blank_words(records, kept):
    """Empty every text of these records, past the ORM: accounting locks those of posted entries.

    What must not be empty becomes a dash; the product of a position stands beside it.

    :param kept: names of the texts that stay.
    """
    if not records:
        return
    records.flush()
    texts = [
        field
        for name, field in records._fields.items()
        if field.type in TEXTS and field.store and field.column_type and name not in kept
    ]
    blank = [
        sql.SQL("{} = {}").format(
            sql.Identifier(field.name), sql.Literal("—" if field.required else None)
        )
        for field in texts
    ]
    query = sql.SQL("UPDATE {} SET {} WHERE id IN %s")
    query = query.format(sql.Identifier(records._table), sql.SQL(", ").join(blank))
    records.env.cr.execute(query, [tuple(records.ids)])
    records.invalidate_cache()
