"""What a document is rendered from: plain values, never a recordset.

Amounts are :class:`~decimal.Decimal` in roubles with two places, dates are
:class:`~datetime.date`, a missing text is "". The same payload feeds docx, PDF and
portal; its hash tells whether a document formed earlier is still up to date.
"""

from .invoice import Invoice
from .parties import BankAccount, Party
from .positions import Line, VatAmount

__all__ = ["BankAccount", "Invoice", "Line", "Party", "VatAmount"]
