# Licence LGPL-3 (see LICENSE).
"""The whole way without JavaScript: read, fill in, upload, submit, on the smallest phone."""

import pytest
from accessible import overflow
from client_page import File
from conftest import SMALLEST
from office import SCAN
from playwright.sync_api import expect
from scenes import PERSON, Scenes

PASSPORT = "Паспорт: страница с фото"
EMPTY = {"birth_place": False, "snils": False, "passport_issuer": False}


@pytest.fixture
def client(client_page):
    return client_page(viewport=SMALLEST, java_script_enabled=False)


def test_from_the_link_to_the_submitted_page(client, office, scanner):
    scenes = Scenes(office)
    questionnaire = scenes.draft(**{**PERSON, **EMPTY})
    documents = office.documents(questionnaire)
    office.upload(number for kind, number in documents.items() if kind != "passport_photo")
    client.come_in(scenes.link(questionnaire))
    expect(client.heading).to_have_text("На кого выпускается сертификат")
    client.page.locator("summary", has_text="Зачем это?").first.click()
    expect(client.page.locator(".why p").first).to_be_visible()

    # All errors at once, and what was typed stays.
    client.fill_in({"Место рождения": "г. Ржев", "СНИЛС": "111-222-333 73"})
    client.press("Сохранить и продолжить")
    summary = client.page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="СНИЛС").click()
    expect(client.field("СНИЛС")).to_be_in_viewport()
    expect(client.field("СНИЛС")).to_have_value("111-222-333 73")
    assert overflow(client.page) <= 0
    client.fill("СНИЛС", "111-222-333 72")
    client.go_on()
    client.go_back()
    client.go_on()
    client.fill("Кем выдан", "ОВД города Ржева")
    client.go_on()
    assert office.answers(questionnaire, "birth_place", "snils", "passport_issuer") == {
        "birth_place": "г. Ржев",
        "snils": "11122233372",
        "passport_issuer": "ОВД города Ржева",
    }

    expect(client.heading).to_have_text("Документы")
    assert overflow(client.page) <= 0
    client.choose(PASSPORT, File("Паспорт.jpg", b"MZ is no picture"))
    expect(client.refusal(PASSPORT)).to_contain_text("Это не скан")
    client.choose(PASSPORT, File("Пусто.jpg", scanner.blank()))
    expect(client.refusal(PASSPORT)).to_be_visible()
    expect(client.scans(PASSPORT)).to_have_count(0)
    client.document(PASSPORT).get_by_label("Загрузить, даже если плохо видно").check()
    client.upload(PASSPORT, File("Пусто.jpg", scanner.blank()))
    client.document(PASSPORT).get_by_role("button", name="Удалить").click()
    expect(client.scans(PASSPORT)).to_have_count(0)
    client.upload(PASSPORT, File("Разворот.jpg", SCAN.read_bytes()))
    client.document(PASSPORT).get_by_role("button", name="Повернуть").click()
    expect(client.scans(PASSPORT)).to_have_count(1)

    # Not without the consent; the page says so.
    client.submit()
    expect(summary).to_contain_text("Отметьте согласие")
    assert overflow(client.page) <= 0
    client.agree()
    client.submit()
    expect(client.heading).to_contain_text("Документы проверяются")
    assert office.state(questionnaire) == "review"


def test_two_browsers_overwrite_nothing_silently(client, office):
    scenes = Scenes(office)
    questionnaire = scenes.draft(**PERSON)
    client.come_in(scenes.link(questionnaire))
    client.open_step("holder")
    office.fill(questionnaire, birth_place="г. Тула")
    client.fill("Место рождения", "г. Клин")
    client.press("Сохранить и продолжить")
    expect(client.error("Место рождения")).to_contain_text("сохраните ещё раз")
    assert office.answers(questionnaire, "birth_place") == {"birth_place": "г. Тула"}
    client.go_on()
    assert office.answers(questionnaire, "birth_place") == {"birth_place": "г. Клин"}
