"""One command at a time in one state folder."""

import fcntl
from contextlib import contextmanager

from .progress import BenchError


@contextmanager
def exclusive(folder, refusal):
    """Hold ``folder`` alone inside this block; the lock goes with the process, however it ends.

    :raise BenchError: with the text ``refusal``, when another process holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "lock", "w", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise BenchError(refusal) from None
        yield
