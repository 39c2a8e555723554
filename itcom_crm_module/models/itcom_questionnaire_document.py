# Licence LGPL-3 (see LICENSE).

import base64

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError

from ..itcom_core.journal import events
from ..itcom_core.questionnaire import workflow as wf
from .itcom_questionnaire_scan import SCAN_GROUPS, STAFF

PENDING, ACCEPTED, REJECTED = "pending", "accepted", "rejected"
UPLOAD_FIELDS = ("upload", "upload_name")
VERDICT_FIELDS = ("verdict", "remark")


class ItcomQuestionnaireDocument(models.Model):
    """One document that a questionnaire asks for: its scans, the verifier's verdict and remark.

    Made and dropped by the questionnaire itself, as its choices change; one that holds scans
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
    scan_ids = fields.One2many(
        "itcom.questionnaire.scan", "document_id", "Scans", readonly=True, groups=SCAN_GROUPS
    )
    scan_count = fields.Integer("Files", compute="_compute_scans", store=True)
    is_uploaded = fields.Boolean("Uploaded", compute="_compute_scans", store=True)
    upload = fields.Binary(
        "Add a file",
        compute="_compute_upload",
        inverse="_inverse_upload",
        help="A scan or a photo.",
    )
    upload_name = fields.Char(compute="_compute_upload", inverse="_inverse_upload")
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

    @api.depends("scan_ids")
    def _compute_scans(self):
        for document in self:
            document.scan_count = len(document.scan_ids)
            document.is_uploaded = bool(document.scan_ids)

    def _compute_upload(self):
        """Nothing is kept in the field: it only takes files in."""
        self.update({"upload": False, "upload_name": False})

    def _inverse_upload(self):
        for document in self.filtered("upload"):
            content = base64.b64decode(document.upload)
            document._add_scan(content, document.upload_name or "", STAFF)

    def write(self, vals):
        if not self.env.su and not set(vals) <= {*UPLOAD_FIELDS, *VERDICT_FIELDS}:
            raise AccessError(_("Only the scans, the verdict and the remark can be changed."))
        if any(name in vals for name in VERDICT_FIELDS):
            self._ensure_can_judge()
        result = super().write(vals)
        if "verdict" in vals:
            for document in self:
                self.env["itcom.journal.entry"]._record(
                    events.VERDICT_GIVEN,
                    document,
                    verdict=document.verdict,
                    kind=document.kind_id.code,
                )
        return result

    def _add_scan(self, content, filename, uploaded_by, insist=False):
        """Check a file and keep it as one more scan of this document, to be looked at anew.

        :param content: bytes of the file.
        :param filename: as the sender named it; only its wording survives.
        :param uploaded_by: ``CLIENT`` or ``STAFF``.
        :param insist: keep a blank or blurred picture too; the verifier is told of it.
        :return: the scan, in sudo.
        :raise ScanRefused: the file won't do; says why and what to do.
        :raise UserError: documents of the questionnaire can't be changed in its state.
        """
        self.ensure_one()
        self._ensure_scans_may_change()
        scans_sudo = self.env["itcom.questionnaire.scan"].sudo()
        scans_sudo._ensure_room(self.sudo(), len(content))
        upload = scans_sudo._inspect(content, filename, insist)
        return self._keep_scan(upload, uploaded_by)

    def _keep_scan(self, upload, uploaded_by):
        """:param upload: :class:`~..itcom_core.uploads.Upload` that was found to be in order.
        :return: the scan, in sudo.
        """
        document_sudo = self.sudo()
        scan_sudo = self.env["itcom.questionnaire.scan"].sudo()._keep(self, upload, uploaded_by)
        fresh = {"verdict": PENDING, "remark": False}
        if any(document_sudo[name] != value for name, value in fresh.items()):
            # Past the checks of a verdict: it is none, and not on record as one.
            super(ItcomQuestionnaireDocument, document_sudo).write(fresh)
        return scan_sudo

    def _ensure_scans_may_change(self):
        """:raise AccessError, UserError: it is another's questionnaire, or closed to changes."""
        self._ensure_own_questionnaire()
        self.questionnaire_id._ensure_editable()

    def _ensure_scans_may_turn(self):
        """Who checks a scan turns it too: that changes nothing of what it shows.

        :raise AccessError, UserError: it is another's questionnaire, or past the check.
        """
        self._ensure_own_questionnaire()
        self.questionnaire_id.filtered(lambda one: one.state != wf.REVIEW)._ensure_editable()

    def _ensure_own_questionnaire(self):
        self.questionnaire_id.check_access_rights("write")
        self.questionnaire_id.check_access_rule("write")

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

    def action_open_scans(self):
        """Look at the files of this document in a dialog."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.kind_id.name,
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }
