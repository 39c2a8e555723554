# Licence LGPL-3 (see LICENSE).

import functools
import logging

from odoo import api, models, sql_db

from .. import filestore

_logger = logging.getLogger(__name__)

# Key of the transaction's own data: stored files to be removed after its commit.
PENDING = "itcom_crm_module.erased_files"


class ItcomEraser(models.AbstractModel):
    """Deletes records so that nothing of them is left: files, messages, dialogs, followers.

    Odoo leaves files in the filestore until its daily collection; here they go right after the
    commit, unless another attachment has the same content. Should that fail, the daily
    collection takes them.
    """

    _name = "itcom.eraser"
    _description = "Deletion of records with all that hangs on them"

    @api.model
    def _erase(self, records):
        """Delete records of any model and their files.

        :param records: recordset in sudo.
        """
        attachments = self._attachments_of(records)
        names = attachments.filtered("store_fname").mapped("store_fname")
        records.unlink()
        # Odoo deletes those of a record with it, but not those that a message merely shows.
        attachments.exists().unlink()
        self._remove_after_commit(names)

    @api.model
    def _erase_traces(self, records):
        """Delete what Odoo keeps beside records: messages, files, activities, followers, dialogs.

        :param records: recordset in sudo; they themselves stay, or are deleted already.
        :return: number of messages that went.
        """
        self._erase(self._attachments_of(records))
        about = [("res_model", "=", records._name), ("res_id", "in", records.ids)]
        self.env["mail.activity"].sudo().search(about).unlink()
        followers = self.env["mail.followers"].sudo().search(about)
        followers.filtered(lambda one: one.partner_id.partner_share).unlink()
        messages = (
            self.env["mail.message"]
            .sudo()
            .search([("model", "=", records._name), ("res_id", "in", records.ids)])
        )
        count = len(messages)
        self._erase(messages)
        self._erase_dialogs(records)
        return count

    @api.model
    def _erase_dialogs(self, records):
        """Delete the records of dialogs that point to ``records``: they keep what was typed."""
        for model in self.env.registry.values():
            if not model._transient or model._abstract:
                continue
            for name, field in model._fields.items():
                if field.store and field.comodel_name == records._name:
                    dialogs = self.env[model._name].sudo().search([(name, "in", records.ids)])
                    self._erase(dialogs)

    @api.model
    def _attachments_of(self, records):
        """:return: every attachment of ``records``, those of their fields and messages too."""
        if records._name == "ir.attachment":
            return records
        domain = [("res_model", "=", records._name), ("res_id", "in", records.ids)]
        # Odoo's search leaves out the attachments of fields unless it is asked by id.
        attachments = self.env["ir.attachment"].sudo().search([*domain, ("id", "!=", False)])
        if records._name == "mail.message":
            attachments |= records.attachment_ids
        for name, field in records._fields.items():
            if field.type == "many2one" and field.store and field.comodel_name == "ir.attachment":
                attachments |= records.exists()[name]
        return attachments

    @api.model
    def _fields_to_empty(self, records, kept):
        """:return: names of the fields that hold what is personal: all but those known to stay.

        :param kept: names of these.
        """
        return [
            name
            for name, field in records._fields.items()
            if field.store
            and field.column_type
            and name not in kept
            and (not field.compute or not field.readonly)
        ]

    @api.model
    def _remove_after_commit(self, names):
        """:param names: ``store_fname`` of attachments that were deleted."""
        postcommit = self.env.cr.postcommit
        if PENDING not in postcommit.data:
            pending = postcommit.data[PENDING] = {}
            postcommit.add(functools.partial(_remove_pending, self.env.cr.dbname, pending))
        full_path = self.env["ir.attachment"]._full_path
        postcommit.data[PENDING].update((name, full_path(name)) for name in names)


def _remove_pending(dbname, paths):
    """Remove in a transaction of its own; a failure leaves the rest to Odoo's collection."""
    try:
        with sql_db.db_connect(dbname).cursor() as cr:
            filestore.remove(cr, paths)
    except Exception:
        _logger.exception("%s stored files are left to the daily collection", len(paths))
