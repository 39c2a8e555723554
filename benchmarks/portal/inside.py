# Licence LGPL-3 (see LICENSE).
"""Runs inside Odoo's shell: our page and Odoo's own in turns, on two databases."""

import gzip
import io
import json
import os
import re
import sys
from statistics import median

import odoo
from odoo import SUPERUSER_ID, api
from odoo.addons.itcom_crm_module.controllers.portal import scans
from odoo.http import root
from odoo.tools import config

from ..questionnaires.filling import fill
from ..questionnaires.people import people
from ..questionnaires.steps import new_client
from .minute import Minute
from .photo import pdf, photo, scanned_pdf
from .site import Browser, next_transaction
from .uploads import Looks, Uploads

PDF = "upload of a PDF of 5 MB, raw"
PHOTO = "upload of a photo of 5 MB, raw"
LOOK = "then verdict and preview of the photo"
SCANNED = "upload of a scanned PDF of 5 MB, raw"
SCANNED_LOOK = "then preview of the scanned PDF"
LINES = 10
WARM_UP = 3
# Where the files of the stock upload begin: one that was stored before would not be written again.
OTHERS = 1000
STRANGERS = 10
CSRF = r'csrf_token(?:" value=|: )"(\w+)"'


class World:
    """One database: an order and a questionnaire among ``count`` others, and who opens them."""

    def __init__(self, name, count):
        self.name = name
        # A cursor of the shell's own cache: nothing of it reaches the requests.
        with odoo.registry(name).cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {"lang": "ru_RU"})
            users = people(env)
            cr.commit()
            fill(env, count, users, per_partner=1)
            self._prepare(env(user=users["manager"].id))
            cr.commit()
        self.client = Browser(name)
        self.client.open(self.link)
        self.token = self.client.csrf_of(self.url, CSRF)
        self.minute = Minute(self.client, self.url, self.token, self.company_id)
        self.uploads, self.looks = Uploads(self), Looks(self)
        self.stock_token = self.client.csrf_of(self.order_url, CSRF)

    def _prepare(self, env):
        client = new_client(env)
        product = env["product.product"].sudo().create({"name": "Сертификат", "type": "service"})
        order = env["sale.order"].create(
            {
                "partner_id": client.id,
                "order_line": [(0, 0, {"product_id": product.id}) for _line in range(LINES)],
            }
        )
        self.order_url = order.get_portal_url()
        self.order = {"res_model": "sale.order", "res_id": order.id}
        self.order["access_token"] = order._portal_ensure_token()
        questionnaire = env["itcom.questionnaire"].create(
            {
                "order_id": order.id,
                "certificate_type_ids": [
                    (6, 0, env.ref("itcom_crm_module.certificate_type_trading").ids)
                ],
            }
        )
        link = env["itcom.questionnaire.link"]._new_for(questionnaire)
        self.id, self.url = questionnaire.id, questionnaire.access_url
        self.company_id = questionnaire.company_id.id
        self.link = link._url().partition(questionnaire.get_base_url())[2]
        self.kinds = questionnaire.document_ids.mapped("kind_id.code")

    # Requests

    def requests(self):
        """:return: {name: (kind of goal, name of the reference or None, function of the round
        that returns the browser and the request)}.
        """
        page = self.client.open(self.url).get_data(as_text=True)
        steps = sorted(set(re.findall(r"\?step=(\w+)", page)))
        stock = "Odoo's page of an order, %d lines" % LINES
        stock_upload = "Odoo's upload of 5 MB, multipart"
        return {
            stock: ("stock", None, self._get(self.order_url)),
            stock + ", first visit": ("stock", None, self._first_visit(self.order_url)),
            "our link, first visit": ("stock", None, self._first_visit(self.link)),
            "the form": ("page", stock, self._get(self.url)),
            **{
                "the form, step %s" % name: (
                    "page",
                    stock,
                    self._get("%s?step=%s" % (self.url, name)),
                )
                for name in steps
            },
            "autosave of one answer": ("autosave", stock, self._autosave),
            stock_upload: ("stock", None, self._stock_upload),
            PDF: ("upload", stock_upload, self._upload(pdf)),
            PHOTO: ("upload", stock_upload, self._upload(photo)),
            LOOK: ("look", stock_upload, self._look),
            SCANNED: ("upload", stock_upload, self._upload(scanned_pdf)),
            SCANNED_LOOK: ("look", stock_upload, self._look),
        }

    def _get(self, path):
        return lambda _round: (self.client, {"path": path})

    def _first_visit(self, path):
        return lambda _round: (Browser(self.name), {"path": path})

    def _autosave(self, turn):
        return self.minute, {"turn": turn}

    def _stock_upload(self, number):
        file = (io.BytesIO(photo(OTHERS + number)), "photo.jpg")
        request = {
            "path": "/portal/attachment/add",
            "method": "POST",
            "data": {
                **self.order,
                "name": "photo.jpg",
                "csrf_token": self.stock_token,
                "file": file,
            },
        }
        return self.client, request

    def _upload(self, make):
        return lambda turn: (self.uploads, {"make": make, "turn": turn})

    def _look(self, _turn):
        return self.looks, {}

    # Promises

    def promises(self, rounds):
        """:return: {"gets", "writes", "strangers", "sessions": counts}."""
        before = next_transaction(self.name)
        for _round in range(rounds):
            self.client.open(self.url)
        writes = next_transaction(self.name) - before
        kept = len(_sessions())
        for number in range(STRANGERS):
            stranger = Browser(self.name)
            stranger.open(self.url)
            stranger.open("%s?access_token=%d-wrong" % (self.url, number))
        return {
            "gets": rounds,
            "writes": writes,
            "strangers": STRANGERS,
            "sessions": len(_sessions()) - kept,
        }

    def first_page(self):
        """:return: {file: bytes} that a browser gets with its first page, as nginx packs it."""
        page = self.client.open(self.url).get_data()
        assets = re.findall(r'(?:src|href)="(/[^"?]+\.(?:js|css|png|svg|ico))"', page.decode())
        files = {"the page": page}
        waiting = list(dict.fromkeys(assets))
        while waiting:
            path = waiting.pop()
            files[path.rpartition("/")[2]] = content = self.client.open(path).get_data()
            folder = path.rpartition("/")[0]
            if path.endswith(".js"):
                imported = re.findall(r'from "\./([\w.]+)"', content.decode())
                waiting += ["%s/%s" % (folder, name) for name in imported if name not in files]
        return {name: len(gzip.compress(content)) for name, content in files.items()}


