# Licence LGPL-3 (see LICENSE).
"""Runs inside Odoo's shell: is everything there that was acknowledged, and all of it whole?"""

import base64
import hashlib
import io
import json
import zipfile
from collections import Counter

from odoo.addons.itcom_crm_module import journal_store
from odoo.addons.itcom_crm_module.itcom_core.questionnaire import workflow as wf
from PIL import Image

from .. import guests


def prepare(env, fresh, nearly_done, folder):
    """:return: JSON of [guests who begin anew, guests with next to nothing left to do]."""
    everybody = guests.prepare(env, fresh, folder, nearly_done)
    return json.dumps([everybody[:fresh], everybody[fresh:]])


def check(env, works):
    """:param works: list of dicts as ``Work.facts`` gives them.
    :return: JSON of a list of sentences, one a problem.
    """
    problems = []
    for work in works:
        questionnaire = env["itcom.questionnaire"].browse(work["id"])
        found = [
            *work["errors"],
            *_answers(questionnaire, work),
            *_scans(questionnaire, work),
            *_papers(questionnaire, work),
            *_state(questionnaire, work),
        ]
        problems += ["questionnaire %d: %s" % (work["id"], text) for text in found]
    return json.dumps(problems)


def _answers(questionnaire, work):
    for name, text in work["answers"].items():
        stands = questionnaire._answer_text(name)
        if stands != text and work["pending"] != ["answer", name, stands]:
            yield "%s is %r instead of %r" % (name, stands, text)


def _scans(questionnaire, work):
    """Each acknowledged one is there, the last unanswered one may be, and all can be opened."""
    there = Counter()
    for document in questionnaire.document_ids:
        there[document.kind_id.code] = len(document.scan_ids)
        for scan in document.scan_ids:
            content = base64.b64decode(scan.file or b"")
            if len(content) != scan.size:
                yield "scan %d is cut off: %d of %d bytes" % (scan.id, len(content), scan.size)
                continue
            try:
                Image.open(io.BytesIO(content)).load()
            except OSError as error:
                yield "scan %d can't be decoded: %s" % (scan.id, error)
    wanted = Counter(work["scans"])
    pending = work["pending"][1] if work["pending"][:1] == ["scan"] else None
    for kind in there | wanted:
        most = wanted[kind] + (kind == pending)
        if not wanted[kind] <= there[kind] <= most:
            yield "%s: %d scans, acknowledged %d" % (kind, there[kind], wanted[kind])


def _papers(questionnaire, work):
    hashes = set()
    for document in questionnaire.itcom_document_ids:
        files = [("res_model", "=", document._name), ("res_id", "=", document.id)]
        for attachment in questionnaire.env["ir.attachment"].search([*files, ("id", "!=", False)]):
            content = attachment.raw or b""
            hashes.add(hashlib.sha256(content).hexdigest())
            if attachment.name.endswith(".docx") and not _can_be_unpacked(content):
                yield "paper %s is damaged" % attachment.name
    for digest in work["papers"]:
        if digest not in hashes:
            yield "a paper that was handed out is not there"


def _can_be_unpacked(content):
    try:
        return zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    except zipfile.BadZipFile:
        return False


def _state(questionnaire, work):
    is_submitted = questionnaire.state == wf.REVIEW
    if work["is_submitted"] and not is_submitted:
        yield "it was submitted and is %s" % questionnaire.state
    if is_submitted and not work["is_submitted"] and work["pending"] != ["submit"]:
        yield "it is submitted and nobody did"


def check_journal(env):
    """:return: JSON of a list of sentences: what is wrong with the journal after all the kills."""
    env["itcom.journal.entry"]._cron_seal()
    # It seals in a transaction of its own, which only a later one sees.
    env.cr.commit()
    report = journal_store.verify(env.cr, env.company.id)
    problems = ["journal: %d problems" % report.total] if report.total else []
    if journal_store.count_unsealed(env.cr, env.company.id):
        problems.append("journal: entries stay open")
    return json.dumps(problems)
