"""Codes of what the journal records. A code that was once used is never renamed or reused:
old entries keep it for ever.

Labels are not here: they belong to whoever speaks the user's language.
"""

# Questionnaires and the scans that belong to them
QUESTIONNAIRE_OPENED = "questionnaire.opened"
QUESTIONNAIRE_CHANGED = "questionnaire.changed"
QUESTIONNAIRE_MOVED = "questionnaire.moved"
SCAN_UPLOADED = "scan.uploaded"
SCAN_VIEWED = "scan.viewed"
SCAN_DOWNLOADED = "scan.downloaded"
SCAN_REMOVED = "scan.removed"
VERDICT_GIVEN = "verdict.given"

# The client's link
LINK_SENT = "link.sent"
LINK_OPENED = "link.opened"
LINK_WITHDRAWN = "link.withdrawn"
TOKEN_REFUSED = "token.refused"

# Documents, requests and certificates
DOCUMENT_FORMED = "document.formed"
DOCUMENT_SENT = "document.sent"
DOCUMENT_DOWNLOADED = "document.downloaded"
REQUEST_RECEIVED = "request.received"
CERTIFICATE_ISSUED = "certificate.issued"
CERTIFICATE_REVOKED = "certificate.revoked"
CERTIFICATE_DOWNLOADED = "certificate.downloaded"

# Personal data
CONSENT_GIVEN = "consent.given"
CONSENT_WITHDRAWN = "consent.withdrawn"
PERSON_REPORTED = "person.reported"
PERSON_DESTROYED = "person.destroyed"

# The system itself
RIGHTS_CHANGED = "rights.changed"
SETTINGS_CHANGED = "settings.changed"
ACCESS_REFUSED = "access.refused"
DATA_EXPORTED = "data.exported"
SCANS_REENCRYPTED = "scans.reencrypted"
JOURNAL_VERIFIED = "journal.verified"
JOURNAL_EXPORTED = "journal.exported"

EVENTS = tuple(code for name, code in sorted(globals().items()) if name.isupper())
