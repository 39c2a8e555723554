# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models

from ..itcom_core.questionnaire import workflow as wf


class ItcomQuestionnaireReason(models.TransientModel):
    """Asks why, before a questionnaire is cancelled, returned to the client or reopened."""

    _name = "itcom.questionnaire.reason"
    _description = "Reason of a step"

    questionnaire_ids = fields.Many2many(
        "itcom.questionnaire", string="Questionnaires", readonly=True
    )
    transition = fields.Selection(
        [(wf.CANCEL, "Cancel"), (wf.RETURN, "Return"), (wf.REOPEN, "Back to draft")],
        required=True,
        readonly=True,
    )
    reason = fields.Text(required=True)

    @api.model
    def _open(self, questionnaires, transition):
        """:return: action of this dialog for a step of ``questionnaires``."""
        titles = {
            wf.CANCEL: _("Cancel the questionnaire"),
            wf.RETURN: _("What has to be corrected"),
            wf.REOPEN: _("Take back to draft"),
        }
        remarks = [line for record in questionnaires for line in record._remarks()]
        return {
            "type": "ir.actions.act_window",
            "name": titles[transition],
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_questionnaire_ids": [(6, 0, questionnaires.ids)],
                "default_transition": transition,
                "default_reason": "\n".join(remarks) if transition == wf.RETURN else False,
            },
        }

    def action_apply(self):
        """Make the step."""
        self.ensure_one()
        self.questionnaire_ids._action_with_reason(self.transition, self.reason)
        return {"type": "ir.actions.act_window_close"}
