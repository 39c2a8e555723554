"""Proof that a journal is as it was written. Runs by itself: Python 3.9 and nothing else.

    python3 verifier.py journal.jsonl --anchor 1500:9f86d081…

Entries of one company are numbered 1, 2, 3 … without gaps. Each carries the hash of the one
before it and its own: SHA-256 of its content and of that predecessor's hash, written as JSON
with sorted names, without spaces, in ASCII. So:

- changed content no longer fits the entry's own hash;
- whoever writes that hash anew breaks the link from the next entry;
- a deleted entry leaves a gap, and closing it changes the number, which is content;
- entries that changed places carry each other's number.

What no chain can show by itself is one that was cut at its end, or written anew from some entry
to the end. That needs an anchor: number and hash of an entry, kept where whoever can write the
database can't: a mail, a printed page, the server's log. :func:`verify` compares anchors too.
"""

import argparse
import hashlib
import json
import re
import sys
from typing import NamedTuple, Optional

FORMAT = 1
GENESIS = "0" * 64
# What is hashed, beside the format and the predecessor's hash.
CONTENT = (
    "company", "number", "date", "event", "user", "partner", "model", "res_id", "name", "ip",
    "facts",
)  # fmt: skip
MAX_PROBLEMS = 1000

UNREADABLE = "unreadable"
CHANGED = "changed"
UNLINKED = "unlinked"
MISSING = "missing"
MISPLACED = "misplaced"
OTHER_THAN_ANCHOR = "other_than_anchor"
CUT = "cut"


class Head(NamedTuple):
    """Where a chain ends: what the next entry follows, and what an anchor keeps."""

    number: int = 0
    hash: str = GENESIS

    def __str__(self):
        return "%d:%s" % self


class Problem(NamedTuple):
    """One thing that is not as it was written.

    :param code: what it is, one of the codes above.
    :param number: of the entry; for ``UNREADABLE`` the entry's place in the sequence read.
    :param until: last number, where a range is missing.
    """

    code: str
    number: int
    until: Optional[int] = None


class Report(NamedTuple):
    """Outcome of a verification.

    :param count: entries that were read.
    :param head: of the last one that could be read.
    :param problems: first ``MAX_PROBLEMS`` of them.
    :param total: of all problems.
    """

    count: int
    head: Head
    problems: tuple
    total: int


def entry_hash(entry, previous):
    """:return: what an entry's hash has to be when it follows the hash ``previous``.

    :raise KeyError: a part of the content is not there.
    """
    content = {name: entry[name] for name in CONTENT}
    content.update(format=FORMAT, previous=previous)
    text = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def chain(entries, head):
    """Number and hash entries that follow ``head``.

    :param entries: dicts with all of ``CONTENT`` but the number.
    :return: iterator of the same dicts, completed by ``number``, ``previous`` and ``hash``.
    """
    for entry in entries:
        entry["number"] = head.number + 1
        entry["previous"] = head.hash
        entry["hash"] = entry_hash(entry, head.hash)
        head = Head(entry["number"], entry["hash"])
        yield entry


def to_line(entry):
    """:return: a chained entry as a line of the export, without its line break."""
    return json.dumps(entry, ensure_ascii=False, sort_keys=True)


def verify(entries, anchors=()):
    """Walk a chain from its first entry and name all that is not as it was written.

    :param entries: iterable of chained dicts in the order of their numbers; whatever is no such
        dict is named as unreadable.
    :param anchors: iterable of :class:`Head` that were kept elsewhere.
    :return: :class:`Report`.
    """
    walk = _Walk(anchors)
    for entry in entries:
        walk.step(entry)
    return walk.end()


