"""A running product: Odoo's server and a mail catcher, started together and stopped together."""

from contextlib import ExitStack, contextmanager

from .processes import free_port, stop, wait_for_http


@contextmanager
def serving(odoo, database, port):
    """Odoo answers at ``port`` of 127.0.0.1 inside this block and its mails land in ``mail/``.

    :param odoo: :class:`~bench.odoo.BenchOdoo` whose cluster runs.
    :return: base address, such as "http://127.0.0.1:8069".
    """
    smtp_port = free_port()
    log = odoo.state / "odoo.log"
    with ExitStack() as stack:
        output = stack.enter_context(open(log, "ab"))
        catcher = odoo.sandbox.spawn(
            ["/venv/bin/python", "-m", "bench.mail_catcher", str(smtp_port), "/bench/mail"],
            odoo.state, stdout=output, stderr=output,
        )  # fmt: skip
        stack.callback(stop, catcher)
        options = ["--http-port", str(port), "--smtp", "127.0.0.1", "--smtp-port", str(smtp_port)]
        server = odoo.sandbox.spawn(
            odoo.argv(database, *options), odoo.state, stdout=output, stderr=output
        )
        stack.callback(stop, server)
        address = "http://127.0.0.1:%d" % port
        wait_for_http(address + "/web/login", server)
        yield address, server
