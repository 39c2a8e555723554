# Licence LGPL-3 (see LICENSE).

import base64
import logging
import os
import secrets
import time

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.http import request
from odoo.osv import expression
from odoo.tools import config

from ..itcom_core import encryption
from ..itcom_core.journal import events

_logger = logging.getLogger(__name__)

# Models whose files are nobody's business but of who may see the record.
PROTECTED = (
    "itcom.destruction",
    "itcom.document",
    "itcom.questionnaire",
    "itcom.questionnaire.document",
    "itcom.questionnaire.scan",
)
# Models whose files are scans: encrypted when there is a key, every read is put on record.
SCANS = ("itcom.questionnaire.scan",)
# Key of the transaction's own data: scans whose reading is on record already.
VIEWED = "itcom_crm_module.viewed_scans"
# Folder of the filestore, and how long nobody writes one file.
DRAFTS, DAY = "itcom_drafts", 24 * 60 * 60
# Keeps Odoo's search from leaving out the attachments of fields.
ALL = [("id", "!=", False)]


class ScanUnavailable(UserError):
    """A scan can't be read or stored; says why and what to do. What is stored stays as it is."""


class IrAttachment(models.Model):
    """Attachment: those of this module follow their record's rights on every way to them.

    Scans are encrypted when Odoo's configuration file holds ``itcom_scan_keys``, as
    :func:`..itcom_core.encryption.parse_keys` reads it. The first key encrypts; after a change
    the others still decrypt, until the scheduled action has encrypted everything anew. Whoever
    takes the database and the filestore without the configuration has no scans.

    The stored file, its checksum and so its name are those of the encrypted content: equal
    scans are not equal files, and no file tells whether it is one that somebody knows.
    """

    _inherit = "ir.attachment"

    itcom_scan_key = fields.Char("Encrypted with", readonly=True, groups="base.group_system")

    def init(self):
        self.env.cr.execute(
            "CREATE INDEX IF NOT EXISTS ir_attachment_itcom_scan_key ON ir_attachment"
            " (itcom_scan_key) WHERE itcom_scan_key IS NOT NULL"
        )

    @api.depends("store_fname", "db_datas")
    def _compute_raw(self):
        encrypted = self.filtered(lambda attachment: attachment.sudo().itcom_scan_key)
        for attachment in encrypted:
            attachment.raw = attachment._itcom_decrypted()
        self.filtered(lambda one: one.res_model in SCANS)._itcom_record_reading()
        self.filtered(lambda one: one.res_model == "itcom.document")._itcom_record_download()
        return super(IrAttachment, self - encrypted)._compute_raw()

    @api.model_create_multi
    def create(self, vals_list):
        default = self.env.context.get("default_res_model")
        for vals in vals_list:
            if vals.get("res_model", default) in SCANS and "datas" in vals:
                # Odoo stores datas before there is a record that tells whether to encrypt.
                vals["raw"] = base64.b64decode(vals.pop("datas") or b"")
        return super().create(vals_list)

    def _get_datas_related_values(self, data, mimetype):
        keys = self._itcom_keys_to_write() if self.res_model in SCANS and data else None
        if not keys:
            values = super()._get_datas_related_values(data, mimetype)
            return dict(values, itcom_scan_key=False) if self.sudo().itcom_scan_key else values
        sealed = encryption.encrypt_bytes(data, keys)
        values = super()._get_datas_related_values(sealed, mimetype)
        # Words of a text must not get into the database in the clear.
        return dict(values, file_size=len(data), index_content=False, itcom_scan_key=keys.current)

    def check(self, mode, values=None):
        """As Odoo's; that somebody was refused a file of ours goes on record."""
        try:
            return super().check(mode, values)
        except AccessError:
            for model, res_id in self._itcom_owners():
                self.env["itcom.journal.refusal"]._record(model, mode, [res_id])
            raise

    def _itcom_owners(self):
        """Past the cache, which users share: what is read into it, the refused one has read.

        :return: list of (model, id) of the record that one of these files of ours belongs to.
        """
        if not self.ids:
            return []
        self.env.cr.execute(
            "SELECT res_model, res_id FROM ir_attachment"
            " WHERE id IN %s AND res_model IN %s AND res_id IS NOT NULL LIMIT 1",
            [tuple(self.ids), PROTECTED],
        )
        return self.env.cr.fetchall()

    @api.model
    def read_group(self, domain, *args, **kwargs):
        """Count and name only what a search would find, as Odoo's own method doesn't."""
        if not self.env.is_superuser():
            if not any(item[0] in ("id", "res_field") for item in domain):
                domain = expression.AND([domain, [("res_field", "=", False)]])
            protected = [("res_model", "in", PROTECTED)]
            found = self._search(expression.AND([domain, protected]))
            others = [("res_model", "not in", PROTECTED)]
            domain = expression.AND([domain, expression.OR([others, [("id", "in", found)]])])
        return super().read_group(domain, *args, **kwargs)

    # Encryption

    @api.model
    def _itcom_keys(self):
        """:return: :class:`~..itcom_core.encryption.Keys` of the configuration, None without.

        :raise ScanUnavailable: the setting is not well-formed.
        """
        try:
            return encryption.parse_keys(config.get("itcom_scan_keys"))
        except encryption.BadKeys as error:
            raise ScanUnavailable(
                _(
                    "The setting itcom_scan_keys of Odoo's configuration file is not right: key "
                    "«%s» has to be name:base64 of 32 bytes.",
                    error.params["key"],
                )
            )

    @api.model
    def _itcom_keys_to_write(self):
        """As :meth:`_itcom_keys`; a lost setting must not make new scans fall into the clear."""
        keys = self._itcom_keys()
        if not keys and self.sudo().search([("itcom_scan_key", "!=", False), *ALL], limit=1):
            raise ScanUnavailable(
                _(
                    "Scans are encrypted here, but the keys are missing from Odoo's configuration "
                    "file (itcom_scan_keys). The file was not stored: ask the administrator to "
                    "put the keys back, then upload it again."
                )
            )
        return keys

    def _itcom_decrypted(self):
        """:return: content of an encrypted attachment.

        :raise ScanUnavailable: its key is missing, or the stored file is.
        """
        self.ensure_one()
        stored = self._file_read(self.store_fname) if self.store_fname else self.db_datas
        try:
            return encryption.decrypt_bytes(stored or b"", self._itcom_keys())
        except encryption.UnknownKey as error:
            raise ScanUnavailable(
                _(
                    "The scan is encrypted with key «%s», which is missing from Odoo's "
                    "configuration file (itcom_scan_keys). The scan itself is not lost: ask the "
                    "administrator to put the key back.",
                    error.params["key"],
                )
            )
        except encryption.Damaged:
            _logger.error("attachment %s: %s is missing or damaged", self.id, self.store_fname)
            raise ScanUnavailable(
                _(
                    "The stored file of this scan is missing or damaged. Ask the administrator to "
                    "restore it from a backup (attachment %s).",
                    self.id,
                )
            )

    @api.model
    def _itcom_encrypt_scans(self, limit=200):
        """Encrypt with the current key what is in the clear or under another key.

        :param limit: how many at most; a new file is written, the old one is collected by Odoo
            as garbage, so that an interruption at any point leaves a readable scan.
        :return: (number of scans encrypted, numbers of attachments that could not be read).
        """
        keys = self._itcom_keys()
        if not keys:
            return 0, []
        stale = ["|", ("itcom_scan_key", "=", False), ("itcom_scan_key", "!=", keys.current)]
        domain = [("res_model", "in", SCANS), ("type", "=", "binary"), ("file_size", ">", 0)]
        done, unreadable = 0, []
        for attachment in self.sudo().search([*domain, *stale, *ALL], limit=limit, order="id"):
            try:
                attachment._itcom_encrypt_anew()
                done += 1
            except ScanUnavailable:
                unreadable.append(attachment.id)
        if done or unreadable:
            self.env["itcom.journal.entry"]._record(
                events.SCANS_REENCRYPTED, key=keys.current, count=done, unreadable=unreadable
            )
        return done, unreadable

    def _itcom_encrypt_anew(self):
        content = self._itcom_content()
        self._set_attachment_data(lambda _attachment: content)

    def _itcom_content(self):
        """:return: bytes of a scan, for the program's own use: it is not on record as viewed.

        :raise ScanUnavailable: its key or the stored file is missing.
        """
        self.ensure_one()
        if self.itcom_scan_key:
            return self._itcom_decrypted()
        content = self._file_read(self.store_fname) if self.store_fname else self.db_datas
        if not content:
            raise ScanUnavailable(_("The stored file is missing."))
        return content

    # Whole files

    @api.model
    def _file_write(self, bin_value, checksum):
        """Under its name a file is whole or not there at all.

        Where a server was killed while it wrote, Odoo would find half of a file under the name of
        the whole one, and refuse the same content from then on.
        """
        fname = os.path.join(checksum[:2], checksum)
        full_path = self._full_path(fname)
        if os.path.isfile(full_path):
            if self._same_content(bin_value, full_path):
                return super()._file_write(bin_value, checksum)
            _logger.warning("%s was written in part only and is written again", fname)
        draft = os.path.join(self._itcom_drafts(), secrets.token_hex(20))
        with open(draft, "xb") as file:
            file.write(bin_value)
            file.flush()
            # The row that names the file outlives a power cut, and so must the file.
            os.fsync(file.fileno())
        os.makedirs(os.path.dirname(full_path), exist_ok=True)
        os.replace(draft, full_path)
        self._mark_for_gc(fname)
        return fname

    @api.model
    def _itcom_drafts(self):
        """:return: folder of files that are being written."""
        folder = self._full_path(DRAFTS)
        os.makedirs(folder, exist_ok=True)
        return folder

    @api.autovacuum
    def _gc_drafts(self):
        """Drop what a killed server was writing."""
        long_ago = time.time() - DAY
        for entry in os.scandir(self._itcom_drafts()):
            if entry.stat().st_mtime < long_ago:
                os.unlink(entry.path)

    # Journal

    def _itcom_record_download(self):
        """Put on record that the user was given these files of documents.

        What the code reads as superuser, to make a PDF or to send a mail, is none.
        """
        if not self.env.su:
            for attachment in self.filtered("res_id"):
                document = self.env["itcom.document"].browse(attachment.res_id)
                document._record_download(attachment)

    def _itcom_record_reading(self):
        """Put on record that the user was given these scans: once in a transaction."""
        viewed = self.env.cr.precommit.data.setdefault(VIEWED, set())
        is_download = request and request.params.get("download")
        event = events.SCAN_DOWNLOADED if is_download else events.SCAN_VIEWED
        for attachment in self:
            if attachment.res_id and attachment.id not in viewed:
                viewed.add(attachment.id)
                scan = self.env[attachment.res_model].browse(attachment.res_id)
                self.env["itcom.journal.entry"]._record(event, scan, attachment=attachment.id)
