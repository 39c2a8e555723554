# Licence LGPL-3 (see LICENSE).

import base64

from odoo import fields, models
from odoo.exceptions import UserError

from ..itcom_core import uploads
from ..itcom_core.uploads.errors import UploadError


class ItcomDocumentSign(models.TransientModel):
    """Takes the scan of a document that the client has signed."""

    _name = "itcom.document.sign"
    _description = "Signed scan of a document"

    document_id = fields.Many2one("itcom.document", required=True, readonly=True)
    file = fields.Binary("Scan", required=True, attachment=False)
    file_name = fields.Char()

    def action_attach(self):
        """Keep the scan with the document, which is «Подписан» from now on.

        :raise UserError: the file is no scan.
        """
        self.ensure_one()
        self.document_id._source()._itcom_check_rights()
        content = base64.b64decode(self.file)
        try:
            scan = uploads.inspect(content, self.file_name or "")
        except UploadError as error:
            raise UserError(self.env["itcom.error.message"]._upload_text(error)) from error
        extension = {"jpeg": "jpg"}.get(scan.kind, scan.kind)
        self.document_id._mark_signed(extension, scan.data, scan.mimetype)
        # Else the dialog would keep the scan in the clear until Odoo sweeps it away.
        self.sudo().unlink()
        return {"type": "ir.actions.act_window_close"}
