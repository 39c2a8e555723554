# Licence LGPL-3 (see LICENSE).
"""Fifty clients who fill in, upload and submit at the same time, on a server with two workers."""

import json
import statistics
import threading
import time
from itertools import cycle

from bench.processes import free_port, stop, wait_for_http
from bench.progress import BenchError, step

from ..visitor import Visitor

CLIENTS, WORKERS = 50, 2
# Seconds that pass before an answer is saved, and before a photo is sent: as people do it (after
# the last key the page waits as long; nobody photographs faster), and all requests at once.
PACES = {"as people do": (0.7, 5), "without a pause": (0, 0)}
# How many times as long as the median client the slowest may take.
STARVED = 2
RESULT = "RESULT "
CALL = """
import sys, json
sys.path.insert(0, "/checkout")
from benchmarks import guests
sys.stdout.write("\\n%s%%s\\n" %% json.dumps(guests.%s))
"""


class Client:
    """One of the crowd: how long each of its requests took, and what went wrong."""

    def __init__(self, address, guest, photos, pace):
        self._visitor = Visitor(address, guest)
        self._photos = photos
        self._typing, self._photographing = pace
        self.seconds, self.total, self.error = [], None, None

    def run(self):
        began = time.monotonic()
        try:
            self._timed(self._visitor.come_in)
            for name, text in self._visitor.guest["answers"].items():
                time.sleep(self._typing)
                self._timed(self._visitor.save, name, text)
            for kind in self._visitor.guest["kinds"]:
                self._timed(self._visitor.see, "documents")
                time.sleep(self._photographing)
                self._timed(self._visitor.upload, kind, next(self._photos))
            self._timed(self._visitor.submit)
        except Exception as error:
            self.error = "%s: %s" % (type(error).__name__, str(error)[:300])
        self.total = time.monotonic() - began

    def _timed(self, deed, *arguments):
        began = time.monotonic()
        deed(*arguments)
        self.seconds.append(time.monotonic() - began)


def crowd(odoo, database):
    """Let a crowd in, at each of ``PACES``.

    :param odoo: running :class:`~bench.odoo.BenchOdoo` with an empty ``database`` of its own.
    :return: (lines to be shown, whether every goal is met).
    """
    guests = _shell(odoo, database, "prepare(env, %d, '/bench')" % (CLIENTS * len(PACES)))
    lines, is_all_met = [], True
    for number, (name, pace) in enumerate(PACES.items()):
        own = guests[number * CLIENTS : (number + 1) * CLIENTS]
        told, is_met = _crowd(odoo, database, own, name, pace)
        lines += told
        is_all_met = is_all_met and is_met
    return lines, is_all_met


def _crowd(odoo, database, guests, name, pace):
    photos = [path.read_bytes() for path in sorted(odoo.state.glob("photo-*.jpg"))]
    with step("%d clients at once, %s" % (CLIENTS, name)):
        server, address = _serve(odoo, database)
        try:
            clients = [Client(address, guest, cycle(photos), pace) for guest in guests]
            threads = [threading.Thread(target=client.run) for client in clients]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        finally:
            stop(server)
    lost = _shell(odoo, database, "lost(env, json.loads(%r))" % json.dumps(guests))
    return _report(name, clients, lost)


def _report(name, clients, lost):
    errors = [client.error for client in clients if client.error]
    totals = [client.total for client in clients]
    requests = sorted(seconds for client in clients for seconds in client.seconds)
    spread = max(totals) / statistics.median(totals)
    lines = [
        "%d clients %s, %d requests, %d errors, %d things lost"
        % (len(clients), name, len(requests), len(errors), len(lost)),
        "one request: median %.2f s, 95 of 100 within %.2f s, the slowest %.2f s"
        % (statistics.median(requests), statistics.quantiles(requests, n=20)[-1], requests[-1]),
        "one client: median %.1f s, the slowest %.1f s, %.2fx (goal %dx)"
        % (statistics.median(totals), max(totals), spread, STARVED),
        *errors[:5],
        *lost[:5],
    ]
    return lines, not errors and not lost and spread <= STARVED


def _serve(odoo, database):
    port = free_port()
    options = ("--http-port", str(port), "--longpolling-port", str(free_port()))
    options += ("--workers", str(WORKERS), "--log-level", "warn")
    with open(odoo.state / "odoo.log", "ab") as output:
        server = odoo.spawn(database, *options, output=output)
    address = "http://127.0.0.1:%d" % port
    wait_for_http(address + "/web/login", server)
    return server, address


def _shell(odoo, database, call):
    script = CALL % (RESULT, call)
    options = ("--no-http", "--log-level=error")
    done = odoo.run(database, *options, verb=("shell",), script=script)
    lines = [line for line in done.stdout.split("\n") if line.startswith(RESULT)]
    if not lines:
        raise BenchError(done.stdout[-4000:])
    return json.loads(lines[0][len(RESULT) :])
