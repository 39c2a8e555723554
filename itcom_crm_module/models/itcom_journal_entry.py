# Licence LGPL-3 (see LICENSE).

import functools
import threading
from contextlib import contextmanager

from odoo import _, api, fields, models
from odoo.exceptions import AccessError
from odoo.http import request

from .. import journal_sealer, journal_store
from ..itcom_core import journal

# Key of the transaction's own data: companies whose entries are to be sealed after its commit,
# by number, and whether at once.
PENDING = "itcom_crm_module.journal"
# Those who fill in leave one with each answer and each file: these are sealed together.
SEALED_TOGETHER = frozenset({journal.events.QUESTIONNAIRE_CHANGED, journal.events.SCAN_UPLOADED})
# Labels of every event. Static: they are looked up with each entry that is written.
EVENTS = [
    (journal.events.QUESTIONNAIRE_OPENED, "Questionnaire opened"),
    (journal.events.QUESTIONNAIRE_CHANGED, "Questionnaire changed"),
    (journal.events.QUESTIONNAIRE_MOVED, "State of the questionnaire changed"),
    (journal.events.SCAN_UPLOADED, "Scan uploaded"),
    (journal.events.SCAN_VIEWED, "Scan viewed"),
    (journal.events.SCAN_DOWNLOADED, "Scan downloaded"),
    (journal.events.SCAN_REMOVED, "Scan removed"),
    (journal.events.VERDICT_GIVEN, "Verdict on a document given"),
    (journal.events.LINK_SENT, "Link sent to the client"),
    (journal.events.LINK_OPENED, "Link opened by the client"),
    (journal.events.LINK_WITHDRAWN, "Link withdrawn"),
    (journal.events.TOKEN_REFUSED, "Wrong or expired link refused"),
    (journal.events.DOCUMENT_FORMED, "Document formed"),
    (journal.events.DOCUMENT_SENT, "Document sent"),
    (journal.events.DOCUMENT_DOWNLOADED, "Document downloaded"),
    (journal.events.REQUEST_RECEIVED, "Certificate request received"),
    (journal.events.CERTIFICATE_ISSUED, "Certificate issued"),
    (journal.events.CERTIFICATE_REVOKED, "Certificate revoked"),
    (journal.events.CERTIFICATE_DOWNLOADED, "Certificate downloaded"),
    (journal.events.CONSENT_GIVEN, "Consent given"),
    (journal.events.CONSENT_WITHDRAWN, "Consent withdrawn"),
    (journal.events.PERSON_REPORTED, "Report on a person's data made"),
    (journal.events.PERSON_DESTROYED, "Personal data destroyed"),
    (journal.events.RIGHTS_CHANGED, "Rights changed"),
    (journal.events.SETTINGS_CHANGED, "Settings changed"),
    (journal.events.ACCESS_REFUSED, "Access refused"),
    (journal.events.DATA_EXPORTED, "Data exported"),
    (journal.events.SCANS_REENCRYPTED, "Files encrypted anew"),
    (journal.events.JOURNAL_VERIFIED, "Journal verified"),
    (journal.events.JOURNAL_EXPORTED, "Journal exported"),
]
# Paths to names of records that tell nothing about a person, and so may stand in the journal.
NAME_PATHS = {
    "itcom.document": "number",
    "itcom.questionnaire": "number",
    "itcom.questionnaire.document": "questionnaire_id.number",
    "itcom.questionnaire.scan": "questionnaire_id.number",
    "res.company": "name",
    "res.groups": "name",
    "res.users": "login",
    "sale.order": "name",
}


