"""Reads files of unknown origin, each in a process of its own; started by ``uploads/process.py``.

Usage: isolated FD, the number of a socket. Each message on it names a task and brings along
another socket and the file. A new process says on that socket that it is there, gets its order as
a line of JSON, and answers a line of JSON, then the bytes that the answer speaks of. This folder
stands alone: it is no part of the package around it, so that starting it costs little.
"""

import importlib
import json
import os
import resource
import signal
import socket
import sys

from refusal import Refusal

LONGEST_NAME = 64
IDLE_SECONDS = 600
READY = b"\n"


def limit_resources(order):
    """Let the operating system end this process before it harms others."""
    resource.setrlimit(resource.RLIMIT_AS, (order["memory"], order["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (order["cpu_seconds"], order["cpu_seconds"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.setitimer(signal.ITIMER_REAL, order["wall_seconds"])


def answer_to(work, order, file):
    """:param work: function of (order, binary file) → (facts as dict, list of bytes).
    :return: (answer as dict, list of bytes).
    """
    try:
        facts, parts = work(order, file)
    except Refusal as refusal:
        return {"refusal": refusal.code, "params": refusal.params}, []
    except MemoryError:
        return {"refusal": "bomb", "params": {"limit": order["memory"], "unit": "bytes"}}, []
    except Exception:
        # A hostile file can make any call fail in any way, and it is the file that is to blame.
        return {"refusal": "broken", "params": {}}, []
    return {"facts": facts, "lengths": [len(part) for part in parts]}, parts


def load(name):
    """:return: (the task's module or None, why it does not load or "")."""
    try:
        return importlib.import_module(name), ""
    except Exception as error:
        return None, "%s: %s" % (type(error).__name__, error)


def serve_one(task, failure, channel, file):
    """Read one file: all that a process does in its life."""
    with channel, file:
        channel.sendall(READY)
        with channel.makefile("rb") as stream:
            order = json.loads(stream.readline())
        limit_resources(order)
        answer, parts = {"failure": failure}, []
        if task:
            file.seek(0)
            answer, parts = answer_to(task.work, order, file)
        channel.sendall(json.dumps(answer).encode() + b"\n")
        for part in parts:
            channel.sendall(part)


def bury():
    """Let the operating system forget the processes that have ended."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def serve(control):
    """Fork once for each message, until the owner has ended or wants nothing more."""
    control.settimeout(IDLE_SECONDS)
    while True:
        try:
            name, handles, _flags, _sender = socket.recv_fds(control, LONGEST_NAME, 2)
        except socket.timeout:
            return
        if not handles:
            return
        # Loaded here, once, so that a new process has it already.
        task, failure = load(name.decode())
        bury()
        if not os.fork():
            control.close()
            try:
                channel, file = socket.socket(fileno=handles[0]), open(handles[1], "rb")
                serve_one(task, failure, channel, file)
            finally:
                # Nothing of what a process does at its end: it is the nursery's copy.
                os._exit(0)
        for handle in handles:
            os.close(handle)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
