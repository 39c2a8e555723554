"""The three suites: itcom_core alone, the addon inside Odoo, the manual's steps in a browser."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

from . import recipes, tree
from .addon_tests import run_odoo_tests
from .choice import choose
from .lock import exclusive
from .paths import WORK
from .processes import free_port
from .progress import BenchError, say, step
from .results import BROKEN, Counts, read_junit
from .server import serving

PYTEST = ["/venv/bin/python", "-m", "pytest", "-q", "-p", "no:cacheprovider"]


def run_all():
    """``make test``: everything.

    :return: 0 when all passed and nothing was skipped that must not be.
    """
    return _close(_core, run_odoo_tests, _guide)


def run_core(*arguments):
    """``make test-core``: itcom_core and the bench's own readers; seconds, no database."""
    return _close(lambda: _core(*arguments))


def run_odoo(*tags):
    """``make test-odoo``: the addon's Odoo tests, or those of the test tags given."""
    return _close(lambda: run_odoo_tests(*tags))


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


def _guide(*arguments, write=False):
    say("== The manual's steps in a browser")
    tools = tree.ensure(recipes.TOOLS)
    odoo = choose(WORK, durable=False)
    report = _fresh("guide.xml")
    # What is asked for by name is not worth a second server.
    databases = odoo.guide_databases[: 1 if arguments else None]
    with odoo.running(), ExitStack() as stack:
        for database in databases:
            odoo.new_database(database, demo=True)
        with step("Installing the addon with its demo data"), ThreadPoolExecutor() as pool:
            list(pool.map(odoo.install, databases))
        addresses = [stack.enter_context(_serving(odoo, database)) for database in databases]
        env = {
            "ITCOM_GUIDE_URL": " ".join(addresses),
            "ITCOM_GUIDE_MAIL": " ".join("/bench/mail/" + database for database in databases),
            "ITCOM_GUIDE_SHOTS": "/bench/shots",
            "ITCOM_GUIDE_PDF": "1" if odoo.has_office else "",
            "ITCOM_GUIDE_WRITE": "1" if write else "",
        }
        # A worker for each server; the steps of the manual follow one another in one of them.
        workers = ("--numprocesses=%d" % len(databases), "--dist=loadfile")
        what = arguments or ("tests/guide", *workers)
        tools.spawn([*PYTEST, "--junitxml=/bench/guide.xml", *what], WORK, env=env).wait()
    return read_junit(report, may_skip=False)


@contextmanager
def _serving(odoo, database):
    mail = "mail/" + database
    shutil.rmtree(odoo.state / mail, ignore_errors=True)
    with serving(odoo, database, free_port(), mail) as (address, _server):
        yield address


def _fresh(name):
    """:return: path of a report that is not there yet, so that an old one can't be taken for it."""
    WORK.mkdir(parents=True, exist_ok=True)
    (WORK / name).unlink(missing_ok=True)
    return WORK / name
