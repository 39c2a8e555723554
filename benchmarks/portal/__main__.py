# Licence LGPL-3 (see LICENSE).
"""The client's page beside Odoo's own page of an order:
``python3 -m benchmarks.portal [many] [few] [rounds]``.

Two databases, with many and few partners and questionnaires; in each, in turns, our page and
``/my/orders/<id>?access_token`` with 10 lines. Shown is time on a processor of Odoo, PostgreSQL
and all that they start. Then fifty clients fill in, upload and submit at the same time. Exit
status 1 when a goal is missed.
"""

import json
import sys

from bench.odoo import BenchOdoo
from bench.paths import STATE
from bench.progress import BenchError, say, step

from .crowd import crowd

# What of the stock page, or of the stock upload, ours may cost.
GOALS = {"page": 0.5, "autosave": 0.25, "upload": 0.35}
GROWTH = 1.5
MAX_QUERIES = 15
MAX_FIRST_PAGE = 100 * 1024
RESULT = "RESULT "
SCRIPT = """
import sys
sys.path.insert(0, "/checkout")
from benchmarks.portal.inside import measure
sys.stdout.write("\\nRESULT " + measure(env, %r, %d) + "\\n")
"""


def main(many="200000", few="2000", rounds="20"):
    odoo = BenchOdoo(STATE / "bench-portal", durable=False)
    with odoo.running():
        counts = {"portal_" + count: int(count) for count in (few, many)}
        report = _measured(odoo, counts, int(rounds))
        met = _told(report, few, many)
        lines, is_crowd_served = _crowd(odoo)
    say("\n".join(lines))
    return 0 if met and is_crowd_served else 1


def _told(report, few, many):
    """Show the figures. :return: whether every goal is met."""
    say("%-44s %9s %9s %7s %7s %7s" % ("CPU, ms", few, many, "growth", "ratio", "queries"))
    goals = [
        *_costs(report["few"], report["many"]),
        *_promises(report["few"], report["first page"]),
    ]
    return all(goals)


def _crowd(odoo):
    odoo.new_database("portal_crowd", demo=True)
    odoo.install("portal_crowd")
    return crowd(odoo, "portal_crowd")


def _measured(odoo, counts, rounds):
    """:return: dict of ``inside.measure``."""
    for name in counts:
        odoo.new_database(name)
        odoo.install(name)
    with step("Filling and measuring"):
        done = odoo.run(
            min(counts, key=counts.get), "--no-http", "--log-level=error",
            verb=("shell",), script=SCRIPT % (counts, rounds),
        )  # fmt: skip
    found = [line for line in done.stdout.split("\n") if line.startswith(RESULT)]
    if not found:
        raise BenchError(done.stdout[-4000:])
    return json.loads(found[0][len(RESULT) :])


def _costs(few, many):
    """Show what requests cost. :return: list of whether each goal is met."""
    met, upload = [], None
    for name, (kind, reference) in few["kinds"].items():
        cost = few["cost"][name], many["cost"][name]
        queries, stock = few["queries"][name], few["cost"].get(reference, cost[0])
        growth, ratio = _row(name, cost, stock, queries)
        if kind == "look":
            # The goal is the upload's; what comes after it is shown beside it.
            both = few["cost"][upload] + cost[0], many["cost"][upload] + cost[1]
            _row("  both together", both, stock, queries + few["queries"][upload])
        if kind == "upload":
            upload = name
        if kind in GOALS:
            met += [growth <= GROWTH, ratio <= GOALS[kind]]
            met.append(kind != "page" or queries <= MAX_QUERIES)
    return met


def _row(name, cost, stock, queries):
    """Show one request. :return: (growth, ratio to what Odoo's own costs)."""
    few, many = cost
    growth, ratio = many / few, few / stock
    say("%-44s %9.1f %9.1f %6.2fx %6.2fx %7.1f" % (name, few, many, growth, ratio, queries))
    return growth, ratio


def _promises(few, first_page):
    """Show what must not happen at all. :return: list of whether each goal is met."""
    say("transactions that write, in %(gets)d GETs of the form: %(writes)d" % few)
    say("sessions left by %(strangers)d strangers: %(sessions)d" % few)
    for name, size in first_page.items():
        say("%-44s %9.1f KiB" % (name, size / 1024))
    total = sum(first_page.values())
    say("%-44s %9.1f KiB (goal %d)" % ("first page transferred", total / 1024, 100))
    return [not few["writes"], not few["sessions"], total <= MAX_FIRST_PAGE]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
