# Licence LGPL-3 (see LICENSE).

from odoo import models


class IrModelAccess(models.Model):
    """Rights of a group on a model: who changes them is on record."""

    _name = "ir.model.access"
    _inherit = ["ir.model.access", "itcom.journal.settings"]
