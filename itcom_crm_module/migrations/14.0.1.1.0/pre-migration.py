# Licence LGPL-3 (see LICENSE).

SCANS_GROUP_IS_NEW = "itcom_crm_module.scans_group_is_new"


def migrate(cr, version):
    """Remember whether this update brings the right to scans: later nobody can tell."""
    if not version:
        return
    cr.execute(
        """
        INSERT INTO ir_config_parameter (key, value)
        SELECT %s, '1' WHERE NOT EXISTS (
            SELECT FROM ir_model_data
            WHERE module = 'itcom_crm_module' AND name = 'itcom_group_scans'
        )
        """,
        [SCANS_GROUP_IS_NEW],
    )
