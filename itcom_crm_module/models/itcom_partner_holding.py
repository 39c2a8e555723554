# Licence LGPL-3 (see LICENSE).

from odoo import api, fields, models
from odoo.osv import expression

from ..itcom_core.identifiers import applicant
from ..itcom_core.questionnaire import retention

NATURAL_PERSONS = (applicant.INDIVIDUAL, applicant.SOLE_PROPRIETOR)
# So many cards are looked at together.
PAGE = 200
OPEN_DEALS, AGREED_DEALS = ("draft", "sent", "cancel"), ("sale", "done")
PRIMARY_KINDS = ("act", "upd")


class ItcomPartnerHolding(models.AbstractModel):
    """What forbids to destroy the card of a natural person, and which cards nothing holds.

    63-ФЗ, article 15: the register of certificates; 402-ФЗ, article 29: primary documents of
    accounting and what they rest on. Besides that whatever still goes on.
    """

    _name = "itcom.partner.holding"
    _description = "What holds a client's card"

    @api.model
    def _itcom_due(self, company, idle_since, limit=None, among=()):
        """Find the cards that nothing was done on since, and that nothing holds.

        :param idle_since: ``datetime`` in UTC.
        :param limit: how many at most, oldest first; None for all.
        :param among: ids to look at; all when empty.
        :return: ``res.partner`` in sudo.
        """
        cards = self.sudo().with_context(active_test=False).browse()
        domain = [*self._itcom_due_domain(company, idle_since)]
        if among:
            domain.append(("id", "in", among))
        due, last_id = cards, 0
        while limit is None or len(due) < limit:
            page = cards.search([*domain, ("id", ">", last_id)], limit=PAGE, order="id")
            if not page:
                break
            due |= page - page._itcom_held(idle_since)
            last_id = page[-1].id
        return due[:limit]

    @api.model
    def _itcom_due_domain(self, company, idle_since):
        """:return: domain of a company's cards of natural persons, held or not.

        A card of no company is its manager's company's, one of nobody the first company's.
        """
        nobodys = [("user_id.company_id", "=", company.id)]
        if company == self.env.ref("base.main_company"):
            nobodys = expression.OR([nobodys, [("user_id", "=", False)]])
        return expression.AND(
            [
                [("itcom_applicant_type", "in", NATURAL_PERSONS), ("parent_id", "=", False)],
                [("itcom_destroyed_on", "=", False), ("write_date", "<", idle_since)],
                expression.OR(
                    [
                        [("company_id", "=", company.id)],
                        expression.AND([[("company_id", "=", False)], nobodys]),
                    ]
                ),
            ]
        )

    def _itcom_people(self):
        """:return: these partners with their contacts and addresses, archived ones too."""
        everybody = self.sudo().with_context(active_test=False)
        return everybody.search([("id", "child_of", self.ids)])

    def _itcom_held(self, idle_since):
        """:return: those of these cards that something holds."""
        people = self._itcom_people()
        held = people.browse()
        for model, names, domain in people._itcom_holds(idle_since):
            theirs = expression.OR([[(name, "in", people.ids)] for name in names])
            records = self.env[model].sudo().with_context(active_test=False)
            for record in records.search(expression.AND([theirs, domain])):
                for name in names:
                    held |= record[name]
        return self & held._itcom_with_parents()

    def _itcom_with_parents(self):
        everybody, level = self, self
        while level:
            level = level.parent_id - everybody
            everybody |= level
        return everybody

    def _itcom_holds(self, idle_since):
        """:return: list of (model, its fields that name a partner, domain of what holds)."""
        today = fields.Date.context_today(self)
        kept = retention.accounting_kept_from(today)
        return [
            ("itcom.questionnaire", ["partner_id"], [("destroyed_on", "=", False)]),
            (
                "sale.order",
                ["partner_id", "partner_invoice_id", "partner_shipping_id"],
                expression.OR(
                    [
                        [("state", "in", AGREED_DEALS), ("date_order", ">=", kept)],
                        [("state", "in", OPEN_DEALS), ("write_date", ">=", idle_since)],
                    ]
                ),
            ),
            ("account.move.line", ["partner_id"], _accounting_holds(kept)),
            (
                "itcom.document",
                ["partner_id"],
                expression.AND(
                    [
                        [("order_id", "!=", False), ("date", ">=", kept)],
                        expression.OR(
                            [[("kind", "in", PRIMARY_KINDS)], [("state", "=", "signed")]]
                        ),
                    ]
                ),
            ),
            (
                "stock.picking",
                ["partner_id"],
                expression.OR(
                    [
                        [("state", "not in", ("done", "cancel"))],
                        [("state", "=", "done"), ("date_done", ">=", kept)],
                    ]
                ),
            ),
            # Whoever works here, we ourselves, and the head of another client.
            ("res.users", ["partner_id"], [("share", "=", False)]),
            ("res.company", ["partner_id"], []),
            (
                "res.partner",
                ["itcom_head_id"],
                [("itcom_destroyed_on", "=", False), ("id", "not in", self.ids)],
            ),
        ]


def _accounting_holds(kept):
    """:return: domain of the entries that hold: young ones, drafts, and what is not settled."""
    unsettled = [
        ("account_internal_type", "in", ("receivable", "payable")),
        ("amount_residual", "!=", 0),
    ]
    young = expression.OR([[("date", ">=", kept)], [("parent_state", "=", "draft")], unsettled])
    return expression.AND([[("parent_state", "!=", "cancel")], young])
