# Licence LGPL-3 (see LICENSE).

import secrets
from datetime import timedelta

from odoo import _, api, fields, models, tools
from odoo.tools import consteq, format_datetime
from odoo.tools.misc import hmac
from werkzeug.urls import url_encode

from ..itcom_core.journal import events
from ..tools.read_ahead import prepare, run

EXPIRED, WITHDRAWN = "expired", "withdrawn"
# What a signature of a link is for: its address, a browser that has opened it, and one whose
# visitor has told the code as well.
TOKEN, GRANT, CONFIRMED_GRANT = "itcom.link", "itcom.grant", "itcom.grant.confirmed"
LINK_FIELDS = (
    "questionnaire_id", "nonce", "email", "sent_date", "expiry_date", "withdrawn_date",
)  # fmt: skip


class ItcomQuestionnaireLink(models.Model):
    """The client's way to a questionnaire without a login: sent, renewed, withdrawn by a manager.

    The token in its address is a signature over number and ``nonce`` by the database's secret,
    so it stands nowhere and can still be shown again. On opening, the browser gets a grant,
    another signature over the same: both die with the link.
    """

    _name = "itcom.questionnaire.link"
    _inherit = "itcom.questionnaire.code"
    _description = "Client's link to a questionnaire"
    _order = "id desc"
    _rec_name = "email"

    questionnaire_id = fields.Many2one(
        "itcom.questionnaire",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        auto_join=True,
    )
    company_id = fields.Many2one(related="questionnaire_id.company_id", store=True, index=True)
    nonce = fields.Char(
        required=True,
        readonly=True,
        groups="base.group_system",
        default=lambda self: secrets.token_hex(16),
    )
    email = fields.Char("Sent to", readonly=True)
    sent_date = fields.Datetime("Sent on", readonly=True)
    expiry_date = fields.Datetime("Valid until", required=True, readonly=True)
    withdrawn_date = fields.Datetime("Withdrawn on", readonly=True)
    visit_ids = fields.One2many("itcom.questionnaire.visit", "link_id", "Visits", readonly=True)

    @api.model
    def _new_for(self, questionnaire):
        """:return: a link to ``questionnaire`` that takes the place of the earlier ones."""
        questionnaire.link_ids._withdraw()
        days = questionnaire.company_id.itcom_link_days
        return self.sudo().create(
            {
                "questionnaire_id": questionnaire.id,
                "expiry_date": fields.Datetime.now() + timedelta(days=days),
            }
        )

    def _withdraw(self):
        """From now on nobody comes in by these links, nor by what they have granted."""
        alive = self.sudo().filtered(lambda link: not link._refusal())
        alive.write({"withdrawn_date": fields.Datetime.now()})
        for link in alive:
            self.env["itcom.journal.entry"]._record(
                events.LINK_WITHDRAWN, link.questionnaire_id, link=link.id
            )

    def _refusal(self):
        """:return: why nobody comes in by this link any more: EXPIRED, WITHDRAWN, or None."""
        self.ensure_one()
        if self.withdrawn_date:
            return WITHDRAWN
        return EXPIRED if self.expiry_date <= fields.Datetime.now() else None

    # Token and grant

    @api.model
    def _find(self, questionnaire_id, text, scopes):
        """:return: (the link, in sudo, that has signed ``text`` for one of ``scopes``, that
        scope); (empty, None) for none.
        """
        number, _dash, _signature = (text or "").partition("-")
        nothing = self.sudo().browse()
        if not number.isdecimal() or len(number) > 9:
            return nothing, None
        # All that is asked of it and of what it leads to: model by model it would be five queries.
        link_sudo = run(nothing, self._visit_reading(), [int(number)])
        if not link_sudo or link_sudo.questionnaire_id.id != questionnaire_id:
            return nothing, None
        for scope in scopes:
            if consteq(link_sudo._signed(scope).encode(), text.encode()):
                return link_sudo, scope
        return nothing, None

    @api.model
    @tools.ormcache("self.env.lang")
    def _visit_reading(self):
        """:return: the query for what a request by a link needs to know of the link and its
        company; its parameter is the link's number. Questionnaire and client are read apart: to
        plan one query for all of them takes PostgreSQL longer than two.
        """
        joins = {
            "company_id": ["name", "phone", "email", "itcom_link_code"],
            "company_id.partner_id": ["lang", "tz"],
        }
        return prepare(self.sudo().browse(), [("id", "=", 0)], LINK_FIELDS, joins)

    def _signed(self, scope):
        """:return: number and signature of this link, for one purpose ``scope``."""
        self.ensure_one()
        link_sudo = self.sudo()
        return "%d-%s" % (self.id, hmac(link_sudo.env, scope, (self.id, link_sudo.nonce)))

    def _url(self):
        """:return: the address that the client gets."""
        questionnaire = self.questionnaire_id
        query = url_encode({"access_token": self._signed(TOKEN)})
        return "%s%s?%s" % (questionnaire.get_base_url(), questionnaire.access_url, query)

    # Visits

    def _summary(self):
        """:return: what became of this link, in one line for the manager."""
        self.ensure_one()
        reason = self._refusal()
        if reason == WITHDRAWN:
            parts = [_("withdrawn %(date)s", date=self._moment(self.withdrawn_date))]
        elif reason == EXPIRED:
            parts = [_("expired %(date)s", date=self._moment(self.expiry_date))]
        else:
            parts = [_("valid until %(date)s", date=self._moment(self.expiry_date))]
        if self.sent_date:
            sent = self._moment(self.sent_date)
            parts.insert(0, _("sent %(date)s to %(email)s", date=sent, email=self.email))
        visit = self.visit_ids[:1]
        if visit:
            last = self._moment(visit.date)
            parts.append(_("opened %(date)s from %(ip)s", date=last, ip=visit.address))
        else:
            parts.append(_("not opened yet"))
        return ", ".join(parts)

    @api.model
    def _moment(self, value):
        return format_datetime(self.env, value, dt_format="short")

    def _record_visit(self, address):
        """Keep that the client came in by this link."""
        self.ensure_one()
        link_sudo = self.sudo()
        link_sudo.env["itcom.questionnaire.visit"].create({"link_id": self.id, "address": address})
        questionnaire = link_sudo.questionnaire_id
        self.env["itcom.journal.entry"]._record(
            events.LINK_OPENED, questionnaire, questionnaire.partner_id, link=self.id
        )
