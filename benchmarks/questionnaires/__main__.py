# Licence LGPL-3 (see LICENSE).
"""Questionnaires, few and many: ``python3 -m benchmarks.questionnaires [many] [few] [rounds]``.

Fills one database with many and another with few by SQL, then does in both, in turns, what
managers, verifiers and administrators do every day. Shown are medians of milliseconds on a
processor, Odoo's and PostgreSQL's together, and the median of the ratios of the pairs. Exit
status 1 when a deed of every day costs more than ``GOALS["daily"]`` times as much among many, or
a step of the workflow more than ``GOALS["step"]`` times as much with 200,000 partners as with
2,000.
"""

import json
import statistics
import sys

from bench.odoo import BenchOdoo
from bench.paths import STATE
from bench.progress import BenchError, say, step

# What is only allowed to cost what counting over an index costs has no bound here.
GOALS = {"daily": 2, "step": 1.3}
RESULT = "RESULT "
SCRIPT = """
import sys
sys.path.insert(0, "/checkout")
from benchmarks.questionnaires.inside import measure
sys.stdout.write("\\nRESULT " + measure(%r, %d) + "\\n")
"""


def main(many="1000000", few="10000", rounds="15"):
    odoo = BenchOdoo(STATE / "bench-questionnaires", durable=False)
    counts = {"questionnaires_%s" % count: int(count) for count in (few, many)}
    with odoo.running():
        for name in counts:
            odoo.new_database(name)
            odoo.install(name)
        report = _measure(odoo, counts, int(rounds))
    head = ("CPU, ms (median)", few, many, "ratio", "rows shown")
    say("%-58s %9s %9s %7s %11s" % head)
    return 1 if sum(_is_missed(*row) for row in report) else 0


def _measure(odoo, counts, rounds):
    """:return: list of (deed, kind of goal, list of pairs of (ms, rows shown))."""
    with step("Filling and measuring"):
        done = odoo.run(
            min(counts, key=counts.get), "--no-http", "--log-level=error",
            verb=("shell",), script=SCRIPT % (counts, rounds),
        )  # fmt: skip
    (line,) = [line for line in done.stdout.split("\n") if line.startswith(RESULT)] or [None]
    if line is None:
        raise BenchError(done.stdout[-4000:])
    return json.loads(line[len(RESULT) :])


def _is_missed(deed, goal, pairs):
    """Show a deed. :return: whether it misses its goal."""
    few, many = (statistics.median(ms for ms, _rows in side) for side in zip(*pairs))
    ratio = statistics.median(after[0] / before[0] for before, after in pairs)
    rows = "" if goal == "step" else "%d / %d" % tuple(rows for _ms, rows in pairs[-1])
    is_missed = ratio > GOALS.get(goal, ratio)
    mark = "  missed: goal %s" % GOALS[goal] if is_missed else ""
    say("%-58s %9.1f %9.1f %6.1fx %11s%s" % (deed, few, many, ratio, rows, mark))
    return is_missed


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
