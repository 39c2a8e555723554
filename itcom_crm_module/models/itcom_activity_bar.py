# Licence LGPL-3 (see LICENSE).

from odoo import api, models
from odoo.osv import expression
from psycopg2.sql import SQL, Literal

# The colour of a record is that of its most urgent activity, by the calendar of whose it is.
BARS = """
WITH due AS (
    SELECT record.grouped, sign(min(
        activity.date_deadline - (now() AT TIME ZONE coalesce(partner.tz, 'UTC'))::date
    )) AS sign
    FROM ({records}) AS record
    JOIN mail_activity AS activity ON activity.res_model = {model} AND activity.res_id = record.id
    JOIN res_users AS owner ON owner.id = activity.user_id
    JOIN res_partner AS partner ON partner.id = owner.partner_id
    GROUP BY record.id, record.grouped
)
SELECT grouped, sign, count(*) FROM due GROUP BY grouped, sign
"""
STATES = {-1: "overdue", 0: "today", 1: "planned"}


class ItcomActivityBar(models.AbstractModel):
    """Kanban whose bars of activities are counted by the database.

    Odoo's own way reads every record of the kanban, with a million of them for minutes.
    """

    _name = "itcom.activity.bar"
    _description = "Bars of activities in a kanban"

    @api.model
    def read_progress_bar(self, domain, group_by, progress_bar):
        field = self._fields[group_by.partition(":")[0]]
        if progress_bar["field"] != "activity_state":
            return super().read_progress_bar(domain, group_by, progress_bar)
        # Where there is no activity, there is nothing to be coloured.
        domain = expression.AND([domain or [], [("activity_ids", "!=", False)]])
        if field.type != "selection":
            return super().read_progress_bar(domain, group_by, progress_bar)
        labels = dict(field._description_selection(self.env))
        bars = {}
        for value, sign, count in self._bars(domain, field.name):
            bar = bars.setdefault(labels[value], dict.fromkeys(progress_bar["colors"], 0))
            bar[STATES[sign]] = count
        return bars

    @api.model
    def _bars(self, domain, name):
        """:param name: stored field by whose values the records are grouped.
        :return: list of (value, -1 overdue or 0 today or 1 planned, number of records).
        """
        self.check_access_rights("read")
        self.env["mail.activity"].flush()
        self._flush_search(domain, [name])
        query = self._where_calc(domain)
        self._apply_ir_rules(query, "read")
        grouped = '"%s"."%s" AS grouped' % (self._table, name)
        records, params = query.select('"%s"."id"' % self._table, grouped)
        bars = SQL(BARS).format(records=SQL(records), model=Literal(self._name))
        self.env.cr.execute(bars, params)
        return self.env.cr.fetchall()
