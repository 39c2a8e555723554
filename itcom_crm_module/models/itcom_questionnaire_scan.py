# Licence LGPL-3 (see LICENSE).

from dataclasses import replace

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..itcom_core import uploads
from ..itcom_core.journal import events
from ..itcom_core.uploads.errors import UploadError
from ..scan_field import Scan

CLIENT, STAFF = "client", "staff"
# Who may see scans: verifiers always, managers as long as the settings give them this group.
SCAN_GROUPS = "itcom_crm_module.itcom_group_scans,itcom_crm_module.itcom_group_verifier"
MEBIBYTE = 1024 * 1024
# Settings in Odoo's system parameters: name -> what holds as long as nothing else is set.
MAX_FILE = ("itcom_crm_module.upload_max_mebibytes", 20)
MAX_TOTAL = ("itcom_crm_module.upload_total_mebibytes", 200)
MAX_FILES = ("itcom_crm_module.upload_max_files", 20)
# Codes of the refusals that no file is to blame for.
TOO_MANY_FILES, NO_ROOM = "too_many_files", "no_room"


class ScanRefused(UserError):
    """A file is not taken; the text says why and what to do, ``code`` is for programs."""

    def __init__(self, text, code):
        super().__init__(text)
        self.code = code

    @property
    def can_insist(self):
        """:return: whether the sender may have it kept all the same."""
        return self.code in (uploads.BLANK, uploads.BLURRED)


