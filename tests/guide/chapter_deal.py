# Licence LGPL-3 (see LICENSE).
"""Step 2 of the manual: creating a deal."""

from book import Chapter
from cast import CLIENT, DEAL_DESCRIPTION, SERVICE_CENTRE
from playwright.sync_api import expect

DEAL_CHAPTER = Chapter(
    "2",
    "Создание сделки",
    "Сделка объединяет то, что заказывает клиент, документы к ней и анкеты на сертификаты.",
)


@DEAL_CHAPTER.step(
    "2.1",
    "Найдите портлет «Сделки» и нажмите «Создать»",
    "Портлет стоит в карточке клиента. Сделка сразу будет привязана к этому клиенту.",
)
def create_deal(story):
    web = story.web
    deals = web.portlet("Сделки")
    create = web.button("Создать", deals)
    story.show("Портлет «Сделки» в карточке клиента", create)
    create.click()
    web.settle()
    expect(web.field("Клиент")).to_have_value(CLIENT.name)


@DEAL_CHAPTER.step(
    "2.2",
    "Введите описание, выберите склад и сохраните",
    "**Описание** — по нему вы потом узнаете сделку в списке. **Склад (сервисный центр)** — где "
    "клиента будут обслуживать. Номер система присвоит сама.",
)
def describe_deal(story):
    web = story.web
    web.fill("Описание", DEAL_DESCRIPTION)
    web.choose("Склад (сервисный центр)", SERVICE_CENTRE)
    story.show("Новая сделка: описание и склад", web.field("Описание"), web.button("Сохранить"))
    web.save()
    expect(web.value("Описание")).to_have_text(DEAL_DESCRIPTION)
    expect(web.value("Склад (сервисный центр)")).to_have_text(SERVICE_CENTRE)
