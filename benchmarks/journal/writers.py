# Licence LGPL-3 (see LICENSE).
"""Runs inside Odoo's shell: 20 processes that each do deeds for some seconds, way by way."""

import json
import multiprocessing
import statistics
import time

from odoo import SUPERUSER_ID, api, sql_db
from odoo.addons.itcom_crm_module import journal_store
from odoo.addons.itcom_crm_module.itcom_core import journal

WRITERS = 20
SECONDS = 4
# What else a request does between recording and its commit, in seconds: the longer it is, the
# longer a lock of the head would be held.
LENGTHS = (0.02, 0.05, 0.1)
REST = "SELECT pg_sleep(%s)"

NAIVE = (
    """
CREATE TABLE IF NOT EXISTS naive_head (company int PRIMARY KEY, number int, hash text);
CREATE TABLE IF NOT EXISTS naive_entry (
    id serial PRIMARY KEY, company int, number int, date text, event text, "user" int,
    partner int, model text, res_id int, name text, ip text, facts text, previous text, hash text
);
INSERT INTO naive_head VALUES (1, 0, '%s') ON CONFLICT DO NOTHING;
"""
    % journal.GENESIS
)
COLUMNS = (*journal.verifier.CONTENT, "previous", "hash")
INSERT = "INSERT INTO naive_entry (%s) VALUES (%s)" % (
    ", ".join('"%s"' % name for name in COLUMNS),
    ", ".join(["%s"] * len(COLUMNS)),
)


def without(registry, length):
    with registry.cursor() as cr:
        cr.execute(REST, [length])


def with_journal(registry, length):
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        company = env["res.company"].browse(1)
        env["itcom.journal.entry"]._record(journal.events.SCAN_VIEWED, company, kind="passport")
        env["itcom.journal.entry"].flush()
        cr.execute(REST, [length])


def with_head_lock(registry, length):
    entry = {
        "company": 1, "date": "2026-11-24T10:00:00Z", "event": "scan.viewed", "user": 1,
        "partner": 0, "model": "res.company", "res_id": 1, "name": "", "ip": "",
        "facts": '{"kind":"passport"}',
    }  # fmt: skip
    # READ COMMITTED: with Odoo's own isolation most of these would fail and be tried again.
    with sql_db.db_connect(registry.db_name).cursor(serialized=False) as cr:
        cr.execute("SELECT number, hash FROM naive_head WHERE company = 1 FOR UPDATE")
        (entry,) = journal.chain([entry], journal.Head(*cr.fetchone()))
        cr.execute(INSERT, [entry[name] for name in COLUMNS])
        cr.execute("UPDATE naive_head SET number = %s, hash = %s", (entry["number"], entry["hash"]))
        cr.execute(REST, [length])


WAYS = {"nothing": without, "journal": with_journal, "head lock": with_head_lock}


def write(way, length, registry, start, results):
    sql_db.close_all()
    deed, latencies = WAYS[way], []
    deed(registry, length)
    start.wait()
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        began = time.monotonic()
        deed(registry, length)
        latencies.append(time.monotonic() - began)
    results.put(latencies)


def run(way, length, registry):
    """:return: latencies of all deeds that ``WRITERS`` processes did in ``SECONDS``."""
    sql_db.close_all()
    fork = multiprocessing.get_context("fork")
    start, results = fork.Barrier(WRITERS), fork.Queue()
    writers = [
        fork.Process(target=write, args=(way, length, registry, start, results))
        for _ in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    latencies = [latency for _ in writers for latency in results.get()]
    for writer in writers:
        writer.join()
    return latencies


def measure(env, rounds):
    """:return: figures of each length and way and the state of the chain afterwards, as JSON."""
    registry = env.registry
    # Processes are forked: none may share a connection.
    env.cr.close()
    with registry.cursor() as cr:
        cr.execute(NAIVE)
        before = journal_store.verify(cr, 1).count
    latencies = {(length, way): [] for length in LENGTHS for way in WAYS}
    for _ in range(rounds):
        for length, way in latencies:
            latencies[length, way] += run(way, length, registry)
    sql_db.close_all()
    with registry.cursor() as cr:
        report = journal_store.verify(cr, 1)
        result = {
            "figures": [
                (
                    length,
                    way,
                    len(all_of) / SECONDS / rounds,
                    1000 * statistics.median(all_of),
                    1000 * statistics.quantiles(all_of, n=20)[-1],
                )
                for (length, way), all_of in latencies.items()
            ],
            "recorded": sum(len(latencies[length, "journal"]) for length in LENGTHS)
            # Each process does one deed to warm up.
            + WRITERS * rounds * len(LENGTHS),
            "sealed": report.count - before,
            "open": journal_store.count_unsealed(cr, 1),
            "problems": report.total,
        }
    return json.dumps(result)