class ItcomQuestionnaireScan(models.Model):
    """One file of a document that a questionnaire asks for: a page, a photo or a whole PDF.

    Client or staff upload it, the verifier looks at it. It is made, turned and removed by the
    methods here only, which check first; nobody's rights reach further than reading.
    """

    _name = "itcom.questionnaire.scan"
    _description = "Scan of a document"
    _order = "document_id, sequence, id"
    _rec_name = "file_name"

    document_id = fields.Many2one(
        "itcom.questionnaire.document", required=True, readonly=True, index=True, ondelete="cascade"
    )
    questionnaire_id = fields.Many2one(
        related="document_id.questionnaire_id", store=True, index=True, auto_join=True
    )
    company_id = fields.Many2one(related="document_id.company_id", store=True, index=True)
    sequence = fields.Integer(readonly=True)
    file = Scan(readonly=True)
    preview = Scan(readonly=True, help="A small JPEG; a PDF without pictures has none.")
    has_preview = fields.Boolean(readonly=True)
    file_name = fields.Char(required=True, readonly=True)
    mimetype = fields.Char(required=True, readonly=True)
    size = fields.Integer("Size, bytes", readonly=True, group_operator="sum")
    page_count = fields.Integer("Pages", readonly=True, group_operator="sum")
    width = fields.Integer(help="In pixels, of a picture.", readonly=True, group_operator=False)
    height = fields.Integer(help="In pixels, of a picture.", readonly=True, group_operator=False)
    warnings = fields.Char("Codes of what the sender was warned of", readonly=True)
    uploaded_by = fields.Selection(
        [(CLIENT, "Client"), (STAFF, "Staff")], required=True, readonly=True
    )

    # Checks

    @api.model
    def _setting(self, setting):
        """:return: value of one of the settings above, as whole number."""
        name, default = setting
        value = self.env["ir.config_parameter"].sudo().get_param(name, "")
        return int(value) if value.isdigit() and int(value) else default

    @api.model
    def _limits(self):
        """:return: :class:`~..itcom_core.uploads.Limits` of one file."""
        return uploads.Limits(max_bytes=self._setting(MAX_FILE) * MEBIBYTE)

    @api.model
    def _inspect(self, content, filename, insist=False):
        """:return: :class:`~..itcom_core.uploads.Upload`.
        :raise ScanRefused: the file won't do.
        """
        limits = replace(self._limits(), refuse_poor=not insist)
        try:
            return uploads.inspect(content, filename, limits)
        except UploadError as error:
            raise self._refusal(error) from error

    @api.model
    def _refusal(self, error):
        """:return: :class:`ScanRefused` that says an ``UploadError`` in words."""
        return ScanRefused(self.env["itcom.error.message"]._upload_text(error), error.code)

    @api.model
    def _ensure_room(self, document, size, leaving):
        """:param leaving: scans that make room.
        :raise ScanRefused: the document has enough files, or its questionnaire enough bytes.
        """
        most = self._setting(MAX_FILES)
        if len(document.scan_ids - leaving) >= most:
            raise ScanRefused(
                _(
                    "«%(document)s» has %(count)s files already. Delete those that are not needed, "
                    "or put several pages into one PDF.",
                    document=document.kind_id.name,
                    count=most,
                ),
                TOO_MANY_FILES,
            )
        total = self._setting(MAX_TOTAL)
        scans = document.questionnaire_id.document_ids.scan_ids - leaving
        used = sum(scans.mapped("size"))
        if used + size > total * MEBIBYTE:
            raise ScanRefused(
                _(
                    "The files of a questionnaire may take %(total)s MB together. Delete those "
                    "that are not needed, or send smaller ones.",
                    total=total,
                ),
                NO_ROOM,
            )

    # Deeds

    @api.model
    def _keep(self, document, upload, uploaded_by):
        """:param upload: :class:`~..itcom_core.uploads.Upload` to store.
        :return: the new scan, the last one of its document.
        """
        scan = self.create(
            {
                "document_id": document.id,
                "sequence": max(document.sudo().scan_ids.mapped("sequence"), default=0) + 1,
                "file_name": upload.clean_name,
                "mimetype": upload.mimetype,
                "size": len(upload.data),
                "page_count": upload.pages,
                "width": upload.width,
                "height": upload.height,
                "warnings": ",".join(upload.warnings),
                "has_preview": bool(upload.preview),
                "uploaded_by": uploaded_by,
            }
        )
        scan._store({"file": upload.data, "preview": upload.preview})
        scan._record_deed(events.SCAN_UPLOADED)
        return scan

    def _rotate(self, degrees):
        """Turn the scan and its preview, losing nothing.

        :param degrees: clockwise, a multiple of 90.
        :raise ScanRefused: it can't be turned.
        :raise UserError: the questionnaire is past the check.
        """
        self.ensure_one()
        self.document_id._ensure_scans_may_turn()
        contents = self._contents(("file", "preview"))
        try:
            turned = {
                name: uploads.rotate(content, degrees, self._limits())
                for name, content in contents.items()
            }
        except UploadError as error:
            raise self._refusal(error) from error
        self._store(turned)
        values = {"size": len(turned["file"])}
        if degrees % 180:
            values.update(width=self.height, height=self.width)
        self.sudo().write(values)

    def _remove(self):
        """Take the scan out of its document, for good.

        :raise UserError: documents of the questionnaire can't be changed in its state.
        """
        self.document_id._ensure_scans_may_change()
        self._record_deed(events.SCAN_REMOVED)
        self.sudo().unlink()

    def _record_deed(self, event):
        """Put a deed on record, in the client's name when it is the client's."""
        for scan in self.sudo():
            self.env["itcom.journal.entry"]._record(
                event,
                scan,
                scan.questionnaire_id._acting_client(),
                kind=scan.document_id.kind_id.code,
                size=scan.size,
            )

    # What the dialog does

    def action_rotate(self, degrees):
        """:param degrees: clockwise, a multiple of 90."""
        for scan in self:
            scan._rotate(degrees)
        return True

    def action_remove(self):
        """Take these scans out of their documents."""
        self._remove()
        return True

    # Files

    def _attachments(self, names):
        """:return: attachments that hold the fields ``names`` of these scans, in sudo."""
        domain = [("res_model", "=", self._name), ("res_id", "in", self.ids)]
        return self.env["ir.attachment"].sudo().search([*domain, ("res_field", "in", names)])

    def _contents(self, names):
        """Read files without having it on record: what is read here is shown to nobody.

        :return: {field: bytes} of those that there are.
        """
        self.ensure_one()
        return {
            attachment.res_field: attachment._itcom_content()
            for attachment in self._attachments(names)
        }

    def _store(self, contents):
        """Write files as they are: a detour through base64 costs as much as all the rest.

        :param contents: {field: bytes or None}.
        """
        self.ensure_one()
        known = {one.res_field: one for one in self._attachments(list(contents))}
        owner = {"res_model": self._name, "res_id": self.id, "type": "binary"}
        fresh = []
        for name, content in contents.items():
            if name in known:
                known[name].write({"raw": content})
            elif content:
                mimetype = self.mimetype if name == "file" else "image/jpeg"
                values = {"name": name, "res_field": name, "mimetype": mimetype, "raw": content}
                fresh.append({**owner, **values})
        self.env["ir.attachment"].sudo().create(fresh)
        self.invalidate_cache(list(contents), self.ids)
