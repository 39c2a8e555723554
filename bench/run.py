"""``make run``: the product with its demo data, until Ctrl-C."""

import os

from . import addon
from .choice import choose
from .lock import exclusive
from .paths import STATE
from .processes import free_port
from .progress import BenchError, say, step
from .server import serving

DATABASE = "itcom"


def run():
    """Bring the demo up, print where it is, stay until Ctrl-C, stop all that was started."""
    with exclusive(STATE / "run", "The product runs from this checkout already."):
        odoo = choose(STATE / "run")
        with odoo.running():
            prepare(odoo)
            with serving(odoo, DATABASE, choose_port()) as (address, server):
                _print_welcome(address)
                try:
                    code = server.wait()
                except KeyboardInterrupt:
                    say("\nStopping ...")
                else:
                    raise BenchError(
                        "Odoo ended (exit %s), see %s" % (code, STATE / "run/odoo.log")
                    )


def prepare(odoo):
    """Make the demo database, or update it when the addon has changed since."""
    stamp = odoo.state / "installed"
    fingerprint = addon.fingerprint()
    exists = odoo.has_database(DATABASE)
    if exists and stamp.exists() and stamp.read_text() == fingerprint:
        return
    # An installation that was interrupted left no stamp: it starts again from the template.
    update = exists and stamp.exists()
    if not update:
        odoo.new_database(DATABASE, demo=True)
    with step("Updating the addon" if update else "Installing the addon with its demo data"):
        odoo.install(DATABASE, update=update)
    stamp.write_text(fingerprint)


def choose_port():
    """:return: PORT or 8069; another free one when that is taken and PORT does not insist."""
    insisted = os.environ.get("PORT")
    wanted = int(insisted or 8069)
    port = free_port(wanted)
    if port != wanted and insisted:
        raise BenchError("Port %d is taken. Leave PORT out to take a free one." % wanted)
    return port


def _print_welcome(address):
    say()
    say("  ITCOM CRM is at %s" % address)
    say()
    for login, password, name in addon.demo_logins():
        say("    %-15s %-15s %s" % (login, password, name))
    say("    %-15s %-15s %s" % ("admin", "admin", "Odoo's own administrator"))
    say("    (login, password, who it is)")
    say()
    say("  Mails that Odoo sends: %s" % (STATE / "run/mail"))
    say("  Log: %s" % (STATE / "run/odoo.log"))
    say("  Ctrl-C stops everything.")
