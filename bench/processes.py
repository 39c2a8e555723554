"""Starting, waiting for and stopping what the bench runs."""

import os
import signal
import socket
import time
import urllib.error
import urllib.request

from .progress import BenchError


def free_port(wanted=0):
    """:return: ``wanted`` when nobody listens there, else a port that is free now."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return probe.getsockname()[1]
    raise BenchError("No free port on 127.0.0.1.")


def stop(process, seconds=15):
    """End a process and all that it started: asked first, killed when it does not listen."""
    for sent, patience in ((signal.SIGTERM, seconds), (signal.SIGKILL, 5)):
        try:
            os.killpg(process.pid, sent)
        except ProcessLookupError:
            break
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline and _group_lives(process):
            time.sleep(0.05)
    process.wait()


def _group_lives(process):
    process.poll()
    try:
        os.killpg(process.pid, 0)
    except ProcessLookupError:
        return False
    return True


def wait_for_http(url, process, seconds=120):
    """Wait until ``url`` answers.

    :raise BenchError: the process ended or did not answer in time.
    """
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise BenchError("The server ended with exit code %s." % process.returncode)
        try:
            with urllib.request.urlopen(url, timeout=10):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise BenchError("The server did not answer at %s within %d s." % (url, seconds))
