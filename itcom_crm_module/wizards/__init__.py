from . import itcom_document_send, itcom_journal_check
