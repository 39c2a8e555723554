"""Odoo on the bench: its template database, the copies that runs and tests work on."""

import shutil
from contextlib import contextmanager
from pathlib import Path

from . import addon, recipes, tree
from .installation import MAKE_RUSSIAN, SET_DEMO, Installation
from .paths import cache
from .postgres import SOCKET, PostgreSQL
from .progress import step
from .recipes import digest

TEMPLATE = "template_odoo"
STOCK_ADDONS = "/usr/lib/python3/dist-packages/odoo/addons"


class BenchOdoo(Installation):
    """Odoo and PostgreSQL out of the bench's tree, databases and files in the state folder."""

    has_office = True
    # Each costs seconds here, and lets another processor core work.
    test_databases = ("test", "test_2")
    guide_databases = ("guide", "guide_2")

    def __init__(self, state, durable=True):
        super().__init__(state)
        self.sandbox = tree.ensure(recipes.ODOO)
        self.postgres = PostgreSQL(self.sandbox, self.state, durable)

    @contextmanager
    def running(self):
        """The cluster runs inside this block; it is made from the template the first time."""
        if not (self.state / "pg").exists():
            self._copy(_ensure_template(self.sandbox))
        with self.postgres.running():
            yield self

    def popen(self, database, *options, verb=(), **popen):
        """Start Odoo inside the tree."""
        return self.sandbox.spawn(self.argv(database, *options, verb=verb), self.state, **popen)

    def spawn_catcher(self, port, folder, output):
        """Start the mail catcher beside Odoo."""
        argv = ["/venv/bin/python", "-m", "bench.mail_catcher", str(port), "/bench/" + folder]
        return self.sandbox.spawn(argv, self.state, stdout=output, stderr=output)

    def argv(self, database, *options, verb=()):
        """:return: command line of Odoo on ``database``, as it is inside the tree."""
        return [
            "/venv/bin/python", "/usr/bin/odoo", *verb, "-d", database,
            "--db_host", SOCKET, "--db_user", "odoo", "--data-dir", "/bench/data",
            "--addons-path", STOCK_ADDONS + ",/checkout", "--max-cron-threads", "0", *options,
        ]  # fmt: skip

    def has_database(self, name):
        """:return: True when the cluster has it."""
        return self.postgres.has_database(name)

    def new_database(self, name, demo=False):
        """Copy the template, its files included."""
        self.postgres.clone(TEMPLATE, name)
        self.postgres.query(name, SET_DEMO.format(demo=demo))
        filestore = self.state / "data" / "filestore"
        shutil.rmtree(filestore / name, ignore_errors=True)
        # Odoo never changes a file of the filestore, so links are as good as copies.
        shutil.copytree(filestore / TEMPLATE, filestore / name, copy_function=_link)

    def _copy(self, template):
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
        tree.publish(target, _build_template)
    return target


def _build_template(draft):
    odoo = BenchOdoo(draft, durable=False)
    with step("Creating the PostgreSQL cluster"):
        odoo.postgres.create()
    with odoo.postgres.running():
        with step("Installing %s in Russian" % ", ".join(addon.dependencies())) as progress:
            odoo.install_dependencies(TEMPLATE, progress)
    (draft / "data" / "filestore" / TEMPLATE).mkdir(parents=True, exist_ok=True)