class _Walk:
    """State of a verification between two entries."""

    def __init__(self, anchors):
        self.anchors = {}
        for anchor in anchors:
            self.anchors.setdefault(anchor.number, set()).add(anchor.hash)
        self.head = Head()
        self.count = 0
        self.total = 0
        self.problems = []

    def step(self, entry):
        self.count += 1
        try:
            head = Head(int(entry["number"]), str(entry["hash"]))
            previous = entry["previous"]
            proper_hash = entry_hash(entry, previous)
        except (KeyError, TypeError, ValueError, OverflowError):
            self._add(UNREADABLE, self.count)
            return
        if head.number <= self.head.number:
            self._add(MISPLACED, head.number)
            return
        if head.number > self.head.number + 1:
            self._add(MISSING, self.head.number + 1, head.number - 1)
        elif previous != self.head.hash:
            self._add(UNLINKED, head.number)
        if proper_hash != head.hash:
            self._add(CHANGED, head.number)
        if self.anchors.pop(head.number, {head.hash}) != {head.hash}:
            self._add(OTHER_THAN_ANCHOR, head.number)
        self.head = head

    def end(self):
        for number in sorted(self.anchors):
            if number > self.head.number:
                self._add(CUT, self.head.number + 1, number)
            elif number > 0:
                self._add(OTHER_THAN_ANCHOR, number)
        return Report(self.count, self.head, tuple(self.problems), self.total)

    def _add(self, code, number, until=None):
        self.total += 1
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(code, number, until))


def parse_anchor(text):
    """:return: :class:`Head` written as ``number:hash``.

    :raise ValueError: it is not written so.
    """
    match = re.fullmatch(r"\s*(\d{1,18})\s*:\s*([0-9a-fA-F]{64})\s*", text)
    if not match:
        raise ValueError("an anchor is written number:hash, the hash as 64 hexadecimal digits")
    return Head(int(match[1]), match[2].lower())


# Command line. Its users are auditors who read Russian.

TEXTS = {
    UNREADABLE: "строка {0}: это не запись журнала",
    CHANGED: "запись № {0}: содержание изменено после внесения в журнал",
    UNLINKED: "запись № {0}: не продолжает предыдущую, цепочка до неё переписана",
    MISSING: "записи № {0}…{1}: отсутствуют",
    MISPLACED: "запись № {0}: стоит не на своём месте или повторяется",
    OTHER_THAN_ANCHOR: "запись № {0}: расходится с сохранённой отметкой, журнал переписан",
    CUT: "записи № {0}…{1}: отсутствуют в конце, журнал обрезан",
}


def read_lines(file):
    """:return: iterator of what the lines of an export hold; None for a line that is no JSON."""
    for line in file:
        try:
            yield json.loads(line)
        except (ValueError, RecursionError):
            yield None


def outcome(report, anchors):
    """:return: iterator of the lines that tell an auditor what came out."""
    for problem in report.problems:
        yield TEXTS[problem.code].format(problem.number, problem.until)
    yield "Записей: %d. Последняя: %s" % (report.count, report.head)
    if report.total:
        yield "ЖУРНАЛ НАРУШЕН. Найдено нарушений: %d" % report.total
    elif anchors:
        yield "Журнал цел и совпадает с отметками."
    else:
        yield "Цепочка цела. Обрезан ли её конец, покажет только отметка (--anchor)."


def main(arguments=None):
    """:return: exit status: 0 when the journal is as it was written, 1 when it is not."""
    parser = argparse.ArgumentParser(description="Проверка выгруженного журнала.")
    parser.add_argument("file", help="выгрузка: journal.jsonl")
    parser.add_argument(
        "--anchor", action="append", default=[], type=parse_anchor, metavar="НОМЕР:ХЕШ",
        help="отметка, сохранённая вне базы; можно указать несколько раз",
    )  # fmt: skip
    options = parser.parse_args(arguments)
    with open(options.file, encoding="utf-8", errors="replace") as file:
        report = verify(read_lines(file), options.anchor)
    sys.stdout.write("".join(line + "\n" for line in outcome(report, options.anchor)))
    return 1 if report.total else 0


if __name__ == "__main__":
    sys.exit(main())
