# Licence LGPL-3 (see LICENSE).

from datetime import timedelta

from odoo import fields, models

from ..itcom_core.journal import events
from ..itcom_core.questionnaire.fields import FIELDS

# Only who opens a questionnaire is shown them: lists and counts do without.
IDENTITY = frozenset({"passport_series", "passport_number"})
# Key of the transaction's own data: questionnaires whose opening is on record already.
OPENED = "itcom_crm_module.opened_questionnaires"
# Key of the transaction's own data: {questionnaire: client in whose name code acts}, by numbers.
# Not the context: what is tracked is told at the end, by whichever records come first.
ACTING_CLIENTS = "itcom_crm_module.acting_clients"


class ItcomQuestionnaireJournal(models.AbstractModel):
    """What happens to a questionnaire goes on record: who opened, changed and moved it.

    Names of changed fields are told, never what stood or stands in them.
    """

    _name = "itcom.questionnaire.journal"
    _description = "Journal of a questionnaire"

    def read(self, fields=None, load="_classic_read"):
        result = super().read(fields, load)
        if not self.env.su and (not fields or IDENTITY.intersection(fields)):
            opened = self.env.cr.precommit.data.setdefault(OPENED, set())
            fresh = self.filtered(lambda one: one.id not in opened)
            opened.update(fresh.ids)
            if fresh:
                self.env["itcom.journal.entry"]._record(events.QUESTIONNAIRE_OPENED, fresh)
        return result

    def _record_opening(self, minutes):
        """Put on record that the user sees this questionnaire, unless that was done lately."""
        self.ensure_one()
        journal_sudo = self.env["itcom.journal.entry"].sudo()
        recently = journal_sudo.search(
            [
                ("model", "=", self._name),
                ("res_id", "=", self.id),
                ("event", "=", events.QUESTIONNAIRE_OPENED),
                ("user_id", "=", self.env.uid),
                ("date", ">", fields.Datetime.now() - timedelta(minutes=minutes)),
            ],
            limit=1,
        )
        if not recently:
            journal_sudo._record(events.QUESTIONNAIRE_OPENED, self)

    def write(self, vals):
        result = super().write(vals)
        changed = sorted(name for name in vals if name in FIELDS)
        if changed:
            self.env["itcom.journal.entry"]._record(
                events.QUESTIONNAIRE_CHANGED, self, self._acting_client(), fields=changed
            )
        return result

    def _write_state(self, state, reason=False):
        before = [(questionnaire, questionnaire.state) for questionnaire in self]
        result = super()._write_state(state, reason)
        for questionnaire, source in before:
            self.env["itcom.journal.entry"]._record(
                events.QUESTIONNAIRE_MOVED,
                questionnaire,
                self._acting_client(),
                source=source,
                target=state,
            )
        return result

    def _in_name_of(self, client):
        """From now on, in this transaction, changes go on record as those of a ``res.partner``.

        :return: the same records.
        """
        acting = self.env.cr.precommit.data.setdefault(ACTING_CLIENTS, {})
        acting.update(dict.fromkeys(self.ids, client.id))
        return self

    def _acting_client(self):
        """:return: the client in whose name code acts, None when it is the user."""
        acting = self.env.cr.precommit.data.get(ACTING_CLIENTS, {})
        client_id = acting.get(self.id) if len(self) == 1 else None
        return self.env["res.partner"].browse(client_id) if client_id else None

    def _message_compute_author(self, author_id=None, email_from=None, raise_exception=True):
        """What a client does by the link stands in the chatter under the client's name."""
        client = self._acting_client()
        if client and author_id is None and not email_from:
            author_id = client.id
        return super()._message_compute_author(author_id, email_from, raise_exception)
