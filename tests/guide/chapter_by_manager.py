# Licence LGPL-3 (see LICENSE).
"""Step 4.3.2 of the manual: the manager fills in the same questionnaire from the client's scans."""

import papers
from book import Chapter
from cast import (
    CLIENT,
    DOCUMENTS_STEP,
    EMPLOYEE,
    EMPLOYEE_ALIAS,
    EMPLOYEE_ORGANISATION,
    HOLDER_STEP,
    IDENTITY_STEP,
    ORGANISATION_STEP,
)
from chapter_questionnaire import HOLDER
from client_page import ClientPage, File
from playwright.sync_api import expect

BY_MANAGER_CHAPTER = Chapter(
    "4.3.2",
    "Второй способ: анкету заполняет менеджер",
    "Если клиент прислал сканы или пришёл с бумагами, ту же анкету заполните за него. Здесь это "
    "вторая анкета той же сделки, на сотрудника.",
)


@BY_MANAGER_CHAPTER.step(
    "4.3.2.1",
    "Откройте «Анкета и документы»",
    "Создайте анкету, как в шагах 4.2 и 4.3, и нажмите **Анкета и документы**. Откроется та же "
    "страница, что у клиента.",
)
def open_page(story):
    web = story.web
    web.page.locator(".breadcrumb").get_by_role("link", name="СД-").click()
    web.settle()
    web.press("Создать", web.portlet("Анкеты"))
    web.pick("Доверенное лицо", HOLDER)
    web.fill("Псевдоним", EMPLOYEE_ALIAS)
    web.save()
    button = web.button("Анкета и документы")
    story.show("Кнопка «Анкета и документы»", button)
    button.click()
    page = page_of(story)
    expect(page.heading).to_have_text(HOLDER_STEP)
    story.show("Анкета, какой её видит менеджер", page.page.locator(".note"), seen=page)


def page_of(story):
    """:return: :class:`client_page.ClientPage` in which the manager fills in for the client."""
    return ClientPage(story.web.page, story.web.address)


@BY_MANAGER_CHAPTER.step(
    "4.3.2.2",
    "Впишите данные со сканов",
    """
Шаги можно проходить в любом порядке. Всё сохраняется само, а в истории анкеты остаётся, кто что
вписал: вы или клиент. Если ссылку отправить и клиенту, вы увидите ответы друг друга, и чужой ответ
страница молча не заменит.
""",
)
def fill_in(story):
    page = page_of(story)
    page.fill_in(EMPLOYEE.answers)
    page.go_on()
    expect(page.heading).to_have_text(IDENTITY_STEP)
    page.fill_in(EMPLOYEE.passport)
    story.show("Шаги анкеты и ответы со скана паспорта", page.steps, seen=page)
    page.go_on()
    expect(page.heading).to_have_text(ORGANISATION_STEP)
    page.fill_in(EMPLOYEE_ORGANISATION)
    page.go_on()
    expect(page.heading).to_have_text(DOCUMENTS_STEP)


@BY_MANAGER_CHAPTER.step(
    "4.3.2.3",
    "Загрузите сканы",
    """
Выберите файлы или перетащите их мышью на нужный документ. Заявление, согласие и доверенность
скачайте, отправьте клиенту на подпись и загрузите подписанными. Отправить все бумаги письмом можно
из анкеты, из портлета «Документы на подпись».
""",
)
def upload_scans(story):
    page, scanner = page_of(story), story.scanner
    for number, (document, paper) in enumerate(papers.OF_EMPLOYEE.items(), 1):
        if document == papers.REGISTER:
            page.upload(document, File("Выписка.pdf", scanner.pdf(*paper)))
        else:
            page.upload(document, File("Скан %d.jpg" % number, scanner.photo(*paper)))
    for document in (papers.APPLICATION, papers.CONSENT, papers.POWER_OF_ATTORNEY):
        signed = scanner.signed(page.paper(document).content)
        page.upload(document, File("Подписано.jpg", signed))
    story.show("Загруженный скан паспорта", page.document(papers.PASSPORT_PHOTO), seen=page)


@BY_MANAGER_CHAPTER.step(
    "4.3.2.4",
    "Отправьте анкету на проверку",
    """
Что осталось, названо над кнопкой **Отправить на проверку**. Потом **Вернуться к анкете в системе**
приведёт обратно. Согласие владельца, подписанное на бумаге, отметьте кнопкой **Согласие на
бумаге**. Названы в анкете и другие люди, как здесь руководитель, который даёт доверенность? Их
согласие распечатайте и сохраните там же: **Распечатать или сохранить**.
""",
)
def submit(story):
    web, page = story.web, page_of(story)
    story.show("Всё загружено", page.button("Отправить на проверку"), seen=page)
    page.submit()
    expect(page.heading).to_contain_text("провер")
    page.page.get_by_role("link", name="Вернуться к анкете в системе").click()
    expect(web.state).to_have_text("Требуется проверка документов")
    expect(web.form).to_contain_text(CLIENT.name)
    for button in ("Согласие на бумаге", "Распечатать или сохранить"):
        expect(web.form.get_by_role("button", name=button)).to_be_visible()
    story.show("Анкета отправлена на проверку", web.state)
