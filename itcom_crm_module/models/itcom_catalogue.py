# Licence LGPL-3 (see LICENSE).

from typing import NamedTuple

from odoo import _, api, fields, models, tools
from odoo.exceptions import UserError


class Known(NamedTuple):
    """What nearly all who use an entry ask of it."""

    code: str
    name: str


class ItcomCatalogue(models.AbstractModel):
    """Entry of a catalogue that administrators keep.

    What records point to stays: it can be archived, and its meaning can't be changed under them.
    """

    _name = "itcom.catalogue"
    _inherit = "itcom.journal.settings"
    _description = "Entry of a catalogue"
    _order = "sequence, name, id"

    # Fields that may not change once an entry is in use.
    _meaning_fields = ("code",)

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, index=True, copy=False)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    source = fields.Char(translate=True, help="Where it can be read up.")

    @api.model_create_multi
    def create(self, vals_list):
        entries = super().create(vals_list)
        self.clear_caches()
        return entries

    def write(self, vals):
        changed = [name for name in self._meaning_fields if name in vals]
        if changed:
            for entry in self:
                before = [entry[name] for name in changed]
                super(ItcomCatalogue, entry).write(vals)
                if before != [entry[name] for name in changed]:
                    entry._ensure_unused(
                        _("make a new entry with the other meaning and archive this one")
                    )
        else:
            super().write(vals)
        self.clear_caches()
        return True

    def unlink(self):
        for entry in self:
            entry._ensure_unused(_("archive it instead of deleting it"))
        result = super().unlink()
        self.clear_caches()
        return result

    # Read with every page, changed once a year

    def _codes(self):
        """:return: list of the codes of these entries."""
        known = self._known(self.env.lang)
        return [known[entry_id].code for entry_id in self.ids]

    def _names(self):
        """:return: list of the names of these entries, in the user's language."""
        known = self._known(self.env.lang)
        return [known[entry_id].name for entry_id in self.ids]

    @api.model
    def _in_order(self, entry_ids):
        """:return: the entries of these numbers in the catalogue's order."""
        return self.browse([one for one in self._known(self.env.lang) if one in entry_ids])

    @api.model
    @tools.ormcache("lang")
    def _known(self, lang):
        """:return: {id: :class:`Known`} of all entries, archived ones too."""
        entries_sudo = self.sudo().with_context(lang=lang).search([("active", "in", (True, False))])
        return {entry.id: Known(entry.code, entry.name) for entry in entries_sudo}

    @api.model
    def _usages(self):
        """Hook: where an entry may be pointed to.

        :return: list of (model, domain), the domain a function of the entry.
        """
        return []

    def _ensure_unused(self, advice):
        """:param advice: what the user may do instead.
        :raise UserError: a record of any company points to this entry.
        """
        self.ensure_one()
        for model, domain in self._usages():
            records_sudo = self.env[model].sudo().with_context(active_test=False)
            if records_sudo.search(domain(self), limit=1):
                raise UserError(
                    _(
                        "«%(entry)s» is in use (%(where)s): %(advice)s.",
                        entry=self.display_name,
                        where=self.env["ir.model"]._get(model).sudo().name,
                        advice=advice,
                    )
                )
