# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models

from ..itcom_core.questionnaire import workflow as wf


class ItcomConsentWithdrawal(models.TransientModel):
    """Takes down that a person withdrew their consent, and says what follows from it."""

    _name = "itcom.consent.withdrawal"
    _description = "Withdrawal of a consent"

    consent_ids = fields.Many2many("itcom.consent", string="Consents of this person", required=True)
    date = fields.Date("Arrived on", required=True, default=fields.Date.context_today)
    reason = fields.Text(
        "How it was withdrawn", required=True, help="Letter, visit; number of the incoming paper."
    )
    is_cancelling = fields.Boolean(
        "Cancel the questionnaires that are still open",
        default=True,
        help="Otherwise they stand still until there is a new consent.",
    )
    open_questionnaire_ids = fields.Many2many(
        "itcom.questionnaire", string="Stop", compute="_compute_questionnaires"
    )
    kept_questionnaire_ids = fields.Many2many(
        "itcom.questionnaire", string="Kept by law", compute="_compute_questionnaires"
    )

    @api.model
    def _open(self, consents):
        """:return: action of this dialog for all that the persons of ``consents`` agreed to."""
        return {
            "type": "ir.actions.act_window",
            "name": _("Withdrawal of a consent"),
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": {"default_consent_ids": [(6, 0, consents._of_same_person().ids)]},
        }

    @api.depends("consent_ids")
    def _compute_questionnaires(self):
        for wizard in self:
            questionnaires = wizard.consent_ids.questionnaire_id
            is_open = questionnaires.filtered(lambda one: one.state in wf.OPEN)
            wizard.open_questionnaire_ids = is_open
            wizard.kept_questionnaire_ids = questionnaires.filtered(
                lambda one: one.state in (wf.ISSUED, wf.REVOKED, wf.EXPIRED)
            )

    def action_withdraw(self):
        """Withdraw the consents; cancel what can be cancelled when that was chosen."""
        self.ensure_one()
        open_ones = self.open_questionnaire_ids
        self.consent_ids._withdraw(self.reason, self.date)
        reason = _("The holder withdrew the consent to the processing of personal data.")
        if self.is_cancelling:
            cancellable = wf.TRANSITIONS[wf.CANCEL].sources
            stopped = open_ones.filtered(lambda one: one.state in cancellable)
            stopped._action_with_reason(wf.CANCEL, reason)
        for questionnaire in self.consent_ids.questionnaire_id:
            questionnaire._message_log(body=reason)
        return {"type": "ir.actions.act_window_close"}
