# Licence LGPL-3 (see LICENSE).
"""Runs inside Odoo's shell: what people do every day with questionnaires, and how long it takes."""

import json
import statistics
import time

from odoo.addons.itcom_crm_module.itcom_core.questionnaire import workflow as wf

from .filling import MANAGERS, fill

ROUNDS = 9
PAGE = 80
OPEN = [("state", "in", sorted(wf.OPEN))]
DAILY, STEP, ALLOWED = "daily", "step", "allowed"


def measure(env, count):
    """:return: JSON of {deed: (median milliseconds, kind of goal)}."""
    group = env.ref("itcom_crm_module.itcom_group_manager")
    users = env["res.users"].create(
        [
            {
                "name": "Manager %d" % number,
                "login": "bench_%d" % number,
                "groups_id": [(6, 0, [env.ref("base.group_user").id, group.id])],
            }
            for number in range(MANAGERS)
        ]
    )
    verifier = users[0].copy({"login": "bench_verifier"})
    verifier.groups_id |= env.ref("itcom_crm_module.itcom_group_verifier")
    env.cr.commit()
    fill(env, count, users)
    report = {}
    for role, user in (("manager", users[3]), ("verifier", verifier)):
        for name, goal, deed in _deeds(env(user=user.id)):
            report["%s: %s" % (role, name)] = (_time(env, deed), goal)
    report["manager: a step of the workflow"] = (_time_steps(env(user=users[3].id)), STEP)
    return json.dumps(report)


def _deeds(env):
    """:return: list of (name, kind of goal, function)."""
    records = env["itcom.questionnaire"]
    view = env.ref("itcom_crm_module.itcom_questionnaire_view_tree")
    columns = list(records.fields_view_get(view.id, "tree")["fields"])
    known = records.search([], limit=1, offset=50)

    def page(domain, offset=0):
        return lambda: records.web_search_read(domain, columns, offset=offset, limit=PAGE)

    def found(text):
        return page([("lookup", "ilike", text)])

    def kanban(domain):
        def deed():
            records.web_read_group(domain, ["state"], ["state"])
            for state in sorted(wf.OPEN):
                records.web_search_read([("state", "=", state), *domain], columns, limit=40)

        return deed

    return [
        ("open ones, first page and count", DAILY, page(OPEN)),
        ("open ones, next page", DAILY, page(OPEN, PAGE)),
        ("to be checked", DAILY, page([("state", "=", wf.REVIEW)])),
        ("by СНИЛС", DAILY, found(known.snils)),
        ("by a part of the СНИЛС", DAILY, found(known.snils[3:9])),
        ("by ИНН", DAILY, found(known.inn)),
        ("by name", DAILY, found(known.holder_name)),
        ("by a part of the alias", DAILY, found(known.alias[-5:])),
        ("by number", DAILY, found(known.number)),
        ("nothing found", DAILY, found("несуществующий")),
        ("one form", DAILY, lambda: known.read()),
        ("kanban of open ones", ALLOWED, kanban(OPEN)),
        ("all of them, first page and count", ALLOWED, page([])),
        ("kanban of all", ALLOWED, kanban([])),
    ]


def _time(env, deed):
    """:return: median milliseconds with nothing in the record cache."""
    times = []
    for _round in range(ROUNDS + 1):
        env.cache.invalidate()
        start = time.perf_counter()
        deed()
        times.append((time.perf_counter() - start) * 1000)
    # The first one fills the caches of PostgreSQL and of the registry.
    return statistics.median(times[1:])


def _time_steps(env):
    records = env["itcom.questionnaire"].search(
        [("state", "=", wf.DRAFT), ("user_id", "=", env.uid)], limit=ROUNDS + 1
    )
    waiting = iter(records)

    def step():
        next(waiting).action_send()
        env["base"].flush()

    return _time(env, step)
