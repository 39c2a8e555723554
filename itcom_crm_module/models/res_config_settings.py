# Licence LGPL-3 (see LICENSE).

from odoo import api, fields, models


class ResConfigSettings(models.TransientModel):
    """Settings page: what documents need on this server, and how clients come in."""

    _inherit = "res.config.settings"

    itcom_makes_pdf = fields.Boolean("Documents as PDF", compute="_compute_itcom_makes_pdf")

    itcom_link_days = fields.Integer(related="company_id.itcom_link_days", readonly=False)
    itcom_link_code = fields.Boolean(related="company_id.itcom_link_code", readonly=False)
    itcom_verifier_id = fields.Many2one(related="company_id.itcom_verifier_id", readonly=False)

    # A form that is not saved yet computes only what depends on a field that it begins with.
    @api.depends("company_id")
    def _compute_itcom_makes_pdf(self):
        for settings in self:
            settings.itcom_makes_pdf = self.env["itcom.office"]._is_available()