class ItcomJournalEntry(models.Model):
    """Entry of the journal: who did what to which record, when and from where. For ever.

    Use: ``self.env["itcom.journal.entry"]._record(event, record, **facts)`` with an event of
    :mod:`..itcom_core.journal.events`. Facts are numbers, yes/no and short codes, never what
    somebody typed. ``_record_apart`` is for what was refused: it survives the rollback.

    How it works: an entry is inserted by the transaction that it tells about, so it is there
    exactly when the deed is. It has no number yet, hence no writer waits for another one. After
    the commit a short transaction of its own seals: it numbers the new entries of the company
    and hashes each over its content and its predecessor (:mod:`..journal_store`). An advisory
    lock per company lets one seal at a time; others don't wait but leave their entries to it.

    What that means for proof: between commit and sealing, milliseconds as a rule and some seconds
    for answers and files (:mod:`..journal_sealer`), an entry could be changed in the database
    unnoticed. Should a server die in between, the minutely scheduled action seals what it left;
    the verification tells how many entries are open. What was sealed
    can only be changed noticeably, as long as one anchor (number and hash of a late entry) is
    kept outside the database: without it the end of the chain could be cut.

    Triggers of the database refuse changes and deletions as well, also to plain SQL of other
    addons. Who owns the database can drop them: that is what the chain is for.
    """

    _name = "itcom.journal.entry"
    _description = "Journal entry"
    _order = "id desc"
    _log_access = False

    number = fields.Integer("No.", readonly=True, group_operator=False)
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict")
    date = fields.Datetime("When", required=True, readonly=True, index=True)
    event = fields.Selection(EVENTS, required=True, readonly=True, index=True)
    user_id = fields.Many2one(
        "res.users", "User", required=True, readonly=True, index=True, ondelete="restrict"
    )
    # Not a many2one: the entry stays when the client's data has been destroyed.
    partner_res_id = fields.Integer("Client (ID)", readonly=True, group_operator=False)
    ip = fields.Char("IP address", readonly=True)
    model = fields.Char(readonly=True)
    model_name = fields.Char("Kind of record", compute="_compute_model_name")
    res_id = fields.Integer("Record (ID)", readonly=True, group_operator=False)
    name = fields.Char("Record", readonly=True)
    facts = fields.Text(required=True, readonly=True)
    previous_hash = fields.Char("Hash of the previous entry", readonly=True)
    hash = fields.Char(readonly=True)

    def init(self):
        self.env.cr.execute(
            """
            CREATE UNIQUE INDEX IF NOT EXISTS itcom_journal_entry_number_unique
                ON itcom_journal_entry (company_id, number) WHERE number > 0;
            CREATE INDEX IF NOT EXISTS itcom_journal_entry_open
                ON itcom_journal_entry (company_id, id) WHERE hash IS NULL;
            CREATE INDEX IF NOT EXISTS itcom_journal_entry_record
                ON itcom_journal_entry (model, res_id);
            CREATE OR REPLACE FUNCTION itcom_journal_refuse() RETURNS trigger AS $$
            BEGIN
                RAISE EXCEPTION 'The journal is append-only';
            END $$ LANGUAGE plpgsql;
            DROP TRIGGER IF EXISTS itcom_journal_no_change ON itcom_journal_entry;
            CREATE TRIGGER itcom_journal_no_change
                BEFORE UPDATE OF company_id, date, event, user_id, partner_res_id, ip, model,
                    res_id, name, facts OR DELETE ON itcom_journal_entry
                FOR EACH ROW EXECUTE FUNCTION itcom_journal_refuse();
            DROP TRIGGER IF EXISTS itcom_journal_no_unseal ON itcom_journal_entry;
            CREATE TRIGGER itcom_journal_no_unseal
                BEFORE UPDATE OF number, previous_hash, hash ON itcom_journal_entry
                FOR EACH ROW WHEN (OLD.hash IS NOT NULL) EXECUTE FUNCTION itcom_journal_refuse();
            DROP TRIGGER IF EXISTS itcom_journal_no_truncate ON itcom_journal_entry;
            CREATE TRIGGER itcom_journal_no_truncate BEFORE TRUNCATE ON itcom_journal_entry
                EXECUTE FUNCTION itcom_journal_refuse();
            """
        )

    @api.depends("model")
    def _compute_model_name(self):
        for entry in self:
            entry.model_name = self.env["ir.model"].sudo()._get(entry.model or "").name

    def name_get(self):
        return [
            (
                entry.id,
                _("Entry No. %(number)s", number=entry.number)
                if entry.number
                else _("Entry without a number yet"),
            )
            for entry in self
        ]

    # Append-only

    @api.model_create_multi
    def create(self, vals_list):  # pylint: disable=method-required-super
        return self._refuse()

    def write(self, vals):  # pylint: disable=method-required-super
        return self._refuse()

    def unlink(self):  # pylint: disable=method-required-super
        return self._refuse()

    def _refuse(self):
        raise AccessError(_("The journal is append-only: nobody can change or delete entries."))

    # Recording

    @api.model
    def _record(self, event, record=None, partner=None, **facts):
        """Put a deed on record, in the transaction that does it.

        :param event: code of ``itcom_core.journal.events``.
        :param record: recordset it was done to: one entry for each record; an empty recordset
            names the model alone, None nothing.
        :param partner: client (``res.partner``) who acts by a link, without a login.
        :param facts: what else is worth knowing, as ``canonical_facts`` takes them.
        :raise ValueError: there is no such event.
        """
        if event not in journal.events.EVENTS:
            raise ValueError("unknown event of the journal: %r" % event)
        common = {
            "date": fields.Datetime.now(),
            "event": event,
            "user_id": self.env.uid,
            "partner_res_id": partner.id if partner else 0,
            "ip": request.httprequest.remote_addr if request else "",
            "facts": journal.canonical_facts(facts),
        }
        entries = [
            dict(common, **self._prepare_record_vals(one))
            for one in (record if record else [record])
        ]
        # Past the ORM: nothing of the caller's context gets in, and it costs a fifth.
        journal_store.insert(self.env.cr, entries)
        company_ids = {entry["company_id"] for entry in entries}
        self._seal_after_commit(company_ids, event not in SEALED_TOGETHER)

    @api.model
    def _record_apart(self, event, record=None, partner=None, **facts):
        """As :meth:`_record`, but committed at once: for what is refused and so rolled back."""
        with self._apart() as cr:
            journal_apart = self.with_env(self.env(cr=cr))
            partner = partner and partner.with_env(journal_apart.env)
            record = record if record is None else record.with_env(journal_apart.env)
            journal_apart._record(event, record, partner, **facts)

    @api.model
    def _prepare_record_vals(self, record):
        """:return: company, model, id and name of what an entry is about; None: of nothing."""
        if record is None:
            return {"company_id": self._company_of(record)}
        return {
            "company_id": self._company_of(record),
            "model": record._name,
            "res_id": record.id or 0,
            "name": self._name_of(record),
        }

    @api.model
    def _name_of(self, record):
        """:return: what tells an auditor which record it is, and never whose data it holds."""
        path = NAME_PATHS.get(record._name)
        if not record or not path or (record._name == "res.users" and record.sudo().share):
            # The login of a client's page is the client's address.
            return ""
        return record.sudo().mapped(path)[0] or ""

    @api.model
    def _company_of(self, record):
        """:return: ID of the company in whose journal an entry on ``record`` belongs."""
        company_id = None
        if record and record._name == "res.company":
            company_id = record.id
        elif record and "company_id" in record._fields:
            company_id = record.sudo().company_id.id
        # Not env.company: a refused try may well name a company that isn't the user's.
        return company_id or self.env.user.company_id.id

    @contextmanager
    def _apart(self):
        """A cursor whose commit doesn't depend on the caller's transaction.

        In a test there is only one transaction: nothing else would see its records.
        """
        if getattr(threading.current_thread(), "testing", False):
            yield self.env.cr
            return
        with self.pool.cursor() as cr:
            # The caller may hold a lock on the user or the company: it must not wait for itself.
            cr.execute("SET LOCAL lock_timeout = '2s'")
            yield cr

    # Sealing

    @api.model
    def _seal_after_commit(self, company_ids, at_once):
        postcommit = self.env.cr.postcommit
        if PENDING not in postcommit.data:
            postcommit.data[PENDING] = {}
            postcommit.add(
                functools.partial(_seal_pending, self.env.cr.dbname, postcommit.data[PENDING])
            )
        pending = postcommit.data[PENDING]
        pending.update((one, at_once or pending.get(one, False)) for one in company_ids)

    @api.model
    def _cron_seal(self):
        """Seal what a server that died between commit and sealing has left open."""
        companies = self.env["res.company"].sudo().search([("id", "!=", False)])
        for company in companies:
            journal_sealer.seal_now(self.env.cr.dbname, company.id)


def _seal_pending(dbname, pending):
    """:param pending: {number of a company: whether its entries are sealed at once}."""
    for company_id, at_once in pending.items():
        seal = journal_sealer.seal_now if at_once else journal_sealer.seal_soon
        seal(dbname, company_id)
