# Licence LGPL-3 (see LICENSE).

from dataclasses import replace

from odoo import _, api, fields, models


class ItcomDocumentSource(models.AbstractModel):
    """What documents are formed from: a deal, or an invoice posted in accounting.

    How it works: ``_prepare_itcom_<kind>`` gives what a document of that kind says;
    ``_itcom_form`` turns it into a document, or finds that the newest one says it already.
    """

    _name = "itcom.document.source"
    _description = "What documents are formed from"

    def _itcom_form(self, kind):
        """Form a document as its source stands now («Сформировать»).

        A document that was formed before and says something else now gets a new version of
        the same number; one that says the same is left alone.

        :param kind: a key of ``itcom.document.kind``.
        :return: (``itcom.document``, whether it is new).
        :raise UserError, RedirectWarning: says what is lacking.
        """
        self.ensure_one()
        self._itcom_read_ahead()
        self._itcom_check_rights()
        self._itcom_ensure_can_form(kind)
        self._itcom_lock()
        date = fields.Date.context_today(self)
        said = self._itcom_payload(kind, "", date)
        previous = self._itcom_newest_document(kind)
        if previous and previous._is_same(said):
            return previous, False
        Document = self.env["itcom.document"]
        if previous:
            said = replace(said, number=previous.number, date=previous.date)
        else:
            company = self.company_id
            said = replace(said, number=company._itcom_next_number(kind, date))
        return Document._form(kind, self, said, previous), True

    def _itcom_check_rights(self):
        """Who may change the deal may form documents of it.

        :raise AccessError: the current user may not.
        """
        for record, operation in ((self, "read"), (self._itcom_deal(), "write")):
            record.check_access_rights(operation)
            record.check_access_rule(operation)

    def _itcom_payload(self, kind, number, date):
        """:return: what a document of ``kind`` would say now, a dataclass of plain values."""
        self.ensure_one()
        return getattr(self, "_prepare_itcom_" + kind)(number, date)

    def _itcom_newest_document(self, kind):
        """:return: the document of ``kind`` that no newer version replaces, or none."""
        domain = [*self._itcom_document_domain(), ("kind", "=", kind)]
        return self.env["itcom.document"].search([*domain, ("replaced_by_id", "=", False)], limit=1)

    def _itcom_lock(self):
        """Let one clerk form at a time: the other waits, then Odoo runs that request again."""
        self.env.cr.execute("UPDATE %s SET id = id WHERE id = %%s" % self._table, [self.id])

    def _itcom_read_ahead(self):
        """Hook: read at once what documents are formed from, which costs queries one by one."""

    def _itcom_document_domain(self):
        """Hook: domain of ``itcom.document`` for what was formed from this record."""
        raise NotImplementedError

    def _itcom_deal(self):
        """Hook: the deal that documents of this record belong to."""
        raise NotImplementedError

    def _itcom_ensure_can_form(self, kind):
        """Hook: refuse to form what would be incomplete.

        :raise UserError, RedirectWarning: says what is lacking and leads there.
        """
        raise NotImplementedError

    @api.model
    def _itcom_nothing_new(self, document):
        """:return: action that says that ``document`` is up to date already."""
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "title": document.display_name,
                "message": _("It is formed already, and nothing has changed since."),
            },
        }
