# Licence LGPL-3 (see LICENSE).
"""Runs inside Odoo's shell: fills a database with files, and tells what a database holds."""

import hashlib
import json
import random

from odoo.addons.itcom_crm_module.itcom_core import uploads
from odoo.addons.itcom_crm_module.itcom_core.questionnaire import papers

MODELS = ("res.partner", "sale.order", "itcom.questionnaire", "itcom.questionnaire.document",
          "itcom.questionnaire.scan", "itcom.journal.entry")  # fmt: skip
SCANS = [("res_model", "=", "itcom.questionnaire.scan"), ("res_field", "=", "file")]
PAPERS = [("res_model", "=", "itcom.document")]
# What our company has to have before it forms a paper, and a head his questionnaire.
COMPANY = {"name": "ООО «Наш УЦ»", "itcom_applicant_type": "legal_entity", "vat": "1600000011",
           "itcom_kpp": "160001001", "itcom_ogrn": "1161600000000", "zip": "420111",
           "city": "г. Казань", "street": "ул. Баумана, д. 7"}  # fmt: skip
PERSON = {"surname": "Орлов", "given_name": "Пётр", "patronymic": "Ильич", "gender": "male",
          "birth_date": "1980-05-06", "birth_place": "г. Москва", "snils": "112-233-445 95",
          "passport_series": "4508", "passport_number": "123456", "passport_date": "2010-07-08",
          "passport_issuer": "ОВД Таганского района",
          "passport_department_code": "770-001"}  # fmt: skip


def fill(env, questionnaires, size):
    """Make questionnaires with a paper, whose documents all hold a scan of ``size`` bytes."""
    env.company.partner_id.write(COMPANY)
    client = env["res.partner"].create(
        {"name": "ООО «Ромашка»", "itcom_applicant_type": "legal_entity"}
    )
    deal = env["sale.order"].create({"partner_id": client.id})
    kind = env.ref("itcom_crm_module.certificate_type_trading")
    noise = random.Random(1)
    for _ in range(questionnaires):
        questionnaire = env["itcom.questionnaire"].create(
            {"order_id": deal.id, "certificate_type_ids": [(6, 0, kind.ids)], **PERSON}
        )
        questionnaire._itcom_form(papers.CONSENT)
        for document in questionnaire.document_ids:
            content = b"%PDF-1.4\n" + noise.getrandbits(8 * size).to_bytes(size, "big")
            upload = uploads.Upload(
                content, "pdf", "application/pdf", 1, 0, 0, "scan.pdf", None, ()
            )
            document._keep_scan(upload, "staff")
        env.cr.commit()


def describe(env):
    """:return: counts of the models and digests over the content of all files, as JSON."""
    counts = {model: env[model].search_count([]) for model in MODELS}
    return json.dumps({"scans": _digest(env, SCANS), "papers": _digest(env, PAPERS), **counts})


def _digest(env, domain):
    """:return: how many files, all of them encrypted, and the digest of what is in them."""
    digest = hashlib.sha256()
    files = env["ir.attachment"].search(domain, order="id")
    for file in files:
        digest.update(file._itcom_decrypted())
        file.invalidate_cache()
    return [len(files), digest.hexdigest()]


def reasons(env):
    """:return: what a user is told who opens the first scan and the first paper, as JSON."""
    return json.dumps([_reason(env, domain) for domain in (SCANS, PAPERS)])


def _reason(env, domain):
    try:
        env["ir.attachment"].search(domain, limit=1)._itcom_decrypted()
    except Exception as error:
        return str(error.args[0])
    return ""
