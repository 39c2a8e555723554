# Licence LGPL-3 (see LICENSE).
"""Time on a processor, which neighbours on the machine don't blur as they do time on a clock."""

import os
from pathlib import Path

TICK = 1000 / os.sysconf("SC_CLK_TCK")


def of_thread(pid, thread=None):
    """:return: milliseconds of one thread, exact; of the process's first one by default."""
    path = Path("/proc/%d/task/%d/schedstat" % (pid, thread or pid))
    return int(path.read_text().split()[0]) / 1e6


def of_descendants(pid):
    """:return: milliseconds of all processes that ``pid`` has started, ended ones included, in
    steps of a tick.
    """
    ended = _ticks(pid)[1] * TICK
    return ended + sum(_ticks(child)[0] * TICK + of_descendants(child) for child in _children(pid))


def _children(pid):
    tasks = Path("/proc/%d/task" % pid).glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def _ticks(pid):
    """:return: (ticks of its own, ticks of its children that have ended)."""
    fields = Path("/proc/%d/stat" % pid).read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12]), int(fields[13]) + int(fields[14])
