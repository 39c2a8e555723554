# Licence LGPL-3 (see LICENSE).
"""The whole guide: its opening and its chapters in the manual's order."""

from chapter_by_client import BY_CLIENT_CHAPTER
from chapter_by_manager import BY_MANAGER_CHAPTER
from chapter_check import CHECK_CHAPTER
from chapter_client import CLIENT_CHAPTER, LOG_IN_CHAPTER
from chapter_deal import DEAL_CHAPTER
from chapter_documents import DOCUMENTS_CHAPTER
from chapter_questionnaire import QUESTIONNAIRE_CHAPTER

# The steps that the manual of ITCOM.CRM numbers; none may be left out.
NUMBERS = (
    *("0.1", "0.2"),
    *("1.1", "1.2", "1.3", "1.4"),
    *("2.1", "2.2"),
    *("3.1", "3.2", "3.3"),
    *("4.1", "4.2", "4.3", "4.3.1", "4.3.2", "4.4"),
)

CHAPTERS = (
    LOG_IN_CHAPTER,
    CLIENT_CHAPTER,
    DEAL_CHAPTER,
    DOCUMENTS_CHAPTER,
    QUESTIONNAIRE_CHAPTER,
    BY_CLIENT_CHAPTER,
    BY_MANAGER_CHAPTER,
    CHECK_CHAPTER,
)

OPENING = """
# Руководство менеджера ITCOM CRM

Как завести клиента и сделку, отправить документы, оформить заявку на сертификат и довести её до
подтверждённых документов. Шаги идут в том порядке, в котором их делают, и у каждого есть снимок
экрана; рамкой обведено то, что нажать или на что посмотреть.

Понадобятся браузер (Chrome, Firefox, Edge или Яндекс Браузер), программа для файлов docx (Word,
LibreOffice, Google Документы) и архиватор zip, который в Windows уже есть. Люди, компании и номера
на снимках вымышлены.
"""
