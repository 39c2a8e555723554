"""The three suites: itcom_core alone, the addon inside Odoo, the manual's steps in a browser."""

import re
import shutil

from . import addon, recipes, tree
from .choice import choose
from .lock import exclusive
from .paths import STATE
from .processes import free_port
from .progress import BenchError, say, step
from .results import BROKEN, Counts, count_test_methods, read_junit, read_odoo_log
from .server import serving

WORK = STATE / "test"
PYTEST = ["/venv/bin/python", "-m", "pytest", "-q", "-p", "no:cacheprovider"]
SHOWN = re.compile(
    r" (ERROR|CRITICAL|WARNING) (?!\S+ py\.warnings)|^(FAIL|ERROR): |: (FAIL|ERROR): "
)


def run_all():
    """``make test``: everything.

    :return: 0 when all passed and nothing was skipped that must not be.
    """
    return _close(_core, _odoo, _guide)


def run_core(*arguments):
    """``make test-core``: itcom_core and the bench's own readers; seconds, no database."""
    return _close(lambda: _core(*arguments))


def run_odoo(*tags):
    """``make test-odoo``: the addon's Odoo tests, or those of the test tags given."""
    return _close(lambda: _odoo(*tags))


def run_guide(*arguments):
    """``make test-guide``: the manual's steps in a browser."""
    return _close(lambda: _guide(*arguments))


def write_guide():
    """``make guide``: walk the manual's steps and write docs/guide with its pictures."""
    return _close(lambda: _guide(write=True))


def _close(*suites):
    with exclusive(WORK, "Tests run in this checkout already."):
        total = Counts()
        for suite in suites:
            try:
                total += suite()
            except BenchError as error:
                say("%s" % error)
                total += BROKEN
        say("\n%s" % total)
    return 0 if total.passed and not total.failed else 1


def _core(*arguments):
    say("== itcom_core")
    sandbox = tree.ensure(recipes.ODOO)
    report = _fresh("core.xml")
    # Neighbours stay together, so that what they share is prepared once, until a core idles.
    what = arguments or ("tests/core", "tests/bench", "--numprocesses=auto", "--dist=worksteal")
    command = [*PYTEST, "--junitxml=/bench/core.xml", *what]
    sandbox.spawn(command, WORK).wait()
    return read_junit(report)


def _odoo(*tags):
    say("== Odoo tests of the addon")
    odoo = choose(WORK, durable=False)
    port = free_port()
    options = ["-i", addon.NAME, "--test-enable", "--stop-after-init"]
    options += ["--http-port", str(port), "--test-tags", ",".join(tags) or "/" + addon.NAME]
    log = WORK / "odoo-tests.log"
    with odoo.running(), open(log, "w+", encoding="utf-8", errors="replace") as output:
        odoo.new_database("test")
        with step("Installing the addon and running its tests (all of it: %s)" % log):
            exit_code = odoo.spawn("test", *options, output=output).wait()
        output.seek(0)
        text = output.read()
    expected = 0 if tags else count_test_methods(addon.FOLDER / "tests")
    counts, reasons = read_odoo_log(text, exit_code, expected)
    if counts.failed:
        say(_excerpt(text))
    for reason in reasons:
        say("  not accepted: %s" % reason)
    say(str(counts))
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


def _guide(*arguments, write=False):
    say("== The manual's steps in a browser")
    tools = tree.ensure(recipes.TOOLS)
    odoo = choose(WORK, durable=False)
    report = _fresh("guide.xml")
    shutil.rmtree(WORK / "mail", ignore_errors=True)
    with odoo.running():
        odoo.new_database("guide", demo=True)
        with step("Installing the addon with its demo data"):
            odoo.install("guide")
        with serving(odoo, "guide", free_port()) as (address, _server):
            env = {
                "ITCOM_GUIDE_URL": address,
                "ITCOM_GUIDE_MAIL": "/bench/mail",
                "ITCOM_GUIDE_SHOTS": "/bench/shots",
                "ITCOM_GUIDE_PDF": "1" if odoo.has_office else "",
                "ITCOM_GUIDE_WRITE": "1" if write else "",
            }
            command = [*PYTEST, "--junitxml=/bench/guide.xml", *(arguments or ("tests/guide",))]
            tools.spawn(command, WORK, env=env).wait()
    return read_junit(report, may_skip=False)


def _fresh(name):
    """:return: path of a report that is not there yet, so that an old one can't be taken for it."""
    WORK.mkdir(parents=True, exist_ok=True)
    (WORK / name).unlink(missing_ok=True)
    return WORK / name
