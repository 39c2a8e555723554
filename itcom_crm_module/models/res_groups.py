# Licence LGPL-3 (see LICENSE).

from odoo import models

from ..itcom_core.journal import events


class ResGroups(models.Model):
    """Group: who is put into it from this side, and what it implies, is put on record too."""

    _inherit = "res.groups"

    def write(self, vals):
        if not {"users", "implied_ids"}.intersection(vals):
            return super().write(vals)
        before = [(group, group._itcom_members()) for group in self]
        result = super().write(vals)
        for group, members in before:
            after = group._itcom_members()
            if after == members:
                continue
            facts = {}
            for name, ids in after.items():
                facts[name + "_added"] = ids - members[name]
                facts[name + "_removed"] = members[name] - ids
            self.env["itcom.journal.entry"]._record(
                events.RIGHTS_CHANGED, group, **{name: ids for name, ids in facts.items() if ids}
            )
        return result

    def _itcom_members(self):
        """:return: users of this group and groups that it implies, as dict of name to set."""
        return {"users": set(self.sudo().users.ids), "implied": set(self.sudo().implied_ids.ids)}
