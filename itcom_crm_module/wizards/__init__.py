from . import itcom_document_send
