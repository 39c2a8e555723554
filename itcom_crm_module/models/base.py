# Licence LGPL-3 (see LICENSE).

from odoo import models
from odoo.exceptions import AccessError

from ..itcom_core.journal import events

# Beside this module's own models: whose export takes clients' data out of the system.
EXPORTS = ("res.partner", "res.users", "sale.order")


class Base(models.AbstractModel):
    """Every model: an export of clients' data and a refused access to it are put on record."""

    _inherit = "base"

    def check_access_rights(self, operation, raise_exception=True):
        try:
            return super().check_access_rights(operation, raise_exception)
        except AccessError:
            self.env["itcom.journal.refusal"]._record(self._name, operation, self.ids)
            raise

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
