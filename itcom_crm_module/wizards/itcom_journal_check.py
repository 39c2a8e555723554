# Licence LGPL-3 (see LICENSE).

from odoo import _, fields, models
from odoo.exceptions import UserError

from .. import journal_store
from ..itcom_core import journal


class ItcomJournalCheck(models.TransientModel):
    """Asks an auditor for kept anchors, verifies the journal and shows what came out."""

    _name = "itcom.journal.check"
    _description = "Verify the journal"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, ondelete="cascade"
    )
    anchors = fields.Text(help="One to a line, as number:hash.")
    outcome = fields.Text(readonly=True)
    is_whole = fields.Boolean(readonly=True)
    head = fields.Char("Anchor of today", readonly=True)
    open_count = fields.Integer("Entries without a number yet", readonly=True)

    def action_verify(self):
        """Verify («Проверить») and show the outcome in the same dialog."""
        self.ensure_one()
        self._ensure_can_read()
        verification = self.env["itcom.journal.verification"]
        report = verification._verify(self.company_id, self._parsed_anchors())
        self.write(
            {
                "outcome": verification._report_text(report),
                "is_whole": not report.total,
                "head": str(report.head),
                "open_count": journal_store.count_unsealed(self.env.cr, self.company_id.id),
            }
        )
        verification._record_verification(self.company_id, report)
        return {
            "type": "ir.actions.act_window",
            "name": _("Verify the journal"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def action_export(self):
        """Download the journal with the script that verifies it without Odoo («Выгрузить»)."""
        self.ensure_one()
        self._ensure_can_read()
        return {
            "type": "ir.actions.act_url",
            "url": "/itcom/journal/%d/export" % self.company_id.id,
            "target": "self",
        }

    def _ensure_can_read(self):
        """:raise AccessError: the user reads no journals, or not this company's."""
        self.env["itcom.journal.entry"].check_access_rights("read")
        if self.company_id not in self.env.user.company_ids:
            raise UserError(_("You can verify the journals of your own companies only."))

    def _parsed_anchors(self):
        """:raise UserError: a line is no anchor; names it."""
        anchors = []
        for line in (self.anchors or "").split("\n"):
            if line.strip():
                try:
                    anchors.append(journal.parse_anchor(line))
                except ValueError:
                    raise UserError(
                        _(
                            "«%s» is no anchor: that is number:hash, the hash with 64 digits.",
                            line.strip(),
                        )
                    )
        return anchors
