# Licence LGPL-3 (see LICENSE).

from odoo import api, fields, models

from .itcom_document import DEAL_KINDS


class ItcomDocumentCounter(models.Model):
    """Numbering of documents of one kind in one company and year: 1, 2, 3 … without gaps.

    Comes into being with the first document of a year and takes prefix and suffix from the year
    before. A number is taken in the transaction that forms its document: should that fail, the
    number is not lost, which accountants would have to explain. Whoever forms the next document
    at the same moment waits, and is then run again by Odoo.
    """

    _name = "itcom.document.counter"
    _inherit = "itcom.journal.settings"
    _description = "Numbering of documents"
    _order = "company_id, kind, year desc"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    kind = fields.Selection("_selection_kind", required=True)
    year = fields.Integer(required=True, default=lambda self: fields.Date.today().year)
    prefix = fields.Char(default="", trim=False, help="E.g. «К-»: К-17.")
    suffix = fields.Char(default="", trim=False, help="E.g. «/26»: 17/26.")
    last_number = fields.Integer(required=True, default=0)

    _sql_constraints = [
        (
            "kind_year_unique",
            "UNIQUE(company_id, kind, year)",
            "Documents of this kind are numbered in this year already.",
        ),
        ("last_number_positive", "CHECK(last_number >= 0)", "A number can't be below zero."),
    ]

    def init(self):
        # Go on from what was numbered before there were counters.
        self.env.cr.execute(
            """
            INSERT INTO itcom_document_counter (company_id, kind, year, last_number)
            SELECT company_id, kind, extract(year FROM date), max(number::integer)
            FROM itcom_document WHERE order_id IS NOT NULL AND number ~ '^[0-9]{1,9}$'
            GROUP BY 1, 2, 3
            ON CONFLICT DO NOTHING
            """
        )

    @api.model
    def _selection_kind(self):
        """:return: the kinds that are counted: papers have the number of their questionnaire."""
        kinds = self.env["itcom.document"]._fields["kind"]._description_selection(self.env)
        return [(kind, name) for kind, name in kinds if kind in dict(DEAL_KINDS)]

    @api.model
    def _next(self, company, kind, date):
        """:return: the next number of documents of ``kind`` in the year of ``date``."""
        self.flush()
        self.env.cr.execute(
            """
            INSERT INTO itcom_document_counter AS counter
                (company_id, kind, year, last_number, prefix, suffix)
            SELECT %(company)s, %(kind)s, %(year)s, 1, before.prefix, before.suffix
            FROM (VALUES (1)) AS always
            LEFT JOIN LATERAL (
                SELECT prefix, suffix FROM itcom_document_counter
                WHERE company_id = %(company)s AND kind = %(kind)s AND year < %(year)s
                ORDER BY year DESC LIMIT 1
            ) AS before ON true
            ON CONFLICT (company_id, kind, year)
                DO UPDATE SET last_number = counter.last_number + 1
            RETURNING coalesce(prefix, '') || last_number || coalesce(suffix, '')
            """,
            {"company": company.id, "kind": kind, "year": date.year},
        )
        (number,) = self.env.cr.fetchone()
        self.invalidate_cache(["last_number"])
        return number
