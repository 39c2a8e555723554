# Licence LGPL-3 (see LICENSE).

from odoo import models


class IrRule(models.Model):
    """Record rule: what it refuses goes on record, and so does who changes it."""

    _name = "ir.rule"
    _inherit = ["ir.rule", "itcom.journal.settings"]

    def _make_access_error(self, operation, records):
        self.env["itcom.journal.refusal"]._record(records._name, operation, records.ids)
        return super()._make_access_error(operation, records)
