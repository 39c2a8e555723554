# Licence LGPL-3 (see LICENSE).
"""``kill -9``, and how PostgreSQL is stopped when there is no time left."""

import ctypes
import os
import signal
import time
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans():
    """Become the parent of PostgreSQL, which outlives its own: as long as nobody has buried a
    postmaster, a new one takes it for alive.
    """
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def kill_odoo(_odoo, server):
    """Kill all of Odoo."""
    kill_group(server)


def kill_postgres(odoo, _server):
    """Kill every process of the cluster."""
    kill_cluster(postmaster(odoo))


def stop_postgres_at_once(odoo, _server):
    """PostgreSQL's own «immediate» stop, as at a shutdown in a hurry: it recovers at its start."""
    pid = postmaster(odoo)
    os.kill(pid, signal.SIGQUIT)
    os.waitpid(pid, 0)


def kill_group(process):
    """Kill a server and all that it has started."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def kill_cluster(pid):
    """:param pid: the postmaster, which is held meanwhile: at its death the others would end by
    themselves.
    """
    os.kill(pid, signal.SIGSTOP)
    others = _children(pid)
    for one in [*others, pid]:
        os.kill(one, signal.SIGKILL)
    os.waitpid(pid, 0)
    while any(_lives(one) for one in others):
        time.sleep(0.01)


def postmaster(odoo):
    """:return: number of the process that the cluster's others are children of."""
    return int((odoo.state / "pg" / "postmaster.pid").read_text().split("\n")[0])


def _children(pid):
    path = Path("/proc/%d/task/%d/children" % (pid, pid))
    return [int(text) for text in path.read_text().split()]


def _lives(pid):
    """:return: whether a process is there; who adopted it may bury it later."""
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        pass
    try:
        return Path("/proc/%d/stat" % pid).read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
