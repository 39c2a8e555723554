# Licence LGPL-3 (see LICENSE).

from odoo import api, fields, models

from ..itcom_core import uploads
from ..itcom_core.journal import events
from ..itcom_core.uploads.errors import UploadError
from ..scan_field import Scan

CLIENT, STAFF = "client", "staff"
# Where a scan can stand, in degrees; and how far it goes when it is not said where to.
TURNED, QUARTER = ("0", "90", "180", "270"), 90
# Who may see scans: verifiers always, managers as long as the settings give them this group.
SCAN_GROUPS = "itcom_crm_module.itcom_group_scans,itcom_crm_module.itcom_group_verifier"


class ItcomQuestionnaireScan(models.Model):
    """One file of a document that a questionnaire asks for: a page, a photo or a whole PDF.

    Client or staff upload it, the verifier looks at it. It is made, turned and removed by the
    methods here only, which check first; nobody's rights reach further than reading.
    """

    _name = "itcom.questionnaire.scan"
    _inherit = "itcom.file.limits"
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
    turned = fields.Integer(
        readonly=True, group_operator=False, help="In degrees, clockwise, since it was uploaded."
    )
    warnings = fields.Char("Codes of what the sender was warned of", readonly=True)
    awaits_look = fields.Boolean(
        "Not looked at yet",
        readonly=True,
        help="Nobody has decoded it: there is no preview, and it may be hard to read.",
    )
    uploaded_by = fields.Selection(
        [(CLIENT, "Client"), (STAFF, "Staff")], required=True, readonly=True
    )
    upload_key = fields.Char(
        readonly=True, help="By it an upload that is sent again, for want of an answer, is known."
    )

    # Deeds

    @api.model
    def _keep(self, document, upload, uploaded_by, key=""):
        """:param upload: :class:`~..itcom_core.uploads.Upload` to store.
        :param key: what the sender calls it.
        :return: the new scan, the last one of its document.
        """
        scan = self.create(
            {
                "document_id": document.id,
                # What follows from the document, told here, costs no second query.
                "questionnaire_id": document.questionnaire_id.id,
                "company_id": document.company_id.id,
                "sequence": max(document.sudo().scan_ids.mapped("sequence"), default=0) + 1,
                "file_name": upload.clean_name,
                "mimetype": upload.mimetype,
                "size": len(upload.data),
                "page_count": upload.pages,
                "width": upload.width,
                "height": upload.height,
                "warnings": ",".join(upload.warnings),
                "has_preview": bool(upload.preview),
                "awaits_look": bool(upload.picture) and not upload.preview,
                "uploaded_by": uploaded_by,
                "upload_key": key,
            }
        )
        scan._add_files({"file": upload.data, "preview": upload.preview})
        scan._record_deed(events.SCAN_UPLOADED)
        return scan

    def _look(self, insist=False):
        """Decode what was taken without a look: tell whether it can be read, make its preview.

        :param insist: keep a blank or blurred picture too; the verifier is told of it.
        :raise ScanRefused: it won't do; that it is still there is for the caller to end.
        :raise UserError: documents of the questionnaire can't be changed in its state.
        """
        for scan in self.filtered("awaits_look"):
            scan.document_id._ensure_scans_may_change()
            content = scan._contents(("file",))["file"]
            try:
                seen = uploads.look(content, self._limits(insist))
            except UploadError as error:
                raise self._refusal(error) from error
            scan._store({"preview": seen.preview})
            warnings = [*filter(None, [scan.warnings]), *seen.warnings]
            scan.write(
                {
                    "has_preview": bool(seen.preview),
                    "warnings": ",".join(warnings),
                    "awaits_look": False,
                }
            )

    def _rotate(self, degrees):
        """Turn the scan and its preview, losing nothing.

        :param degrees: clockwise, a multiple of 90.
        :raise ScanRefused: it can't be turned.
        :raise UserError: the questionnaire is past the check.
        """
        self.ensure_one()
        self.document_id._ensure_scans_may_turn()
        if not degrees:
            return
        contents = self._contents(("file", "preview"))
        try:
            turned = {
                name: uploads.rotate(content, degrees, self._limits())
                for name, content in contents.items()
            }
        except UploadError as error:
            raise self._refusal(error) from error
        self._store(turned)
        values = {"size": len(turned["file"]), "turned": (self.turned + degrees) % 360}
        if degrees % 180:
            values.update(width=self.height, height=self.width)
        self.sudo().write(values)

    def _angle_to(self, turned):
        """:param turned: where the scan is to arrive, one of ``TURNED``; from anything else it goes
            on by a quarter.
        :return: degrees to turn it by: none when it stands there already.
        """
        return (int(turned) - self.turned) % 360 if turned in TURNED else QUARTER

    def _remove(self):
        """Take the scan out of its document, for good.

        :raise UserError: documents of the questionnaire can't be changed in its state.
        """
        self.document_id._ensure_scans_may_change()
        self._record_deed(events.SCAN_REMOVED)
        documents = self.document_id
        self.sudo().unlink()
        documents._forget_acceptance()

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
        for name, attachment in known.items():
            attachment.write({"raw": contents[name]})
        self._add_files({name: contents[name] for name in contents if name not in known})

    def _add_files(self, contents):
        """Write files that are not there yet.

        :param contents: {field: bytes or None}.
        """
        owner = {"res_model": self._name, "res_id": self.id, "type": "binary"}
        mimetypes = {"file": self.mimetype, "preview": "image/jpeg"}
        fresh = [
            {"name": name, "res_field": name, "mimetype": mimetypes[name], "raw": content}
            for name, content in contents.items()
            if content
        ]
        self.env["ir.attachment"].sudo().create([{**owner, **values} for values in fresh])
        self.invalidate_cache(list(contents), self.ids)
