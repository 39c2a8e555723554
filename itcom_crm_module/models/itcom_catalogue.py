# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models
from odoo.exceptions import UserError


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
            return True
        return super().write(vals)

    def unlink(self):
        for entry in self:
            entry._ensure_unused(_("archive it instead of deleting it"))
        return super().unlink()

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
