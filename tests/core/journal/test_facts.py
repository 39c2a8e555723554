# Licence LGPL-3 (see LICENSE).
"""Facts are written in one way, and nothing personal gets among them."""

import json
from datetime import date, datetime

import pytest
from itcom_core import journal
from itcom_core.journal import events
from itcom_core.journal.facts import MAX_ITEMS, WITHHELD


def test_equal_facts_give_equal_text():
    text = journal.canonical_facts({"b": (2, 1), "a": True, "c": None})
    assert text == '{"a":true,"b":[2,1],"c":null}'
    assert journal.canonical_facts({"c": None, "a": True, "b": [2, 1]}) == text
    assert journal.canonical_facts({"s": {3, 1, 2}}) == '{"s":[1,2,3]}'


def test_dates_are_written_as_iso():
    facts = {"day": date(2026, 11, 24), "moment": datetime(2026, 11, 24, 10, 0)}
    assert journal.canonical_facts(facts) == ('{"day":"2026-11-24","moment":"2026-11-24T10:00:00"}')


@pytest.mark.parametrize(
    "text",
    [
        "passport_photo",
        "1.2.643.100.113.1",
        "2026-11-24",
        "a" * 64,
        "12345678",
        "itcom.document",
        "",
    ],
)
def test_codes_pass(text):
    assert json.loads(journal.canonical_facts({"fact": text})) == {"fact": text}


@pytest.mark.parametrize(
    "text",
    [
        "Иванов Иван Иванович",
        "Ivanov Ivan",
        "client@example.com",
        "500100732259",
        "112-233-445 95",
        "11223344595",
        "+79001234567",
        "4509 123456",
        "a" * 129,
        "two\nlines",
    ],
)
def test_what_may_be_personal_is_withheld(text):
    facts = json.loads(journal.canonical_facts({"one": text, "many": [1, text]}))
    assert facts == {"one": WITHHELD, "many": [1, WITHHELD]}


def test_a_long_list_is_cut_and_says_so():
    facts = json.loads(journal.canonical_facts({"ids": list(range(MAX_ITEMS + 1))}))
    assert facts["ids"][MAX_ITEMS - 1 :] == [MAX_ITEMS - 1, WITHHELD]


@pytest.mark.parametrize("value", [1.5, b"bytes", {"a": 1}, object()])
def test_other_types_are_the_callers_mistake(value):
    with pytest.raises(TypeError):
        journal.canonical_facts({"fact": value})


def test_every_event_is_a_code_of_its_own():
    assert len(set(events.EVENTS)) == len(events.EVENTS)
    assert all(len(code.split(".")) == 2 for code in events.EVENTS)
