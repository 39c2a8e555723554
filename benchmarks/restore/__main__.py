# Licence LGPL-3 (see LICENSE).
"""Restore drill: ``python3 -m benchmarks.restore [questionnaires]``.

Fills a database with encrypted scans and papers, backs it up as docs/operations says, restores it
under another name and compares: counts, the content of every file, the journal with an anchor from
before. Then tries the same without the key. Prints how long each step took; exit status 1 when
anything differs.
"""

import json
import re
import sys
import time
from contextlib import contextmanager

from bench.odoo import STOCK_ADDONS, BenchOdoo
from bench.paths import STATE
from bench.postgres import BIN, SOCKET
from bench.progress import BenchError

RESULT = "RESULT "
CALL = """
import sys
sys.path.insert(0, "/checkout")
from benchmarks.restore import inside
sys.stdout.write("\\n%s%%s\\n" %% inside.%s)
"""
SIZE = 300_000


class Drill:
    """The bench's Odoo with a configuration file, and the times of the steps."""

    def __init__(self):
        self.odoo = BenchOdoo(STATE / "bench-restore")
        self.times = {}

    @contextmanager
    def timed(self, name):
        began = time.monotonic()
        yield
        self.times[name] = time.monotonic() - began

    def configure(self, setting):
        (self.odoo.state / "odoo.conf").write_text("[options]\n%s\n" % setting)

    def shell(self, database, call):
        """:return: what ``inside.<call>`` gave in Odoo's shell on ``database``."""
        options = ("-c", "/bench/odoo.conf", "--no-http", "--log-level=critical")
        script = CALL % (RESULT, call)
        done = self.odoo.run(database, *options, verb=("shell",), script=script)
        found = re.search("(?m)^%s(.*)$" % RESULT, done.stdout)
        if not found:
            raise BenchError(done.stdout[-4000:])
        return json.loads(found[1].replace("None", "null"))

    def run(self, *command, check=True):
        return self.odoo.sandbox.run(command, self.odoo.state, check=check)

    def command(self, name, database, *options):
        """Run one of the addon's own commands, as an administrator types it."""
        return self.run(
            "/venv/bin/python", "/usr/bin/odoo", "--addons-path=%s,/checkout" % STOCK_ADDONS, name,
            "-c", "/bench/odoo.conf", "-d", database, "--db_host", SOCKET, "--db_user", "odoo",
            *options, check=False,
        )  # fmt: skip


def back_up(drill):
    with drill.timed("back up the database"):
        drill.run(
            BIN + "pg_dump", "-h", SOCKET, "-U", "odoo", "-Fc", "-f", "/bench/db.dump", "drill"
        )
    with drill.timed("back up the filestore"):
        drill.run("tar", "-C", "/bench/data/filestore/drill", "-cf", "/bench/files.tar", ".")


def restore(drill):
    filestore = "/bench/data/filestore/restored"
    with drill.timed("restore the database"):
        drill.odoo.postgres.drop("restored")
        drill.run(BIN + "createdb", "-h", SOCKET, "-U", "odoo", "restored")
        drill.run(
            BIN + "pg_restore", "-h", SOCKET, "-U", "odoo", "--no-owner", "-j", "2",
            "-d", "restored", "/bench/db.dump",
        )  # fmt: skip
    with drill.timed("restore the filestore"):
        drill.run("rm", "-rf", filestore)
        drill.run("mkdir", "-p", filestore)
        drill.run("tar", "-C", filestore, "-xf", "/bench/files.tar")


def main(questionnaires="40"):
    drill = Drill()
    with drill.odoo.running():
        made = drill.command("itcomscans", "drill", "--new-key", "drill").stdout
        key = re.search("(?m)^itcom_scan_keys = .*$", made)[0]
        drill.configure(key)
        drill.odoo.new_database("drill")
        drill.odoo.install("drill")
        drill.shell("drill", "fill(env, %d, %d)" % (int(questionnaires), SIZE))
        before = drill.shell("drill", "describe(env)")
        verified = drill.command("itcomjournal", "drill", "--company", "1")
        anchor = re.search(r"\d+:[0-9a-f]{64}", verified.stdout)[0]
        back_up(drill)
        restore(drill)
        with drill.timed("verify the journal"):
            verified = drill.command(
                "itcomjournal", "restored", "--company", "1", "--anchor", anchor
            )
        with drill.timed("open every file"):
            after = drill.shell("restored", "describe(env)")
        drill.configure("")
        told = drill.shell("restored", "reasons(env)")
    for name, seconds in drill.times.items():
        print("%-24s %6.1f s" % (name, seconds))
    print(json.dumps(before))
    print("journal:", verified.stdout.strip().split("\n")[-1])
    print("without the key:", told)
    good = before == after and verified.returncode == 0 and all("drill" in one for one in told)
    print("restored as it was" if good else "DIFFERS: %s" % json.dumps(after))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
