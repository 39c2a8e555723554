# Licence LGPL-3 (see LICENSE).
"""The client's page and letters in English: nothing left in Russian but names and quotations."""

import html
import re

import pytest
from conftest import SMALLEST
from office import SCAN, User
from playwright.sync_api import expect
from scenes import ALIAS, CLIENT, ORGANISATION, PERSON, REMARK, RETURN_REASON, Scenes

# All that can be seen or is read out, whatever is folded; what is marked as Russian is so rightly.
SAID = """
() => {
    const said = [document.title];
    const attributes = ["aria-label", "alt", "title", "placeholder"];
    const quoted = (element) => element.closest("[lang=ru]:not(html)");
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL);
    for (let node = walker.currentNode; node; node = walker.nextNode()) {
        const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
        if (node.nodeType === Node.COMMENT_NODE || quoted(element)
            || ["SCRIPT", "STYLE"].includes(element.tagName)) {
            continue;
        }
        if (element === node) {
            said.push(...attributes.map((name) => element.getAttribute(name)));
        } else {
            said.push(node.textContent);
        }
    }
    return said.filter(Boolean).map((text) => text.trim()).filter(Boolean);
}
"""
RUSSIAN = re.compile("[А-Яа-яЁё][А-Яа-яЁё .,«»-]*")
NO_SCAN = {"name": "scan.exe", "mimeType": "image/jpeg", "buffer": b"MZ is no picture"}
# What comes from somebody's pen or from a register, and the letter that numbers begin with.
OWN_WORDS = (
    *PERSON.values(),
    *(REMARK, RETURN_REASON, CLIENT, ORGANISATION, ALIAS),
    *("Марина Кузнецова", "ООО «УЦ Печать»", "Скан.jpg", "А-0"),
    "г. Казань, ул. Баумана, д. 7, офис 12",
)


@pytest.fixture(scope="module")
def scenes(office):
    office.activate_english()
    return Scenes(office, "en_US")


@pytest.fixture
def client(client_page):
    return client_page(viewport=SMALLEST, locale="en-GB")


def assert_english(texts):
    """:param texts: all that is said."""
    said = "\n".join(texts)
    for word in sorted(OWN_WORDS, key=len, reverse=True):
        said = said.replace(word, "")
    assert not RUSSIAN.findall(said)


def assert_page_is_english(client):
    expect(client.page.locator("html")).to_have_attribute("lang", "en")
    assert_english(client.page.evaluate(SAID))


def test_russian_words_are_found(client, scenes):
    """Else this file would be of no use."""
    client.come_in(scenes.link(scenes.draft()), "ru_RU")
    client.open_step("holder")
    with pytest.raises(AssertionError, match="Анкета"):
        assert_english(client.page.evaluate(SAID))


def test_the_steps_and_their_errors(client, scenes):
    # By the client's own language, without a choice.
    client.come_in(scenes.organisation)
    for step in ("holder", "identity", "organisation", "documents"):
        client.open_step(step, "&check=1")
        assert_page_is_english(client)


def test_what_is_wrong(client, scenes):
    questionnaire = scenes.draft(
        **{**PERSON, "snils": "111-222-333 73", "inn": "1", "birth_date": "2025-01-01"}
    )
    client.come_in(scenes.link(questionnaire))
    client.open_step("holder")
    client.fill_in({"Surname": "Smith2", "Phone": "1", "E-mail": "nobody"})
    for label, text in (
        ("Surname", "signs here"),
        ("SNILS", "check digit"),
        ("INN of the person", "12 characters"),
        ("Date of birth", "younger than 14"),
        ("Phone", "+7"),
        ("E-mail", "name@example.com"),
    ):
        expect(client.error(label)).to_contain_text(text)
    scenes.office.fill(questionnaire, gender="male", birth_place="Leeds")
    client.fill("Place of birth", "London")
    client.settle()
    expect(client.error("Place of birth")).to_contain_text("«Leeds»")
    assert_page_is_english(client)


def test_the_documents(client, scenes):
    client.come_in(scenes.link(scenes.draft(**PERSON)))
    client.open_step("documents")
    snils = client.document("SNILS")
    snils.locator(".upload input[type=file]").first.set_input_files(SCAN)
    expect(snils.locator(".scan")).to_have_count(1)
    snils.locator(".upload input[type=file]").first.set_input_files(NO_SCAN)
    expect(snils.locator(".refused")).to_contain_text("no scan")
    assert_page_is_english(client)
    client.button("Submit for checking").click()
    expect(client.page.get_by_role("alert")).to_be_visible()
    assert_page_is_english(client)


def test_the_states_and_refusals(client, scenes):
    for link in (scenes.submitted, scenes.returned):
        client.come_in(link)
        assert_page_is_english(client)
        client.open_step("documents")
        assert_page_is_english(client)
    questionnaire = scenes.draft()
    link = scenes.link(questionnaire)
    scenes.office.withdraw_link(questionnaire)
    client.come_in(link)
    assert_page_is_english(client)
    client.page.goto(link + "wrong")
    assert_page_is_english(client)


def test_my_questionnaires(client, scenes):
    User(client.page.context, client.address, scenes.portal_login("en_US", True))
    client.open("/my/questionnaires")
    expect(client.page.locator("a.list-group-item")).to_have_count(1)
    assert_english(client.page.locator("#wrap").all_inner_texts())


# Letters


def english_letter(mailbox, known):
    """:return: text of the letter that came after those of ``known``."""
    mail = mailbox.wait_for_next(known)
    text = html.unescape(re.sub(r"(?s)<style.*?</style>|<[^>]+>", "", mail.html))
    assert_english([mail.subject, text])
    return text


def test_letters(client, scenes, mailbox):
    office = scenes.office
    questionnaire = scenes.filled()
    known = mailbox.names()
    office.send_link(questionnaire, "john@mail.example")
    assert "ten minutes" in english_letter(mailbox, known)

    known = mailbox.names()
    office.submit(questionnaire)
    assert "are checking them now" in english_letter(mailbox, known)

    known = mailbox.names()
    photo = office.documents(questionnaire)["passport_photo"]
    office.send_back(questionnaire, photo, REMARK, RETURN_REASON)
    assert "Please correct" in english_letter(mailbox, known)

    with office.asking_for_a_code():
        client.come_in(office.link(questionnaire))
        known = mailbox.names()
        client.button("Send the code").click()
        code = re.search(r"\b\d{6}\b", english_letter(mailbox, known)).group()
        client.page.get_by_label("Code from the letter").fill(code)
        client.button("Confirm").click()
        expect(client.heading).to_have_text("Please correct")
