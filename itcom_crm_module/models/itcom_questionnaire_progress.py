# Licence LGPL-3 (see LICENSE).

import json
from typing import NamedTuple

from odoo import _, api, fields, models, tools

from ..itcom_core.journal import events
from ..itcom_core.questionnaire import steps as st
from ..itcom_core.questionnaire import workflow as wf

# A questionnaire that goes to and fro more often shows its last steps.
HISTORY_LIMIT = 30


class Outstanding(NamedTuple):
    """What is still to be done in a step; ``items`` is a list of (anchor on its page, label)."""

    step: str
    title: str
    items: list


class ItcomQuestionnaireProgress(models.AbstractModel):
    """Where a questionnaire stands, as its client reads it: what happens now, who acts next."""

    _name = "itcom.questionnaire.progress"
    _description = "Progress of a questionnaire"

    def _outstanding(self):
        """:return: list of :class:`Outstanding`, step by step: what keeps the questionnaire from
        being handed over, and what the verifier wants changed and nobody has.
        """
        kinds, titles = self.env["itcom.document.kind"]._names_by_code(), self._step_titles()
        found = []
        for step in self._steps_left(self._missing(), self._wrong()):
            label = kinds.get if step.name == st.DOCUMENTS else self._page_label
            items = [(name, label(name) or name) for name in step.undone]
            if items:
                found.append(Outstanding(step.name, titles[step.name], items))
        return found

    def _progress_text(self):
        """:return: (what happens now, who acts next), in plain words for the client."""
        self.ensure_one()
        return self._progress_texts()[self.state]

    @api.model
    @tools.ormcache("self.env.lang")
    def _progress_texts(self):
        """:return: {state: what :meth:`_progress_text` says of it}."""
        you, we, manager = _("you"), _("the certification authority"), _("your manager")
        return {
            wf.DRAFT: (_("Fill in the questionnaire and submit it."), you),
            wf.SENT: (_("Fill in the questionnaire and submit it."), you),
            wf.REVIEW: (_("Your documents are being checked. You need not do anything."), we),
            wf.RETURNED: (_("Correct what is marked and submit it again."), you),
            wf.VERIFIED: (
                _("Your documents are confirmed. The request for the certificate comes next."),
                manager,
            ),
            wf.REQUESTED: (_("The certificate is being issued."), we),
            wf.ISSUED: (_("The certificate is issued. Come for it, or ask your manager."), manager),
            wf.REVOKED: (_("The certificate is revoked and can't be used any more."), manager),
            wf.EXPIRED: (_("The certificate has expired: you need a new one."), manager),
            wf.CANCELLED: (_("The questionnaire is cancelled. Nothing more is needed."), manager),
        }

    def _history(self):
        """:return: list of (date and time, text), newest first, of the steps that were made."""
        self.ensure_one()
        entries_sudo = (
            self.env["itcom.journal.entry"]
            .sudo()
            .search(
                [
                    ("model", "=", self._name),
                    ("res_id", "=", self.id),
                    ("event", "=", events.QUESTIONNAIRE_MOVED),
                ],
                limit=HISTORY_LIMIT,
            )
        )
        texts = self._history_texts()
        moves = [
            (entry.date, texts.get(json.loads(entry.facts).get("target"))) for entry in entries_sudo
        ]
        made = [(self.create_date, _("The questionnaire was created."))]
        return [
            (fields.Datetime.context_timestamp(self, moment), text)
            for moment, text in [*moves, *made]
            if text
        ]

    @api.model
    def _history_texts(self):
        """:return: {state: what happened when it was reached}."""
        return {
            wf.DRAFT: _("Taken back to draft"),
            wf.SENT: _("Sent to the client"),
            wf.REVIEW: _("Submitted for checking"),
            wf.RETURNED: _("Returned for correction"),
            wf.VERIFIED: _("Documents confirmed"),
            wf.REQUESTED: _("Certificate request formed"),
            wf.ISSUED: _("Certificate issued"),
            wf.REVOKED: _("Certificate revoked"),
            wf.EXPIRED: _("Certificate expired"),
            wf.CANCELLED: _("Cancelled"),
        }
