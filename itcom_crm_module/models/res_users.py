# Licence LGPL-3 (see LICENSE).

from odoo import api, models

from ..itcom_core.journal import events


class ResUsers(models.Model):
    """User: every change of the groups, the companies or the access itself is put on record."""

    _name = "res.users"
    _inherit = ["res.users", "itcom.user.scope"]

    @api.model_create_multi
    def create(self, vals_list):
        users = super().create(vals_list)
        for user in users:
            user._itcom_record_rights(
                {"groups": set(), "companies": set(), "centres": set(), "active": False}
            )
        return users

    def write(self, vals):
        watched = {"groups_id", "company_ids", "active", "itcom_warehouse_ids"}
        # The user's form writes groups by fields made up for it.
        if not any(
            name in watched or name.startswith(("in_group_", "sel_groups_")) for name in vals
        ):
            return super().write(vals)
        before = [(user, user._itcom_rights()) for user in self]
        result = super().write(vals)
        for user, rights in before:
            user._itcom_record_rights(rights)
        return result

    def _itcom_rights(self):
        """:return: what this user may do, as dict of name to set or bool."""
        user_sudo = self.sudo()
        return {
            "groups": set(user_sudo.groups_id.ids),
            "companies": set(user_sudo.company_ids.ids),
            "centres": set(user_sudo.itcom_warehouse_ids.ids),
            "active": user_sudo.active,
        }

    def _itcom_record_rights(self, before):
        after = self._itcom_rights()
        if after == before:
            return
        facts = {"active": after["active"]}
        for name, model in (
            ("groups", "res.groups"),
            ("companies", "res.company"),
            ("centres", "stock.warehouse"),
        ):
            for sign, ids in (
                ("added", after[name] - before[name]),
                ("removed", before[name] - after[name]),
            ):
                if ids:
                    facts["%s_%s" % (name, sign)] = self._itcom_codes(model, ids)
        self.env["itcom.journal.entry"]._record(events.RIGHTS_CHANGED, self, **facts)

    @api.model
    def _itcom_codes(self, model, ids):
        """:return: sorted external ids of records, or numbers where there are none."""
        names = self.env[model].sudo().browse(ids).get_external_id()
        return sorted(names[res_id] or str(res_id) for res_id in ids)
