# Licence LGPL-3 (see LICENSE).

from odoo import fields, models
from odoo.osv import expression

EVERYTHING = expression.TRUE_DOMAIN
# What managers of a company see besides their own.
OWN, CENTRES = "own", "centres"


class ItcomUserScope(models.AbstractModel):
    """Which part of a company's clients, deals and questionnaires a user works with.

    Record rules ask here, so that one place says it for every model: a manager's own, and where
    the company says so those of the manager's service centres; a verifier's service centres.
    Rules are cached: whatever is read here clears them when it changes.

    Domains name columns of the record itself, or of the one record that ``prefix`` leads to:
    lists of a million records are filtered by their own indexes.
    """

    _name = "itcom.user.scope"
    _description = "Scope of a user"

    itcom_warehouse_ids = fields.Many2many(
        "stock.warehouse",
        "itcom_res_users_stock_warehouse_rel",
        "user_id",
        "warehouse_id",
        string="Service centres",
        help="A verifier works with these. A manager does too, besides own clients and deals, "
        "where the company says so.",
    )

    def write(self, vals):
        if not {"itcom_warehouse_ids", "groups_id", "company_ids"}.isdisjoint(vals):
            self.env["ir.rule"].clear_caches()
        return super().write(vals)

    # What rules ask

    def _itcom_manager_scope(self, prefix=""):
        """Own records, nobody's, and those of own service centres where that is set.

        :param prefix: path to the record that has ``user_id`` and ``warehouse_id``, with a dot.
        :return: domain.
        """
        centres = self._itcom_manager_centres()
        domain = ["|", (prefix + "user_id", "=", self.id), (prefix + "user_id", "=", False)]
        return ["|", *domain, (prefix + "warehouse_id", "in", centres.ids)] if centres else domain

    def _itcom_verifier_scope(self, prefix=""):
        """Those of the assigned service centres, and those that belong to no centre.

        Of a company in which none is assigned: all, unless that company is strict.

        :param prefix: path to the record that has ``warehouse_id`` and ``company_id``.
        :return: domain.
        """
        centres = self.itcom_warehouse_ids
        unassigned = self.company_ids - centres.company_id
        is_open = unassigned.filtered(lambda company: not company.itcom_is_verifier_strict)
        if is_open == self.company_ids:
            return EVERYTHING
        domains = [
            [(prefix + "warehouse_id", "=", False)],
            [(prefix + "warehouse_id", "in", centres.ids)],
        ]
        if is_open:
            domains.append([(prefix + "company_id", "in", is_open.ids)])
        return expression.OR(domains)

    def _itcom_document_scope(self, role, prefix=""):
        """Documents of the deals and of the questionnaires that are within a role's scope.

        :param role: «manager» or «verifier».
        :param prefix: path to the document.
        :return: domain.
        """
        scope = {"manager": self._itcom_manager_scope, "verifier": self._itcom_verifier_scope}[role]
        deal, questionnaire = prefix + "order_id", prefix + "questionnaire_id"
        # What is not there has no manager either, so «nobody's» would let everybody in.
        return expression.OR(
            [
                expression.AND([[(questionnaire, "=", False)], scope(deal + ".")]),
                expression.AND([[(questionnaire, "!=", False)], scope(questionnaire + ".")]),
            ]
        )

    def _itcom_deal_scope(self, prefix=""):
        """As a rule for all: Odoo lets verifiers see every deal, we only those of their centres.

        :return: domain; of everything for who is no verifier or more than that.
        """
        if self._itcom_rank() != "verifier":
            return EVERYTHING
        scopes = [self._itcom_verifier_scope(prefix), self._itcom_manager_scope(prefix)]
        return expression.OR(scopes)

    def _itcom_client_scope(self):
        """As a rule for all: Odoo lets every employee see every partner.

        A client belongs to its manager, and to all with a deal of it; contacts go with their
        client. Clients of nobody and partners that are no clients are everybody's.

        :return: domain of ``res.partner``.
        """
        rank = self._itcom_rank()
        if rank == "manager":
            centres = self._itcom_manager_centres()
        elif rank == "verifier" and self._itcom_verifier_scope() != EVERYTHING:
            centres = self.itcom_warehouse_ids
        else:
            return EVERYTHING
        codes = ["u%d" % user_id for user_id in (self | self._itcom_colleagues(centres)).ids]
        codes += ["w%d" % centre_id for centre_id in centres.ids]
        return expression.OR(
            [[("itcom_scope", "=", False)], *([("itcom_scope", "like", ",%s," % c)] for c in codes)]
        )

    # What that rests on

    def _itcom_manager_centres(self):
        """:return: own service centres, of the companies that let managers see them."""
        return self.itcom_warehouse_ids.filtered(
            lambda centre: centre.company_id.itcom_manager_scope == CENTRES
        )

    def _itcom_colleagues(self, centres):
        """:return: users who work at any of ``centres``."""
        return self.sudo().search([("itcom_warehouse_ids", "in", centres.ids)])

    def _itcom_rank(self):
        """:return: «administrator», «verifier», «manager», the highest of them, or None."""
        for rank in ("administrator", "verifier", "manager"):
            if self.has_group("itcom_crm_module.itcom_group_" + rank):
                return rank
        return None
