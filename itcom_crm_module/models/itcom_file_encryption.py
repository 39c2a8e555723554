# Licence LGPL-3 (see LICENSE).

import logging

from odoo import _, api, fields, models, tools
from odoo.exceptions import UserError
from odoo.osv import expression
from odoo.tools import config

from ..itcom_core import encryption
from ..itcom_core.journal import events

_logger = logging.getLogger(__name__)

# Models whose files are nobody's business but of who may see the record: encrypted at rest.
PROTECTED = (
    "itcom.consent",
    "itcom.destruction",
    "itcom.document",
    "itcom.questionnaire",
    "itcom.questionnaire.document",
    "itcom.questionnaire.scan",
)
# Keeps Odoo's search from leaving out the attachments of fields.
ALL = [("id", "!=", False)]


class FileUnavailable(UserError):
    """A file can't be read or stored; says why and what to do. What is stored stays as it is."""


class ItcomFileEncryption(models.AbstractModel):
    """Files of ``PROTECTED`` models are encrypted with a key of Odoo's configuration file.

    The setting ``itcom_scan_keys`` is read by :func:`..itcom_core.encryption.parse_keys`. The
    first key encrypts; after a change the others still decrypt, until the scheduled action has
    encrypted everything anew. Whoever takes the database and the filestore without the
    configuration has neither scans nor papers.

    What tells is the name of the key that stands on the attachment, not its model: Odoo's mail
    copies attachments and moves them from record to record, and a copy is as encrypted.

    The stored file, its checksum and so its name are those of the encrypted content: equal
    scans are not equal files, and no file tells whether it is one that somebody knows.
    """

    _name = "itcom.file.encryption"
    _description = "Files encrypted at rest"

    itcom_scan_key = fields.Char("Encrypted with", readonly=True, groups="base.group_system")

    # Keys

    @api.model
    def _itcom_keys(self):
        """:return: :class:`~..itcom_core.encryption.Keys` of the configuration, None without.

        :raise FileUnavailable: the setting is not well-formed.
        """
        try:
            return encryption.parse_keys(config.get("itcom_scan_keys"))
        except encryption.BadKeys as error:
            raise FileUnavailable(
                _(
                    "The setting itcom_scan_keys of Odoo's configuration file is not right: key "
                    "«%s» has to be name:base64 of 32 bytes.",
                    error.params["key"],
                )
            )

    @api.model
    def _itcom_keys_to_write(self):
        """As :meth:`_itcom_keys`; a lost setting must not make new files fall into the clear."""
        keys = self._itcom_keys()
        if not keys and self._itcom_has_encrypted():
            raise FileUnavailable(
                _(
                    "Files are encrypted here, but the keys are missing from Odoo's configuration "
                    "file (itcom_scan_keys). The file was not stored: ask the administrator to "
                    "put the keys back, then try again."
                )
            )
        return keys

    @api.model
    @tools.ormcache()
    def _itcom_has_encrypted(self):
        """:return: whether any file is encrypted; kept, as each file that is stored asks."""
        return bool(self.sudo().search([("itcom_scan_key", "!=", False), *ALL], limit=1))

    @api.model
    def _itcom_note_encrypted(self):
        """The first file is about to be encrypted: let every worker look again."""
        if not self._itcom_has_encrypted():
            self.clear_caches()

    # Reading

    def _itcom_decrypted(self):
        """:return: content of an encrypted attachment.

        :raise FileUnavailable: its key is missing, or the stored file is.
        """
        self.ensure_one()
        stored = self._file_read(self.store_fname) if self.store_fname else self.db_datas
        try:
            return encryption.decrypt_bytes(stored or b"", self._itcom_keys())
        except encryption.UnknownKey as error:
            raise FileUnavailable(
                _(
                    "The file is encrypted with key «%s», which is missing from Odoo's "
                    "configuration file (itcom_scan_keys). The file itself is not lost: ask the "
                    "administrator to put the key back.",
                    error.params["key"],
                )
            )
        except encryption.Damaged:
            _logger.error("attachment %s: %s is missing or damaged", self.id, self.store_fname)
            raise FileUnavailable(
                _(
                    "The stored file is missing or damaged. Ask the administrator to restore it "
                    "from a backup (attachment %s).",
                    self.id,
                )
            )

    def _itcom_content(self):
        """:return: bytes of a file, for the program's own use: it is not on record as viewed.

        :raise FileUnavailable: its key or the stored file is missing.
        """
        self.ensure_one()
        if self.itcom_scan_key:
            return self._itcom_decrypted()
        content = self._file_read(self.store_fname) if self.store_fname else self.db_datas
        if not content:
            raise FileUnavailable(_("The stored file is missing."))
        return content

    # Encrypting anew

    @api.model
    def _itcom_encrypt_scans(self, limit=200):
        """Encrypt with the current key what is in the clear or under another key.

        :param limit: how many at most; a new file is written, the old one is collected by Odoo
            as garbage, so that an interruption at any point leaves a readable file.
        :return: (number of files encrypted, numbers of attachments that could not be read).
        """
        keys = self._itcom_keys()
        if not keys:
            return 0, []
        stale_sudo = self.sudo().search(_stale(keys), limit=limit, order="id")
        unreadable = stale_sudo._itcom_encrypt_stale()
        done = len(stale_sudo) - len(unreadable)
        if stale_sudo:
            self.env["itcom.journal.entry"]._record(
                events.SCANS_REENCRYPTED, key=keys.current, count=done, unreadable=unreadable
            )
        return done, unreadable

    def _itcom_encrypt_stale(self):
        """Encrypt those of these attachments that are not encrypted with the current key.

        :return: numbers of those that could not be read and are left as they are.
        """
        keys = self._itcom_keys()
        unreadable = []
        for attachment in self.search([("id", "in", self.ids), *_stale(keys)]) if keys else ():
            try:
                content = attachment._itcom_content()
            except FileUnavailable:
                unreadable.append(attachment.id)
            else:
                attachment._set_attachment_data(lambda _attachment, content=content: content)
        return unreadable

    def _itcom_is_protected(self):
        """:return: whether the content of these attachments has to go encrypted to its place."""
        is_new = self.env.context.get("itcom_is_protected")
        return is_new or any(
            one.res_model in PROTECTED or one.itcom_scan_key for one in self.sudo()
        )


def _stale(keys):
    """:return: domain of the attachments that are not encrypted with the current key."""
    is_in_the_clear = [("res_model", "in", PROTECTED), ("itcom_scan_key", "=", False)]
    has_content = ["|", ("store_fname", "!=", False), ("db_datas", "!=", False)]
    is_other = [("itcom_scan_key", "not in", [False, keys.current])]
    stale = expression.OR([is_other, is_in_the_clear])
    return expression.AND([[("type", "=", "binary")], has_content, stale, ALL])
