# Licence LGPL-3 (see LICENSE).
"""Runs inside Odoo's shell: is an updated database where a new one begins?"""

import json

CRON = "itcom_crm_module.ir_cron_encrypt_scans"


def look(env):
    """:return: JSON of a list of sentences, one a problem."""
    return json.dumps(
        [text for check in (_sent_back, _scans, _papers, _alias, _rest) for text in check(env)]
    )


def _sent_back(env):
    documents = env["itcom.questionnaire.document"].search([("is_returned", "=", True)])
    rejected = env["itcom.questionnaire.document"].search(
        [("questionnaire_id.state", "=", "returned"), ("verdict", "=", "rejected")]
    )
    if not documents or documents != rejected:
        yield "sent back: %s instead of %s" % (documents.ids, rejected.ids)


def _scans(env):
    manager = env.ref("itcom_crm_module.itcom_group_manager")
    if env.ref("itcom_crm_module.itcom_group_scans") not in manager.implied_ids:
        yield "managers see no scans"
    if env["ir.config_parameter"].search([("key", "like", "scans_group_is_new")]):
        yield "the update's own note is left"


def _papers(env):
    attachments = env["itcom.document"].search([]).attachment_id
    if not attachments:
        yield "there is no paper to look at"
    cron = env.ref(CRON)
    if cron.with_context(lang="en_US").name != "Files: encrypt with the current key":
        yield "the schedule is called %s" % cron.name
    cron.method_direct_trigger()
    for attachment in attachments:
        if attachment.itcom_scan_key != "drill":
            yield "%s is in the clear" % attachment.name
        if not attachment.raw.startswith(b"PK"):
            yield "%s can't be read" % attachment.name


def _alias(env):
    if not env["itcom.questionnaire"].search([("lookup", "ilike", "77152")]):
        yield "an alias of digits is not found by them"


def _rest(env):
    if env["itcom.consent"].search([("role", "=", False)]):
        yield "consents are nobody's"
    env.cr.execute(
        "SELECT is_nullable FROM information_schema.columns"
        " WHERE table_name = 'itcom_destruction_line' AND column_name = 'questionnaire_id'"
    )
    if env.cr.fetchone() != ("YES",):
        yield "a destruction can hold no card"
