"""Consoles into the demo that ``make run`` has made."""

import subprocess

from .odoo import BenchOdoo
from .paths import STATE
from .postgres import BIN, SOCKET
from .run import DATABASE


def odoo_shell():
    """``python3 -m bench shell``: Odoo's Python shell on the demo database."""
    odoo = BenchOdoo(STATE / "run")
    with odoo.running():
        return _interactive(odoo, odoo.argv(DATABASE, "--no-http", verb=("shell",)))


def psql():
    """``python3 -m bench psql``: SQL on the demo database."""
    odoo = BenchOdoo(STATE / "run")
    with odoo.running():
        return _interactive(odoo, [BIN + "psql", "-h", SOCKET, "-U", "odoo", DATABASE])


def _interactive(odoo, command):
    sandbox = odoo.sandbox
    return subprocess.call(sandbox.argv(command, odoo.state), env=sandbox.environment(TERM="xterm"))
