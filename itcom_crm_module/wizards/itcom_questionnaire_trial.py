# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models, tools

from ..itcom_core.questionnaire import problems
from ..itcom_core.questionnaire.rule import FIELD
from ..models.itcom_questionnaire_choice import CHOICE_FIELDS


class ItcomQuestionnaireTrial(models.TransientModel):
    """«Проверить сочетание»: what a combination is asked for, and which rule says so."""

    _name = "itcom.questionnaire.trial"
    _inherit = "itcom.questionnaire.choice"
    _description = "Trial of the rules of questionnaires"

    result_html = fields.Html("What is asked for", compute="_compute_result_html")
    problem_text = fields.Text("Collisions and gaps", compute="_compute_problem_text")

    @api.depends(*CHOICE_FIELDS)
    @api.depends_context("lang")
    def _compute_result_html(self):
        for trial in self:
            trial.result_html = trial._result_html()

    @api.depends_context("lang")
    def _compute_problem_text(self):
        """Of all the rules, whatever the combination."""
        Rule = self.env["itcom.questionnaire.rule"]
        found = problems.find_problems(Rule._ruleset())
        self.problem_text = "\n".join(map(Rule._problem_line, found)) or False

    def _result_html(self):
        self.ensure_one()
        Rule = self.env["itcom.questionnaire.rule"]
        labels = Rule._item_labels()
        rows = []
        for item in Rule._ruleset().explain(self._choice()):
            rule = Rule._from_key(item.rule.key)
            cells = (
                _("Field") if item.kind == FIELD else _("Document"),
                labels.get(item.name, item.name),
                self._effect_label(item.effect),
                item.rule.why,
                rule.name,
            )
            rows.append("<tr>%s</tr>" % "".join(map(_cell, cells)))
        header = (_("What"), _("Name"), _("How"), _("Why"), _("Rule"))
        head = "".join("<th>%s</th>" % tools.html_escape(label) for label in header)
        return (
            '<table class="table table-sm"><thead><tr>%s</tr></thead><tbody>%s</tbody></table>'
            % (
                head,
                "".join(rows),
            )
        )

    @api.model
    def _effect_label(self, effect):
        field = self.env["itcom.questionnaire.rule"]._fields["effect"]
        return dict(field._description_selection(self.env))[effect]


def _cell(text):
    return "<td>%s</td>" % tools.html_escape(text or "")
