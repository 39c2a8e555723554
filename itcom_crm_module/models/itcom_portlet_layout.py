# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models


class ItcomPortletLayout(models.Model):
    """Which portlets a card shows, and in which order: of one user, or of a group by default.

    A user's own layout comes into being with the first change that the user makes to a card and
    ends when it is reset. Without one the first layout of a group that the user is in counts,
    without that the catalogue. Users change theirs through the methods here alone; these look at
    nothing but the current user, so nobody can change somebody else's.
    """

    _name = "itcom.portlet.layout"
    _description = "Layout of a card"
    _order = "card, user_id, sequence, id"

    card = fields.Selection(lambda self: self._selection_card(), required=True, index=True)
    user_id = fields.Many2one("res.users", "User", index=True, ondelete="cascade")
    group_id = fields.Many2one("res.groups", "Group", index=True, ondelete="cascade")
    sequence = fields.Integer(
        default=10, help="Who is in several groups gets the layout that stands first."
    )
    line_ids = fields.One2many("itcom.portlet.layout.line", "layout_id", "Portlets", copy=True)
    portlet_names = fields.Char("Shown portlets", compute="_compute_portlet_names")

    _sql_constraints = [
        (
            "one_owner",
            "CHECK((user_id IS NULL) <> (group_id IS NULL))",
            "A layout belongs either to a user or to a group.",
        ),
        ("user_unique", "UNIQUE(user_id, card)", "This user has a layout of this card already."),
        ("group_unique", "UNIQUE(group_id, card)", "This group has a layout of this card already."),
    ]

    @api.model
    def _selection_card(self):
        return self.env["itcom.portlet"]._fields["card"]._description_selection(self.env)

    @api.depends("line_ids.sequence", "line_ids.portlet_id.name")
    def _compute_portlet_names(self):
        for layout in self:
            names = layout.line_ids.sorted("sequence").portlet_id.mapped("name")
            layout.portlet_names = ", ".join(names)

    def name_get(self):
        cards = dict(self._fields["card"]._description_selection(self.env))
        return [
            (
                layout.id,
                "%s: %s" % (cards[layout.card], (layout.user_id or layout.group_id).display_name),
            )
            for layout in self
        ]

    # What a user sees

    @api.model
    def _shown_portlets(self, card):
        """:return: ``itcom.portlet`` records that the current user sees on ``card``, in order."""
        layout_sudo = self.sudo().search(
            [
                ("card", "=", card),
                "|",
                ("user_id", "=", self.env.uid),
                ("group_id", "in", self.env.user.groups_id.ids),
            ],
            # A user's own comes first: PostgreSQL sorts those without a user to the end.
            order="user_id, sequence, id",
            limit=1,
        )
        if layout_sudo:
            portlets_sudo = layout_sudo.line_ids.sorted("sequence").portlet_id.filtered("active")
        else:
            portlets_sudo = self._catalogue_sudo(card).filtered("is_default")
        return portlets_sudo._filtered_allowed()

    @api.model
    def _hidden_portlets(self, card):
        """:return: ``itcom.portlet`` records that the current user may add to ``card``."""
        return self._catalogue_sudo(card)._filtered_allowed() - self._shown_portlets(card)

    @api.model
    def _catalogue_sudo(self, card):
        return self.env["itcom.portlet"].sudo().search([("card", "=", card)])

    # What a user changes: called by the browser

    @api.model
    def add_portlet(self, card, code):
        """Put portlet ``code`` at the end of the current user's ``card``."""
        added = self._hidden_portlets(card).filtered(lambda portlet: portlet.code == code)
        self._store_own(card, self._shown_portlets(card) + added)

    @api.model
    def remove_portlet(self, card, code):
        """Take portlet ``code`` off the current user's ``card``."""
        shown = self._shown_portlets(card)
        self._store_own(card, shown.filtered(lambda portlet: portlet.code != code))

    @api.model
    def move_portlet(self, card, code, offset):
        """Move portlet ``code`` of the current user's ``card`` by ``offset`` places down."""
        shown = list(self._shown_portlets(card))
        for index, portlet in enumerate(shown):
            if portlet.code == code:
                shown.insert(max(0, index + offset), shown.pop(index))
                break
        self._store_own(card, shown)

    @api.model
    def reset_portlets(self, card):
        """Give up the current user's own layout of ``card``."""
        self._own_sudo(card).unlink()

    @api.model
    def action_choose_portlet(self, card):
        """:return: action: a dialog with the portlets that the user may add to ``card``."""
        return {
            "type": "ir.actions.act_window",
            "name": _("Add a portlet"),
            "res_model": "itcom.portlet",
            "views": [
                (self.env.ref("itcom_crm_module.itcom_portlet_view_kanban_add").id, "kanban")
            ],
            "domain": [("id", "in", self._hidden_portlets(card).ids)],
            "help": "<p>%s</p>" % _("The card shows all of its portlets already."),
            "target": "new",
            "flags": {"withControlPanel": False, "hasSearchView": False},
        }

    @api.model
    def _own_sudo(self, card):
        return self.sudo().search([("card", "=", card), ("user_id", "=", self.env.uid)])

    @api.model
    def _store_own(self, card, portlets):
        """Make ``portlets``, in this order, the current user's own layout of ``card``."""
        lines = [
            (0, 0, {"portlet_id": portlet.id, "sequence": sequence})
            for sequence, portlet in enumerate(portlets)
        ]
        layout_sudo = self._own_sudo(card)
        if layout_sudo:
            layout_sudo.line_ids = [(5, 0, 0), *lines]
        else:
            self.sudo().create({"card": card, "user_id": self.env.uid, "line_ids": lines})
