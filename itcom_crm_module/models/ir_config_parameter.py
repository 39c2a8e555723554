# Licence LGPL-3 (see LICENSE).

from odoo import models


class IrConfigParameter(models.Model):
    """System parameter: changes of this module's own go on record."""

    _name = "ir.config_parameter"
    _inherit = ["ir.config_parameter", "itcom.journal.settings"]

    def _itcom_settings(self):
        return self.filtered(lambda one: one.key.startswith("itcom_crm_module."))
