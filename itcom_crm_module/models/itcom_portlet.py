# Licence LGPL-3 (see LICENSE).

from odoo import fields, models


class ItcomPortlet(models.Model):
    """A panel that a card may show: «Сделки», «Позиции», «Документы», …

    The catalogue. An addon adds a portlet by a record here and, in a view extension, the block
    ``<div class="itcom_portlet" data-portlet="CODE">`` inside the card's
    ``<div class="itcom_portlets" data-card="CARD">``.
    """

    _name = "itcom.portlet"
    _description = "Portlet"
    _order = "card, sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="The same as data-portlet of its block in the view.")
    card = fields.Selection(
        [("client", "Client's card"), ("deal", "Deal's card")], required=True, index=True
    )
    description = fields.Char(
        translate=True, help="What it is for, in one line: shown where users add portlets."
    )
    sequence = fields.Integer(default=50)
    is_default = fields.Boolean(
        "Shown by default", help="A user who has changed nothing sees it on the card."
    )
    group_ids = fields.Many2many("res.groups", string="Only for", help="Empty: for everybody.")
    active = fields.Boolean(default=True)

    _sql_constraints = [
        ("code_unique", "UNIQUE(card, code)", "This card has a portlet with this code already.")
    ]

    def action_add(self):
        """Put this portlet at the end of its card, for the current user."""
        self.ensure_one()
        self.env["itcom.portlet.layout"].add_portlet(self.card, self.code)
        return {"type": "ir.actions.act_window_close", "infos": {"itcom_layout_changed": True}}

    def _filtered_allowed(self):
        """:return: those of ``self`` that the current user may see."""
        groups = self.env.user.groups_id
        return self.filtered(lambda portlet: not portlet.group_ids or portlet.group_ids & groups)
