from . import (
    test_document_numbering,
    test_document_rights,
    test_document_sending,
    test_document_versions,
    test_invoice,
    test_invoice_amounts,
    test_journal,
    test_journal_check,
    test_portlet,
    test_questionnaire,
    test_questionnaire_flow,
)
