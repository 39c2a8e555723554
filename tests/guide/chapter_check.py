# Licence LGPL-3 (see LICENSE).
"""Step 4.4 of the manual: the documents are checked, returned once and confirmed."""

import papers
from book import Chapter
from cast import ALIAS, CLIENT, VERIFIER
from client_page import File
from playwright.sync_api import expect

CHECK_CHAPTER = Chapter(
    "4.4",
    "Проверка документов",
    "Документы проверяет удостоверяющий центр. Менеджеру остаётся следить за статусом анкеты.",
)
REMARK = "Это прежняя регистрация, нужна страница с последней отметкой"


@CHECK_CHAPTER.step(
    "4.4.1",
    "Дождитесь проверки",
    "После отправки, вашей или клиента, у анкеты статус **Требуется проверка документов**, а у "
    "проверяющего появляется задача.",
)
def wait_for_check(story):
    web = story.web
    open_list(web)
    state = web.cell("Статус", web.row(ALIAS)).get_by_text("Требуется проверка документов")
    story.show("Статусы анкет в списке", state)
    web.open_record(ALIAS)
    expect(web.state).to_have_text("Требуется проверка документов")
    expect(web.page.get_by_role("button", name="Отправить сообщение")).to_be_visible()


def open_list(web):
    """Go to the list of questionnaires, as it is now."""
    web.menu("Анкеты").click()
    web.settle()


@CHECK_CHAPTER.step(
    "4.4.2",
    "Проверяющий смотрит документы",
    """
Проверяющий открывает файлы документа и нажимает **Принять** или пишет, что не так, и нажимает
**Исправить**; сразу открывается следующий. Если есть замечания, анкету возвращают клиенту кнопкой
**Вернуть на исправление**; ошибки в самих данных отмечают там же, по полям.
""",
)
def check(story):
    desk = story.verifier
    desk.open("/web/login")
    desk.log_in(*VERIFIER)
    desk.open_app("ITCOM CRM")
    open_list(desk)
    desk.open_record(ALIAS)
    documents = desk.portlet("Документы")
    desk.press("Файлы", desk.row(papers.APPLICATION, documents))
    for document in (papers.APPLICATION, papers.CONSENT, *papers.OF_HEAD):
        expect(desk.dialog()).to_contain_text(document)
        if document == papers.PASSPORT_REGISTRATION:
            desk.fill("Что клиенту нужно исправить…", REMARK)
            story.show("Замечание к документу", desk.button("Исправить"), seen=desk)
            desk.press("Исправить")
        else:
            desk.press("Принять")
    expect(desk.page.locator(".modal.show")).to_have_count(0)
    story.show(
        "Решения по документам", desk.row(papers.PASSPORT_REGISTRATION, documents), seen=desk
    )
    known = story.mailbox.names()
    desk.press("Вернуть на исправление")
    desk.press("Подтвердить")
    expect(desk.state).to_have_text("Требуются исправления")
    letter = story.mailbox.wait_for_next(known)
    assert CLIENT.email in letter.to and REMARK in letter.html
    story.client.read(letter)


@CHECK_CHAPTER.step(
    "4.4.3",
    "Клиент исправляет только то, что вернули",
    """
Клиенту приходит письмо со всеми замечаниями и ссылкой. Открыто только то, что нужно исправить:
принятое ни загружать заново, ни вписывать не придётся. Сканы, которые клиент прислал вам, так же
загрузите вы сами, через **Анкета и документы**.
""",
)
def correct(story):
    client = story.client
    client.follow("Открыть анкету")
    expect(client.page.locator(".returned")).to_contain_text(REMARK)
    story.show("Что нужно исправить", client.page.locator(".returned"), seen=client)
    expect(client.page.get_by_text(REMARK)).to_have_count(2)
    document = client.document(papers.PASSPORT_REGISTRATION)
    expect(document).to_contain_text(REMARK)
    accepted = client.document(papers.PASSPORT_PHOTO)
    expect(accepted.locator("input[type=file]")).to_have_count(0)
    photo = story.scanner.photo(*papers.LAST_REGISTRATION)
    client.replace(papers.PASSPORT_REGISTRATION, File("IMG_2057.jpg", photo))
    expect(document).to_contain_text("Загружен")
    story.show("Снимок заменён", document, seen=client)
    client.submit()


@CHECK_CHAPTER.step(
    "4.4.4",
    "Документы подтверждены",
    "Когда приняты все документы, проверяющий нажимает **Подтвердить документы**. Статус анкеты "
    "становится **Документы подтверждены**.",
)
def confirm(story):
    desk, web = story.verifier, story.web
    open_list(desk)
    desk.open_record(ALIAS)
    desk.press("Принять", desk.row(papers.PASSPORT_REGISTRATION, desk.portlet("Документы")))
    desk.press("Подтвердить документы")
    expect(desk.state).to_have_text("Документы подтверждены")
    open_list(web)
    web.open_record(ALIAS)
    expect(web.state).to_have_text("Документы подтверждены")
    story.show("Документы подтверждены", web.state)