def measure(env, counts, rounds):
    """:param counts: {database: number of partners and questionnaires}, few first.
    :return: JSON for ``__main__``.
    """
    env.cr.rollback()
    root.load_addons()
    root._loaded = True
    # The rounds come faster than any client photographs.
    scans.MOST = sys.maxsize
    worlds = [World(name, count) for name, count in counts.items()]
    requests = [world.requests() for world in worlds]
    figures = [{name: [] for name in requests[0]} for _world in worlds]
    for turn in range(rounds + WARM_UP):
        for name in requests[0]:
            for number in (0, 1) if turn % 2 else (1, 0):
                browser, request = requests[number][name][2](turn)
                figures[number][name].append(browser.cost(**request))
    few, many = (_means(sides) for sides in figures)
    few["kinds"] = {name: goal for name, (*goal, _make) in requests[0].items()}
    few.update(worlds[0].promises(rounds))
    return json.dumps({"few": few, "many": many, "first page": worlds[0].first_page()})


def _means(figures):
    """:return: {"cost", "queries": {name: figure}} without the rounds that fill the caches."""
    return {
        "cost": {
            name: median(ms for ms, _count in pairs[WARM_UP:]) for name, pairs in figures.items()
        },
        "queries": {
            name: median(count for _ms, count in pairs[WARM_UP:]) for name, pairs in figures.items()
        },
    }


def _sessions():
    return [name for _path, _folders, names in os.walk(config.session_dir) for name in names]
