"""The addon's Odoo tests, in as many processes as there are databases for them."""

import re
from contextlib import ExitStack

from . import addon
from .choice import choose
from .paths import WORK
from .processes import free_port
from .progress import say, step
from .results import Counts, count_methods_by_class, read_odoo_log
from .shares import Share, share_out

SHOWN = re.compile(
    r" (ERROR|CRITICAL|WARNING) (?!\S+ py\.warnings)|^(FAIL|ERROR): |: (FAIL|ERROR): "
)


def run_odoo_tests(*tags):
    """:param tags: test tags; all tests of the addon without any.
    :return: :class:`~bench.results.Counts`.
    """
    say("== Odoo tests of the addon")
    odoo = choose(WORK, durable=False)
    if tags:
        shares = [Share(odoo.test_databases[0], tags)]
    else:
        shares = share_out(count_methods_by_class(addon.FOLDER / "tests"), odoo.test_databases)
    logs = " ".join(str(share.log) for share in shares)
    with odoo.running(), ExitStack() as stack:
        for share in shares:
            odoo.new_database(share.database)
        with step("Installing the addon and running its tests (all of it: %s)" % logs):
            running = [_start(odoo, share, stack) for share in shares]
            exit_codes = [process.wait() for process in running]
    counts = sum(map(_read, shares, exit_codes), Counts())
    say(str(counts))
    return counts


def _start(odoo, share, stack):
    output = stack.enter_context(open(share.log, "w", encoding="utf-8"))
    options = ["-i", addon.NAME, "--test-enable", "--stop-after-init"]
    options += ["--http-port", str(free_port()), "--test-tags", ",".join(share.tags)]
    return odoo.spawn(share.database, *options, output=output)


def _read(share, exit_code):
    text = share.log.read_text("utf-8", "replace")
    counts, reasons = read_odoo_log(text, exit_code, share.expected)
    if counts.failed:
        say(_excerpt(text))
    for reason in reasons:
        say("  not accepted: %s" % reason)
    return counts


def _excerpt(text):
    """:return: errors and tracebacks of a log, without what went well."""
    lines, keep = [], False
    for line in text.split("\n"):
        if re.match(r"\d{4}-\d\d-\d\d ", line):
            keep = bool(SHOWN.search(line))
        if keep:
            lines.append(line)
    return "\n".join(lines[-200:])
