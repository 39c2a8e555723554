# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError

from ..itcom_core.journal import events
from ..itcom_core.questionnaire import workflow as wf
from ..scan_field import Scan

PENDING, ACCEPTED, REJECTED = "pending", "accepted", "rejected"
UPLOAD_FIELDS = ("file", "file_name")
VERDICT_FIELDS = ("verdict", "remark")


class ItcomQuestionnaireDocument(models.Model):
    """One document that a questionnaire asks for: its scan, the verifier's verdict and remark.

    Made and dropped by the questionnaire itself, as its choices change; one that holds a scan
    stays even when it is not asked for any more.
    """

    _name = "itcom.questionnaire.document"
    _description = "Document of a questionnaire"
    _order = "questionnaire_id, sequence, id"

    questionnaire_id = fields.Many2one(
        "itcom.questionnaire",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        auto_join=True,
    )
    company_id = fields.Many2one(related="questionnaire_id.company_id", store=True, index=True)
    kind_id = fields.Many2one(
        "itcom.document.kind", "Document", required=True, readonly=True, ondelete="restrict"
    )
    sequence = fields.Integer(readonly=True)
    is_asked = fields.Boolean("Asked for", readonly=True, default=True)
    is_required = fields.Boolean("Required", readonly=True)
    file = Scan("Scan")
    file_name = fields.Char()
    is_uploaded = fields.Boolean("Uploaded", readonly=True)
    verdict = fields.Selection(
        [(PENDING, "Not checked"), (ACCEPTED, "Accepted"), (REJECTED, "To be corrected")],
        required=True,
        default=PENDING,
    )
    remark = fields.Char(help="What the client has to correct.")

    _sql_constraints = [
        (
            "kind_unique",
            "unique(questionnaire_id, kind_id)",
            "A questionnaire asks for a document once.",
        )
    ]

    def name_get(self):
        return [(document.id, document.kind_id.name) for document in self]

    @api.constrains("verdict", "remark")
    def _check_remark(self):
        for document in self:
            if document.verdict == REJECTED and not (document.remark or "").strip():
                raise UserError(
                    _(
                        "«%(document)s»: write what the client has to correct.",
                        document=document.kind_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._with_upload(vals) for vals in vals_list])

    def write(self, vals):
        if not self.env.su and not set(vals) <= {*UPLOAD_FIELDS, *VERDICT_FIELDS}:
            raise AccessError(_("Only the scan, the verdict and the remark can be changed."))
        if any(name in vals for name in UPLOAD_FIELDS):
            self.questionnaire_id._ensure_editable()
        if any(name in vals for name in VERDICT_FIELDS):
            self._ensure_can_judge()
        result = super().write(self._with_upload(vals))
        self._record_write(vals)
        return result

    def _record_write(self, vals):
        """Put on record that scans came or went and what was decided on them."""
        journal = self.env["itcom.journal.entry"]
        for document in self:
            facts = {"kind": document.kind_id.code}
            if "file" in vals:
                event = events.SCAN_UPLOADED if vals["file"] else events.SCAN_REMOVED
                journal._record(event, document, **facts)
            if "verdict" in vals:
                journal._record(events.VERDICT_GIVEN, document, verdict=document.verdict, **facts)

    @api.model
    def _with_upload(self, vals):
        """A new scan has to be looked at anew."""
        if "file" not in vals:
            return vals
        fresh = {"is_uploaded": bool(vals["file"]), "verdict": PENDING, "remark": False}
        return {**vals, **fresh}

    def _write_changes(self, vals):
        """Write what differs, so that a row that stays as it is costs nothing."""
        self.ensure_one()
        changes = {name: value for name, value in vals.items() if self[name] != value}
        if changes:
            self.write(changes)

    def _ensure_can_judge(self):
        """:raise AccessError, UserError: verdicts are a verifier's, while the check is on."""
        if not self.env.su and wf.VERIFIER not in self.questionnaire_id._roles():
            raise AccessError(_("Only a verifier decides on documents."))
        for questionnaire in self.questionnaire_id:
            if questionnaire.state != wf.REVIEW:
                raise UserError(
                    _(
                        "%(questionnaire)s: documents are decided on while they are being checked.",
                        questionnaire=questionnaire.display_name,
                    )
                )

    def action_accept(self):
        """«Принять»."""
        self.write({"verdict": ACCEPTED, "remark": False})
        return True
