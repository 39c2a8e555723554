# Licence LGPL-3 (see LICENSE).

import logging

import psycopg2
from odoo import _, api, fields, models
from psycopg2 import sql

from ..itcom_core.journal import events
from ..itcom_core.questionnaire import retention

_logger = logging.getLogger(__name__)

WAITING, EXCLUDED, DONE, SKIPPED, FAILED = "waiting", "excluded", "done", "skipped", "failed"


class ItcomDestructionLine(models.Model):
    """One questionnaire or client's card of a destruction run: why it is due, what became of it.

    Keeps the number and what was destroyed in figures, nothing personal: the act is made of it.
    """

    _name = "itcom.destruction.line"
    _description = "Record due for destruction"
    _order = "destruction_id, id"

    destruction_id = fields.Many2one(
        "itcom.destruction", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="destruction_id.company_id", store=True, index=True)
    questionnaire_id = fields.Many2one(
        "itcom.questionnaire", readonly=True, index=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(
        "res.partner", "Client", readonly=True, index=True, ondelete="cascade"
    )
    rule_id = fields.Many2one(
        "itcom.retention.rule", "Rule", required=True, readonly=True, ondelete="restrict"
    )
    ground = fields.Char(required=True, readonly=True)
    depth = fields.Selection(
        [(retention.EVERYTHING, "Everything personal"), (retention.SCANS, "Scans")],
        "What goes",
        required=True,
        readonly=True,
    )
    state = fields.Selection(
        [
            (WAITING, "Waiting"),
            (EXCLUDED, "Left out"),
            (DONE, "Destroyed"),
            (SKIPPED, "Not due any more"),
            (FAILED, "Failed"),
        ],
        required=True,
        readonly=True,
        default=WAITING,
    )
    problem = fields.Char(readonly=True)
    date = fields.Datetime("Destroyed on", readonly=True)
    scan_count = fields.Integer("Scans", readonly=True)
    document_count = fields.Integer("Documents", readonly=True)
    message_count = fields.Integer("Messages", readonly=True)

    _sql_constraints = [
        (
            "questionnaire_unique",
            "unique(destruction_id, questionnaire_id)",
            "A questionnaire stands in a run once.",
        ),
        (
            "partner_unique",
            "unique(destruction_id, partner_id)",
            "A client stands in a run once.",
        ),
        (
            "one_record",
            "CHECK(num_nonnulls(questionnaire_id, partner_id) = 1)",
            "A line is about a questionnaire or about a client.",
        ),
    ]

    def name_get(self):
        return [(line.id, line._number()) for line in self]

    def _record(self):
        """:return: the questionnaire or the client's card that this line is about."""
        return self.questionnaire_id or self.partner_id

    def _number(self):
        """:return: what the record is called in the act: nothing that tells whose it is."""
        if self.questionnaire_id:
            return self.questionnaire_id.number
        return _("Client's card %(number)s", number=self.partner_id.id)

    @api.model
    def _subject_name(self, record):
        """:return: name of the field of a line that holds ``record``."""
        return "partner_id" if record._name == "res.partner" else "questionnaire_id"

    def _destroy(self):
        """Destroy the personal data of this record, or say why not; never half of it."""
        self.ensure_one()
        try:
            with self.env.cr.savepoint():
                self._destroy_if_due()
        except psycopg2.Error:
            # Odoo runs the request again, or the next run of the schedule does.
            raise
        except Exception as error:
            _logger.exception("%s was not destroyed", self._record())
            self.write({"state": FAILED, "problem": type(error).__name__})

    def _destroy_if_due(self):
        record = self._record()
        # Whoever is changing it now finishes first, and then it may not be due any more.
        query = sql.SQL("SELECT id FROM {} WHERE id = %s FOR UPDATE")
        self.env.cr.execute(query.format(sql.Identifier(record._table)), [record.id])
        record.invalidate_cache()
        if not self.rule_id._due(self.company_id, among=record.ids):
            self.write({"state": SKIPPED})
            return
        counts = record._destroy(self.depth)
        self.write(
            {
                "state": DONE,
                "date": fields.Datetime.now(),
                "scan_count": counts["scans"],
                "document_count": counts["documents"],
                "message_count": counts["messages"],
            }
        )
        self.env["itcom.journal.entry"]._record(
            events.PERSON_DESTROYED,
            # A card may be of no company, and its entry has to be in this run's journal.
            self if self.partner_id else record,
            run=self.destruction_id.id,
            rule=self.rule_id.kind,
            depth=self.depth,
            card=self.partner_id.id or None,
            **counts,
        )

    def _destroyed_text(self):
        """:return: what was destroyed of this record, for the act (in Russian)."""
        if self.partner_id:
            return "; ".join(
                [
                    _("card, contacts and bank accounts"),
                    _("words of deals and accounting entries"),
                    _("documents formed: %(count)s", count=self.document_count),
                    _("messages: %(count)s", count=self.message_count),
                ]
            )
        parts = [_("scans and their previews: %(count)s", count=self.scan_count)]
        if self.depth == retention.EVERYTHING:
            parts = [
                _("answers of the questionnaire"),
                *parts,
                _("documents formed: %(count)s", count=self.document_count),
                _("messages: %(count)s", count=self.message_count),
                _("links and visits"),
            ]
        return "; ".join(parts)

    # Actions

    def action_exclude(self):
        """Leave this one out of the run («Исключить»); the next proposal names it again."""
        self._turn(WAITING, EXCLUDED)

    def action_include(self):
        """Take it into the run after all."""
        self._turn(EXCLUDED, WAITING)

    def _turn(self, source, target):
        self.destruction_id._ensure_open()
        self.sudo().filtered(lambda line: line.state == source).write({"state": target})
