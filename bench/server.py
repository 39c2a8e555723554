"""A running product: Odoo's server and a mail catcher, started together and stopped together."""

from contextlib import ExitStack, contextmanager
from xmlrpc.client import ServerProxy

from .processes import free_port, stop, wait_for_http


@contextmanager
def serving(odoo, database, port, mail="mail"):
    """Odoo answers at ``port`` of 127.0.0.1 inside this block.

    :param odoo: :class:`~bench.installation.Installation` whose databases can be reached.
    :param mail: folder of its state that the mails land in.
    :return: (base address such as "http://127.0.0.1:8069", the server's process).
    """
    smtp_port = free_port()
    log = odoo.state / "odoo.log"
    with ExitStack() as stack:
        output = stack.enter_context(open(log, "ab"))
        stack.callback(stop, odoo.spawn_catcher(smtp_port, mail, output))
        options = ["--http-port", str(port), "--smtp", "127.0.0.1", "--smtp-port", str(smtp_port)]
        server = odoo.spawn(database, *options, output=output)
        stack.callback(stop, server)
        address = "http://127.0.0.1:%d" % port
        wait_for_http(address + "/web/login", server)
        _let_links_lead_to(address, database)
        yield address, server


def _let_links_lead_to(address, database):
    """Odoo takes its own address, for links in mails, from where its administrator logs in."""
    with ServerProxy(address + "/xmlrpc/2/common") as common:
        common.authenticate(database, "admin", "admin", {"base_location": address})
