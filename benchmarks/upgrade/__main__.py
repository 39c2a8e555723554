# Licence LGPL-3 (see LICENSE).
"""Upgrade drill: ``python3 -m benchmarks.upgrade [commit]``.

Installs the addon as it stood at an older commit of this checkout, puts into the database what
the migrations are about, updates it with the addon as it stands here under a key for files, and
looks. Exit status 1 when anything is not as it should be.
"""

import json
import re
import shutil
import subprocess
import sys

from bench import addon
from bench.installation import QUIET
from bench.odoo import BenchOdoo
from bench.paths import CHECKOUT, STATE
from bench.progress import BenchError, say, step

# Before there was a right to scans, and before papers were encrypted.
OLDER = "40b3cd4"
STATE_FOLDER = STATE / "bench-upgrade"
KEY = "itcom_scan_keys = drill:" + "A" * 43 + "=\n"
MAKE = """
from bench.odoo import BenchOdoo
from pathlib import Path
odoo = BenchOdoo(Path(%r), durable=True)
with odoo.running():
    odoo.new_database("old", demo=True)
    odoo.install("old")
"""
# Sent back to the client, with a document to be corrected.
SEND_BACK = """
UPDATE itcom_questionnaire SET state = 'returned' WHERE id IN (
    SELECT questionnaire_id FROM itcom_questionnaire_document LIMIT 1);
UPDATE itcom_questionnaire_document SET verdict = 'rejected' WHERE id IN (
    SELECT min(document.id) FROM itcom_questionnaire_document AS document
    JOIN itcom_questionnaire AS questionnaire ON questionnaire.id = document.questionnaire_id
    WHERE questionnaire.state = 'returned')
"""
FORM_A_PAPER = """
env["itcom.questionnaire"].search([("state", "=", "sent")], limit=1).alias = "77-15/2"
env["sale.order"].search([("order_line", "!=", False)], limit=1)._itcom_form("invoice")
env.cr.commit()
"""
LOOK = """
import sys
sys.path.insert(0, "/checkout")
from benchmarks.upgrade import inside
sys.stdout.write("\\nRESULT %s\\n" % inside.look(env))
"""


def main(commit=OLDER):
    shutil.rmtree(STATE_FOLDER, ignore_errors=True)
    old = STATE_FOLDER / "checkout"
    subprocess.run(["git", "clone", "-q", CHECKOUT, old], check=True)
    subprocess.run(["git", "-C", old, "checkout", "-q", commit], check=True)
    state = STATE_FOLDER / "state"
    state.mkdir()
    with step("Installing the addon of %s" % commit):
        subprocess.run([sys.executable, "-c", MAKE % str(state)], cwd=old, check=True)
    odoo = BenchOdoo(state, durable=True)
    (state / "odoo.conf").write_text("[options]\n" + KEY)
    with odoo.running():
        odoo.postgres.query("old", SEND_BACK)
        subprocess.run([sys.executable, "-c", _in_old_shell(state)], cwd=old, check=True)
        with step("Updating it"):
            odoo.run("old", *QUIET, "-c", "/bench/odoo.conf", "-u", addon.NAME)
        wrong = _shell(odoo, LOOK)
    for sentence in wrong:
        say("  " + sentence)
    say("%d problems" % len(wrong))
    return 1 if wrong else 0


def _in_old_shell(state):
    """:return: program that forms a document with the older addon."""
    return (
        "from bench.odoo import BenchOdoo\nfrom pathlib import Path\n"
        "odoo = BenchOdoo(Path(%r))\n"
        "print(odoo.run('old', '--no-http', verb=('shell',), script=%r).stdout[-2000:])"
        % (str(state), FORM_A_PAPER)
    )


def _shell(odoo, script):
    options = ("-c", "/bench/odoo.conf", "--no-http", "--log-level=error")
    done = odoo.run("old", *options, verb=("shell",), script=script)
    found = re.search("(?m)^RESULT (.*)$", done.stdout)
    if not found:
        raise BenchError(done.stdout[-4000:])
    return json.loads(found[1])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
