# Licence LGPL-3 (see LICENSE).

from odoo import _, api, models
from odoo.exceptions import UserError

from ..itcom_core import uploads
from ..itcom_core.uploads.errors import UploadError

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


class ItcomFileLimits(models.AbstractModel):
    """What a file has to be to become a scan, and how much there may be of them."""

    _name = "itcom.file.limits"
    _description = "Limits of scans"

    @api.model
    def _setting(self, setting):
        """:return: value of one of the settings above, as whole number."""
        name, default = setting
        value = self.env["ir.config_parameter"].sudo().get_param(name, "")
        return int(value) if value.isdigit() and int(value) else default

    @api.model
    def _limits(self, insist=False):
        """:param insist: whether a blank or blurred picture will do.
        :return: :class:`~..itcom_core.uploads.Limits` of one file.
        """
        most = self._setting(MAX_FILE) * MEBIBYTE
        return uploads.Limits(max_bytes=most, refuse_poor=not insist)

    @api.model
    def _inspect(self, content, filename, insist=False, look=True):
        """:param look: decode it at once; else that is left to ``_look`` of the scan.
        :return: :class:`~..itcom_core.uploads.Upload`.
        :raise ScanRefused: the file won't do.
        """
        check = uploads.inspect if look else uploads.admit
        try:
            return check(content, filename, self._limits(insist))
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
        count, used = self._used(document, leaving)
        most, total = self._setting(MAX_FILES), self._setting(MAX_TOTAL)
        if count >= most:
            raise ScanRefused(
                _(
                    "«%(document)s» has %(count)s files already. Delete those that are not needed, "
                    "or put several pages into one PDF.",
                    document=document.kind_id.name,
                    count=most,
                ),
                TOO_MANY_FILES,
            )
        if used + size > total * MEBIBYTE:
            raise ScanRefused(
                _(
                    "The files of a questionnaire may take %(total)s MB together. Delete those "
                    "that are not needed, or send smaller ones.",
                    total=total,
                ),
                NO_ROOM,
            )

    @api.model
    def _used(self, document, leaving):
        """:param leaving: scans that don't count.
        :return: (files of the document, bytes of all files of its questionnaire).
        """
        self.flush(["document_id", "questionnaire_id", "size"])
        self.env.cr.execute(
            """
            SELECT count(*) FILTER (WHERE document_id = %s), coalesce(sum(size), 0)
            FROM itcom_questionnaire_scan
            WHERE questionnaire_id = %s AND id != ALL (%s)
            """,
            [document.id, document.questionnaire_id.id, leaving.ids],
        )
        return self.env.cr.fetchone()

    @api.model
    def _claim(self, questionnaire):
        """Make sure that nobody adds files beside this transaction, after they were counted.

        Of two that write the same row one is run again by Odoo, and then counts anew.
        """
        self.env.cr.execute(
            "UPDATE itcom_questionnaire SET id = id WHERE id = %s",
            [questionnaire.id],
            log_exceptions=False,
        )
