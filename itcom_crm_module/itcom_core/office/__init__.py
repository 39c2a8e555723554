"""docx → PDF by a LibreOffice that is kept warm.

``Office`` converts; ``find_office`` tells whether there is a LibreOffice at all.
"""

from .converter import Office, OfficeBusy, OfficeError, OfficeTimeout
from .programs import find_office

__all__ = ["Office", "OfficeBusy", "OfficeError", "OfficeTimeout", "find_office"]
