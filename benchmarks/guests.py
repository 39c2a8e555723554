# Licence LGPL-3 (see LICENSE).
"""Runs inside Odoo's shell: questionnaires with links, for visitors from outside."""

from odoo.addons.itcom_crm_module.tests.questionnaire_common import PERSON, SCAN

from .portal.photo import photo
from .questionnaires.people import people
from .questionnaires.steps import new_client

PHOTOS = 8


def prepare(env, count, folder, nearly_done=0):
    """Make questionnaires and photos to be uploaded, and commit.

    :param folder: where the photos go, as photo-<number>.jpg.
    :param nearly_done: how many more, at the list's end, lack but one answer and one document.
    :return: list of dicts, one a guest: id, url, link, answers left to give, kinds of documents
        to upload and of those uploaded already, number of the consent's text.
    """
    users = people(env)
    manager = env(user=users["manager"].id)
    guests = [_guest(manager) for _guest_number in range(count)]
    scan = env["itcom.file.limits"]._inspect(SCAN, "scan.png")
    guests += [_nearly_done(manager, scan) for _guest_number in range(nearly_done)]
    for number in range(PHOTOS):
        with open("%s/photo-%d.jpg" % (folder, number), "wb") as file:
            file.write(photo(number))
    env.cr.commit()
    return guests


def _nearly_done(env, scan):
    guest = _guest(env)
    questionnaire = env["itcom.questionnaire"].browse(guest["id"])
    *given, last = guest["answers"]
    questionnaire.write({name: guest["answers"][name] for name in given})
    *kept, missing = guest["kinds"]
    for row in questionnaire.document_ids:
        if row.kind_id.code in kept:
            row._keep_scan(scan, "staff")
    left = {last: guest["answers"][last]}
    return {**guest, "answers": left, "kinds": [missing], "kept": kept}


def _guest(env):
    questionnaire = env["itcom.questionnaire"].create(
        {
            "partner_id": new_client(env).id,
            "certificate_type_ids": [
                (6, 0, env.ref("itcom_crm_module.certificate_type_trading").ids)
            ],
        }
    )
    link = env["itcom.questionnaire.link"]._new_for(questionnaire)
    return {
        "id": questionnaire.id,
        "url": questionnaire.access_url,
        "link": link._url().partition(questionnaire.get_base_url())[2],
        "answers": {name: PERSON[name] for name in questionnaire._missing().fields},
        "kinds": [row.kind_id.code for row in questionnaire.document_ids if row.is_required],
        "kept": [],
        "papers": list(questionnaire._itcom_paper_kinds()),
        "consent": str(questionnaire._consent_text().id or ""),
    }


def lost(env, guests):
    """:return: list of what guests have sent and got acknowledged that is not there."""
    missing = []
    for guest in guests:
        questionnaire = env["itcom.questionnaire"].browse(guest["id"])
        for name, text in guest["answers"].items():
            if questionnaire._answer_text(name) != text:
                missing.append("%d: %s" % (guest["id"], name))
        missing += [
            "%d: scan of %s" % (guest["id"], row.kind_id.code)
            for row in questionnaire.document_ids
            if row.kind_id.code in guest["kinds"] and len(row.scan_ids) != 1
        ]
        if questionnaire.state != "review":
            missing.append("%d: is %s" % (guest["id"], questionnaire.state))
    return missing
