# Licence LGPL-3 (see LICENSE).

from collections import defaultdict
from dataclasses import replace

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..itcom_core.documents import payload
from ..itcom_core.money import roubles, spread
from ..tools.read_ahead import read_ahead


class ItcomDocumentSource(models.AbstractModel):
    """What documents are formed from: a deal, an invoice posted in accounting, a questionnaire.

    How it works: ``_prepare_itcom_<kind>`` gives what a document of that kind says;
    ``_itcom_form`` turns it into a document, or finds that the newest one says it already.
    """

    _name = "itcom.document.source"
    _description = "What documents are formed from"

    # Hooks: where the models differ

    def _itcom_owner(self):
        """:return: the deal or questionnaire that documents of this record belong to."""
        raise NotImplementedError

    def _itcom_document_domain(self):
        """:return: domain of ``itcom.document`` for what was formed from this record."""
        raise NotImplementedError

    def _itcom_charged_positions(self):
        """:return: the positions that documents list; each is an ``itcom.document.line``."""
        raise NotImplementedError

    def _itcom_ensure_can_form(self, kind):
        """Refuse to form what would make no sense.

        :raise UserError: says what is lacking.
        """
        raise NotImplementedError

    def _itcom_document_date(self, kind):
        """:return: the date of a new document of ``kind``."""
        return fields.Date.context_today(self)

    def _itcom_document_number(self, kind, date):
        """:return: the number of a new document of ``kind``."""
        return self.env["itcom.document.counter"]._next(self.company_id, kind, date)

    def _itcom_acting_client(self):
        """:return: the client, ``res.partner``, in whose name it is formed; None: the user's."""

    def _itcom_renewed(self, kind, said, previous):
        """:return: what a new version of ``previous`` says: under the same number and date."""
        return replace(said, number=previous.number)

    def _itcom_ensure_requisites(self, said):
        """:raise RedirectWarning: requisites of our own company are missing."""
        self.company_id._itcom_ensure_requisites(said.supplier)

    def _prepare_itcom_document_vals(self):
        """:return: what a document keeps of the record that it is formed from."""
        return {
            "company_id": self.company_id.id,
            "order_id": self._itcom_owner().id,
            "currency_id": self.currency_id.id,
            "amount_total": self.amount_total,
        }

    def _itcom_read_ahead(self, kind):
        """Read at once what a document of ``kind`` is formed from, not model by model.

        As superuser: rights are checked on the records themselves.
        """

    # Forming

    def _itcom_form(self, kind):
        """Form a document as its source stands now («Сформировать»).

        A document that was formed before and says something else now gets a new version of
        the same number; one that says the same is left alone.

        :param kind: a key of ``itcom.document.kind``.
        :return: (``itcom.document``, whether it is new).
        :raise UserError, RedirectWarning: says what is lacking.
        """
        self.ensure_one()
        self._itcom_read_ahead(kind)
        self._itcom_check_rights()
        self._itcom_ensure_can_form(kind)
        previous = self._itcom_lock_newest_document(kind)
        date = previous.date or self._itcom_document_date(kind)
        said = self._itcom_payload(kind, "", date)
        self._itcom_ensure_requisites(said)
        if previous and previous._is_same(said):
            return previous, False
        if previous:
            said = self._itcom_renewed(kind, said, previous)
        elif not said.number:
            said = replace(said, number=self._itcom_document_number(kind, said.date))
        return self.env["itcom.document"]._form(kind, self, said, previous), True

    def _itcom_check_rights(self):
        """Who may change the deal or questionnaire may form documents of it.

        :raise AccessError: the current user may not.
        """
        for record, operation in ((self, "read"), (self._itcom_owner(), "write")):
            record.check_access_rights(operation)
            record.check_access_rule(operation)

    def _itcom_ensure_roubles(self):
        rouble_id = self.env["ir.model.data"].xmlid_to_res_id("base.RUB")
        if self.currency_id.id != rouble_id:
            raise UserError(
                _(
                    "Documents are formed in roubles; the sums here are in %(currency)s.",
                    currency=self.currency_id.name,
                )
            )

    def _itcom_payload(self, kind, number, date):
        """:return: what a document of ``kind`` would say now, a dataclass of plain values."""
        self.ensure_one()
        return getattr(self, "_prepare_itcom_" + kind)(number, date)

    def _itcom_documents_of(self, kinds, lock=False):
        """:param kinds: tuple of kinds of documents.
        :return: those formed from this record that no newer version replaces, elevated.
        """
        domain = [*self._itcom_document_domain(), ("kind", "in", kinds)]
        return read_ahead(
            self.env["itcom.document"].sudo(),
            [*domain, ("replaced_by_id", "=", False)],
            ["number", "date", "version", "payload_hash", "kind", "company_id", "template_id"],
            lock=lock,
        )

    def _itcom_lock_newest_document(self, kind):
        """Let one clerk at a time form the next version: others wait and are run again by Odoo.

        Who form the first one wait for its number.

        :return: the document of ``kind`` that no newer version replaces, or none.
        """
        return self._itcom_documents_of((kind,), lock=True).with_env(self.env)

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

    # What all documents say

    def _prepare_itcom_lines(self, total):
        """:return: tuple of payload lines whose sums add up to ``total``."""
        positions = self._itcom_charged_positions()
        amounts = spread(positions.mapped("price_total"), total)
        return tuple(
            line._prepare_itcom_line(index, amount)
            for index, (line, amount) in enumerate(zip(positions, amounts), start=1)
        )

    def _prepare_itcom_vat(self):
        """:return: VAT of all positions by rate, highest first; empty when nothing is taxed."""
        amounts, others = defaultdict(float), 0.0
        for line in self._itcom_charged_positions():
            vat = line._itcom_vat()
            for rate, amount in vat.items():
                amounts[rate] += amount
            others += line._itcom_tax_amount() - sum(vat.values())
        rates = sorted(amounts, reverse=True)
        # What the record shows as VAT is what its document must show, to the kopeck.
        total = roubles(self.amount_tax - others)
        return tuple(
            payload.VatAmount(rate="%g%%" % rate, amount=amount)
            for rate, amount in zip(rates, spread([amounts[rate] for rate in rates], total))
        )
