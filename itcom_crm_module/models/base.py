# Licence LGPL-3 (see LICENSE).

from odoo import models

from ..itcom_core.journal import events

# Beside this module's own models: whose export takes clients' data out of the system.
EXPORTS = ("res.partner", "res.users", "sale.order")


class Base(models.AbstractModel):
    """Every model: an export of clients' data is put on record."""

    _inherit = "base"

    def export_data(self, fields_to_export):
        result = super().export_data(fields_to_export)
        if self._name in EXPORTS or self._name.startswith("itcom."):
            self.env["itcom.journal.entry"]._record(
                events.DATA_EXPORTED,
                self.browse(),
                count=len(self),
                ids=self.ids,
                fields=fields_to_export,
            )
        return result
