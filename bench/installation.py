"""What the commands need of an Odoo, be it the bench's or one that a company runs already."""

import re
import subprocess
from abc import ABC, abstractmethod
from contextlib import contextmanager
from pathlib import Path

from . import addon
from .processes import stop
from .progress import BenchError

# Possible only as long as nothing is posted: afterwards a company's currency can't change.
MAKE_RUSSIAN = """
russia = env.ref("base.ru")
rouble = env.ref("base.RUB")
rouble.active = True
env.company.write({"country_id": russia.id, "currency_id": rouble.id})
users = env["res.users"].with_context(active_test=False).search([])
users.write({"lang": "ru_RU", "tz": "Europe/Moscow"})
env["ir.default"].set("res.partner", "lang", "ru_RU")
env.cr.commit()
"""
# A module that is installed takes the flag over from what it depends on; whose own demo data, full
# of English and dollars, stayed out, whatever the flag says.
SET_DEMO = "UPDATE ir_module_module SET demo = {demo}"
QUIET = ("--stop-after-init", "--no-http")
LOADING = re.compile(r"Loading module (\S+) \((\d+)/(\d+)\)")
NOT_FOUND = ("invalid module names, ignored", "not installable, skipped")


class Installation(ABC):
    """An Odoo with the addon on its path.

    :param state: folder of this checkout for logs, mails and what else belongs to the command.
    """

    # Whether LibreOffice is surely beside it, so that a missing PDF is a failure.
    has_office = False
    # The tests are shared out among them: those of the addon, and those in a browser.
    test_databases = ("test",)
    guide_databases = ("guide",)

    def __init__(self, state):
        self.state = Path(state)
        self.state.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def running(self):
        """Its databases can be reached inside this block."""
        yield self

    @abstractmethod
    def popen(self, database, *options, verb=(), **popen):
        """Start Odoo on ``database``.

        :param popen: passed on to :class:`subprocess.Popen`.
        :return: the process, leader of a process group of its own.
        """

    def run(self, database, *options, verb=(), script="", progress=None):
        """Run Odoo to its end.

        :param script: text that it gets as standard input.
        :param progress: a :class:`~bench.progress.Step` that is told of each module loaded.
        :return: :class:`subprocess.CompletedProcess` with its log and output as text.
        """
        process = self.popen(
            database, *options, verb=verb, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        lines = []
        try:
            with process.stdin:
                process.stdin.write(script)
            for line in process.stdout:
                lines.append(line)
                loading = LOADING.search(line)
                if progress and loading:
                    name, number, total = loading.groups()
                    progress.at(100 * int(number) / int(total), name)
        finally:
            stop(process)
        return subprocess.CompletedProcess(process.args, process.returncode, "".join(lines))

    def spawn(self, database, *options, output):
        """Start Odoo on ``database``, its log going to the file ``output``; return the process."""
        options = ("--http-interface", "127.0.0.1", *options)
        return self.popen(
            database, *options, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )

    @abstractmethod
    def spawn_catcher(self, port, folder, output):
        """Start a mail catcher at ``port`` that fills a folder of the state; return the process."""

    @abstractmethod
    def has_database(self, name):
        """:return: True when ``name`` can be used as it is."""

    @abstractmethod
    def new_database(self, name, demo=False):
        """Make a database with the addon's dependencies, in Russian and roubles; an older one of
        that name is dropped.

        :param demo: True lets an installation of the addon bring its demo data.
        """

    def install(self, database, update=False):
        """Install or update the addon.

        :raise BenchError: Odoo failed, logged an error or does not know the addon.
        """
        done = self.run(database, "-u" if update else "-i", addon.NAME, *QUIET)
        if any(text in done.stdout for text in NOT_FOUND):
            raise BenchError("Odoo does not find %s: is it on the addons path?" % addon.NAME)
        bad = [line for line in done.stdout.split("\n") if " ERROR " in line or "CRITICAL" in line]
        if done.returncode or bad or "demo data failed" in done.stdout:
            raise BenchError("Odoo could not install the addon:\n" + done.stdout[-6000:])

    def install_dependencies(self, database, progress=None):
        """Turn an empty database into one that the addon can be installed on, without demo data."""
        base = ("-i", "base", "--load-language=ru_RU")
        for modules in (base, ("-i", ",".join(addon.dependencies()))):
            options = (*modules, *QUIET, "--without-demo=all")
            done = self.run(database, *options, progress=progress)
            if done.returncode:
                raise BenchError("Odoo could not be installed:\n" + done.stdout[-6000:])
            # Again after the accounting: its chart of accounts brings dollars.
            self.shell(database, MAKE_RUSSIAN)

    def shell(self, database, code):
        """Run Python ``code`` in Odoo's shell: ``env`` is there, nothing is committed by itself.

        :return: what it printed.
        """
        done = self.run(
            database, "--no-http", verb=("shell",), script="code = %r\nexec(code)\n" % code
        )
        if done.returncode or "Traceback" in done.stdout:
            raise BenchError(done.stdout[-4000:])
        return done.stdout
