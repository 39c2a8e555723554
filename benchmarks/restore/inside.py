# Licence LGPL-3 (see LICENSE).
"""Runs inside Odoo's shell: fills a database with scans, and tells what a database holds."""

import hashlib
import json
import random

from odoo.addons.itcom_crm_module.itcom_core import uploads

MODELS = ("res.partner", "sale.order", "itcom.questionnaire", "itcom.questionnaire.document",
          "itcom.questionnaire.scan", "itcom.journal.entry")  # fmt: skip
SCANS = [("res_model", "=", "itcom.questionnaire.scan"), ("res_field", "=", "file")]


def fill(env, questionnaires, size):
    """Make questionnaires whose documents all hold a scan of ``size`` bytes."""
    client = env["res.partner"].create(
        {"name": "ООО «Ромашка»", "itcom_applicant_type": "legal_entity"}
    )
    deal = env["sale.order"].create({"partner_id": client.id})
    kind = env.ref("itcom_crm_module.certificate_type_trading")
    noise = random.Random(1)
    for _ in range(questionnaires):
        questionnaire = env["itcom.questionnaire"].create(
            {"order_id": deal.id, "certificate_type_ids": [(6, 0, kind.ids)]}
        )
        for document in questionnaire.document_ids:
            content = b"%PDF-1.4\n" + noise.getrandbits(8 * size).to_bytes(size, "big")
            upload = uploads.Upload(
                content, "pdf", "application/pdf", 1, 0, 0, "scan.pdf", None, ()
            )
            document._keep_scan(upload, "staff")
        env.cr.commit()


def describe(env):
    """:return: counts of the models and a digest over the content of every scan, as JSON."""
    digest = hashlib.sha256()
    scans = env["ir.attachment"].search(SCANS, order="id")
    for scan in scans:
        digest.update(scan._itcom_decrypted())
        scan.invalidate_cache()
    counts = {model: env[model].search_count([]) for model in MODELS}
    return json.dumps({"scans": len(scans), "digest": digest.hexdigest(), **counts})


def reason(env):
    """:return: what a user is told who opens the first scan."""
    try:
        env["ir.attachment"].search(SCANS, limit=1)._itcom_decrypted()
    except Exception as error:
        return json.dumps(str(error.args[0]))
    return json.dumps(None)
