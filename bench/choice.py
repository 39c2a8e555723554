"""Which Odoo the commands run on."""

import os

from .odoo import BenchOdoo
from .own import OwnOdoo


def choose(state, durable=True):
    """:return: the company's own Odoo when the variable ODOO names it, else the bench's."""
    return OwnOdoo(state) if os.environ.get("ODOO") else BenchOdoo(state, durable)
