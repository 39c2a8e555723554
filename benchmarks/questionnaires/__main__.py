# Licence LGPL-3 (see LICENSE).
"""Lists of questionnaires, few and many: ``python3 -m benchmarks.questionnaires [many] [few]``.

Fills one database with few and another with many by SQL, does there what managers and verifiers
do every day, and compares. Exit status 1 when a deed of every day costs more than ``GOAL`` times
as much among many (1,000,000) as among few (10,000), or a step of the workflow more than
``STEP_GOAL`` times as much with 200,000 partners as with 2,000.
"""

import json
import sys

from bench.odoo import BenchOdoo
from bench.paths import STATE
from bench.progress import BenchError, say, step

GOAL = 2
STEP_GOAL = 1.3
RESULT = "RESULT "
SCRIPT = """
import sys
sys.path.insert(0, "/checkout")
from benchmarks.questionnaires.deeds import measure
sys.stdout.write("\\nRESULT " + measure(env, %d) + "\\n")
"""


def main(many="1000000", few="10000"):
    odoo = BenchOdoo(STATE / "bench-questionnaires", durable=False)
    with odoo.running():
        reports = [_measure(odoo, int(count)) for count in (few, many)]
    say("%-44s %10s %10s %7s" % ("median, ms", few, many, "ratio"))
    missed = 0
    for deed, (before, goal) in reports[0].items():
        after = reports[1][deed][0]
        ratio = after / before
        goal = {"daily": GOAL, "step": STEP_GOAL}.get(goal)
        is_missed = goal is not None and ratio > goal
        missed += is_missed
        mark = "  missed: goal %s" % goal if is_missed else ""
        say("%-44s %10.1f %10.1f %6.1fx%s" % (deed, before, after, ratio, mark))
    return 1 if missed else 0


def _measure(odoo, count):
    """:return: {deed: (milliseconds, kind of goal)}."""
    name = "questionnaires_%d" % count
    with step("Measuring among %d" % count):
        odoo.new_database(name)
        odoo.install(name)
        done = odoo.run(
            name, "--no-http", "--log-level=error", verb=("shell",), script=SCRIPT % count
        )
        odoo.postgres.drop(name)
    (line,) = [line for line in done.stdout.split("\n") if line.startswith(RESULT)] or [None]
    if line is None:
        raise BenchError(done.stdout[-4000:])
    return json.loads(line[len(RESULT) :])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
