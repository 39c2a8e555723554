# Licence LGPL-3 (see LICENSE).

import base64

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from .. import journal_store
from ..itcom_core import journal
from ..itcom_core.documents import payload
from ..itcom_core.journal import events
from .itcom_destruction_line import DONE, WAITING
from .res_company import DESTRUCTION_SEQUENCE

PROPOSED, RUNNING, DESTROYED, CLOSED = "proposed", "running", "destroyed", "closed"
KIND = "destruction_act"
# How many lines a proposal holds at most, and how many one request or cron destroys.
LINES, BATCH = 1000, 100
EXTRACT_EVENTS = (
    events.CONSENT_GIVEN,
    events.CONSENT_WITHDRAWN,
    events.QUESTIONNAIRE_MOVED,
    events.PERSON_DESTROYED,
)


class ItcomDestruction(models.Model):
    """A destruction run: what is due, who confirmed it, the act and the journal's extract.

    The schedule proposes, an administrator confirms, batches destroy: each line by itself, all
    of it or nothing, so that a run goes on where it was interrupted. Then the act is made with
    the extract of the journal, as the order 179 of Roskomnadzor demands; both are kept.
    """

    _name = "itcom.destruction"
    _description = "Destruction of personal data"
    _order = "id desc"
    _rec_name = "number"

    number = fields.Char(required=True, readonly=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    state = fields.Selection(
        [
            (PROPOSED, "To be confirmed"),
            (RUNNING, "Being destroyed"),
            (DESTROYED, "Destroyed, the act is to be made"),
            (CLOSED, "Act made"),
        ],
        required=True,
        readonly=True,
        default=PROPOSED,
    )
    line_ids = fields.One2many("itcom.destruction.line", "destruction_id", readonly=True)
    waiting_count = fields.Integer("Waiting", compute="_compute_counts")
    done_count = fields.Integer("Destroyed", compute="_compute_counts")
    date_confirmed = fields.Datetime("Confirmed on", readonly=True)
    confirmed_by_id = fields.Many2one(
        "res.users", "Confirmed by", readonly=True, ondelete="restrict"
    )
    act = fields.Binary(readonly=True, attachment=True)
    act_name = fields.Char(readonly=True)
    extract = fields.Binary("Extract of the journal", readonly=True, attachment=True)
    extract_name = fields.Char(readonly=True)

    @api.depends("line_ids.state")
    def _compute_counts(self):
        for run in self:
            states = run.line_ids.mapped("state")
            run.waiting_count, run.done_count = states.count(WAITING), states.count(DONE)

    # Proposing

    @api.model
    def _cron_propose(self):
        """Look in every company for what is due."""
        for company in self.env["res.company"].sudo().search([("id", "!=", False)]):
            self.sudo()._propose(company)

    @api.model
    def _propose(self, company):
        """Bring the company's proposal up to what is due now.

        :return: the run that waits for confirmation; empty when nothing is due.
        """
        run = self.search([("company_id", "=", company.id), ("state", "=", PROPOSED)], limit=1)
        due = self._due_lines(company)
        known = {line._record(): line for line in run.line_ids}
        for record, line in known.items():
            if record not in due and line.state == WAITING:
                line.unlink()
        fresh = [vals for record, vals in due.items() if record not in known]
        if not run and fresh:
            run = self.create({"number": self._next_number(company), "company_id": company.id})
        self.env["itcom.destruction.line"].create(
            [{**vals, "destruction_id": run.id} for vals in fresh]
        )
        return run

    @api.model
    def _due_lines(self, company):
        """:return: {record: values of its line}, by the first rule that names it."""
        due = {}
        # The act is a Russian paper, whoever looks.
        Rule = self.env["itcom.retention.rule"].with_context(lang="ru_RU")
        Line = self.env["itcom.destruction.line"]
        for rule in Rule.search([("active", "=", True)]):
            for record in rule._due(company, limit=LINES - len(due)):
                vals = {
                    Line._subject_name(record): record.id,
                    "rule_id": rule.id,
                    "ground": rule.ground,
                    "depth": rule._depth(),
                }
                due.setdefault(record, vals)
            if len(due) >= LINES:
                break
        return due

    @api.model
    def _next_number(self, company):
        Sequence = self.env["ir.sequence"].sudo().with_company(company)
        return Sequence.next_by_code(DESTRUCTION_SEQUENCE)

    # Actions

    @api.model
    def action_propose(self):
        """Look now for what is due («Найти, что пора уничтожить»)."""
        self._ensure_administrator()
        run = self.sudo()._propose(self.env.company)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "itcom_crm_module.itcom_destruction_action"
        )
        if run:
            action.update(view_mode="form", views=[(False, "form")], res_id=run.id)
        return action

    def action_confirm(self):
        """Confirm («Подтвердить и уничтожить»): from here there is no way back."""
        self.ensure_one()
        self._ensure_administrator()
        self._ensure_open()
        if not self.waiting_count:
            raise UserError(_("Nothing is left in this run."))
        self.sudo().write(
            {
                "state": RUNNING,
                "date_confirmed": fields.Datetime.now(),
                "confirmed_by_id": self.env.uid,
            }
        )
        self._process()
        return True

    def action_continue(self):
        """Destroy the next batch; the schedule does it as well."""
        self._ensure_administrator()
        self.filtered(lambda run: run.state == RUNNING)._process()
        return True

    def action_make_act(self):
        """Make the act and the extract of the journal («Составить акт»)."""
        self._ensure_administrator()
        for run in self.filtered(lambda one: one.state == DESTROYED):
            if run._has_open_entries():
                raise UserError(_("The journal is still being sealed: try again in a minute."))
            run._close()
        return True

    def _ensure_administrator(self):
        self.env["itcom.retention.rule"].check_access_rights("write")
        if self:
            self.check_access_rule("read")

    def _ensure_open(self):
        """:raise AccessError, UserError: the user is no administrator, or the run is confirmed."""
        self._ensure_administrator()
        for run in self:
            if run.state != PROPOSED:
                raise UserError(_("%(run)s is confirmed already.", run=run.number))

    # Destroying

    @api.model
    def _cron_destroy(self):
        """Go on with confirmed runs, and make the acts of those that are through."""
        for run in self.sudo().search([("state", "=", RUNNING)]):
            run._process()
        for run in self.sudo().search([("state", "=", DESTROYED)]):
            if not run._has_open_entries():
                run._close()

    def _process(self):
        """Destroy a batch of each run; one that has nothing left is through."""
        for run in self.sudo():
            waiting = run.line_ids.filtered(lambda line: line.state == WAITING)
            for line in waiting[:BATCH]:
                line._destroy()
            if len(waiting) <= BATCH:
                run.state = DESTROYED

    # The act

    def _has_open_entries(self):
        return bool(journal_store.count_unsealed(self.env.cr, self.company_id.id))

    def _close(self):
        """Keep the act and the extract with the run."""
        self.ensure_one()
        template = self.env["itcom.document.template"]._live(KIND, self.company_id)
        self.sudo().write(
            {
                "state": CLOSED,
                "act": base64.b64encode(template._compiled(KIND).render(self._prepare_act())),
                "act_name": "%s.docx" % self.number,
                "extract": base64.b64encode(self._extract()),
                "extract_name": "%s.jsonl" % self.number,
            }
        )

    def _prepare_act(self):
        """:return: :class:`~..itcom_core.documents.payload.DestructionAct` of this run."""
        self.ensure_one()
        russian = self.with_context(lang="ru_RU")
        done = russian.line_ids.filtered(lambda line: line.state == DONE)
        return payload.DestructionAct(
            number=self.number,
            date=fields.Date.context_today(self),
            operator=self.company_id.partner_id._prepare_itcom_party(signs=False),
            system="ITCOM CRM (Odoo)",
            responsible=self.confirmed_by_id.name,
            records=tuple(
                payload.DestroyedRecord(
                    number=line._number(),
                    date=fields.Datetime.context_timestamp(line, line.date).date(),
                    ground=line.ground,
                    data=line._destroyed_text(),
                )
                for line in done
            ),
        )

    def _extract(self):
        """:return: bytes of the journal's entries on what was destroyed, as JSON lines."""
        done = self.line_ids.filtered(lambda line: line.state == DONE)
        entries = []
        for records in (done.questionnaire_id, done.filtered("partner_id")):
            entries += journal_store.extract(
                self.env.cr, self.company_id.id, records._name, records.ids, EXTRACT_EVENTS
            )
        entries.sort(key=lambda entry: entry["number"])
        return "".join(journal.to_line(entry) + "\n" for entry in entries).encode()
