# Licence LGPL-3 (see LICENSE).

from datetime import timedelta

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ..itcom_core.questionnaire import retention


class ItcomRetentionRule(models.Model):
    """How many days personal data of one kind is kept, and on which ground.

    Administrators set it with their lawyer. What has run out is proposed for destruction; only
    an administrator's confirmation destroys it.
    """

    _name = "itcom.retention.rule"
    _inherit = "itcom.journal.settings"
    _description = "Retention of personal data"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    kind = fields.Selection(
        [
            (retention.UNSUBMITTED, "Questionnaire never submitted, untouched since"),
            (retention.CANCELLED, "Questionnaire cancelled"),
            (retention.WITHDRAWN, "Consent withdrawn, no certificate issued"),
            (retention.WITHDRAWN_ISSUED, "Consent withdrawn, certificate issued: scans"),
            (retention.ENDED, "Certificate expired or revoked: scans"),
            (retention.CLIENT, "Natural person: nothing for the client since, nothing holds it"),
        ],
        "What ends it",
        required=True,
    )
    days = fields.Integer("Kept for (days)", required=True)
    ground = fields.Char(
        "Ground of the destruction", required=True, translate=True, help="Stands in the act."
    )
    source = fields.Char(help="Where it can be read up.")

    @api.constrains("days")
    def _check_days(self):
        for rule in self:
            if rule.days < 1:
                raise ValidationError(_("Data is kept for one day at least."))

    def _depth(self):
        """:return: how much goes, a constant of ``itcom_core.questionnaire.retention``."""
        return retention.KINDS[self.kind].depth

    def _due(self, company, limit=None, among=()):
        """Find the questionnaires or cards of clients whose time is over.

        :param limit: how many at most, oldest first; None for all.
        :param among: ids to look at; all when empty.
        :return: ``itcom.questionnaire`` or ``res.partner`` in sudo.
        """
        self.ensure_one()
        if self.kind == retention.CLIENT:
            last = fields.Datetime.now() - timedelta(days=self.days)
            return self.env["res.partner"]._itcom_due(company, last, limit, among)
        domain = [*self._due_domain(), ("company_id", "=", company.id)]
        if among:
            domain.append(("id", "in", among))
        return self.env["itcom.questionnaire"].sudo().search(domain, limit=limit, order="id")

    def _due_domain(self):
        """:return: domain of the questionnaires, of any company, whose time is over."""
        kind = retention.KINDS[self.kind]
        last = fields.Datetime.now() - timedelta(days=self.days)
        domain = [("destroyed_on", "=", False), ("state", "in", kind.states)]
        if kind.by_withdrawal:
            domain += [
                ("consent_state", "=", "withdrawn"),
                ("consent_ids.date_withdrawn", "<", last.date()),
                "!",
                ("consent_ids.date_withdrawn", ">=", last.date()),
            ]
        else:
            domain.append(("state_date", "<", last))
        if self.kind == retention.UNSUBMITTED:
            domain.append(("write_date", "<", last))
        if kind.depth == retention.SCANS:
            domain.append(("document_ids.is_uploaded", "=", True))
        return domain
