# Licence LGPL-3 (see LICENSE).

import base64

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..itcom_core import uploads
from ..itcom_core.questionnaire import papers
from ..itcom_core.uploads.errors import UploadError
from ..models.itcom_consent import OTHERS, STAFF


class ItcomConsentPaper(models.TransientModel):
    """Gives the consent of the head or the proxy to be printed, and takes it signed.

    Its words are those that the client's page shows the holder; which version was signed is kept.
    """

    _name = "itcom.consent.paper"
    _description = "Consent on paper"

    questionnaire_id = fields.Many2one("itcom.questionnaire", required=True, readonly=True)
    text_id = fields.Many2one("itcom.consent.text", "Text", required=True, readonly=True)
    # Changed by a button alone: what is downloaded is that of the stored one.
    role = fields.Selection(OTHERS, "Whose", required=True, readonly=True)
    has_another = fields.Boolean(compute="_compute_paper")
    person = fields.Char(compute="_compute_paper")
    paper = fields.Binary("To be signed", compute="_compute_paper")
    paper_name = fields.Char(compute="_compute_paper")
    file = fields.Binary("Signed paper", attachment=False)
    file_name = fields.Char()

    @api.model
    def _open(self, questionnaire):
        """:return: action of this dialog for who has not agreed yet, the head first."""
        others = questionnaire._others()
        if not others:
            raise UserError(_("The questionnaire names nobody but the holder."))
        lacking = [
            role
            for role, person in others.items()
            if not questionnaire._has_consent_of(role, person.name)
        ]
        wizard = self.create(
            {
                "questionnaire_id": questionnaire.id,
                "text_id": questionnaire._in_russian()._consent_text().id,
                "role": (lacking or list(others))[0],
            }
        )
        return wizard._show()

    def _show(self):
        return {
            "type": "ir.actions.act_window",
            "name": _("Consent on paper"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    @api.depends("questionnaire_id", "role")
    def _compute_paper(self):
        for wizard in self:
            others = wizard.questionnaire_id._others()
            person = others.get(wizard.role)
            wizard.has_another = len(others) > 1
            wizard.person = person and person.name
            wizard.paper_name = person and _("Consent, %(person)s.docx", person=person.name)
            wizard.paper = person and base64.b64encode(wizard._render(person))

    def _render(self, person):
        """:return: bytes of the docx that ``person`` signs."""
        questionnaire = self.questionnaire_id
        today = fields.Date.context_today(self)
        said = questionnaire._consent_of(person, self.text_id, questionnaire.number, today)
        template = self.env["itcom.document.template"]._live(
            papers.CONSENT, questionnaire.company_id
        )
        return template._compiled(papers.CONSENT).render(said)

    def action_another(self):
        """Go on to the other person («Другое лицо»)."""
        self.ensure_one()
        (self.role,) = (role for role, _label in OTHERS if role != self.role)
        return self._show()

    def action_keep(self):
        """Keep the signed paper («Сохранить»).

        :raise UserError: there is no such person, or the file is no scan.
        """
        self.ensure_one()
        questionnaire = self.questionnaire_id
        questionnaire.check_access_rights("write")
        questionnaire.check_access_rule("write")
        if not self.person:
            raise UserError(_("The questionnaire does not name this person."))
        if not self.file:
            raise UserError(_("Choose the scan of the signed paper."))
        try:
            scan = uploads.inspect(base64.b64decode(self.file), self.file_name or "")
        except UploadError as error:
            raise UserError(self.env["itcom.error.message"]._upload_text(error)) from error
        consent = questionnaire._give_consent(self.text_id, STAFF, self.role)
        consent.sudo().write({"scan": base64.b64encode(scan.data), "scan_name": scan.clean_name})
        # Else the dialog would keep the scan in the clear until Odoo sweeps it away.
        self.sudo().unlink()
        return {"type": "ir.actions.act_window_close"}
