# Licence LGPL-3 (see LICENSE).

from odoo import _, models, tools

from ..itcom_core.questionnaire import workflow as wf
from ..itcom_core.questionnaire.fields import FIELDS


class ItcomQuestionnaireChatter(models.AbstractModel):
    """What of a questionnaire stands in its chatter: deeds and reasons, never the answers."""

    _name = "itcom.questionnaire.chatter"
    _description = "Chatter of a questionnaire"

    def _creation_message(self):
        return _("The questionnaire was created.")

    def _write_state(self, state, reason=False):
        """Say why, and what has to be corrected."""
        result = super()._write_state(state, reason)
        for record in self:
            lines = [reason] if reason else []
            if state == wf.RETURNED:
                lines += record._remarks().values()
            if lines:
                # A log line: nobody is looked up or mailed, however many partners there are.
                record._message_log(body="<br/>".join(map(tools.html_escape, lines)))
        return result

    def _log_answers(self, vals):
        """Say in the chatter which answers were changed; they themselves are personal."""
        names = [name for name in FIELDS if name in vals]
        if names and not self._is_code_writing():
            labels = ", ".join(self._answer_label(name) for name in names)
            for record in self:
                record._message_log(body=_("Changed: %(fields)s.", fields=labels))
