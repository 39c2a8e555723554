# Licence LGPL-3 (see LICENSE).

from odoo import SUPERUSER_ID, api, models

from ..itcom_core.journal import events


class ItcomJournalSettings(models.AbstractModel):
    """Mixin of what administrators set: every change by a person goes on record.

    Names of the changed fields are told, not what stands in them. Installation, updates and
    scheduled actions are nobody's deeds.
    """

    _name = "itcom.journal.settings"
    _description = "Setting whose changes are on record"

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        for record, vals in zip(records, vals_list):
            record._itcom_record_change("create", vals)
        return records

    def write(self, vals):
        result = super().write(vals)
        self._itcom_record_change("write", vals)
        return result

    def unlink(self):
        self._itcom_record_change("unlink", ())
        return super().unlink()

    def _itcom_record_change(self, operation, names):
        if self.env.uid == SUPERUSER_ID:
            return
        names = [name for name in names if self._itcom_is_setting(name)]
        records = self._itcom_settings()
        if records and (names or operation == "unlink"):
            self.env["itcom.journal.entry"]._record(
                events.SETTINGS_CHANGED, records, operation=operation, fields=names
            )

    # Hooks

    def _itcom_settings(self):
        """Hook. :return: those of these records that are settings of ours."""
        return self

    @api.model
    def _itcom_is_setting(self, name):
        """Hook. :return: whether a change of field ``name`` is one of a setting."""
        return name in self._fields
