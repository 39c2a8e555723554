# Licence LGPL-3 (see LICENSE).

from odoo import SUPERUSER_ID, api, fields

SCANS_GROUP_IS_NEW = "itcom_crm_module.scans_group_is_new"
OLD_NAME, NEW_NAME = "Scans: encrypt with the current key", "Files: encrypt with the current key"


def migrate(cr, version):
    """Bring an installed database to where a new one begins."""
    if not version:
        return
    env = api.Environment(cr, SUPERUSER_ID, {})
    _open_what_was_sent_back(cr)
    _let_managers_see_scans(env)
    _encrypt_soon(env)


def _open_what_was_sent_back(cr):
    """Documents that wait for the client's correction stay open to the client."""
    cr.execute(
        """
        UPDATE itcom_questionnaire_document AS document SET is_returned = true
        FROM itcom_questionnaire AS questionnaire
        WHERE questionnaire.id = document.questionnaire_id
          AND questionnaire.state = 'returned' AND document.verdict = 'rejected'
        """
    )


def _let_managers_see_scans(env):
    """They saw them before there was a right of its own; the settings take it away again.

    Odoo loads what is marked as loaded once into new databases only.
    """
    parameters = env["ir.config_parameter"].search([("key", "=", SCANS_GROUP_IS_NEW)])
    if parameters:
        manager = env.ref("itcom_crm_module.itcom_group_manager")
        manager.implied_ids |= env.ref("itcom_crm_module.itcom_group_scans")
        parameters.unlink()


def _encrypt_soon(env):
    """Papers of before are encrypted by the schedule, batch by batch: an update must not wait."""
    cron = env.ref("itcom_crm_module.ir_cron_encrypt_scans", raise_if_not_found=False)
    if cron:
        cron = cron.with_context(lang="en_US")
        cron.write({"nextcall": fields.Datetime.now()})
        if cron.name == OLD_NAME:
            cron.name = NEW_NAME
