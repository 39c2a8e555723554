"""What a document is rendered from: plain values, never a recordset.

Amounts are :class:`~decimal.Decimal` in roubles with two places, dates are
:class:`~datetime.date`, a missing text is "". The same payload feeds docx, PDF and
portal; its hash tells whether a document formed earlier is still up to date.
"""

from .contract import Contract
from .delivery import INVOICE_AND_TRANSFER, TRANSFER_ONLY, Act, TransferDocument
from .destruction import DestroyedRecord, DestructionAct
from .invoice import Invoice
from .parties import BankAccount, Party
from .people import Passport, Person, Signatory
from .positions import NO_VAT, Line, TransferLine, VatAmount
from .questionnaire import Application, CertificateUse, Consent, PowerOfAttorney

__all__ = [
    "INVOICE_AND_TRANSFER",
    "NO_VAT",
    "TRANSFER_ONLY",
    "Act",
    "Application",
    "BankAccount",
    "CertificateUse",
    "Consent",
    "Contract",
    "DestroyedRecord",
    "DestructionAct",
    "Invoice",
    "Line",
    "Party",
    "Passport",
    "PowerOfAttorney",
    "Signatory",
    "Person",
    "TransferDocument",
    "TransferLine",
    "VatAmount",
]
