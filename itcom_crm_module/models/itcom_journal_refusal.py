# Licence LGPL-3 (see LICENSE).

from odoo import api, models

from ..itcom_core.journal import events
from .base import EXPORTS

# One entry for a user, model and operation in so many seconds: a program that tries all numbers
# must not fill the journal.
STRETCH = 60
MOST_IDS = 20


class ItcomJournalRefusal(models.AbstractModel):
    """Puts on record that somebody was refused what is not theirs, by whichever way they tried.

    In a transaction of its own: the refused request is rolled back.
    """

    _name = "itcom.journal.refusal"
    _description = "Refused access"

    @api.model
    def _record(self, model, operation, ids=()):
        """:param model: name of the model that was tried; others than ours are not recorded."""
        if model not in EXPORTS and not model.startswith("itcom."):
            return
        who = "%s:%s:%s" % (self.env.uid, model, operation)
        if self.env["itcom.rate.limit"].sudo()._hit("refused", who, STRETCH) == 1:
            self.env["itcom.journal.entry"]._record_apart(
                events.ACCESS_REFUSED,
                self.env[model].browse(),
                operation=operation,
                ids=list(ids)[:MOST_IDS],
            )
