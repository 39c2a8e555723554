# Licence LGPL-3 (see LICENSE).

from odoo import fields, models


class UomUom(models.Model):
    """Unit of measure, with its code in ОКЕИ that a УПД has to name."""

    _inherit = "uom.uom"

    itcom_okei_code = fields.Char("OKEI code", size=4, help="796 for pieces, 356 for hours.")
