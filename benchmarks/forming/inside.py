# Licence LGPL-3 (see LICENSE).
"""Runs inside Odoo's shell: from the deal to the stored docx, beside Odoo's own PDF of it."""

import ctypes
import gc
import json
import resource
import statistics

from odoo.addons.itcom_crm_module.controllers.documents import document_files
from odoo.addons.itcom_crm_module.itcom_core.documents import zip_chunks
from odoo.sql_db import Cursor

LINES = (10, 200)
FEW, MANY = 10, 1000


def measure(env, rounds, address):
    """:param address: where an Odoo on this database serves style sheets to wkhtmltopdf.
    :return: JSON of medians of CPU seconds, queries, and memory of a zip.
    """
    env["ir.config_parameter"].set_param("report.url", address)
    user = env.ref("itcom_crm_module.res_users_manager_demo")
    env = env(user=user.id, context={"lang": "ru_RU", "tz": "Europe/Moscow"})
    order = env.ref("itcom_crm_module.sale_order_romashka_demo")
    _pdf(order)
    # The style sheets are made with the first PDF; the server must see them.
    env.cr.commit()
    report = {"lines": {}, "zip": _zip_memory(order)}
    for lines in LINES:
        report["lines"][lines] = _forming(_with_lines(order, lines), rounds)
    return json.dumps(report)


def _docx(deal):
    deal._itcom_form("invoice")


def _pdf(deal):
    deal.env.ref("sale.action_report_saleorder")._render_qweb_pdf(deal.ids)


def _with_lines(order, count):
    """:return: a new deal like ``order`` with ``count`` positions."""
    copy = order.copy()
    line = copy.order_line[0]
    vals = {"product_id": line.product_id.id, "product_uom_qty": 1}
    copy.order_line = [(0, 0, vals) for _line in range(count - len(copy.order_line))]
    copy.flush()
    return copy


def _forming(order, rounds):
    """:return: {"docx", "pdf": median CPU seconds; "queries": of the docx}."""
    seconds, queries = {_docx: [], _pdf: []}, {_docx: [], _pdf: []}
    for _turn in range(rounds):
        for work in (_docx, _pdf):
            # The first one fills what a worker keeps: templates, rights, translations.
            for deal in [order.copy(), order.copy()]:
                figures = _cold(deal, work)
            seconds[work].append(figures[0])
            queries[work].append(figures[1])
    return {
        "docx": statistics.median(seconds[_docx]),
        "pdf": statistics.median(seconds[_pdf]),
        "queries": max(queries[_docx]),
    }


def _cold(record, work):
    """:return: (CPU seconds of ``work`` with all that it starts, queries), no record cached."""
    record.flush()
    record.env.clear()
    gc.collect()
    with Counted() as counted:
        before = _cpu()
        work(record)
        record.flush()
        return _cpu() - before, counted.count


def _cpu():
    usages = (
        resource.getrusage(resource.RUSAGE_SELF),
        resource.getrusage(resource.RUSAGE_CHILDREN),
    )
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


class Counted:
    """Counts the queries that are sent while it is open."""

    def __enter__(self):
        self.count, self._execute = 0, Cursor.execute

        def execute(cursor, *arguments, **named):
            self.count += 1
            return self._execute(cursor, *arguments, **named)

        Cursor.execute = execute
        return self

    def __exit__(self, *_error):
        Cursor.execute = self._execute


def _zip_memory(order):
    """:return: bytes that the process grows by while it sends a zip of few and of many."""
    order._itcom_form("invoice")
    document = order.itcom_document_ids[0]
    ids = [document.id]
    for number in range(MANY - 1):
        copy = document.sudo().copy({"number": "zip-%d" % number, "payload_hash": ""})
        copy.attachment_id = document.attachment_id.sudo().copy({"res_id": copy.id})
        ids.append(copy.id)
    order.flush()
    return [_peak(order.env, ids[:FEW]), _peak(order.env, ids)]


def _peak(env, ids):
    env.clear()
    gc.collect()
    # What earlier work has left free would otherwise be used first and not be counted.
    ctypes.CDLL(None).malloc_trim(0)
    with open("/proc/self/clear_refs", "w") as file:
        file.write("5")
    before = _resident("VmRSS")
    for _chunk in zip_chunks(document_files(env, ids)):
        pass
    return max(0, _resident("VmHWM") - before)


def _resident(key):
    with open("/proc/self/status") as status:
        (line,) = (line for line in status if line.startswith(key))
    return int(line.split()[1]) * 1024
