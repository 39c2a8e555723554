# Licence LGPL-3 (see LICENSE).
"""Runs inside Odoo's shell: two databases side by side, every deed done in both in turns."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from threading import get_native_id

import odoo
from odoo import SUPERUSER_ID, api

from .. import processor
from .deeds import deeds
from .filling import fill
from .people import people
from .steps import STEPS, Way

WARM_UP = 2


class Side:
    """One database. Odoo keeps one record cache a thread, so each has a thread of its own.

    :param count: how many questionnaires it is filled with.
    """

    def __init__(self, name, count):
        self._thread = ThreadPoolExecutor(1)
        self._thread.submit(self._open, name, count).result()

    def _open(self, name, count):
        api.Environment._local.environments = api.Environments()
        self.cr = odoo.registry(name).cursor()
        # Parallel workers would spend time that is not seen here. The other is what PostgreSQL's
        # manual says of disks without moving parts.
        self.cr.execute(
            "SET max_parallel_workers_per_gather = 0; SET random_page_cost = 1.1;"
            "SELECT pg_backend_pid()"
        )
        (self._backend,) = self.cr.fetchone()
        env = api.Environment(self.cr, SUPERUSER_ID, {"lang": "ru_RU", "tz": "Europe/Moscow"})
        self.users = people(env)
        self.cr.commit()
        fill(env, count, self.users)
        self.envs = {
            role: env(user=self.users[role].id) for role in ("manager", "verifier", "administrator")
        }
        self.deeds = {
            role: {name: (goal, deed) for name, goal, deed in deeds(self.envs[role])}
            for role in self.envs
        }

    def time(self, make):
        """:param make: side -> function to be timed; called in this side's thread.
        :return: (milliseconds with nothing in the record cache, what the function returned).
        """
        return self._thread.submit(self._time, make).result()

    def _cpu(self):
        """:return: milliseconds on a processor of this thread and of its database connection."""
        odoo_thread = processor.of_thread(os.getpid(), get_native_id())
        return odoo_thread + processor.of_thread(self._backend)

    def _time(self, make):
        deed = make(self)
        env = self.envs["manager"]
        env["base"].flush()
        env.cache.invalidate()
        before = self._cpu()
        result = deed()
        env["base"].flush()
        return self._cpu() - before, result


def measure(counts, rounds):
    """:param counts: {database: number of questionnaires}, few first.
    :return: JSON of a list of (deed, kind of goal, list of pairs of (milliseconds, rows shown)).
    """
    sides = [Side(name, count) for name, count in counts.items()]
    report = []
    for role, named in sides[0].deeds.items():
        for name, (goal, _deed) in named.items():
            pairs = _pairs(sides, lambda side, r=role, n=name: side.deeds[r][n][1], rounds)
            report.append(("%s: %s" % (role, name), goal, pairs))
    ways = {side: Way(side.envs) for side in sides}
    steps = {name: [] for name in STEPS}
    for turn in range(rounds + WARM_UP):
        for name in STEPS:
            pair = _pair(sides, lambda side, n=name: ways[side].step(n), turn)
            steps[name].append(pair)
    report += [("step: " + name, "step", pairs[WARM_UP:]) for name, pairs in steps.items()]
    return json.dumps(report)


def _pairs(sides, make, rounds):
    pairs = [_pair(sides, make, turn) for turn in range(rounds + WARM_UP)]
    # The first ones fill the caches of PostgreSQL and of the registry.
    return pairs[WARM_UP:]


def _pair(sides, make, turn):
    """:return: what :meth:`Side.time` says of few and of many; who is first changes every turn."""
    times = {side: side.time(make) for side in (sides if turn % 2 else sides[::-1])}
    return [times[side] for side in sides]
