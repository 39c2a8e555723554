# Licence LGPL-3 (see LICENSE).

from odoo import fields, models


class StockWarehouse(models.Model):
    """Service centre: where the client is served. Odoo's warehouse, with what a client needs."""

    _inherit = "stock.warehouse"

    itcom_address = fields.Char("Address of the service centre")
    itcom_phone = fields.Char("Phone of the service centre")
    itcom_opening_hours = fields.Char("Opening hours")
