# Licence LGPL-3 (see LICENSE).
"""Step 4 of the manual: a certificate application from the deal."""

from book import Chapter
from cast import ALIAS, CERTIFICATE_TYPE, CLIENT, ORIGINALS, SERVICE_CENTRE
from playwright.sync_api import expect

QUESTIONNAIRE_CHAPTER = Chapter(
    "4",
    "Заявка на выпуск сертификата",
    "Заявка называется анкетой. Её создают из сделки, на каждый сертификат свою: данные клиента и "
    "сделки перейдут в неё сами.",
)
NEEDED_FOR = "Необходим для"
BEARER = "Документы на получение сертификата предоставит"
HOLDER = "Выдаётся на имя"


@QUESTIONNAIRE_CHAPTER.step(
    "4.1",
    "Добавьте в карточку сделки портлет «Анкеты»",
    "Какие портлеты показывать, каждый решает сам: **Добавить портлет** внизу карточки предлагает "
    "те, которых на ней нет. Портлет останется и в других сделках. Убрать его или передвинуть "
    "можно в меню с тремя точками в его заголовке.",
)
def add_portlet(story):
    web = story.web
    expect(web.portlet("Анкеты")).to_have_count(0)
    add = web.form.get_by_text("Добавить портлет")
    story.show("«Добавить портлет» внизу карточки", add)
    add.click()
    web.settle()
    offer = web.dialog().locator(".o_kanban_record").filter(has_text="Анкеты")
    story.show("Портлеты, которых нет на карточке", web.button("Добавить", offer))
    web.press("Добавить", offer)
    expect(web.portlet("Анкеты")).to_be_visible()


@QUESTIONNAIRE_CHAPTER.step(
    "4.2", "Нажмите «Создать» в портлете «Анкеты»", "Откроется новая анкета этой сделки."
)
def create_questionnaire(story):
    web = story.web
    create = web.button("Создать", web.portlet("Анкеты"))
    story.show("Портлет «Анкеты»", create)
    create.click()
    web.settle()
    expect(web.field("Клиент")).to_have_value(CLIENT.name)
    expect(web.field("Сервисный центр")).to_have_value(SERVICE_CENTRE)


@QUESTIONNAIRE_CHAPTER.step(
    "4.3",
    "Заполните предварительные сведения и нажмите «Сохранить»",
    """
- **Необходим для**: Юр. лицо, ИП или Физ. лицо. Подставляется по карточке клиента.
- **Документы на получение сертификата предоставит**: Лично или Доверенное лицо. Для доверенного
  лица система сформирует доверенность.
- **Выдаётся на имя**: Руководитель организации или Доверенное лицо, ему тоже понадобится
  доверенность.
- **ОИД**: для чего нужен сертификат. Система предложит тот, который следует из позиций сделки;
  можно выбрать несколько.
- **Криптопровайдер**: КриптоПро или JaCarta.
- **Адрес предоставления оригиналов документов**: по договорённости.
- **Псевдоним**: необязателен; имя, по которому анкету узнаете вы и клиент.

От этих ответов зависит, какие сведения и документы попросит анкета.
""",
)
def fill_in_preliminaries(story):
    web = story.web
    expect(web.radio("Юр. лицо", NEEDED_FOR)).to_be_checked()
    expect(web.radio("Лично", BEARER)).to_be_checked()
    expect(web.radio("Руководитель организации", HOLDER)).to_be_checked()
    expect(web.value("ОИД")).to_contain_text(CERTIFICATE_TYPE)
    expect(web.field("Криптопровайдер")).to_have_value("КриптоПро")
    web.choose("Криптопровайдер", "JaCarta")
    web.fill("Адрес предоставления оригиналов документов", ORIGINALS)
    web.fill("Псевдоним", ALIAS)
    story.show("Предварительные сведения", web.button("Сохранить"))
    web.save()
    for label, text in (
        (NEEDED_FOR, "Юр. лицо"),
        (BEARER, "Лично"),
        (HOLDER, "Руководитель организации"),
        ("ОИД", CERTIFICATE_TYPE),
        ("Криптопровайдер", "JaCarta"),
        ("Адрес предоставления оригиналов документов", ORIGINALS),
        ("Псевдоним", ALIAS),
    ):
        expect(web.value(label)).to_contain_text(text)
    expect(web.form).to_contain_text("А-0")
    story.show("Анкета сохранена и спрашивает остальное")
