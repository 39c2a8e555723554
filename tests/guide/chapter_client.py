# Licence LGPL-3 (see LICENSE).
"""Steps 0 and 1 of the manual: logging in, entering a client."""

from book import Chapter
from cast import CLIENT, MANAGER
from playwright.sync_api import expect

LOG_IN_CHAPTER = Chapter(
    "0",
    "Вход в систему",
    "Адрес системы, логин и пароль выдаёт администратор.",
)
CLIENT_CHAPTER = Chapter(
    "1",
    "Заведение клиента",
    "Клиент — это организация, предприниматель или человек, для которых оформляют сертификат. "
    "Карточку клиента заполняют один раз: её реквизиты попадут в счета, договоры и анкеты.",
)


@LOG_IN_CHAPTER.step(
    "0.1", "Откройте страницу авторизации", "Введите адрес системы в адресной строке браузера."
)
def open_login_page(story):
    web = story.web
    web.open("/web/login")
    expect(web.page.get_by_label("Эл. адрес")).to_be_visible()
    story.show("Страница авторизации", web.page.locator("form.oe_login_form"))


@LOG_IN_CHAPTER.step(
    "0.2",
    "Введите логин и пароль",
    "Нажмите **Вход**. Если система ответит, что логин или пароль неверны, проверьте раскладку "
    "клавиатуры и клавишу Caps Lock.",
)
def log_in(story):
    web = story.web
    login, password = MANAGER
    web.page.get_by_label("Эл. адрес").fill(login)
    web.page.get_by_label("Пароль").fill(password)
    enter = web.page.get_by_role("button", name="Вход")
    story.show("Логин и пароль введены, осталось нажать «Вход»", enter)
    enter.click()
    expect(web.page.locator(".oe_topbar_name")).to_have_text("Марина Кузнецова")


@CLIENT_CHAPTER.step(
    "1.1",
    "Перейдите в «Клиенты»",
    "Это пункт меню приложения ITCOM CRM; если открыто другое приложение, нажмите на квадраты в "
    "левом верхнем углу и выберите ITCOM CRM. Сначала посмотрите, нет ли клиента в списке: его "
    "ищут по названию, ИНН, ОГРН, телефону и адресу почты.",
)
def open_clients(story):
    web = story.web
    web.open_app("ITCOM CRM")
    web.menu("Клиенты").click()
    expect(web.row("ООО «Ромашка»")).to_be_visible()
    story.show("Пункт меню «Клиенты» и список клиентов", web.menu("Клиенты"))


@CLIENT_CHAPTER.step("1.2", "Нажмите «Создать»", "Откроется пустая карточка клиента.")
def create_client(story):
    web = story.web
    story.show("Кнопка «Создать» над списком", web.button("Создать"))
    web.press("Создать")
    expect(web.button("Сохранить")).to_be_visible()


@CLIENT_CHAPTER.step(
    "1.3",
    "Заполните карточку и нажмите «Сохранить»",
    """
Выберите, кто клиент: **Юр. лицо**, **ИП** или **Физ. лицо**. От этого зависит, какие реквизиты
спросит карточка. Поля на цветном фоне обязательны.

Номера можно вводить с пробелами и дефисами. Система проверяет контрольные цифры ИНН, ОГРН, СНИЛС и
счетов: если номер не сходится, она скажет, какой именно, и ничего из введённого не пропадёт.

Руководителя начните вводить по фамилии и выберите в списке; если его там нет, выберите «Создать».
Адрес почты нужен, чтобы отправлять клиенту счета и договоры.
""",
)
def fill_in_client(story):
    web = story.web
    web.pick("Юр. лицо")
    web.fill("Наименование организации или ФИО", CLIENT.name)
    web.fill("ИНН", CLIENT.inn)
    web.fill("КПП", CLIENT.kpp)
    web.fill("ОГРН", CLIENT.ogrn)
    web.choose("Руководитель", CLIENT.head, "Создать")
    web.fill("Должность руководителя", CLIENT.post)
    web.fill("Телефон", CLIENT.phone)
    web.fill("Электронная почта", CLIENT.email)
    web.fill("Индекс", CLIENT.postal_code)
    web.fill("Город", CLIENT.city)
    web.fill("Улица, дом, офис", CLIENT.street)
    story.show("Заполненная карточка клиента", web.button("Сохранить"))
    web.save()


@CLIENT_CHAPTER.step(
    "1.4",
    "Откроется карточка клиента",
    "Чтобы изменить её, нажмите **Редактировать**. Ниже реквизитов стоят портлеты: сделки, счета в "
    "банках, контактные лица.",
)
def see_client(story):
    web = story.web
    expect(web.value("ИНН")).to_have_text(CLIENT.inn)
    expect(web.value("КПП")).to_have_text(CLIENT.kpp)
    expect(web.value("ОГРН")).to_have_text(CLIENT.ogrn)
    expect(web.value("Руководитель")).to_contain_text(CLIENT.head)
    expect(web.value("Должность руководителя")).to_have_text(CLIENT.post)
    expect(web.value("Действует на основании")).to_have_text("Устава")
    expect(web.value("Электронная почта")).to_have_text(CLIENT.email)
    expect(web.form).to_contain_text(CLIENT.name)
    story.show("Карточка клиента")
