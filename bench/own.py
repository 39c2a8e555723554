"""The same commands on an Odoo that a company runs already.

ODOO          the program, as one would type it: "odoo", "sudo -u odoo /opt/odoo/odoo-bin"
ODOO_OPTIONS  its options: "-c /etc/odoo/odoo.conf"; the addons path has to hold this checkout
DB            name of a database for the demo (itcom_demo); the tests use DB_test and DB_guide

The databases are made when they are not there; those of tests are dropped and made anew. No other
database is touched. Mails of the demo and of the tests go to the bench's catcher.
"""

import os
import shlex
import subprocess

from . import recipes, tree
from .installation import SET_DEMO, Installation
from .progress import step

DROP = "import odoo; odoo.service.db.exp_drop({name!r})"


class OwnOdoo(Installation):
    """An Odoo 14 that stands outside of the bench."""

    def __init__(self, state):
        super().__init__(state)
        self.program = shlex.split(os.environ["ODOO"])
        self.options = shlex.split(os.environ.get("ODOO_OPTIONS", ""))
        self.prefix = os.environ.get("DB") or "itcom_demo"

    def popen(self, database, *options, verb=(), **popen):
        """Start Odoo."""
        argv = [*self.program, *verb, *self.options, "-d", self._name(database), *options]
        return subprocess.Popen(argv, start_new_session=True, **popen)

    def spawn_catcher(self, port, folder, output):
        """Start the mail catcher out of the bench's tools."""
        argv = ["/venv/bin/python", "-m", "bench.mail_catcher", str(port), "/bench/" + folder]
        return tree.ensure(recipes.TOOLS).spawn(argv, self.state, stdout=output, stderr=output)

    def has_database(self, name):
        """:return: True when an earlier command has made it."""
        return self._stamp(name).exists()

    def new_database(self, name, demo=False):
        """Make the database with the addon's dependencies; takes minutes, there is no template."""
        if self.has_database(name):
            # Its own connection goes with the database, so the exit code says nothing.
            self.run(name, "--no-http", verb=("shell",), script=DROP.format(name=self._name(name)))
            self._stamp(name).unlink()
        with step("Making the database %s" % self._name(name)) as progress:
            self.install_dependencies(name, progress)
            flag = SET_DEMO.format(demo=demo)
            self.shell(name, "env.cr.execute(%r); env.cr.commit()" % flag)
        self._stamp(name).touch()

    def _name(self, database):
        return self.prefix if database == "itcom" else "%s_%s" % (self.prefix, database)

    def _stamp(self, database):
        return self.state / ("database-" + self._name(database))
