# Licence LGPL-3 (see LICENSE).

from odoo import fields, models

from ..itcom_core.documents import payload
from ..itcom_core.identifiers import applicant
from ..tools.read_ahead import read_ahead

# What documents say of a side, of who signs for it, of where it stands, of its accounts.
PARTY_FIELDS = [
    "name", "vat", "itcom_kpp", "itcom_ogrn", "itcom_applicant_type", "is_company",
    "itcom_authority_basis", "zip", "city", "street", "street2", "phone", "mobile", "email",
    "itcom_postal_address", "commercial_partner_id",
]  # fmt: skip
PARTY_JOINS = {
    "itcom_head_id": ["name", "function", "itcom_name_genitive", "itcom_post_genitive"],
    "state_id": ["name"],
    "country_id": ["name"],
}
BANK_JOINS = {"bank_id": ["name", "city", "bic", "itcom_correspondent_account"]}


class ItcomDocumentParty(models.AbstractModel):
    """What documents say of a partner as their side, and of a person who signs."""

    _name = "itcom.document.party"
    _description = "Side of a document"

    itcom_name_genitive = fields.Char(
        "Name in the genitive",
        help="«… in the person of Ivanov Ivan …». Empty: declined by the rules of grammar.",
    )
    itcom_post_genitive = fields.Char(
        "Post in the genitive",
        help="«… in the person of the General director …». Empty: declined by the rules.",
    )

    def _itcom_read_party_ahead(self, contacts=True):
        """Read with two queries what :meth:`_prepare_itcom_party` asks for, else a dozen."""
        read_ahead(self.browse().sudo(), [("id", "in", self.ids)], PARTY_FIELDS, PARTY_JOINS)
        if contacts:
            accounts = read_ahead(
                self.env["res.partner.bank"].sudo(),
                [("partner_id", "in", self.ids)],
                ["partner_id", "acc_number", "active"],
                BANK_JOINS,
            )
            field = self._fields["bank_ids"]
            for partner in self:
                own = accounts.filtered(lambda one, owner=partner: one.partner_id == owner)
                self.env.cache.set(partner, field, own.filtered("active")._ids)

    def _itcom_legal_address(self):
        """:return: the address in one line, as documents print it; the country when abroad."""
        self.ensure_one()
        russia_id = self.env["ir.model.data"].xmlid_to_res_id("base.ru")
        country = self.country_id.name if self.country_id.id != russia_id else ""
        parts = (self.zip, country, self.state_id.name, self.city, self.street, self.street2)
        return ", ".join(part.strip() for part in parts if part and part.strip())

    def _prepare_itcom_party(self, signs=True, contacts=True):
        """:param signs: whether this side signs the document.
        :param contacts: whether the document says how to reach and to pay this side.

        What a document doesn't say is left out: a change of it doesn't outdate the document.

        :return: :class:`~..itcom_core.documents.payload.Party` of this partner.
        """
        self.ensure_one()
        account = self._itcom_documents_account() if contacts else None
        basis = self.itcom_authority_basis or ""
        return payload.Party(
            name=self.name or "",
            inn=self.vat or "",
            kpp=self.itcom_kpp or "",
            ogrn=self.itcom_ogrn or "",
            applicant_type=self.itcom_applicant_type or self._itcom_guessed_type(),
            address=self._itcom_legal_address(),
            postal_address=(contacts and self.itcom_postal_address) or "",
            phone=(contacts and (self.phone or self.mobile)) or "",
            email=(contacts and self.email) or "",
            bank=account._prepare_itcom_bank_account() if account else None,
            signatory=self.itcom_head_id._prepare_itcom_signatory(basis) if signs else None,
        )

    def _itcom_guessed_type(self):
        return applicant.LEGAL_ENTITY if self.is_company else applicant.INDIVIDUAL

    def _itcom_documents_account(self):
        """:return: the bank account that documents name: the first that has a bank with a БИК."""
        return self.bank_ids.filtered(lambda account: account.bank_id.bic)[:1]

    def _prepare_itcom_signatory(self, basis):
        """:param basis: what this person acts on the basis of.

        :return: :class:`~..itcom_core.documents.payload.Signatory`, or None when there is none.
        """
        if not self:
            return None
        return payload.Signatory(
            name=self.name or "",
            post=self.function or "",
            basis=basis,
            name_genitive=self.itcom_name_genitive or "",
            post_genitive=self.itcom_post_genitive or "",
        )
