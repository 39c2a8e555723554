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


def kill_group(process):
    """Kill a server and all that it has started."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def stop_postgres_at_once(odoo):
    """PostgreSQL's own «immediate» stop, as at a shutdown in a hurry: it recovers at its start."""
    postmaster = _postmaster(odoo)
    os.kill(postmaster, signal.SIGQUIT)
    os.waitpid(postmaster, 0)


def kill_postgres(odoo):
    """Kill every process of the cluster. The postmaster is held meanwhile, for at its death the
    others would end by themselves.
    """
    postmaster = _postmaster(odoo)
    os.kill(postmaster, signal.SIGSTOP)
    others = _children(postmaster)
    for pid in [*others, postmaster]:
        os.kill(pid, signal.SIGKILL)
    os.waitpid(postmaster, 0)
    while any(_lives(pid) for pid in others):
        time.sleep(0.01)


def _postmaster(odoo):
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
