# Licence LGPL-3 (see LICENSE).

from odoo import models
from werkzeug.exceptions import ServiceUnavailable
from werkzeug.utils import escape

from .ir_attachment import ScanUnavailable


class IrHttp(models.AbstractModel):
    """Requests: a scan that can't be decrypted is answered with the reason, no traceback."""

    _inherit = "ir.http"

    def binary_content(self, *args, **kwargs):
        try:
            return super().binary_content(*args, **kwargs)
        except ScanUnavailable as error:
            raise ServiceUnavailable(description=escape(error.args[0]))
