# Licence LGPL-3 (see LICENSE).

from typing import NamedTuple

from odoo import _, api, models
from odoo.exceptions import UserError, ValidationError

from ..itcom_core import uploads
from ..itcom_core.uploads.errors import UploadError

MEBIBYTE = 1024 * 1024


class Setting(NamedTuple):
    """One of Odoo's system parameters, a whole number.

    :param default: what holds as long as nothing else is set.
    :param most: no more can be set: a file that is sent lies in the memory of a worker.
    """

    key: str
    default: int
    most: int


MAX_FILE = Setting("itcom_crm_module.upload_max_mebibytes", 20, 100)
MAX_TOTAL = Setting("itcom_crm_module.upload_total_mebibytes", 200, 2000)
MAX_FILES = Setting("itcom_crm_module.upload_max_files", 20, 100)
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
        value = self.env["ir.config_parameter"].sudo().get_param(setting.key, "")
        return int(value) if value.isdigit() and int(value) else setting.default

    @api.model
    def _set_settings(self, values):
        """Set what differs. Who may do so is for the caller to check.

        :param values: {:class:`Setting`: whole number}.
        :raise ValidationError: one is out of bounds, or they don't fit together.
        """
        for setting, value in values.items():
            if not 1 <= value <= setting.most:
                raise ValidationError(
                    _(
                        "«%(name)s» is a number from 1 to %(most)s.",
                        name=self._setting_names()[setting],
                        most=setting.most,
                    )
                )
        one, all_of_them = (
            values.get(setting, self._setting(setting)) for setting in (MAX_FILE, MAX_TOTAL)
        )
        if one > all_of_them:
            raise ValidationError(
                _("The files of a questionnaire together may not be smaller than one of them.")
            )
        for setting, value in values.items():
            if value != self._setting(setting):
                self.env["ir.config_parameter"].sudo().set_param(setting.key, str(value))

    @api.model
    def _setting_names(self):
        return {
            MAX_FILE: _("Size of a file, MB"),
            MAX_TOTAL: _("All files of a questionnaire, MB"),
            MAX_FILES: _("Files for each document"),
        }

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
