# Licence LGPL-3 (see LICENSE).
"""Step 4.3.1 of the manual: the client fills in the questionnaire by a link, on a phone."""

import papers
from book import Chapter
from cast import (
    CLIENT,
    DOCUMENTS_STEP,
    HEAD,
    HOLDER_STEP,
    IDENTITY_STEP,
    ORGANISATION_STEP,
    WRONG_SNILS,
)
from client_page import File
from playwright.sync_api import expect

BY_CLIENT_CHAPTER = Chapter(
    "4.3.1",
    "Первый способ: клиент заполняет анкету сам",
    "По ссылке клиент впишет данные и загрузит документы, с телефона или компьютера. Пароль не "
    "нужен.",
)


@BY_CLIENT_CHAPTER.step(
    "4.3.1.1",
    "Отправьте клиенту ссылку",
    """
Нажмите **Отправить ссылку клиенту**, проверьте адрес и нажмите **Отправить письмо**. Ссылку можно и
скопировать в мессенджер или показать с экрана: клиент наведёт камеру на QR-код.

Здесь же потом видно, когда и с какого адреса ссылку открывали; **Обновить ссылку** заменит её
новой, **Отозвать ссылку** закроет доступ.
""",
)
def send_link(story):
    web = story.web
    story.show("«Отправить ссылку клиенту» в анкете", web.button("Отправить ссылку клиенту"))
    web.press("Отправить ссылку клиенту")
    expect(web.field("E-mail клиента")).to_have_value(CLIENT.email)
    story.show("Ссылка для клиента", web.button("Отправить письмо"))
    known = story.mailbox.names()
    web.press("Отправить письмо")
    expect(web.state).to_have_text("Ожидает заполнения клиентом")
    letter = story.mailbox.wait_for_next(known)
    assert CLIENT.email in letter.to
    story.client.read(letter)
    story.show("Письмо в телефоне клиента", seen=story.client)


@BY_CLIENT_CHAPTER.step(
    "4.3.1.2",
    "Клиент открывает ссылку и отвечает на вопросы",
    """
Вопросы разложены по шагам, и видно, сколько осталось. То, что есть в карточке клиента, уже вписано.
Каждый ответ сохраняется сам: можно закрыть страницу и вернуться по той же ссылке, хоть с другого
устройства. Номера проверяются сразу, как вписаны; **Зачем это?** объясняет, для чего нужен ответ.
""",
)
def answer_questions(story):
    client = story.client
    client.follow("Заполнить анкету")
    expect(client.heading).to_have_text(HOLDER_STEP)
    expect(client.field("Фамилия")).to_have_value("Соколова")
    story.show("Первый шаг анкеты: данные из карточки уже стоят", seen=client)

    client.fill_in({**HEAD.answers, "СНИЛС": WRONG_SNILS})
    expect(client.error("СНИЛС")).to_contain_text("опечатка")
    story.show("Опечатка в номере видна сразу", client.field("СНИЛС"), seen=client)
    client.fill("СНИЛС", HEAD.answers["СНИЛС"])
    expect(client.error("СНИЛС")).to_be_empty()
    client.go_on()

    expect(client.heading).to_have_text(IDENTITY_STEP)
    client.fill_in(HEAD.passport)
    client.go_on()
    expect(client.heading).to_have_text(ORGANISATION_STEP)
    expect(client.field("ИНН организации")).to_have_value(CLIENT.inn)
    client.go_on()
    expect(client.heading).to_have_text(DOCUMENTS_STEP)


@BY_CLIENT_CHAPTER.step(
    "4.3.1.3",
    "Клиент фотографирует документы",
    """
**Сфотографировать** включает камеру телефона, **Выбрать файл** берёт готовый снимок, скан или PDF.
Страниц может быть несколько. Если снимок размыт, пуст или слишком мал, страница сразу скажет, что с
ним не так. Загруженное можно повернуть, заменить или удалить, пока анкета не отправлена.
""",
)
def photograph_documents(story):
    client, scanner = story.client, story.scanner
    for number, (document, paper) in enumerate(papers.OF_HEAD.items(), 2041):
        client.upload(document, File("IMG_%d.jpg" % number, scanner.photo(*paper)))
    story.show("Загруженный разворот паспорта", client.document(papers.PASSPORT_PHOTO), seen=client)


@BY_CLIENT_CHAPTER.step(
    "4.3.1.4",
    "Клиент подписывает заявление и согласие",
    """
Когда данные вписаны, бумаги готовы: **Скачать, подписать и загрузить**. Их печатают, подписывают от
руки и загружают снимок или скан там же.
""",
)
def sign_papers(story):
    client = story.client
    application = client.document(papers.APPLICATION)
    story.show(
        "Заявление, готовое к подписи",
        application.get_by_role("button", name="Скачать"),
        seen=client,
    )
    for document in (papers.APPLICATION, papers.CONSENT):
        paper = client.paper(document)
        assert paper.name.endswith(".pdf"), paper.name
        client.upload(document, File("Подписано.jpg", story.scanner.signed(paper.content)))
    story.show("Подписанное заявление загружено", application, seen=client)


@BY_CLIENT_CHAPTER.step(
    "4.3.1.5",
    "Клиент отправляет анкету на проверку",
    """
Клиент отмечает согласие на обработку персональных данных и нажимает **Отправить на проверку**. Если
чего-то не хватает, страница назовёт всё сразу и приведёт к нужному месту. Потом по той же ссылке
видно, что происходит с анкетой, а на почту клиенту приходит подтверждение.
""",
)
def submit(story):
    client = story.client
    client.agree()
    story.show(
        "Согласие отмечено, всё загружено", client.button("Отправить на проверку"), seen=client
    )
    known = story.mailbox.names()
    client.submit()
    expect(client.heading).to_contain_text("провер")
    story.show("Что происходит с анкетой", seen=client)
    assert CLIENT.email in story.mailbox.wait_for_next(known).to
