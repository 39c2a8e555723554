# Licence LGPL-3 (see LICENSE).
"""From the deal to the stored docx in Odoo: ``python3 -m benchmarks.forming [rounds]``.

Beside it, in turns on one database: Odoo's own PDF of the same order (QWeb and wkhtmltopdf).
Record caches are cold, CPU time counts processes that are started as well. Exit status 1 when
a goal is missed.
"""

import json
import sys

from bench.odoo import BenchOdoo
from bench.paths import STATE
from bench.processes import free_port
from bench.progress import BenchError
from bench.server import serving

# Number of lines -> how many times less CPU than the PDF.
GOALS = {"10": 15, "200": 30}
MAX_QUERIES = 15
MAX_ZIP_GROWTH = 50
MEBIBYTE = 1024 * 1024
RESULT = "RESULT "
SCRIPT = """
import sys
sys.path.insert(0, "/checkout")
from benchmarks.forming.inside import measure
sys.stdout.write("\\nRESULT " + measure(env, %d, "%s") + "\\n")
"""


def main(rounds="15"):
    report = _run(int(rounds))
    missed = 0
    print(
        "%-6s %12s %12s %8s %6s %8s" % ("lines", "docx, ms", "PDF, ms", "ratio", "goal", "queries")
    )
    for lines, figures in report["lines"].items():
        ratio = figures["pdf"] / figures["docx"]
        values = (figures["docx"] * 1000, figures["pdf"] * 1000, ratio, GOALS[lines])
        print("%-6s %12.1f %12.1f %7.1fx %5dx %8d" % (lines, *values, figures["queries"]))
        missed += ratio < GOALS[lines] or figures["queries"] > MAX_QUERIES
    few, many = (size / MEBIBYTE for size in report["zip"])
    print(
        "zip of 10: +%.1f MB, of 1000: +%.1f MB (goal: %d MB apart)" % (few, many, MAX_ZIP_GROWTH)
    )
    return 1 if missed or many - few > MAX_ZIP_GROWTH else 0


def _run(rounds):
    odoo = BenchOdoo(STATE / "bench-forming")
    with odoo.running():
        odoo.new_database("forming", demo=True)
        odoo.install("forming")
        with serving(odoo, "forming", free_port()) as (address, _server):
            script = SCRIPT % (rounds, address)
            options = ("--no-http", "--log-level=error")
            done = odoo.run("forming", *options, verb=("shell",), script=script)
    lines = [line for line in done.stdout.split("\n") if line.startswith(RESULT)]
    if not lines:
        raise BenchError(done.stdout[-4000:])
    return json.loads(lines[0][len(RESULT) :])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
