# Licence LGPL-3 (see LICENSE).
"""Each page that a client may see, in each state: fit for everybody, and no wider than a phone."""

import pytest
from accessible import grave_findings, overflow
from conftest import DESKTOP, SMALLEST
from office import SCAN, User
from playwright.sync_api import expect
from scenes import PERSON, REMARK, Scenes

LANGUAGES = ("ru_RU", "en_US")
OVER = {"ru_RU": "Ссылка больше не действует", "en_US": "The link is not valid any more"}
NO_SCAN = {"name": "Паспорт.jpg", "mimeType": "image/jpeg", "buffer": b"MZ is no picture"}
# What a finger hits without aiming, in pixels.
FINGER = 44
OPEN_ALL = "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })"


@pytest.fixture(scope="module")
def scenes(office):
    office.activate_english()
    return Scenes(office)


@pytest.fixture(params=LANGUAGES)
def lang(request):
    return request.param


def assert_fit(page, part="html"):
    """No grave finding, whatever is unfolded; as wide as a phone and as a desktop."""
    for size in (DESKTOP, SMALLEST):
        page.set_viewport_size(size)
        assert overflow(page) <= 0, "too wide at %(width)d px" % size
    page.evaluate(OPEN_ALL)
    assert overflow(page) <= 0, "too wide when unfolded"
    assert not grave_findings(page, part)


def test_what_is_wrong_with_a_page_is_found(client_page, scenes):
    """Else this file would be of no use."""
    anna = client_page(viewport=SMALLEST)
    anna.come_in(scenes.organisation)
    anna.open_step("holder")
    anna.page.evaluate(
        """() => {
            document.querySelector("label[for=surname]").remove();
            document.querySelector("h1").style.width = "2000px";
        }"""
    )
    with pytest.raises(AssertionError, match="too wide at 1280"):
        assert_fit(anna.page)
    assert any("label" in text for text in grave_findings(anna.page))


@pytest.mark.parametrize("step", ["holder", "identity", "organisation"])
def test_a_step(client_page, scenes, lang, step):
    anna = client_page(viewport=SMALLEST)
    anna.come_in(scenes.organisation, lang)
    anna.open_step(step)
    expect(anna.page.locator(".field").first).to_be_visible()
    for reason in anna.page.locator(".why summary").all():
        assert reason.bounding_box()["height"] >= FINGER
    assert_fit(anna.page)


def test_a_step_with_errors_and_a_conflict(client_page, scenes, lang):
    questionnaire = scenes.draft(snils="111-222-333 73")
    anna = client_page(viewport=SMALLEST)
    anna.come_in(scenes.link(questionnaire), lang)
    anna.open_step("holder", "&check=1")
    scenes.office.fill(questionnaire, birth_place="г. Тула")
    anna.page.locator("#birth_place").fill("г. Клин")
    expect(anna.page.locator(".choice button")).to_have_count(2)
    expect(anna.page.locator("#summary a")).not_to_have_count(0)
    assert_fit(anna.page)


def test_the_documents(client_page, scenes, lang):
    """Empty, then with what is uploaded, what is refused, and what waits for the connection."""
    anna = client_page(viewport=SMALLEST)
    anna.come_in(scenes.link(scenes.draft(**PERSON)), lang)
    anna.open_step("documents")
    expect(anna.page.locator(".document .scan")).to_have_count(0)
    assert_fit(anna.page)
    for document in ("snils", "passport_photo"):
        anna.page.locator("#%s .upload input[type=file]" % document).first.set_input_files(SCAN)
        expect(anna.page.locator("#%s .scan" % document)).to_have_count(1)
    anna.page.locator("#passport_photo .upload input[type=file]").first.set_input_files(NO_SCAN)
    expect(anna.page.locator("#passport_photo .refused button")).to_be_visible()
    anna.page.context.set_offline(True)
    anna.page.locator("#inn .upload input[type=file]").first.set_input_files(SCAN)
    expect(anna.page.locator("#inn .sending button")).to_be_visible()
    assert_fit(anna.page)


