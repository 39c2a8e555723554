# Licence LGPL-3 (see LICENSE).

from odoo import api, fields, models

from ..itcom_core.questionnaire import workflow as wf
from .itcom_file_limits import ScanRefused
from .itcom_questionnaire_flow import TransitionRefused

ACTIVITY = "itcom_crm_module.mail_activity_type_check"
LETTER = "itcom_crm_module.mail_template_questionnaire_submitted"


class ItcomQuestionnaireSubmission(models.AbstractModel):
    """Handing over for the check: by the client or by staff, with what follows from it.

    The client gets a letter, the verifier of the service centre a task, which is done with the
    verdict.
    """

    _name = "itcom.questionnaire.submission"
    _description = "Submission of a questionnaire"

    def _submit_by_client(self):
        """Hand over in the client's name; who acts is for the caller to check.

        :raise TransitionRefused: something is missing, wrong, not lawful or can't be read.
        """
        self._ensure_can(wf.SUBMIT, roles=[wf.CLIENT])
        self._in_name_of(self.partner_id)._action_submit()

    def _action_submit(self):
        self._look_at_scans()
        result = super()._action_submit()
        for record in self:
            record._schedule_check()
            address = record._client_address()
            if address:
                record.sudo()._mail_soon(LETTER, address)
        return result

    def _look_at_scans(self):
        """Look at what nobody has looked at: the page that was to ask for it was closed.

        :raise TransitionRefused: a file can't be decoded. What is only hard to read goes to the
            verifier with a warning: its sender has left before being asked.
        """
        for scan_sudo in self.sudo().document_ids.scan_ids.filtered("awaits_look"):
            try:
                scan_sudo._look(insist=True)
            except ScanRefused as error:
                place = "%s, %s" % (scan_sudo.document_id.kind_id.name, scan_sudo.file_name)
                raise TransitionRefused("%s: %s" % (place, error.args[0])) from error

    def _write_state(self, state, reason=False):
        checked = self.filtered(lambda record: record.state == wf.REVIEW)
        result = super()._write_state(state, reason)
        checked.sudo().activity_unlink([ACTIVITY])
        return result

    def _schedule_check(self):
        """A task «Проверить документы» for the verifier; without a letter: the list shows it."""
        self.ensure_one()
        verifier = self._verifier()
        if verifier:
            quiet = self.sudo().with_context(mail_activity_quick_update=True, lang=verifier.lang)
            quiet.activity_schedule(
                ACTIVITY, fields.Date.context_today(self), user_id=verifier.id, automated=True
            )

    @api.model
    def _verifier_group(self):
        return self.env.ref("itcom_crm_module.itcom_group_verifier").sudo()

    def _verifier(self):
        """:return: who checks this questionnaire: a verifier of its service centre, or the
        company's own choice, or else the first one; empty when there is none.
        """
        self.ensure_one()
        company_sudo = self.sudo().company_id
        users_sudo = self._verifier_group().users.filtered(
            lambda user: user.active and company_sudo in user.company_ids
        )
        administrators = self.env.ref("itcom_crm_module.itcom_group_administrator").sudo().users
        ranked = users_sudo.sorted(
            lambda user: (
                self.warehouse_id.id not in user.itcom_warehouse_ids.ids,
                user != company_sudo.itcom_verifier_id,
                user in administrators,
                user.id,
            )
        )
        return ranked[:1]
