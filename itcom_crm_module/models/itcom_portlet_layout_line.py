# Licence LGPL-3 (see LICENSE).

from odoo import fields, models


class ItcomPortletLayoutLine(models.Model):
    """One portlet at its place in a layout."""

    _name = "itcom.portlet.layout.line"
    _description = "Portlet in a layout"
    _order = "sequence, id"

    layout_id = fields.Many2one(
        "itcom.portlet.layout", required=True, index=True, ondelete="cascade"
    )
    portlet_id = fields.Many2one("itcom.portlet", "Portlet", required=True, ondelete="cascade")
    description = fields.Char(related="portlet_id.description")
    sequence = fields.Integer(default=50)

    _sql_constraints = [
        (
            "portlet_unique",
            "UNIQUE(layout_id, portlet_id)",
            "A portlet stands in a layout only once.",
        )
    ]
