from . import (
    itcom_consent_withdrawal,
    itcom_document_send,
    itcom_document_sign,
    itcom_document_template_preview,
    itcom_journal_check,
    itcom_person_report,
    itcom_person_report_line,
    itcom_questionnaire_compare,
    itcom_questionnaire_compare_line,
    itcom_questionnaire_reason,
    itcom_questionnaire_send,
    itcom_questionnaire_trial,
)
