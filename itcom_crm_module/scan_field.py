# Licence LGPL-3 (see LICENSE).

from odoo import fields
from odoo.tools import human_size


class Scan(fields.Binary):
    """A file kept as attachment whose size is told without reading the file.

    Odoo's own field reads and decodes every file of a form that only shows sizes. For scans
    that would also mean to decrypt them and to have them on record as viewed.
    """

    def read(self, records):
        context = records.env.context
        if not (context.get("bin_size") or context.get("bin_size_" + self.name)):
            return super().read(records)
        attachments_sudo = records.env["ir.attachment"].sudo()
        sizes = attachments_sudo.search_read(
            [
                ("res_model", "=", records._name),
                ("res_field", "=", self.name),
                ("res_id", "in", records.ids),
            ],
            ["res_id", "file_size"],
        )
        shown = {row["res_id"]: human_size(row["file_size"]).encode() for row in sizes}
        for record in records:
            records.env.cache.set(record, self, shown.get(record.id, False))
        return None
