# Licence LGPL-3 (see LICENSE).
"""What interrupts a client who is filling in, and that nothing of it costs what was done."""

import re
import time

import pytest
from cable import Cable
from client_page import File
from conftest import ADDRESS
from office import SCAN
from playwright.sync_api import expect
from scenes import PERSON, Scenes

BIRTH_PLACE = "Место рождения"
ISSUER = "Кем выдан"
SAVED = "Сохранено"
PASSPORT = "Паспорт: страница с фото"


@pytest.fixture(scope="module")
def scenes(office):
    return Scenes(office)


@pytest.fixture
def draft(scenes):
    """Number of a questionnaire that lacks a place of birth and its documents."""
    return scenes.draft(**{**PERSON, "birth_place": False})


@pytest.fixture
def cable():
    """A connection that can be cut."""
    cable = Cable(ADDRESS)
    yield cable
    cable.close()


def wait_for(is_so, seconds=10):
    """:raise AssertionError: it does not become so in time."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def status(client):
    """:return: the line that says whether what was typed is saved."""
    return client.page.locator("#saved")


def birth_place(scenes, draft):
    """:return: the answer on the server."""
    return scenes.office.answers(draft, "birth_place")["birth_place"]


def test_a_tab_that_is_closed_at_once_loses_nothing(client_page, scenes, draft):
    client = client_page()
    link = scenes.link(draft)
    client.come_in(link)
    # No pause after the last letter, and no other field: nothing was sent yet.
    client.field(BIRTH_PLACE).press_sequentially("г. Ржев")
    context = client.page.context
    client.page.close(run_before_unload=True)
    wait_for(lambda: birth_place(scenes, draft) == "г. Ржев")
    client.page = context.new_page()
    client.come_in(link)
    client.open_step("holder")
    expect(client.field(BIRTH_PLACE)).to_have_value("г. Ржев")


def test_another_device_goes_on_where_the_first_one_stopped(client_page, scenes, draft):
    link = scenes.link(draft)
    phone = client_page()
    phone.come_in(link)
    phone.fill_in({BIRTH_PLACE: "г. Ржев"})
    phone.go_on()
    phone.fill_in({ISSUER: "ОВД города Ржева"})

    computer = client_page(viewport={"width": 1280, "height": 800}, is_mobile=False)
    computer.come_in(link)
    # What is filled in is done: the first page is that of what is left.
    expect(computer.heading).to_have_text("Документы")
    computer.go_to("Паспорт и адрес")
    expect(computer.field(ISSUER)).to_have_value("ОВД города Ржева")


def test_what_is_typed_without_a_connection_is_saved_when_it_is_back(client_page, scenes, draft):
    client = client_page()
    client.come_in(scenes.link(draft))
    client.page.context.set_offline(True)
    client.fill(BIRTH_PLACE, "г. Ржев")
    expect(status(client)).to_contain_text("Нет связи")
    client.press("Сохранить и продолжить")
    # The page stays: the next one could not be fetched.
    expect(client.field(BIRTH_PLACE)).to_have_value("г. Ржев")
    assert not birth_place(scenes, draft)

    client.page.context.set_offline(False)
    expect(status(client)).to_contain_text(SAVED)
    assert birth_place(scenes, draft) == "г. Ржев"
    client.go_on()


def test_a_page_that_is_loaded_anew_still_has_what_could_not_be_sent(client_page, scenes, draft):
    client = client_page()
    client.come_in(scenes.link(draft))
    client.open_step("holder")
    save = "**/questionnaire/*/save"
    client.page.route(save, lambda route: route.abort())
    client.fill(BIRTH_PLACE, "г. Ржев")
    expect(status(client)).not_to_be_empty()
    client.page.once("dialog", lambda dialog: dialog.accept())
    client.page.reload()
    expect(client.field(BIRTH_PLACE)).to_have_value("г. Ржев")
    client.page.unroute(save)
    client.page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(status(client)).to_contain_text(SAVED)
    assert birth_place(scenes, draft) == "г. Ржев"


def test_an_upload_that_breaks_off_begins_anew(client_page, scenes, draft, cable):
    client = client_page()
    client.come_in(cable.through(scenes.link(draft)))
    client.open_step("documents")
    cable.is_slow = True
    client.document(PASSPORT).get_by_label("Выбрать файл").set_input_files([SCAN, SCAN])
    sending = client.document(PASSPORT).locator(".sending")
    expect(sending).to_have_count(2)
    expect(sending.first).to_have_text(re.compile("Загружается|Проверяем"))
    cable.cut()
    expect(sending.first).to_contain_text("Связь прервалась")
    # What went up already can still be used, the rest of the page as well.
    expect(client.scans(PASSPORT)).to_have_count(0)

    cable.mend()
    sending.first.get_by_role("button", name="Попробовать ещё раз").click()
    expect(client.scans(PASSPORT)).to_have_count(2)
    expect(sending).to_have_count(0)


def test_an_answer_that_is_lost_doubles_nothing(client_page, scenes, draft, cable):
    client = client_page()
    client.come_in(cable.through(scenes.link(draft)))
    client.open_step("holder")
    cable.loses_answers = True
    client.fill(BIRTH_PLACE, "г. Ржев")
    expect(status(client)).to_contain_text("Пока не сохранено")
    wait_for(lambda: birth_place(scenes, draft) == "г. Ржев")
    cable.mend()
    expect(status(client)).to_contain_text(SAVED)
    expect(client.error(BIRTH_PLACE)).to_be_empty()

    client.open_step("documents")
    cable.loses_answers = True
    client.document(PASSPORT).get_by_label("Выбрать файл").set_input_files(SCAN)
    sending = client.document(PASSPORT).locator(".sending")
    expect(sending).to_contain_text("Связь прервалась")
    cable.mend()
    sending.get_by_role("button", name="Попробовать ещё раз").click()
    expect(sending).to_have_count(0)
    expect(client.scans(PASSPORT)).to_have_count(1)


def test_a_file_that_is_chosen_before_the_script_has_come_goes_up_all_the_same(
    client_page, scenes, draft
):
    client = client_page()
    client.come_in(scenes.link(draft))
    held = []
    client.page.route("**/documents.js", lambda route: held.append(route))
    client.page.goto(client.page.url + "?step=documents", wait_until="commit")
    client.document(PASSPORT).get_by_label("Выбрать файл").set_input_files([SCAN])
    held[0].continue_()
    expect(client.scans(PASSPORT)).to_have_count(1)


def turned(client):
    """:return: degrees by which the only scan has been turned, as the page shows it now."""
    return client.scans(PASSPORT).get_attribute("data-turned")


def test_a_deed_whose_answer_is_lost_is_done_once(client_page, scenes, draft, cable):
    client = client_page()
    client.come_in(cable.through(scenes.link(draft)))
    client.open_step("documents")
    client.upload(PASSPORT, File(SCAN.name, SCAN.read_bytes()))
    scan = client.scans(PASSPORT)
    for deed, is_done in (
        ("Повернуть", lambda: turned(client) == "90"),
        ("Удалить", lambda: not scan.count()),
    ):
        client.page.once("dialog", lambda dialog: dialog.accept())
        cable.loses_answers = True
        scan.get_by_role("button", name=deed).click()
        expect(client.page.locator("#busy")).to_contain_text("Ответа пока нет")
        cable.mend()
        wait_for(is_done)
        expect(client.page.locator("#busy")).to_be_empty()


def test_why_a_file_was_refused_is_told_though_the_answer_was_lost(
    client_page, scenes, draft, cable, scanner
):
    client = client_page()
    client.come_in(cable.through(scenes.link(draft)))
    client.open_step("documents")
    blank = File("Пусто.jpg", scanner.blank()).chosen
    # The file has come, and is refused by the look that follows.
    client.page.route("**/look", lambda route: lose_answers(cable, route), times=1)
    client.document(PASSPORT).get_by_label("Выбрать файл").set_input_files([blank])
    sending = client.document(PASSPORT).locator(".sending")
    expect(sending).to_contain_text("Связь прервалась")
    cable.mend()
    sending.get_by_role("button", name="Попробовать ещё раз").click()
    refusal = client.refusal(PASSPORT)
    expect(refusal).to_contain_text("На снимке ничего не видно")
    expect(refusal.get_by_role("button", name="Всё равно загрузить")).to_be_visible()
    expect(client.scans(PASSPORT)).to_have_count(0)


def lose_answers(cable, route):
    cable.loses_answers = True
    route.continue_()


@pytest.mark.parametrize(
    ("choice", "stays"),
    [("Взять это значение", "г. Тула"), ("Оставить моё", "г. Клин")],
    ids=["theirs", "mine"],
)
def test_two_tabs_overwrite_nothing_silently(client_page, scenes, draft, choice, stays):
    link = scenes.link(draft)
    first, second = client_page(), client_page()
    for client in (first, second):
        client.come_in(link)
        client.open_step("holder")
    first.fill_in({BIRTH_PLACE: "г. Тула"})
    second.fill_in({BIRTH_PLACE: "г. Клин"})
    expect(second.error(BIRTH_PLACE)).to_contain_text("«г. Тула»")
    expect(status(second)).to_contain_text("Сохранено не всё")
    assert birth_place(scenes, draft) == "г. Тула"
    # Whoever goes on without a choice is led to it.
    second.press("Сохранить и продолжить")
    expect(second.page.get_by_role("alert")).to_be_focused()

    second.press(choice)
    second.settle()
    expect(second.field(BIRTH_PLACE)).to_have_value(stays)
    expect(second.error(BIRTH_PLACE)).to_be_empty()
    assert birth_place(scenes, draft) == stays
    second.go_on()


def test_a_link_that_is_withdrawn_while_somebody_types(client_page, scenes, draft):
    client = client_page()
    client.come_in(scenes.link(draft))
    client.fill_in({BIRTH_PLACE: "г. Ржев"})
    scenes.office.withdraw_link(draft)
    client.fill_in({BIRTH_PLACE: "г. Клин"})
    expect(status(client)).to_contain_text("Не сохранено. Ссылка больше не действует")
    # What was typed can still be read; what had been saved is kept.
    expect(client.field(BIRTH_PLACE)).to_have_value("г. Клин")
    assert birth_place(scenes, draft) == "г. Ржев"

    client.come_in(scenes.link(draft))
    client.open_step("holder")
    expect(client.field(BIRTH_PLACE)).to_have_value("г. Клин")
    expect(status(client)).to_contain_text(SAVED)
    assert birth_place(scenes, draft) == "г. Клин"


def test_a_questionnaire_that_was_submitted_meanwhile(client_page, scenes):
    questionnaire = scenes.filled()
    client = client_page()
    client.come_in(scenes.link(questionnaire))
    client.open_step("holder")
    scenes.office.submit(questionnaire)
    client.fill_in({BIRTH_PLACE: "г. Клин"})
    expect(status(client)).to_contain_text("Не сохранено")
    client.press("Сохранить и продолжить")
    expect(status(client)).to_contain_text("Не сохранено")
    assert birth_place(scenes, questionnaire) == PERSON["birth_place"]
