# Licence LGPL-3 (see LICENSE).
"""The chain names every way of tampering that it can see, and tells what needs an anchor."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from itcom_core import journal
from itcom_core.journal import verifier


def entries(count=5):
    """:return: list of chained entries as an export holds them."""
    plain = [
        {
            "company": 1,
            "date": "2026-11-24T10:00:%02dZ" % index,
            "event": "scan.viewed",
            "user": 7,
            "partner": 0,
            "model": "itcom.questionnaire",
            "res_id": 100 + index,
            "name": "А-0009%d" % index,
            "ip": "192.0.2.7",
            "facts": '{"kind":"passport"}',
        }
        for index in range(count)
    ]
    return list(journal.chain(plain, journal.Head()))


def problems(chained, *anchors):
    return [tuple(problem) for problem in journal.verify(chained, anchors).problems]


def head(entry):
    return journal.Head(entry["number"], entry["hash"])


def rewritten(chained, start):
    """:return: the chain with everything from index ``start`` on hashed anew."""
    before = head(chained[start - 1]) if start else journal.Head()
    return chained[:start] + list(journal.chain(chained[start:], before))


def test_an_untouched_chain_has_no_problem_and_gives_its_head():
    chained = entries()
    report = journal.verify(chained, [head(chained[2]), head(chained[4])])
    assert (report.total, report.count, report.head) == (0, 5, head(chained[-1]))


def test_an_empty_chain_is_whole():
    assert journal.verify([]) == (0, journal.Head(0, journal.GENESIS), (), 0)


@pytest.mark.parametrize("name", [name for name in verifier.CONTENT if name != "number"])
def test_changing_any_part_of_an_entry_names_that_entry(name):
    chained = entries()
    chained[2][name] = 999 if isinstance(chained[2][name], int) else "other"
    assert problems(chained) == [("changed", 3, None)]


def test_changing_an_entry_and_its_hash_breaks_the_next_link():
    chained = entries()
    chained[2]["user"] = 8
    chained[2]["hash"] = verifier.entry_hash(chained[2], chained[2]["previous"])
    assert problems(chained) == [("unlinked", 4, None)]


def test_a_deleted_entry_leaves_a_gap():
    chained = entries()
    assert problems(chained[:1] + chained[3:]) == [("missing", 2, 3)]
    assert problems(chained[2:]) == [("missing", 1, 2)]


def test_closing_the_gap_by_renumbering_is_seen():
    chained = entries()
    del chained[1]
    for number, entry in enumerate(chained, start=1):
        entry["number"] = number
    assert problems(chained) == [
        ("unlinked", 2, None), ("changed", 2, None), ("changed", 3, None), ("changed", 4, None),
    ]  # fmt: skip


def test_entries_that_changed_places_are_named():
    chained = entries()
    one, two = chained[1], chained[2]
    for name in verifier.CONTENT:
        if name != "number":
            one[name], two[name] = two[name], one[name]
    assert problems(chained) == [("changed", 2, None), ("changed", 3, None)]


def test_a_repeated_entry_is_misplaced():
    chained = entries()
    assert problems(chained[:3] + chained[2:]) == [("misplaced", 3, None)]


def test_a_cut_end_is_seen_only_with_an_anchor():
    chained = entries()
    assert problems(chained[:3]) == []
    assert problems(chained[:3], head(chained[4])) == [("cut", 4, 5)]


def test_a_chain_written_anew_is_seen_only_with_an_anchor():
    chained = entries()
    anchor = head(chained[3])
    chained[1]["user"] = 8
    forged = rewritten(chained, 1)
    assert problems(forged) == []
    assert problems(forged, anchor) == [("other_than_anchor", 4, None)]


def test_an_anchor_of_a_missing_entry_is_told():
    chained = entries()
    assert ("other_than_anchor", 2, None) in problems(chained[:1] + chained[2:], head(chained[1]))


def test_two_anchors_that_contradict_each_other_are_told():
    chained = entries()
    other = journal.Head(2, "f" * 64)
    assert problems(chained, head(chained[1]), other) == [("other_than_anchor", 2, None)]


@pytest.mark.parametrize(
    "line", [None, [], "text", 3, {}, {"number": float("inf"), "hash": "", "previous": ""}]
)
def test_what_is_no_entry_is_named_and_never_breaks_the_verifier(line):
    chained = entries(2)
    assert ("unreadable", 2, None) in problems([chained[0], line, chained[1]])


def test_problems_are_counted_beyond_what_is_kept(monkeypatch):
    monkeypatch.setattr(verifier, "MAX_PROBLEMS", 3)
    chained = entries(9)
    for entry in chained:
        entry["ip"] = ""
    report = journal.verify(chained)
    assert (len(report.problems), report.total) == (3, 9)


@given(st.integers(0, 4), st.sampled_from([*verifier.CONTENT, "hash", "previous"]), st.text())
def test_no_single_edit_goes_unseen(index, name, text):
    chained = entries()
    before = chained[index][name]
    chained[index][name] = text
    assert (journal.verify(chained, [head(entries()[4])]).total == 0) == (text == before)


def test_the_hash_is_that_of_the_documented_form():
    # Computed once with sha256sum over this line, unbroken: the format must never drift.
    entry = dict.fromkeys(verifier.CONTENT, "")
    entry.update(company=1, number=1, user=2, partner=0, res_id=0, name="А", facts="{}")
    # {"company":1,"date":"","event":"","facts":"{}","format":1,"ip":"","model":"",
    # "name":"\\u0410","number":1,"partner":0,"previous":"00","res_id":0,"user":2}
    assert (
        verifier.entry_hash(entry, "00")
        == "32c05be81921cdccf5e9b5509725fb614e7679700d9bce9a2d39ba042638af4b"
    )


@pytest.mark.parametrize("text", ["", "12", "12:abc", "x:" + "0" * 64, "-1:" + "0" * 64])
def test_an_anchor_that_is_none_is_refused(text):
    with pytest.raises(ValueError):
        journal.parse_anchor(text)


def test_an_anchor_is_read_as_it_is_printed():
    anchor = head(entries()[-1])
    assert journal.parse_anchor(" %s:%s\n" % anchor) == anchor


def run_script(path, *arguments):
    script = Path(verifier.__file__)
    return subprocess.run(
        [sys.executable, "-I", str(script), str(path), *arguments],
        capture_output=True, encoding="utf-8", env={"PYTHONIOENCODING": "utf-8"}, check=False,
    )  # fmt: skip


def test_the_script_runs_by_itself_and_says_by_its_status_what_it_found(tmp_path):
    chained = entries()
    path = tmp_path / "journal.jsonl"
    path.write_text("\n".join(map(journal.to_line, chained)) + "\n", "utf-8")
    whole = run_script(path, "--anchor", str(head(chained[-1])))
    assert (whole.returncode, whole.stderr) == (0, "")
    assert "Журнал цел и совпадает с отметками." in whole.stdout
    path.write_text(path.read_text("utf-8").replace("А-00092", "А-00099"), "utf-8")
    changed = run_script(path)
    assert changed.returncode == 1
    assert "запись № 3: содержание изменено" in changed.stdout


def test_the_script_survives_what_is_no_export(tmp_path):
    path = tmp_path / "journal.jsonl"
    path.write_bytes(b"\xff\xfe\n" + b"[" * 100000 + b"\n{}\n")
    done = run_script(path)
    assert (done.returncode, done.stderr) == (1, "")
    assert "строка 3: это не запись журнала" in done.stdout
