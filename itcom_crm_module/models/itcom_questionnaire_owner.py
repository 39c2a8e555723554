# Licence LGPL-3 (see LICENSE).

from odoo import fields, models


class ItcomQuestionnaireOwner(models.AbstractModel):
    """Record that has questionnaires, a deal or a client: portlet «Анкеты» of its card."""

    _name = "itcom.questionnaire.owner"
    _description = "Owner of questionnaires"

    # Field of the questionnaire that points here.
    _itcom_questionnaire_inverse = None

    itcom_questionnaire_count = fields.Integer(
        "Number of questionnaires", compute="_compute_itcom_questionnaire_count"
    )

    def _compute_itcom_questionnaire_count(self):
        inverse = self._itcom_questionnaire_inverse
        groups = self.env["itcom.questionnaire"].read_group(
            [(inverse, "in", self.ids)], [inverse], [inverse]
        )
        counts = {group[inverse][0]: group[inverse + "_count"] for group in groups}
        for record in self:
            record.itcom_questionnaire_count = counts.get(record.id, 0)

    def action_itcom_create_questionnaire(self):
        """Open a new questionnaire, filled from this record («Создать»)."""
        self.ensure_one()
        action = self.env["itcom.questionnaire"]._action_form()
        action["context"] = {"default_" + self._itcom_questionnaire_inverse: self.id}
        return action

    def action_itcom_open_questionnaires(self):
        """All questionnaires of this record as a list of their own."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "itcom_crm_module.itcom_questionnaire_action"
        )
        action["domain"] = [(self._itcom_questionnaire_inverse, "=", self.id)]
        action["context"] = {"default_" + self._itcom_questionnaire_inverse: self.id}
        return action
