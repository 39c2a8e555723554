# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models, tools
from odoo.exceptions import ValidationError

from ..itcom_core.questionnaire import problems
from ..itcom_core.questionnaire.fields import FIELDS
from ..itcom_core.questionnaire.rule import (
    AXES,
    LAWFUL,
    NOT_ASKED,
    OPTIONAL,
    REQUIRED,
    UNLAWFUL,
    InvalidRule,
    Rule,
)
from ..itcom_core.questionnaire.ruleset import compile_rules
from ..tools.code_set import CodeSet

# Condition of a rule -> field of `itcom.questionnaire.choice` whose values it may name.
CHOICE_FIELDS = {
    "applicant_types": "applicant_type",
    "holders": "holder",
    "bearers": "bearer",
    "signature_classes": "signature_class",
    "issuer_routes": "issuer_route",
}
# Fact of a choice -> field of `itcom.questionnaire.choice` that states it.
FACT_FIELDS = {
    "foreigner": "is_foreigner",
    "remote": "is_remote",
    "snils_confirmed": "is_snils_confirmed",
}
ACTIVE = [("active", "=", True)]
CODE_SETS = (*AXES, "field_names", "document_codes")
RULE_FIELDS = (
    "effect", "valid_from", "valid_to", *CODE_SETS, "why", "alternative", "source",
)  # fmt: skip


