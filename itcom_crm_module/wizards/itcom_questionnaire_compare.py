# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models


class ItcomQuestionnaireCompare(models.TransientModel):
    """Shows what differs between a questionnaire and the client's card, and takes it over."""

    _name = "itcom.questionnaire.compare"
    _description = "Comparison of questionnaire and card"

    questionnaire_id = fields.Many2one("itcom.questionnaire", required=True, readonly=True)
    can_edit = fields.Boolean(related="questionnaire_id.can_edit")
    line_ids = fields.One2many("itcom.questionnaire.compare.line", "compare_id", "Differences")

    @api.model
    def _open(self, questionnaire):
        """:return: action of this dialog."""
        lines = [
            {
                "field_name": link.names[0],
                "label": questionnaire._link_label(link),
                "own_value": " ".join(part for part in own if part),
                "card_value": " ".join(part for part in card if part),
                "is_writable": bool(questionnaire._card_vals(link)),
            }
            for link, card, own in questionnaire._differences()
        ]
        dialog = self.create(
            {
                "questionnaire_id": questionnaire.id,
                "line_ids": [(0, 0, line) for line in lines],
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": _("Questionnaire and the client's card"),
            "res_model": self._name,
            "res_id": dialog.id,
            "view_mode": "form",
            "target": "new",
        }

    def action_take_all(self):
        """«Взять всё из карточки»."""
        self.line_ids.write({"choice": "take"})
        return self.action_apply()

    def action_write_all(self):
        """«Записать в карточку» all that the card can hold."""
        self.line_ids.filtered("is_writable").write({"choice": "write"})
        return self.action_apply()

    def action_apply(self):
        """Take over what was chosen, as card and questionnaire stand now."""
        self.ensure_one()
        questionnaire = self.questionnaire_id
        links = {link.names[0]: link for link, _card, _own in questionnaire._differences()}
        chosen = {"take": [], "write": []}
        for line in self.line_ids:
            if line.choice in chosen and line.field_name in links:
                chosen[line.choice].append(links[line.field_name])
        questionnaire._take_from_card(chosen["take"])
        questionnaire._write_to_card(chosen["write"])
        return {"type": "ir.actions.act_window_close"}
