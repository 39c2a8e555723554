# Licence LGPL-3 (see LICENSE).

from dataclasses import dataclass

from odoo import api, models

from ..itcom_core.documents import payload

_KNOWN = {}


@dataclass(frozen=True)
class Supplier:
    """Our own side of a document."""

    party: payload.Party
    accountant_name: str
    city: str


class ItcomDocumentSupplier(models.AbstractModel):
    """Our own side of all documents: the same for thousands of them, so read once per worker.

    How it works: the requisites lie in a dozen rows of eight tables, a query each. One query
    asks for the versions of these rows, as PostgreSQL keeps them; as long as they are those of
    the last time, the requisites are.
    """

    _name = "itcom.document.supplier"
    _description = "Our own side of documents"

    @api.model
    def _of(self, company):
        """:return: :class:`Supplier` of ``company``, whoever asks."""
        key = (self.env.cr.dbname, company.id, self.env.lang)
        versions = self._versions(company)
        known = _KNOWN.get(key)
        if not known or known[0] != versions:
            known = _KNOWN[key] = (versions, self._read(company.sudo()))
        return known[1]

    @api.model
    def _read(self, company_sudo):
        partner_sudo = company_sudo.partner_id
        party = partner_sudo._prepare_itcom_party()
        head_name = party.signatory.name if party.signatory else ""
        return Supplier(
            party=party,
            accountant_name=company_sudo.itcom_accountant_id.name or head_name,
            city=partner_sudo.city or "",
        )

    @api.model
    def _versions(self, company):
        """:return: transaction and place of every row that the requisites are read from."""
        self.flush()
        self.env.cr.execute(
            """
            SELECT
                (company.xmin, company.ctid)::text, (own.xmin, own.ctid)::text,
                (head.xmin, head.ctid)::text, (accountant.xmin, accountant.ctid)::text,
                (state.xmin, state.ctid)::text, (country.xmin, country.ctid)::text,
                (
                    SELECT string_agg((account.xmin, account.ctid, bank.xmin, bank.ctid)::text, ' '
                                      ORDER BY account.id)
                    FROM res_partner_bank AS account
                    LEFT JOIN res_bank AS bank ON bank.id = account.bank_id
                    WHERE account.partner_id = own.id
                )
            FROM res_company AS company
            JOIN res_partner AS own ON own.id = company.partner_id
            LEFT JOIN res_partner AS head ON head.id = own.itcom_head_id
            LEFT JOIN res_partner AS accountant ON accountant.id = company.itcom_accountant_id
            LEFT JOIN res_country_state AS state ON state.id = own.state_id
            LEFT JOIN res_country AS country ON country.id = own.country_id
            WHERE company.id = %s
            """,
            [company.id],
        )
        return self.env.cr.fetchone()
