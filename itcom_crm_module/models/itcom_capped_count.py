# Licence LGPL-3 (see LICENSE).

from odoo import api, models
from psycopg2.sql import SQL

from ..tools import indexes


class ItcomCappedCount(models.AbstractModel):
    """Model of which there may be a million: its lists say «10 000+» instead of counting them all.

    A count of one more than ``_count_limit`` stands for any larger one.
    """

    _name = "itcom.capped.count"
    _description = "List with a capped count"

    _count_limit = 10000

    @api.model
    def web_search_read(self, domain=None, fields=None, offset=0, limit=None, order=None):
        records = self.search_read(domain, fields, offset=offset, limit=limit, order=order)
        if not records:
            return {"length": 0, "records": []}
        length = offset + len(records)
        if limit and len(records) == limit:
            length = max(length, self._capped_count(domain or []))
        return {"length": length, "records": records}

    @api.model
    def _capped_count(self, domain):
        """:return: how many records the user may see, at most ``_count_limit + 1``."""
        self.check_access_rights("read")
        self._flush_search(domain)
        query = self._where_calc(domain)
        self._apply_ir_rules(query, "read")
        query.limit = self._count_limit + 1
        rows, params = query.select("1")
        self.env.cr.execute(SQL("SELECT count(*) FROM ({}) AS rows").format(SQL(rows)), params)
        return self.env.cr.fetchone()[0]

    @api.model
    def _create_trigram_index(self, name):
        """Let any part of a text be found by an index, where PostgreSQL has pg_trgm."""
        indexes.create_trigram_index(self.env.cr, self._table, name)
