# Licence LGPL-3 (see LICENSE).
"""Journal with 20 parallel writers: ``python3 -m benchmarks.journal [rounds]``.

Three ways to do the same deeds, in turns on one database: without a journal, with ours, and
with the chain that first comes to mind, which locks its head until the deed is committed. Deeds
of three lengths in one run, for the gain depends on how long that lock would be held.
Exit status 1 when ours is not at least ``GOAL`` times the throughput of the latter at the longest
deeds, or when its chain is not whole and complete afterwards.
"""

import json
import sys

from bench.odoo import BenchOdoo
from bench.paths import STATE
from bench.progress import BenchError

GOAL = 5
RESULT = "RESULT "
SCRIPT = """
import sys
sys.path.insert(0, "/checkout")
from benchmarks.journal.writers import measure
sys.stdout.write("\\nRESULT " + measure(env, %d) + "\\n")
"""


def main(rounds="3"):
    odoo = BenchOdoo(STATE / "bench-journal")
    with odoo.running():
        odoo.new_database("journal")
        odoo.install("journal")
        script = SCRIPT % int(rounds)
        done = odoo.run("journal", "--no-http", "--log-level=error", verb=("shell",), script=script)
        (line,) = [line for line in done.stdout.split("\n") if line.startswith(RESULT)] or [None]
        if line is None:
            raise BenchError(done.stdout[-4000:])
        report = json.loads(line[len(RESULT) :])
    print("%-8s %-10s %10s %12s %12s" % ("deed, ms", "way", "deeds/s", "median, ms", "95 %, ms"))
    rates = {}
    for length, way, rate, *times in report["figures"]:
        print("%8d %-10s %10.0f %12.1f %12.1f" % (1000 * length, way, rate, *times))
        rates.setdefault(length, {})[way] = rate
    for length, ways in rates.items():
        ratio = ways["journal"] / ways["head lock"]
        print("journal / head lock at %d ms: %.1f" % (1000 * length, ratio))
    print("goal at the longest deeds: %d" % GOAL)
    print("recorded %(recorded)d, sealed %(sealed)d, open %(open)d, problems %(problems)d" % report)
    whole = report["sealed"] == report["recorded"] and not report["open"] + report["problems"]
    return 0 if ratio >= GOAL and whole else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
