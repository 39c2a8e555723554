# Licence LGPL-3 (see LICENSE).

import base64

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError

from ..itcom_core.journal import events
from ..itcom_core.questionnaire import workflow as wf
from .itcom_file_limits import ScanRefused
from .itcom_questionnaire_scan import SCAN_GROUPS, STAFF

PENDING, ACCEPTED, REJECTED = "pending", "accepted", "rejected"
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
    verdict = fields.Selection(
        [(PENDING, "Not checked"), (ACCEPTED, "Accepted"), (REJECTED, "To be corrected")],
        required=True,
        default=PENDING,
    )
    remark = fields.Char(help="What the client has to correct.")
    is_returned = fields.Boolean(
        "Sent back", readonly=True, help="Open to the client until it is handed over again."
    )
    state = fields.Selection(related="questionnaire_id.state")
    can_edit = fields.Boolean(related="questionnaire_id.can_edit")
    position = fields.Char("Which of how many", compute="_compute_position")
    sees_scans = fields.Boolean("May look at scans", compute="_compute_sees_scans")

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

    @api.depends_context("uid")
    def _compute_sees_scans(self):
        scans = self.env["itcom.questionnaire.scan"]
        self.sees_scans = scans.check_access_rights("read", raise_exception=False)

    def _compute_position(self):
        for document in self:
            row = document._row()
            document.position = _(
                "%(number)s of %(count)s", number=row.ids.index(document.id) + 1, count=len(row)
            )

    def _row(self):
        """:return: the documents that one goes through when checking, this one among them."""
        return (self.questionnaire_id.document_ids.filtered("is_asked") | self).sorted(
            lambda document: (document.sequence, document.id)
        )

    def write(self, vals):
        if not self.env.su and not set(vals) <= set(VERDICT_FIELDS):
            raise AccessError(_("Only the verdict and the remark can be changed."))
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
                document.questionnaire_id._itcom_note_verdict(document)
        return result

    def _add_scan(
        self, content, filename, uploaded_by, insist=False, replaces=None, look=True, key=""
    ):
        """Check a file and keep it as a scan of this document, to be looked at anew.

        :param content: bytes of the file.
        :param filename: as the sender named it; only its wording survives.
        :param uploaded_by: ``CLIENT`` or ``STAFF``.
        :param insist: keep a blank or blurred picture too; the verifier is told of it.
        :param replaces: a scan of this document whose place it takes.
        :param look: decode a picture at once; else that is left to the scan's ``_look``. What
            replaces another one is looked at before that goes.
        :param key: what the sender calls this upload.
        :return: the scan, in sudo.
        :raise ScanRefused: the file won't do; says why and what to do.
        :raise UserError: documents of the questionnaire can't be changed in its state.
        """
        self.ensure_one()
        self._ensure_scans_may_change()
        scans_sudo = self.env["itcom.questionnaire.scan"].sudo()
        old_sudo = (replaces or scans_sudo).sudo()
        scans_sudo._ensure_room(self.sudo(), len(content), old_sudo)
        upload = scans_sudo._inspect(content, filename, insist, look or bool(old_sudo))
        scans_sudo._claim(self.questionnaire_id)
        scan_sudo = self._keep_scan(upload, uploaded_by, key)
        if old_sudo:
            scan_sudo.sequence = old_sudo.sequence
            old_sudo._remove()
        return scan_sudo

    def _keep_scan(self, upload, uploaded_by, key=""):
        """:param upload: :class:`~..itcom_core.uploads.Upload` that was found to be in order.
        :return: the scan, in sudo.
        """
        scans_sudo = self.env["itcom.questionnaire.scan"].sudo()
        scan_sudo = scans_sudo._keep(self, upload, uploaded_by, key)
        self._forget_verdict()
        return scan_sudo

    def _forget_verdict(self):
        """What it was said of is not there any more, or not all there is.

        :return: those of which anything was said, in sudo.
        """
        judged = self.sudo().filtered(lambda one: one.verdict != PENDING or one.remark)
        # Past the checks of a verdict: it is none, and not on record as one.
        super(ItcomQuestionnaireDocument, judged).write({"verdict": PENDING, "remark": False})
        for document in judged:
            document.questionnaire_id._itcom_note_verdict(document)
        return judged

    def _forget_acceptance(self):
        """A file less, it has to be looked at anew; a remark stays for the client to read."""
        self.filtered(lambda document: document.verdict == ACCEPTED)._forget_verdict()

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

    def _note_return(self, is_return):
        """What was sent back stays open to the client, whatever becomes of its verdict."""
        for document in self.sudo():
            returned = is_return and document.verdict == REJECTED
            document._write_changes({"is_returned": returned})

    def action_accept(self):
        """«Принять»."""
        self.write({"verdict": ACCEPTED, "remark": False})
        return True

    # The dialog in which documents are looked at, one after another

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
            "context": {"dialog_size": "extra-large"},
        }

    def action_next(self):
        """Go on to the document behind this one, from the last one to the first."""
        return self._neighbour(1).action_open_scans()

    def action_previous(self):
        """Go back to the document before this one."""
        return self._neighbour(-1).action_open_scans()

    def action_accept_and_next(self):
        """«Принять» and go on to what is not decided on yet; close after the last."""
        self.action_accept()
        return self._go_on()

    def action_reject_and_next(self):
        """Have it corrected, for the reason in the remark, and go on."""
        self.write({"verdict": REJECTED})
        return self._go_on()

    def _neighbour(self, step):
        self.ensure_one()
        row = self._row()
        return row[(row.ids.index(self.id) + step) % len(row)]

    def _go_on(self):
        self.ensure_one()
        row = self._row()
        behind = row.ids.index(self.id) + 1
        waiting = (row[behind:] | row[:behind]).filtered(
            lambda document: document.is_uploaded and document.verdict == PENDING
        )
        if waiting:
            return waiting[0].action_open_scans()
        return {"type": "ir.actions.act_window_close"}

    def upload_scan(self, filename, content, insist=False, replaces_id=None):
        """Take a file into these documents, as the dialog sends it.

        :param content: the file's bytes as base64.
        :param replaces_id: number of a scan of theirs whose place it takes.
        :return: dict: ``refused``, why it is not taken, or ""; ``can_insist`` on it all the same.
        """
        content = base64.b64decode(content)
        try:
            for document in self:
                replaces = replaces_id and document.scan_ids.filtered(
                    lambda scan: scan.id == replaces_id
                )
                document._add_scan(content, filename, STAFF, insist, replaces)
        except ScanRefused as error:
            return {"refused": error.args[0], "can_insist": error.can_insist}
        return {"refused": "", "can_insist": False}
