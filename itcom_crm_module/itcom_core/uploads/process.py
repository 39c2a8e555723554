"""Read files of unknown origin in a process of their own.

A few bytes can unpack to anything, in places that no look from outside finds for sure, and the
libraries that read them are written in languages that crash. So they run under the operating
system's limits of memory and time, and whatever happens there, this process sees that it failed.

To start an interpreter for each file would cost ten times what reading the file does. So there is
a nursery (``isolated/__main__.py``): a process that has loaded the libraries and does nothing but
fork, once a file. It starts with the first file and ends when it has been idle or its owner has
ended. No process reads two files.
"""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

from .errors import Bomb, Broken, Encrypted, TooManyPages

ISOLATED = Path(__file__).with_name("isolated")
# Address space and processor time of the other process, and how long it is waited for.
MEMORY_LIMIT = 1024 * 1024 * 1024
CPU_SECONDS = 10
WALL_SECONDS = 60
CHUNK = 1024 * 1024
# What a new process says first: from then on the file is to blame for its silence.
READY = b"\n"

REFUSALS = {error.code: error for error in (Bomb, Broken, Encrypted, TooManyPages)}


class _Silence(Exception):
    """The other process ended before it had said all."""


class Nursery:
    """The process that forks, as its owner sees it. A fork of the owner starts one of its own."""

    def __init__(self):
        self._lock = threading.Lock()
        self._owner = None
        self._process = None
        self._control = None

    def new_process(self, task, file):
        """:param file: descriptor of what it shall read.
        :return: socket to a process of its own that has loaded ``task``.
        """
        ours, theirs = socket.socketpair()
        with theirs, self._lock:
            try:
                self._hand_over(task, theirs, file)
            except OSError:
                # It has ended, idle or by somebody's hand.
                self._start()
                self._hand_over(task, theirs, file)
        return ours

    def _hand_over(self, task, theirs, file):
        if self._owner != os.getpid():
            self._start()
        socket.send_fds(self._control, [task.encode()], [theirs.fileno(), file])

    def _start(self):
        if self._owner == os.getpid():
            self._control.close()
            self._process.wait()
        control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-I", str(ISOLATED), str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )
        self._control, self._owner = control, os.getpid()


NURSERY = Nursery()


def run(task, order, data):
    """:param task: name of a module in ``isolated``.
    :param order: dict of what the task wants to know.
    :return: (facts as dict, list of bytes), as the task's ``work`` gives them.
    :raise UploadError: what the task refuses; Bomb when it took too much time.
    :raise RuntimeError: the task can't run here at all, say for a missing library.
    """
    # Its own alarm is for when nobody waits any more.
    limits = {
        "memory": MEMORY_LIMIT,
        "cpu_seconds": CPU_SECONDS,
        "wall_seconds": WALL_SECONDS + 1,
    }
    until = time.monotonic() + WALL_SECONDS
    line = json.dumps({**order, **limits}).encode() + b"\n"
    with _in_memory(data) as file, _ready_process(task, file) as other:
        try:
            answer, parts = _read_answer(_ask(other, line, until))
        except socket.timeout:
            raise Bomb(limit=WALL_SECONDS, unit="seconds")
        except (_Silence, ConnectionError):
            # Nothing but the limit of its time, or a crash, ends it in the middle of the file.
            raise Bomb(limit=CPU_SECONDS, unit="seconds")
    if "failure" in answer:
        raise RuntimeError(f"{task} does not run: {answer['failure']}")
    if "refusal" in answer:
        raise REFUSALS[answer["refusal"]](**answer["params"])
    return answer["facts"], parts


@contextmanager
def _in_memory(data):
    """:return: descriptor of a file of the memory: nothing of it comes to a disk."""
    file = os.memfd_create("upload", os.MFD_CLOEXEC)
    try:
        with open(file, "wb", buffering=0, closefd=False) as stream:
            stream.write(data)
        yield file
    finally:
        os.close(file)


def _ready_process(task, file):
    """:return: socket to a process that has said that it is there.
    :raise RuntimeError: none comes to be.
    """
    for _attempt in range(2):
        other = NURSERY.new_process(task, file)
        other.settimeout(WALL_SECONDS)
        try:
            if other.recv(len(READY)) == READY:
                return other
        except OSError:
            pass
        # The nursery ended between two words: the next one is new.
        other.close()
    raise RuntimeError(f"{task}: no process can be started to read files in")


def _ask(other, line, until):
    """Send the order, read the answer to its end.

    :raise socket.timeout: it is not there in time.
    :raise ConnectionError: the other process has ended.
    """
    other.settimeout(max(0.001, until - time.monotonic()))
    other.sendall(line)
    output, part = [], None
    while part != b"":
        other.settimeout(max(0.001, until - time.monotonic()))
        part = other.recv(CHUNK)
        output.append(part)
    return b"".join(output)


def _read_answer(output):
    """:return: (answer as dict, list of the bytes that it speaks of).
    :raise _Silence: it is not there, or breaks off.
    """
    line, newline, rest = output.partition(b"\n")
    if not newline:
        raise _Silence
    answer = json.loads(line)
    parts = []
    for length in answer.get("lengths", ()):
        parts.append(rest[:length])
        rest = rest[length:]
        if len(parts[-1]) < length:
            raise _Silence
    return answer, parts
