# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models

from ..itcom_core.questionnaire import workflow as wf
from ..tools.code_set import CodeSet


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
    field_names = CodeSet(
        "Fields to correct",
        codes="_codes_of_field_names",
        help="Besides the documents to be corrected, the client can change these and no others.",
    )

    @api.model
    def _open(self, questionnaires, transition):
        """:return: action of this dialog for a step of ``questionnaires``."""
        titles = {
            wf.CANCEL: _("Cancel the questionnaire"),
            wf.RETURN: _("What has to be corrected"),
            wf.REOPEN: _("Take back to draft"),
        }
        remarks = [line for record in questionnaires for line in record._remarks().values()]
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
        self.questionnaire_ids._action_with_reason(self.transition, self.reason, self.field_names)
        return {"type": "ir.actions.act_window_close"}

    @api.model
    def _codes_of_field_names(self):
        """:return: list of (name, label) of what the questionnaires at hand ask for."""
        commands = self.env.context.get("default_questionnaire_ids") or [(6, 0, [])]
        questionnaires = self.env["itcom.questionnaire"].browse(commands[0][2])
        asked = {ask.field.name for one in questionnaires for ask in one._schema().fields}
        codes = self.env["itcom.questionnaire.rule"]._codes_of_field_names()
        return [(name, label) for name, label in codes if name in asked]
