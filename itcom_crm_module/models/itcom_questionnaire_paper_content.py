# Licence LGPL-3 (see LICENSE).

from dataclasses import replace
from datetime import timedelta

from odoo import fields, models

from ..itcom_core.documents import payload
from ..itcom_core.questionnaire import choice as ch
from ..itcom_core.questionnaire import sides
from ..itcom_core.questionnaire.schema import RUSSIA

# Papers are Russian, whatever language the manager or the client reads.
LANGUAGE = "ru_RU"
TAX_SERVICE = payload.Party(name="ФНС России", inn="", kpp="", address="")
RUSSIA_IN_FULL = "Российская Федерация"
# The power of attorney that the questionnaire names is the one that is formed.
NAMED = "доверенн"


class ItcomQuestionnairePaperContent(models.AbstractModel):
    """What the papers of a questionnaire say: its answers and our requisites as plain payloads."""

    _name = "itcom.questionnaire.paper.content"
    _description = "What the papers of a questionnaire say"

    def _prepare_itcom_application(self, number, date):
        """What the application says. Hook: other addons may extend it.

        :return: :class:`~..itcom_core.documents.payload.Application`.
        """
        answers, choice, record = self._answers(), self._choice(), self._in_russian()
        provider = record.crypto_provider_id
        return payload.Application(
            number=number,
            date=date,
            authority=self._authority(),
            applicant=self._applicant(),
            holder=sides.holder(answers, choice, record._citizenship()),
            certificate_type=", ".join(record.certificate_type_ids.mapped("name")),
            uses=tuple(
                payload.CertificateUse(oid=oid.code, name=oid.name) for oid in record.oid_ids
            ),
            crypto_provider=provider.subject_sign_tool or provider.name or "",
            is_qualified=self.signature_class == ch.QUALIFIED,
            alias=self.alias or "",
            delivery_address=self.original_address or "",
            bearer=sides.bearer(answers) if self.bearer == ch.PROXY else None,
        )

    def _prepare_itcom_consent(self, number, date):
        """What the consent says. Hook: other addons may extend it.

        :return: :class:`~..itcom_core.documents.payload.Consent`.
        """
        person = sides.holder_in_private(self._answers(), self._choice())
        return self._consent_of(person, self._in_russian()._consent_text(), number, date)

    def _consent_of(self, person, text, number, date):
        """:param text: the ``itcom.consent.text`` that ``person`` agrees to.
        :return: :class:`~..itcom_core.documents.payload.Consent`.
        """
        return payload.Consent(
            number=number,
            date=date,
            operator=self._own_side(),
            person=person,
            text=tuple(_paragraphs(self._consent_said(text))) if text else (),
            text_version=str(text.version),
        )

    def _prepare_itcom_power_of_attorney_documents(self, number, date):
        """What the power of attorney to hand in documents says. Hook.

        :return: :class:`~..itcom_core.documents.payload.PowerOfAttorney`.
        """
        return self._power_of_attorney(number, date, sides.bearer(self._answers()))

    def _prepare_itcom_power_of_attorney_signature(self, number, date):
        """What the power of attorney to act and sign says: it is the one that the answers name.

        :return: :class:`~..itcom_core.documents.payload.PowerOfAttorney`. Hook.
        """
        holder = sides.holder_in_private(self._answers(), self._choice())
        if NAMED not in (self.authority_type or "").lower():
            return self._power_of_attorney(number, date, holder)
        number = (self.authority_number or "").lstrip("№ ")
        date = self.authority_date or date
        return self._power_of_attorney(number, date, holder, self.authority_expiry_date)

    def _power_of_attorney(self, number, date, representative, valid_until=None):
        months = self.company_id.itcom_power_of_attorney_months
        return payload.PowerOfAttorney(
            number=number,
            date=date,
            city=self.city or "",
            valid_until=valid_until or fields.Date.add(date, months=months) - timedelta(days=1),
            principal=self._applicant(),
            representative=representative,
            authority=self._authority(),
        )

    def _applicant(self):
        """:return: who asks for the certificate, :class:`~..itcom_core.documents.payload.Party`."""
        client_sudo = self.partner_id.sudo()
        on_card = client_sudo.itcom_head_id._prepare_itcom_signatory(
            client_sudo.itcom_authority_basis or ""
        )
        return sides.applicant(self._answers(), self._choice(), on_card)

    def _own_side(self):
        """:return: our company as papers name it: nothing that they don't print."""
        party = self.env["itcom.document.supplier"]._of(self.company_id).party
        return replace(party, bank=None, signatory=None, phone="", postal_address="")

    def _authority(self):
        """:return: who issues the certificate. Hook: other addons may know better."""
        if self.issuer_route == ch.TAX_SERVICE:
            return TAX_SERVICE
        if self.issuer_route == ch.PARTNER:
            partner_sudo = self.company_id.sudo().itcom_partner_authority_id
            if partner_sudo:
                return partner_sudo._prepare_itcom_party(signs=False, contacts=False)
        return self._own_side()

    def _in_russian(self):
        return self.with_context(lang=LANGUAGE)

    def _citizenship(self):
        if self.citizenship == RUSSIA:
            return RUSSIA_IN_FULL
        domain = [("code", "=", self.citizenship)]
        return self.env["res.country"].search(domain, limit=1).name or self.citizenship or ""


def _paragraphs(text):
    """:return: generator of the paragraphs of a plain text."""
    return (line.strip() for line in text.splitlines() if line.strip())