def test_what_is_left_before_submission(client_page, scenes, lang):
    anna = client_page(viewport=SMALLEST)
    anna.come_in(scenes.link(scenes.draft(snils="111-222-333 73")), lang)
    anna.open_step("documents")
    anna.page.locator(".submission button.primary").click()
    expect(anna.page.locator("#summary")).to_be_focused()
    assert_fit(anna.page)


def test_after_submission(client_page, scenes, lang):
    anna = client_page(viewport=SMALLEST)
    anna.come_in(scenes.submitted, lang)
    expect(anna.page.locator(".history li")).to_have_count(2)
    assert_fit(anna.page)
    for step in ("holder", "documents"):
        anna.open_step(step)
        expect(anna.page.get_by_role("heading", level=2).first).to_be_visible()
        assert_fit(anna.page)


def test_a_returned_one(client_page, scenes, lang):
    anna = client_page(viewport=SMALLEST)
    anna.come_in(scenes.returned, lang)
    expect(anna.page.locator(".named")).not_to_have_count(0)
    assert_fit(anna.page)
    anna.page.locator(".returned a").last.click()
    expect(anna.page.locator("#passport_photo .remark")).to_have_text(REMARK)
    assert_fit(anna.page)


# Refusals


def test_a_link_that_is_over(client_page, scenes, lang):
    questionnaire = scenes.draft()
    link = scenes.link(questionnaire)
    anna = client_page(viewport=SMALLEST)
    anna.come_in(link, lang)
    scenes.office.withdraw_link(questionnaire)
    anna.page.goto(link)
    expect(anna.page.locator("h1")).to_have_text(OVER[lang])
    assert_fit(anna.page)


def test_a_page_without_a_link(client_page, scenes, lang):
    stranger = client_page(viewport=SMALLEST, locale=lang.replace("_", "-"))
    path = scenes.link(scenes.draft()).partition("?")[0]
    for address in (path, path + "?access_token=1-wrong"):
        stranger.page.goto(address)
        expect(stranger.page.locator("h1")).not_to_be_empty()
        assert_fit(stranger.page)


def test_a_page_that_has_become_too_old(client_page, scenes, lang):
    anna = client_page(viewport=SMALLEST)
    anna.come_in(scenes.link(scenes.draft()), lang)
    anna.open_step("documents")
    anna.page.evaluate("() => { document.querySelector('.submission input').value = ''; }")
    anna.page.locator(".submission button.primary").click()
    expect(anna.page.locator("main a.primary")).to_be_visible()
    assert_fit(anna.page)


def test_the_code(client_page, scenes, lang):
    with scenes.office.asking_for_a_code():
        anna = client_page(viewport=SMALLEST)
        anna.come_in(scenes.link(scenes.draft()), lang)
        assert_fit(anna.page)
        expect(anna.page.locator("html")).to_have_attribute("lang", lang[:2])
        anna.page.locator("button.primary").click()
        anna.page.locator("#code").fill("000000")
        anna.page.locator("button.primary").click()
        expect(anna.page.get_by_role("alert")).to_be_visible()
        assert_fit(anna.page)


# With a login


@pytest.mark.parametrize("has_questionnaires", [True, False])
def test_my_questionnaires(client_page, scenes, lang, has_questionnaires):
    login = scenes.portal_login(lang, has_questionnaires)
    anna = client_page(viewport=SMALLEST)
    User(anna.page.context, anna.address, login)
    anna.page.goto(anna.address + "/my/questionnaires?filterby=all")
    expect(anna.page.locator("a.list-group-item")).to_have_count(1 if has_questionnaires else 0)
    assert_fit(anna.page, "#wrap")


def test_the_managers_page(client_page, scenes):
    marina = client_page(viewport=SMALLEST)
    questionnaire = scenes.draft(**PERSON)
    User(marina.page.context, marina.address, "manager")
    for step in ("holder", "documents"):
        marina.page.goto("%s/questionnaire/%d?step=%s" % (marina.address, questionnaire, step))
        expect(marina.page.locator(".note")).to_be_visible()
        assert_fit(marina.page)
