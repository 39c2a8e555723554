# Licence LGPL-3 (see LICENSE).

import base64
import io

import segno
from odoo import _, api, fields, models

from ..itcom_core.questionnaire import workflow as wf


class ItcomQuestionnaireSend(models.TransientModel):
    """The client's link: by letter, to be copied, or as a QR code to be shown on the spot.

    The address is made anew whenever it is shown: it stands in no table.
    """

    _name = "itcom.questionnaire.send"
    _description = "Sending of a client's link"

    questionnaire_id = fields.Many2one("itcom.questionnaire", required=True, readonly=True)
    is_draft = fields.Boolean(compute="_compute_is_draft")
    email = fields.Char("E-mail of the client")
    link_id = fields.Many2one("itcom.questionnaire.link", "Valid link", compute="_compute_link")
    url = fields.Char("Link", compute="_compute_link")
    qr = fields.Binary("QR code", compute="_compute_link")
    expiry_date = fields.Datetime("Valid until", compute="_compute_link")
    visit_ids = fields.Many2many("itcom.questionnaire.visit", compute="_compute_link")

    @api.depends("questionnaire_id")
    def _compute_is_draft(self):
        for wizard in self:
            wizard.is_draft = wizard.questionnaire_id.state == wf.DRAFT

    @api.depends("questionnaire_id")
    def _compute_link(self):
        for wizard in self:
            link = wizard.questionnaire_id._live_link()
            wizard.link_id = link
            wizard.url = link and link._url()
            wizard.qr = link and _qr_png(wizard.url)
            wizard.expiry_date = link.expiry_date
            wizard.visit_ids = wizard.questionnaire_id.link_ids.visit_ids

    @api.model
    def _open(self, questionnaire):
        """:return: action of this dialog."""
        client = questionnaire.partner_id
        known = questionnaire._newest_links().filtered("email")[:1].email
        return {
            "type": "ir.actions.act_window",
            "name": _("Link for the client"),
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_questionnaire_id": questionnaire.id,
                "default_email": known or questionnaire.email or client.email,
            },
        }

    def action_send(self):
        """«Отправить письмо»."""
        self.ensure_one()
        self.questionnaire_id._send_link(self.email)
        return {"type": "ir.actions.act_window_close"}

    def action_hand_over(self):
        """«Передам сам»: open to the client without a letter."""
        self.ensure_one()
        self.questionnaire_id._ensure_can_send_link()
        self.questionnaire_id._open_to_client()
        return {"type": "ir.actions.act_window_close"}

    def action_renew(self):
        """«Обновить ссылку»: another one, the old ones are worth nothing any more."""
        self.ensure_one()
        self.questionnaire_id._ensure_can_send_link()
        self.env["itcom.questionnaire.link"]._new_for(self.questionnaire_id)
        return self._open(self.questionnaire_id)

    def action_withdraw(self):
        """«Отозвать ссылку»."""
        self.ensure_one()
        self.questionnaire_id._ensure_can_send_link()
        self.questionnaire_id.link_ids._withdraw()
        return {"type": "ir.actions.act_window_close"}


def _qr_png(text):
    """:return: picture of the QR code of ``text``, in base64."""
    png = io.BytesIO()
    segno.make(text, error="m").save(png, kind="png", scale=5, border=3)
    return base64.b64encode(png.getvalue())
