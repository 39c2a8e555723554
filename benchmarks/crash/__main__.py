# Licence LGPL-3 (see LICENSE).
"""Kill Odoo and PostgreSQL at work: ``python3 -m benchmarks.crash [rounds] [power]``.

In each round visitors fill in answers, upload photos, have papers formed and submit; in every
second one they begin with next to nothing left to do, and their submissions are aimed at. In
turns Odoo is killed by ``kill -9``, PostgreSQL is, and PostgreSQL stops by its «immediate» mode.
Odoo is started again after its own death, while after PostgreSQL's it has to find its way back by
itself. With ``power``, for root, both stand on a disk of their own and the power of all of it is
cut. What had been acknowledged is compared with what is there, and whatever is there has to be
whole. fsync is on.
Exit status 1 when anything acknowledged is lost, or anything shown is half-written.
"""

import json
import random
import sys
import threading
import time
from collections import Counter

from bench.odoo import BenchOdoo
from bench.paths import STATE
from bench.processes import free_port, stop, wait_for_http
from bench.progress import BenchError, say, step

from ..visitor import Visitor
from . import killing
from .disk import Disk
from .work import Work

DATABASE = "crash"
VISITORS = 4
# Between the start of the work and the kill, in seconds.
SOONEST, LATEST = 0.5, 8
# After the first of those who are nearly done has sent a submission; how long that is waited for.
WITHIN, PATIENCE = 1.5, 60
KILLS = (killing.kill_odoo, killing.kill_postgres, killing.stop_postgres_at_once)
RESULT = "RESULT "
CALL = """
import sys
sys.path.insert(0, "/checkout")
from benchmarks.crash import inside
sys.stdout.write("\\n%s%%s\\n" %% inside.%s)
"""


def main(rounds="50", power=""):
    killing.adopt_orphans()
    if not power:
        return _drill(STATE / "bench-crash", KILLS, int(rounds))
    with Disk(STATE / "bench-power").mounted() as disk:
        return _drill(STATE / "bench-power", (disk.cut_power,), int(rounds))


def _drill(state, ways, rounds):
    """:return: exit status."""
    odoo = BenchOdoo(state, durable=True)
    acknowledged, problems = Counter(), []
    with odoo.running():
        with step("Preparing"):
            odoo.new_database(DATABASE, demo=True)
            odoo.install(DATABASE)
            late = rounds // 2
            call = "prepare(env, %d, %d, '/bench')"
            guests = _shell(odoo, call % ((rounds - late) * VISITORS, late * VISITORS))
        with Drill(odoo, ways, guests) as drill, step("%d rounds" % rounds) as progress:
            for number in range(1, rounds + 1):
                works = drill.round(number)
                for work in works:
                    acknowledged += work.counts()
                problems += _shell(odoo, "check(env, %r)" % [work.facts() for work in works])
                progress.at(100 * number // rounds)
        problems += _shell(odoo, "check_journal(env)")
    say("acknowledged: " + ", ".join("%d %s" % (n, what) for what, n in acknowledged.items()))
    for problem in problems:
        say("  " + problem)
    say("%d problems" % len(problems))
    return 1 if problems else 0


class Drill:
    """The server under attack and the guests who have not come yet.

    :param ways: functions of (the bench's Odoo, its server's process) that kill, taken in turns.
    """

    def __init__(self, odoo, ways, guests):
        self._odoo = odoo
        self._ways = ways
        self._fresh, self._nearly_done = map(iter, guests)
        self._random = random.Random(1)
        self._photos = [path.read_bytes() for path in sorted(odoo.state.glob("photo-*.jpg"))]
        self._server = None

    def __enter__(self):
        self._start()
        return self

    def __exit__(self, *_error):
        stop(self._server)

    def _start(self):
        port = free_port()
        self.address = "http://127.0.0.1:%d" % port
        with open(self._odoo.state / "odoo.log", "ab") as output:
            options = ("--http-port", str(port), "--workers", "2")
            options += ("--longpolling-port", str(free_port()))
            self._server = self._odoo.spawn(DATABASE, *options, output=output)
        wait_for_http(self.address + "/web/login", self._server)

    def round(self, number):
        """:return: list of :class:`Work`, all of them interrupted."""
        way = self._ways[number % len(self._ways)]
        aims_at_submissions = number % 2 == 0
        guests = self._nearly_done if aims_at_submissions else self._fresh
        works = [
            Work(Visitor(self.address, next(guests)), self._photos, number * VISITORS + place)
            for place in range(VISITORS)
        ]
        threads = [threading.Thread(target=work.run) for work in works]
        for thread in threads:
            thread.start()
        if aims_at_submissions:
            _wait_for_a_submission(works)
            time.sleep(self._random.uniform(0, WITHIN))
        else:
            time.sleep(self._random.uniform(SOONEST, LATEST))
        for work in works:
            work.is_over = True
        way(self._odoo, self._server)
        for thread in threads:
            thread.join()
        self._restart()
        return works

    def _restart(self):
        """Start what was killed. An Odoo that has lost its database for a moment has to answer
        again by itself.
        """
        if not self._odoo.postgres.is_running():
            self._odoo.postgres.start()
        if self._server.poll() is None:
            wait_for_http(self.address + "/web/login", self._server, seconds=60)
        else:
            self._start()


def _wait_for_a_submission(works):
    """Until one of these submits or has submitted; not for ever, for they may all be refused."""
    end = time.monotonic() + PATIENCE
    while not any(work.is_submitting for work in works) and time.monotonic() < end:
        time.sleep(0.01)


def _shell(odoo, call):
    """:return: what ``inside.<call>`` gave in Odoo's shell."""
    done = odoo.run(
        DATABASE, "--no-http", "--log-level=error", verb=("shell",), script=CALL % (RESULT, call)
    )
    lines = [line for line in done.stdout.split("\n") if line.startswith(RESULT)]
    if not lines:
        raise BenchError(done.stdout[-4000:])
    return json.loads(lines[0][len(RESULT) :])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
