# Licence LGPL-3 (see LICENSE).

from odoo import api, models
from psycopg2.sql import SQL


class ItcomCappedCount(models.AbstractModel):
    """Model of which there may be a million: its lists say «10 000+» instead of counting them all.

    A count of one more than the limit stands for any larger one.
    """

    _name = "itcom.capped.count"
    _description = "List with a capped count"

    _count_limit = 10000
    # Whether a text is found shows in the row only, not in an index: these cost more to count.
    _count_limit_of_found = 100

    @api.model
    def web_search_read(self, domain=None, fields=None, offset=0, limit=None, order=None):
        domain = domain or []
        if limit and offset + limit <= self._count_limit_of_found and self._is_found(domain):
            # Searched through once, for the page and for its count.
            found = self.search(domain, limit=self._count_limit_of_found + 1, order=order)
            records, length = found[offset : offset + limit], len(found)
        else:
            records = self.search(domain, offset=offset, limit=limit, order=order)
            length = offset + len(records)
            if limit and len(records) == limit:
                length = self._capped_length(domain, length)
        if not records:
            return {"length": 0, "records": []}
        return {"length": length, "records": records.read(fields)}

    @api.model
    def _is_found(self, domain):
        """Hook.

        :return: whether the domain looks for a text in many records.
        """
        return False

    @api.model
    def _capped_length(self, domain, seen):
        """:return: length of a list of which ``seen`` records are known, its last page full."""
        if self._is_found(domain):
            # There may be more: whoever pages that far must not be sent back to the first page.
            return max(seen, self._count_limit_of_found) + 1
        count = self._capped_count(domain)
        return max(count, seen + (count > self._count_limit))

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
