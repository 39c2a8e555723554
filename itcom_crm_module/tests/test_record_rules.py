# Licence LGPL-3 (see LICENSE).

from odoo.tests.common import tagged
from odoo.tools.safe_eval import safe_eval

from .common import ItcomCase


@tagged("post_install", "-at_install")
class TestRecordRules(ItcomCase):
    """Record rules cost the same whatever the number of records."""

    def leaves(self, rule):
        domain = safe_eval(rule.domain_force, rule.with_user(self.manager)._eval_context())
        return [leaf[0] for leaf in domain if isinstance(leaf, (tuple, list))]

    def test_rules_join_what_they_look_through(self):
        """Without ``auto_join`` a dotted path is a subquery that reads all records of the other
        model: seconds with a million of them."""
        rules = self.env["ir.rule"].search([("model_id.model", "=like", "itcom.%")])
        self.assertTrue(rules)
        dotted = [(rule, path) for rule in rules for path in self.leaves(rule) if "." in str(path)]
        self.assertTrue(dotted)
        for rule, path in dotted:
            model = self.env[rule.model_id.model]
            for name in path.split(".")[:-1]:
                field = model._fields[name]
                with self.subTest(rule=rule.name, field=str(field)):
                    self.assertTrue(field.auto_join)
                model = self.env[field.comodel_name]
