# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models

from ..models.itcom_file_limits import MAX_FILE, MAX_FILES, MAX_TOTAL

# Fields of the company that our administrators set here; Odoo's own settings stay closed to them.
SETTINGS = (
    "itcom_accountant_id",
    "itcom_link_days",
    "itcom_link_code",
    "itcom_verifier_id",
    "itcom_power_of_attorney_months",
    "itcom_partner_authority_id",
    "itcom_manager_scope",
    "itcom_is_verifier_strict",
)
# Fields of this dialog that are settings of the whole server.
LIMITS = {
    "max_file_mebibytes": MAX_FILE,
    "max_files": MAX_FILES,
    "max_total_mebibytes": MAX_TOTAL,
}


def _limit(label, setting):
    """:return: field of the dialog that begins with what is set."""
    return fields.Integer(
        label, default=lambda self: self.env["itcom.file.limits"]._setting(setting)
    )


class ItcomSettings(models.TransientModel):
    """«Настройки ITCOM.CRM»: settings of this module for the company that one works in.

    Whoever works with questionnaires has no right to administer Odoo, so this page writes for
    them: these fields and no others, of their own company, and how large files may be.
    """

    _name = "itcom.settings"
    _description = "Settings of ITCOM CRM"

    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, default=lambda self: self.env.company
    )
    itcom_accountant_id = fields.Many2one(related="company_id.itcom_accountant_id", readonly=False)
    itcom_link_days = fields.Integer(related="company_id.itcom_link_days", readonly=False)
    itcom_link_code = fields.Boolean(related="company_id.itcom_link_code", readonly=False)
    itcom_verifier_id = fields.Many2one(related="company_id.itcom_verifier_id", readonly=False)
    itcom_power_of_attorney_months = fields.Integer(
        related="company_id.itcom_power_of_attorney_months", readonly=False
    )
    itcom_partner_authority_id = fields.Many2one(
        related="company_id.itcom_partner_authority_id", readonly=False
    )
    itcom_manager_scope = fields.Selection(related="company_id.itcom_manager_scope", readonly=False)
    itcom_is_verifier_strict = fields.Boolean(
        related="company_id.itcom_is_verifier_strict", readonly=False
    )
    max_file_mebibytes = _limit("Size of a file, MB", MAX_FILE)
    max_files = _limit("Files for each document", MAX_FILES)
    max_total_mebibytes = _limit("All files of a questionnaire, MB", MAX_TOTAL)
    makes_pdf = fields.Boolean("Documents as PDF", compute="_compute_makes_pdf")

    # A dialog computes only what depends on something that it is opened with.
    @api.depends("company_id")
    def _compute_makes_pdf(self):
        for settings in self:
            settings.makes_pdf = self.env["itcom.office"]._is_available()

    def name_get(self):
        return [(settings.id, _("Settings of ITCOM CRM")) for settings in self]

    @api.model_create_multi
    def create(self, vals_list):
        """Opening and saving the dialog are one: what was set goes to the company at once."""
        self.check_access_rights("create")
        company_sudo = self.env.company.sudo()
        for vals in vals_list:
            changes = {
                name: vals[name]
                for name in SETTINGS
                if name in vals
                and company_sudo._fields[name].convert_to_write(company_sudo[name], company_sudo)
                != vals[name]
            }
            if changes:
                company_sudo.write(changes)
            limits = {setting: vals[name] for name, setting in LIMITS.items() if name in vals}
            self.env["itcom.file.limits"]._set_settings(limits)
        return super().create([{"company_id": company_sudo.id} for _vals in vals_list])

    def action_save(self):
        """Close the dialog: what it was created with is set."""
        return {"type": "ir.actions.act_window_close"}
