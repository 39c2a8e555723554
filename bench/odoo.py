"""Odoo on the bench: template database, databases of runs and tests, the server's command line."""

import shutil
from contextlib import contextmanager
from pathlib import Path

from . import addon, recipes, tree
from .paths import cache
from .postgres import SOCKET, PostgreSQL
from .progress import BenchError, step
from .recipes import digest

TEMPLATE = "template_odoo"
STOCK_ADDONS = "/usr/lib/python3/dist-packages/odoo/addons"

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
# Odoo loads demo data only on top of its dependencies' own; those, full of English and dollars,
# stayed out, and only the flag says otherwise.
SET_DEMO = "UPDATE ir_module_module SET demo = {demo} OR name <> '{addon}'"


class BenchOdoo:
    """Odoo, PostgreSQL and their files in one state folder.

    :param state: folder of this checkout that keeps databases, filestore and logs.
    """

    def __init__(self, state, durable=True):
        self.sandbox = tree.ensure(recipes.ODOO)
        self.state = Path(state)
        self.postgres = PostgreSQL(self.sandbox, self.state, durable)

    @contextmanager
    def running(self):
        """Databases can be reached inside this block; made from the template the first time."""
        if not (self.state / "pg").exists():
            self._copy(_ensure_template(self.sandbox))
        with self.postgres.running():
            yield self

    def argv(self, database, *options, verb=()):
        """:return: command line of Odoo on ``database``."""
        return [
            "/venv/bin/python", "/usr/bin/odoo", *verb, "-d", database,
            "--db_host", SOCKET, "--db_user", "odoo", "--data-dir", "/bench/data",
            "--addons-path", STOCK_ADDONS + ",/checkout", "--http-interface", "127.0.0.1",
            "--max-cron-threads", "0", *options,
        ]  # fmt: skip

    def new_database(self, name, demo=False):
        """Make a database from the template: Odoo with the addon's dependencies, in Russian.

        :param demo: True lets an installation of the addon bring its demo data.
        """
        self.postgres.clone(TEMPLATE, name)
        self.postgres.query(name, SET_DEMO.format(demo=demo, addon=addon.NAME))
        filestore = self.state / "data" / "filestore"
        shutil.rmtree(filestore / name, ignore_errors=True)
        # Odoo never changes a file of the filestore, so links are as good as copies.
        shutil.copytree(filestore / TEMPLATE, filestore / name, copy_function=_link)

    def drop_database(self, name):
        """Drop a database and its files."""
        self.postgres.drop(name)
        shutil.rmtree(self.state / "data" / "filestore" / name, ignore_errors=True)

    def install(self, database, *options, update=False):
        """Install or update the addon with its demo data.

        :raise BenchError: Odoo failed or logged an error.
        """
        action = "-u" if update else "-i"
        command = self.argv(
            database, action, addon.NAME, "--stop-after-init", "--no-http", *options
        )
        done = self.sandbox.run(command, self.state, check=False)
        bad = [line for line in done.stdout.split("\n") if " ERROR " in line or "CRITICAL" in line]
        if done.returncode or bad or "demo data failed" in done.stdout:
            raise BenchError("Odoo could not install the addon:\n" + done.stdout[-6000:])
        state = self.postgres.query(
            database, "SELECT state FROM ir_module_module WHERE name = '%s'" % addon.NAME
        )
        if state != "installed":
            raise BenchError("Odoo did not find the addon %s (state %r)." % (addon.NAME, state))

    def shell(self, database, code):
        """Run Python ``code`` in Odoo's shell: ``env`` is there, nothing is committed by itself."""
        script = self.state / "shell.py"
        script.write_text("code = %r\nexec(code)\n" % code, "utf-8")
        done = self.sandbox.run(
            ["sh", "-c", 'exec "$@" < /bench/shell.py', "sh",
             *self.argv(database, "--no-http", verb=("shell",))],
            self.state,
        )  # fmt: skip
        if "Traceback" in done.stdout:
            raise BenchError(done.stdout[-4000:])
        return done.stdout

    def _copy(self, template):
        self.state.mkdir(parents=True, exist_ok=True)
        for name in ("data", "pg"):
            draft = self.state / (name + ".draft")
            shutil.rmtree(draft, ignore_errors=True)
            shutil.copytree(template / name, draft, symlinks=True)
            shutil.rmtree(self.state / name, ignore_errors=True)
            draft.rename(self.state / name)


def _link(source, target):
    Path(target).hardlink_to(source)


def _ensure_template(sandbox):
    """:return: folder with a stopped cluster that holds the template database and its files."""
    facts = [sandbox.root.name, addon.dependencies(), MAKE_RUSSIAN]
    target = cache() / ("database-" + digest(facts))
    if not target.exists():
        tree.publish(target, lambda draft: _build_template(draft))
    return target


def _build_template(draft):
    odoo = BenchOdoo(draft, durable=False)
    options = ("--stop-after-init", "--no-http", "--without-demo=all")
    with step("Creating the PostgreSQL cluster"):
        odoo.postgres.create()
    with odoo.postgres.running():
        with step("Installing Odoo's base in Russian"):
            base = odoo.argv(TEMPLATE, "-i", "base", "--load-language=ru_RU", *options)
            odoo.sandbox.run(base, draft)
            odoo.shell(TEMPLATE, MAKE_RUSSIAN)
        with step("Installing %s" % ", ".join(addon.dependencies())):
            odoo.sandbox.run(
                odoo.argv(TEMPLATE, "-i", ",".join(addon.dependencies()), *options), draft
            )
            # The generic chart of accounts has made dollars of the company's roubles.
            odoo.shell(TEMPLATE, MAKE_RUSSIAN)
    (draft / "data" / "filestore" / TEMPLATE).mkdir(parents=True, exist_ok=True)