class ItcomQuestionnaireRule(models.Model):
    """Dated rule: for which questionnaires it holds, and what they ask for then, and why.

    Kept by administrators, read as ``itcom_core.questionnaire.rule.Rule``; all rules together are
    compiled once per language and worker. A rule that holds for fewer questionnaires beats one
    that holds for more.
    """

    _name = "itcom.questionnaire.rule"
    _inherit = "itcom.journal.settings"
    _description = "Rule of questionnaires"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=1000)
    active = fields.Boolean(default=True)
    effect = fields.Selection(
        [
            (REQUIRED, "Required"),
            (OPTIONAL, "Optional"),
            (NOT_ASKED, "Not asked"),
            (UNLAWFUL, "Unlawful"),
            (LAWFUL, "Lawful after all (an exception)"),
        ],
        required=True,
        default=REQUIRED,
    )
    valid_from = fields.Date("First day")
    valid_to = fields.Date("Last day")

    # For which questionnaires; an empty condition means any.
    applicant_types = CodeSet("Needed for", codes="_codes_of_applicant_types")
    holders = CodeSet("Issued in the name of", codes="_codes_of_holders")
    bearers = CodeSet("Documents provided by", codes="_codes_of_bearers")
    signature_classes = CodeSet("Signature", codes="_codes_of_signature_classes")
    issuer_routes = CodeSet("Issued by", codes="_codes_of_issuer_routes")
    certificate_types = CodeSet("OID", codes="_codes_of_certificate_types")
    facts = CodeSet("Circumstances", codes="_codes_of_facts")

    # What follows.
    field_names = CodeSet("Fields", codes="_codes_of_field_names")
    document_codes = CodeSet("Documents", codes="_codes_of_document_codes")
    why = fields.Text(
        translate=True, help="Read by the client: why it is asked for, or what is unlawful."
    )
    alternative = fields.Text(
        "Lawful alternative", translate=True, help="What may be chosen instead."
    )
    source = fields.Char(translate=True, help="Where it can be read up.")
    problem_text = fields.Text("Collisions and gaps", compute="_compute_problem_text")

    @api.depends("active", *RULE_FIELDS)
    def _compute_problem_text(self):
        """Of all problems of the rules as they would be saved, those that concern this one."""
        for rule in self:
            try:
                ruleset = rule._ruleset_with_this()
            except InvalidRule as error:
                rule.problem_text = rule._invalid_text(error)
                continue
            key = rule._key()
            texts = [
                self._problem_line(problem)
                for problem in problems.find_problems(ruleset)
                if problem.code == problems.GAP or key in problem.rules
            ]
            rule.problem_text = "\n".join(texts) or False

    @api.constrains("effect", "valid_from", "valid_to", *CODE_SETS)
    def _check_meaning(self):
        for rule in self:
            try:
                rule._to_core()
            except InvalidRule as error:
                text = rule._invalid_text(error)
                raise ValidationError(
                    _("Rule «%(rule)s»: %(reason)s", rule=rule.name, reason=text)
                ) from error
            for name in ("certificate_types", "document_codes"):
                known = dict(self._fields[name]._description_selection(self.env))
                unknown = [code for code in CodeSet.split(rule[name]) if code not in known]
                if unknown:
                    raise ValidationError(
                        _(
                            "%(rule)s: there is no such code in the catalogue: %(codes)s.",
                            rule=rule.name,
                            codes=", ".join(unknown),
                        )
                    )

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(vals_list)
        self.clear_caches()
        return rules

    def write(self, vals):
        result = super().write(vals)
        self.clear_caches()
        return result

    def unlink(self):
        result = super().unlink()
        self.clear_caches()
        return result

    # The compiled rules

    @api.model
    def _ruleset(self):
        """:return: :class:`~..itcom_core.questionnaire.ruleset.RuleSet` of all active rules, its
        texts in the user's language.
        """
        return self._ruleset_in(self.env.lang)

    @api.model
    @tools.ormcache("lang")
    def _ruleset_in(self, lang):
        rules_sudo = self.sudo().with_context(lang=lang).search(ACTIVE)
        return compile_rules(rule._to_core() for rule in rules_sudo)

    def _ruleset_with_this(self):
        """:return: the rules as they will be when this one is saved as it stands on the screen."""
        self.ensure_one()
        others = self.sudo().search([*ACTIVE, ("id", "!=", self._origin.id)])
        rules = [rule._to_core() for rule in others]
        return compile_rules(rules + ([self._to_core()] if self.active else []))

    def _key(self):
        """:return: what the rule is called in the compiled set; see :meth:`_from_key`."""
        return str(self._origin.id or "new")

    @api.model
    def _from_key(self, key):
        """:return: the rule of that key; empty for one that is not saved yet."""
        return self.browse(int(key)) if key.isdigit() else self.browse()

    def _to_core(self):
        """:return: this rule as ``itcom_core`` reads it.
        :raise InvalidRule: it can't be meant.
        """
        self.ensure_one()
        return Rule.from_text(
            {"key": self._key(), **{name: self[name] or "" for name in RULE_FIELDS}}
        )

    # Words

    @api.model
    def _invalid_text(self, error):
        """:return: what is wrong with a rule, in one sentence."""
        value = error.params.get("value", "")
        return {
            "unknown_value": _("there is no such choice: %(value)s.", value=value),
            "unknown_field": _("there is no such field: %(value)s.", value=value),
            "dates_reversed": _("the last day is before the first one."),
            "asks_nothing": _("name at least one field or document."),
            "verdict_asks": _("a rule on lawfulness names no fields and no documents."),
        }.get(error.params["reason"], str(error))

    @api.model
    def _problem_line(self, problem):
        """:return: one finding on the whole of the rules, in one sentence."""
        where = self.env["itcom.questionnaire.choice"]._choice_text(problem.choice)
        if problem.code == problems.GAP:
            kinds = {"field": _("no field"), "document": _("no document")}
            return _(
                "Gap: %(nothing)s is asked for (%(where)s).",
                nothing=kinds[problem.subject],
                where=where,
            )
        return _(
            "Collision: rules %(rules)s say different things of «%(item)s» (%(where)s).",
            rules=", ".join(
                "«%s»" % (self._from_key(key).name or _("this rule")) for key in problem.rules
            ),
            item=self._item_labels().get(problem.subject, problem.subject),
            where=where,
        )

    @api.model
    def _item_labels(self):
        """:return: {name of a field or code of a document: what users know it as}."""
        return dict(self._codes_of_field_names() + self._codes_of_document_codes())

    @api.model
    def _codes_of_field_names(self):
        answers = self.env["itcom.questionnaire.answers"]
        return [(name, answers._answer_label(name)) for name in FIELDS]

    @api.model
    def _codes_of_document_codes(self):
        kinds = self.env["itcom.document.kind"].sudo().search(ACTIVE)
        return [(kind.code, kind.name) for kind in kinds]

    @api.model
    def _codes_of_certificate_types(self):
        kinds = self.env["itcom.certificate.type"].sudo().search(ACTIVE)
        return [(kind.code, kind.name) for kind in kinds]

    @api.model
    def _codes_of_facts(self):
        choice = self.env["itcom.questionnaire.choice"]
        return [
            (fact, choice._fields[name]._description_string(self.env))
            for fact, name in FACT_FIELDS.items()
        ]

    def _codes_of_applicant_types(self):
        return self._codes_of_choice("applicant_types")

    def _codes_of_holders(self):
        return self._codes_of_choice("holders")

    def _codes_of_bearers(self):
        return self._codes_of_choice("bearers")

    def _codes_of_signature_classes(self):
        return self._codes_of_choice("signature_classes")

    def _codes_of_issuer_routes(self):
        return self._codes_of_choice("issuer_routes")

    @api.model
    def _codes_of_choice(self, axis):
        field = self.env["itcom.questionnaire.choice"]._fields[CHOICE_FIELDS[axis]]
        return field._description_selection(self.env)
