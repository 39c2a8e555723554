# Licence LGPL-3 (see LICENSE).
"""From the link to the submitted page with a keyboard alone, and what a screen reader is told."""

from client_page import ClientPage
from conftest import DESKTOP
from keyboard import Keyboard
from office import SCAN
from playwright.sync_api import expect
from scenes import PERSON, Scenes

WRONG_SNILS = "11122233373"
RIGHT_SNILS = "11122233372"


def nearly_filled(scenes):
    """:return: link to a questionnaire that lacks three answers, a scan and the consent."""
    answers = {**PERSON, "gender": False, "birth_date": False, "snils": False}
    questionnaire = scenes.draft(**answers)
    documents = scenes.office.documents(questionnaire)
    scenes.office.upload(number for kind, number in documents.items() if kind != "passport_photo")
    return scenes.link(questionnaire)


def test_from_the_link_to_the_submitted_page(client_page, office):
    client: ClientPage = client_page(viewport=DESKTOP, is_mobile=False, has_touch=False)
    page, keyboard = client.page, Keyboard(client.page)
    # Told long before it is needed: the browser may open its own dialog until it knows of it.
    page.on("filechooser", lambda chooser: chooser.set_files(SCAN))
    client.come_in(nearly_filled(Scenes(office)))

    # The first stop leads past what stands on every page.
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")

    why = page.locator("fieldset > .why").first
    keyboard.press(why.locator("summary"))
    expect(why.locator("p")).to_be_visible()
    keyboard.go_to(client.field("Пол"))
    page.keyboard.press("ArrowDown")
    expect(client.field("Пол")).not_to_have_value("")
    keyboard.type(client.field("Дата рождения"), "02111990")
    expect(client.field("Дата рождения")).to_have_value("1990-11-02")
    keyboard.type(client.field("СНИЛС"), WRONG_SNILS)
    page.keyboard.press("Tab")
    expect(page.get_by_role("status").filter(has_text="Сохранено")).to_be_visible()
    expect(client.error("СНИЛС")).to_contain_text("контрольная цифра")

    # Errors: first all of them, then each by its field.
    keyboard.press(client.button("Сохранить и продолжить"))
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("СНИЛС")
    keyboard.press(summary.get_by_role("link", name="СНИЛС"))
    expect(client.field("СНИЛС")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type(RIGHT_SNILS)
    expect(client.error("СНИЛС")).to_be_empty()
    page.keyboard.press("Enter")

    expect(client.heading).to_have_text("Паспорт и адрес")
    expect(client.heading).to_be_focused()
    expect(page).to_have_title("Паспорт и адрес · %s" % page.locator("h1").inner_text())
    keyboard.press(client.button("Сохранить и продолжить"))

    expect(client.heading).to_have_text("Документы")
    expect(client.heading).to_be_focused()
    passport = client.document("Паспорт: страница с фото")
    keyboard.go_to(passport.get_by_label("Выбрать файл"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Загружено")).to_have_count(1)
    # What was just uploaded keeps the focus: one goes on from there.
    keyboard.press(passport.get_by_role("button", name="Повернуть"))
    expect(page.get_by_role("status").filter(has_text="Повёрнуто")).to_have_count(1)

    keyboard.press(client.consent, "Space")
    expect(client.consent).to_be_checked()
    keyboard.press(client.button("Отправить на проверку"))
    expect(client.heading).to_contain_text("Документы проверяются")
    expect(client.heading).to_be_focused()


def test_backwards_and_round_a_conflict(client_page, office):
    scenes = Scenes(office)
    questionnaire = scenes.draft(**PERSON)
    client = client_page(viewport=DESKTOP, is_mobile=False, has_touch=False)
    page, keyboard = client.page, Keyboard(client.page)
    client.come_in(scenes.link(questionnaire))
    client.open_step("holder")
    office.fill(questionnaire, birth_place="г. Тула")
    keyboard.go_to(client.field("Место рождения"))
    page.keyboard.type("г. Клин")
    keyboard.press(client.button("Оставить моё"))
    client.settle()
    assert office.answers(questionnaire, "birth_place") == {"birth_place": "г. Клин"}
    expect(client.field("Место рождения")).to_be_focused()
    keyboard.go_to(client.field("Пол"), "Shift+Tab")
