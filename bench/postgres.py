"""A PostgreSQL cluster of the bench's own: reached through a socket in the state folder only."""

from contextlib import contextmanager

from .progress import BenchError

BIN = "/usr/lib/postgresql/13/bin/"
DATA = "/bench/pg"
SOCKET = "/bench/socket"


class PostgreSQL:
    """Cluster in ``<state>/pg``, seen inside the sandbox as /bench/pg.

    :param durable: False trades safety against power cuts for speed: tests only.
    """

    def __init__(self, sandbox, state, durable=True):
        self.sandbox = sandbox
        self.state = state
        self.durable = durable

    def create(self):
        """Make an empty cluster whose superuser is «odoo»."""
        self._run(
            "initdb", "-D", DATA, "-U", "odoo", "-A", "trust", "-E", "UTF8", "--locale=ru_RU.UTF-8"
        )

    @contextmanager
    def running(self):
        """The cluster runs inside this block; one that runs already is used and left running."""
        (self.state / "socket").mkdir(exist_ok=True)
        started = not self.is_running()
        if started:
            self.start()
        try:
            yield self
        finally:
            if started:
                self._run("pg_ctl", "-D", DATA, "-m", "fast", "-w", "stop", check=False)

    def is_running(self):
        """:return: whether the cluster is there; one that was killed is not."""
        return self._run("pg_ctl", "-D", DATA, "status", check=False).returncode == 0

    def start(self):
        """Start the cluster, which is not running; one that was killed recovers first."""
        settings = ["listen_addresses=", "jit=off", "max_connections=80", "shared_buffers=256MB",
                    "lc_messages=C"]  # fmt: skip
        if not self.durable:
            settings += ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
        options = "-k %s %s" % (SOCKET, " ".join("-c " + setting for setting in settings))
        # Not through Sandbox.run: its pipe would be held open by the server.
        log = self.state / "postgres.log"
        with open(log, "ab") as output:
            process = self.sandbox.spawn(
                [BIN + "pg_ctl", "-D", DATA, "-w", "-t", "60", "-o", options, "start"],
                self.state, outlives=True, stdout=output, stderr=output,
            )  # fmt: skip
            if process.wait():
                raise BenchError("PostgreSQL did not start, see %s" % log)

    def clone(self, template, name):
        """Make database ``name`` from ``template``; an older one of that name is dropped."""
        self.drop(name)
        self._run("createdb", "-h", SOCKET, "-U", "odoo", "-T", template, name)

    def drop(self, name):
        """Drop database ``name`` if it is there."""
        self._run("dropdb", "-h", SOCKET, "-U", "odoo", "--if-exists", name)

    def query(self, database, sql):
        """:return: result of ``sql`` as text, columns separated by a vertical bar."""
        command = ("psql", "-h", SOCKET, "-U", "odoo", "-d", database, "-qAt", "-c", sql)
        return self._run(*command).stdout.strip()

    def has_database(self, name):
        """:return: True when database ``name`` exists."""
        sql = "SELECT 1 FROM pg_database WHERE datname = '%s'" % name.replace("'", "''")
        return self.query("postgres", sql) == "1"

    def _run(self, program, *args, check=True):
        return self.sandbox.run([BIN + program, *args], self.state, check=check)
