# Licence LGPL-3 (see LICENSE).

import logging
import os
import secrets
import time

from odoo import _, api, models
from odoo.exceptions import AccessError, UserError
from odoo.http import request
from odoo.osv import expression

from ..itcom_core import encryption
from ..itcom_core.journal import events
from .itcom_file_encryption import PROTECTED

_logger = logging.getLogger(__name__)

# Models whose files are scans: every read is put on record.
SCANS = ("itcom.questionnaire.scan",)
# Key of the transaction's own data: scans whose reading is on record already.
VIEWED = "itcom_crm_module.viewed_scans"
# Folder of the filestore, and how long nobody writes one file.
DRAFTS, DAY = "itcom_drafts", 24 * 60 * 60
# Bytes of a file that are written at once.
PIECE = 64 * 1024


class FileCollision(UserError):
    """Another file with the same checksum is stored."""


class IrAttachment(models.Model):
    """Attachment: those of this module follow their record's rights on every way to them.

    They are encrypted where there is a key, and put on record when somebody is given them.
    """

    _name = "ir.attachment"
    _inherit = ["ir.attachment", "itcom.file.encryption"]

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
        """Odoo stores what it is given before there is a record: the context says it is ours."""
        default = self.env.context.get("default_res_model")
        ours = {vals.get("res_model", default) in PROTECTED for vals in vals_list}
        if len(ours) > 1:
            return self.concat(*(self.create([vals]) for vals in vals_list))
        if True not in ours:
            return super().create(vals_list)
        sealing = self.with_context(itcom_is_protected=True)
        return super(IrAttachment, sealing).create(vals_list).with_env(self.env)

    @api.model
    def _check_contents(self, values):
        """A new file of ours is stored here, as Odoo does with base64: given bytes, it would write
        the record a second time to say where they are.
        """
        values = super()._check_contents(values)
        if self.env.context.get("itcom_is_protected") and values.get("raw"):
            content = values.pop("raw")
            values.update(self._get_datas_related_values(content, values["mimetype"]))
        return values

    def write(self, vals):
        """What was attached to nothing yet, as a letter's files are, gets its record later."""
        result = super().write(vals)
        if vals.get("res_model") in PROTECTED:
            self.sudo()._itcom_encrypt_stale()
        return result

    def copy_data(self, default=None):
        """A copy has the same stored file, so it is encrypted with the same key."""
        default = dict(default or {})
        has_own = not {"datas", "raw"}.isdisjoint(default)
        default.setdefault("itcom_scan_key", False if has_own else self.sudo().itcom_scan_key)
        return super().copy_data(default)

    def _get_datas_related_values(self, data, mimetype):
        keys = self._itcom_keys_to_write() if self._itcom_is_protected() and data else None
        if not keys:
            values = super()._get_datas_related_values(data, mimetype)
            return dict(values, itcom_scan_key=False) if self.sudo().itcom_scan_key else values
        self._itcom_note_encrypted()
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

    # Whole files

    @api.model
    def _file_write(self, bin_value, checksum):
        """Under its name a file is whole or not there at all.

        Where a server was killed while it wrote, Odoo would find half of a file under the name of
        the whole one, and refuse the same content from then on.

        :raise FileCollision: another whole file is there, with the same SHA-1. That doesn't happen
            by chance: it would take the place of what a verifier has seen already.
        """
        fname = os.path.join(checksum[:2], checksum)
        full_path = self._full_path(fname)
        if os.path.isfile(full_path):
            with open(full_path, "rb") as file:
                stored = file.read()
            if stored == bin_value:
                return fname
            if self._compute_checksum(stored) == checksum:
                raise FileCollision(
                    _(
                        "This file was made to be taken for another one that is stored already. "
                        "It was not taken."
                    )
                )
            _logger.warning("%s was written in part only and is written again", fname)
        draft = os.path.join(self._itcom_drafts(), secrets.token_hex(20))
        with open(draft, "xb", buffering=0) as file:
            _write_in_pieces(file, bin_value)
            # The row that names the file outlives a power cut, and so must the file.
            os.fsync(file.fileno())
        folder = os.path.dirname(full_path)
        is_new_folder = not os.path.isdir(folder)
        os.makedirs(folder, exist_ok=True)
        os.replace(draft, full_path)
        # So must its name, which stands in the folder, and the folder's own in the one above.
        _sync_folder(folder)
        if is_new_folder:
            _sync_folder(os.path.dirname(folder))
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


def _write_in_pieces(file, content):
    """Write a file of megabytes without asking Linux for much of its memory at once.

    For a large write it takes large blocks of pages, which have lain idle longest: 10 ms for 5 MB
    where pieces of 64 KB took 1.6, and those of 256 KB either (ext4 of Linux 6.18 on a virtual
    machine that gives idle memory back to its host).

    :param file: raw binary file.
    """
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest[:PIECE]) :]


def _sync_folder(path):
    """Let the names in a folder reach the disk."""
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
