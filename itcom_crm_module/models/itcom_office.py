# Licence LGPL-3 (see LICENSE).

import functools
import logging

from odoo import _, api, models
from odoo.exceptions import UserError

from ..itcom_core.office import Office, OfficeBusy, OfficeError, find_office

_logger = logging.getLogger(__name__)


class ItcomOffice(models.AbstractModel):
    """Makes PDFs of documents where LibreOffice is installed."""

    _name = "itcom.office"
    _description = "LibreOffice"

    @api.model
    def _is_available(self):
        """:return: whether PDFs can be made here: what offers them asks this first."""
        return find_office() is not None

    @api.model
    def _pdf(self, content):
        """:param content: bytes of a docx. :return: bytes of the PDF.

        :raise UserError: it can't be made here, or not now.
        """
        if not self._is_available():
            raise UserError(_("PDF can't be made here: LibreOffice is not installed."))
        try:
            return _office().pdf(content)
        except OfficeBusy as error:
            raise UserError(
                _("Many documents are being converted: try again in a minute.")
            ) from error
        except OfficeError as error:
            _logger.warning("A document could not be converted: %r", error)
            raise UserError(
                _("LibreOffice could not make a PDF of this document: download the docx.")
            ) from error


@functools.lru_cache(maxsize=1)
def _office():
    """:return: the one LibreOffice of this worker."""
    return Office(find_office())
