# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.http import request

from ..itcom_core.journal import events
from ..itcom_core.questionnaire import sides
from ..itcom_core.questionnaire import workflow as wf
from .itcom_consent import BEARER, CLIENT, GIVEN, HEAD, HOLDER, OTHERS, STAFF, WITHDRAWN, digest

# Answers that name the head and the proxy.
OTHERS_FIELDS = [
    "%s_%s" % (role, part)
    for role, _label in OTHERS
    for part in ("surname", "given_name", "patronymic")
]


class ItcomQuestionnaireConsent(models.AbstractModel):
    """The holder's consent to the processing of what a questionnaire says of them (152-ФЗ).

    While there is none the client can't submit; when it is withdrawn the questionnaire stands
    still: nothing is typed, uploaded, sent, confirmed or issued any more, it can only be
    cancelled. What 63-ФЗ, article 15, demands of an issued certificate is kept.
    """

    _name = "itcom.questionnaire.consent"
    _description = "Consent of a questionnaire's holder"

    consent_ids = fields.One2many("itcom.consent", "questionnaire_id", "Consents", readonly=True)
    consent_state = fields.Selection(
        [(GIVEN, "Given"), (WITHDRAWN, "Withdrawn")], "Consent", readonly=True, copy=False
    )

    consents_lacking = fields.Char(
        "Consents lacking",
        compute="_compute_consents_lacking",
        help="Who else is named and has not agreed: they sign on paper.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._ensure_written_by_code(("consent_state",), vals)
        # Stated, so that a `default_consent_state` in the context of a call says nothing.
        return super().create([{**vals, "consent_state": False} for vals in vals_list])

    def write(self, vals):
        self._ensure_written_by_code(("consent_state",), vals)
        return super().write(vals)

    # Asking and giving

    def _consent_text(self):
        """:return: the ``itcom.consent.text`` to be shown; its words: :meth:`_consent_said`."""
        self.ensure_one()
        return self.env["itcom.consent.text"]._current(self.company_id)

    def _consent_said(self, text=None):
        """:return: the words that the holder is asked to agree to, plain text in paragraphs."""
        text = text or self._consent_text()
        return text._said(text._operator(self.company_id)) if text else ""

    def _has_consent(self):
        """:return: whether the present holder has agreed and not withdrawn it."""
        self.ensure_one()
        return self._has_consent_of(HOLDER, self.holder_name)

    def _has_consent_of(self, role, person):
        given_sudo = self.sudo().consent_ids.filtered(
            lambda one: one.state == GIVEN and one.role == role
        )
        return given_sudo._covers(person)

    def _others(self):
        """The natural persons besides the holder: they agree on paper.

        :return: {role: :class:`~..itcom_core.documents.payload.Person`}.
        """
        self.ensure_one()
        return sides.others(self._answers(), self._choice())

    @api.depends("consent_ids.state", "holder", "bearer", *OTHERS_FIELDS)
    def _compute_consents_lacking(self):
        roles = dict(self.env["itcom.consent"]._fields["role"]._description_selection(self.env))
        for record in self:
            record.consents_lacking = ", ".join(
                "%s (%s)" % (person.name, roles[role])
                for role, person in record._others().items()
                if not record._has_consent_of(role, person.name)
            )

    def _give_consent(self, text, by, role=HOLDER):
        """Keep a person's consent. Whoever calls has checked who is acting.

        :param text: the ``itcom.consent.text`` that was shown.
        :param by: «client» by the link, «owner» logged in, «staff» for a paper that was signed.
        :param role: whose it is: the holder's, or that of one of :meth:`_others`.
        :return: the ``itcom.consent``.
        :raise UserError: there is no such text for this company.
        """
        self.ensure_one()
        text_sudo = text.sudo().exists()
        if not text_sudo or text_sudo.company_id not in (
            self.company_id,
            text_sudo.browse().company_id,
        ):
            raise UserError(_("The text of the consent has changed: read it again."))
        operator = text_sudo._operator(self.company_id)
        consent_sudo = (
            self.env["itcom.consent"]
            .sudo()
            .create(
                {
                    "questionnaire_id": self.id,
                    "role": role,
                    "person": self.holder_name if role == HOLDER else self._others()[role].name,
                    "text_id": text_sudo.id,
                    "operator": operator,
                    "text_hash": digest(text_sudo._said(operator)),
                    "date": fields.Datetime.now(),
                    "given_by": by,
                    "ip": request.httprequest.remote_addr if request else False,
                    "user_id": self.env.uid if by == STAFF else False,
                }
            )
        )
        self.env["itcom.journal.entry"]._record(
            events.CONSENT_GIVEN,
            self,
            self.partner_id if by == CLIENT else None,
            consent=consent_sudo.id,
            text=consent_sudo.text_hash,
            by=by,
            role=role,
        )
        self._follow_consents()
        return consent_sudo.sudo(self.env.su)

    def _follow_consents(self):
        """Bring the stored state of the consent to what the consents say.

        The holder's counts, and whoever else has withdrawn and not agreed anew.
        """
        for record in self.sudo():
            states = {role: record._consent_state_of(role) for role in (HOLDER, HEAD, BEARER)}
            state = WITHDRAWN if WITHDRAWN in states.values() else states[HOLDER]
            record._written_by_code().write({"consent_state": state})

    def _consent_state_of(self, role):
        states = self.consent_ids.filtered(lambda one: one.role == role).mapped("state")
        return GIVEN if GIVEN in states else WITHDRAWN if states else False

    # What a withdrawal stops

    def _fact_not_withdrawn(self):
        return self.consent_state != WITHDRAWN

    @api.model
    def _facts_depend_on(self):
        return [*super()._facts_depend_on(), "consent_state"]

    @api.depends("consent_state")
    def _compute_can_edit(self):
        result = super()._compute_can_edit()
        for record in self:
            record.can_edit = record.can_edit and record._fact_not_withdrawn()
        return result

    def _ensure_editable(self):
        """:raise UserError: as before, and when the holder has withdrawn the consent."""
        for record in self:
            if not record._fact_not_withdrawn():
                raise UserError(
                    _(
                        "%(questionnaire)s: %(reason)s",
                        questionnaire=record.display_name,
                        reason=record._refusal_text(wf.NOT_WITHDRAWN),
                    )
                )
        return super()._ensure_editable()

    def _refusal_text(self, code):
        if code == wf.NOT_WITHDRAWN:
            return _(
                "the holder has withdrawn the consent to the processing of personal data: the "
                "questionnaire can only be cancelled, or go on with a new consent."
            )
        return super()._refusal_text(code)

    def _write_state(self, state, reason=False):
        """With the submission it is certain who agreed before a name was typed."""
        result = super()._write_state(state, reason)
        if state == wf.REVIEW:
            for record in self.sudo():
                record.consent_ids.filtered(lambda one: not one.person).write(
                    {"person": record.holder_name}
                )
        return result

    # Actions

    def action_open_consents(self):
        """The consents of this questionnaire («Согласия»)."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "itcom_crm_module.itcom_consent_action"
        )
        action["domain"] = [("questionnaire_id", "=", self.id)]
        return action

    def action_consent_on_paper(self):
        """The holder has signed the consent on paper."""
        self.ensure_one()
        self.check_access_rights("write")
        self.check_access_rule("write")
        self._give_consent(self._consent_text(), STAFF)
        return True

    def action_consent_of_others(self):
        """Print or keep the consent of the head or the proxy («Согласие на бумаге»)."""
        self.ensure_one()
        self.check_access_rights("write")
        self.check_access_rule("write")
        return self.env["itcom.consent.paper"]._open(self)
