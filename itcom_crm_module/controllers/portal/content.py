# Licence LGPL-3 (see LICENSE).
"""Values of the page's templates."""

from typing import NamedTuple

from odoo import _, fields
from werkzeug.urls import url_encode

from ...itcom_core.questionnaire import workflow as wf
from ...itcom_core.questionnaire.steps import DOCUMENTS
from .answers import script_json
from .language import languages
from .scans_content import document_values
from .visit import CLIENT


class Correction(NamedTuple):
    """What the verifier wants corrected: its step, its anchor there, and words for it."""

    step: str
    anchor: str
    text: str


def page_values(visit, step_name=None, filled=None, check=False, refusal="", refused=None):
    """:param filled: :class:`~...models.itcom_questionnaire_filling.Filled` of a form that was
        sent just now, to show what became of it.
    :param check: name what is missing, as before handing over.
    :param refusal: why it was not handed over just now.
    :param refused: files that were not taken just now, as :func:`document_values` takes them.
    :return: values of the template ``portal_questionnaire_page``. Hook.
    """
    questionnaire = visit.questionnaire_sudo
    open_fields = visit.open_fields
    errors = filled.errors if filled else questionnaire._wrong()
    typed = filled.unsaved if filled else {}
    steps = questionnaire._page_steps(open_fields, errors, typed, check)
    step = next((one for one in steps if one.name == step_name), None)
    first = next((one for one in steps if one.left), steps[-1])
    values = {
        "company": questionnaire.company_id,
        "visit": visit,
        "questionnaire": questionnaire,
        "title": _("Questionnaire %(number)s", number=questionnaire.number),
        "whom": whom(questionnaire),
        "steps": steps,
        "step": step or (first if visit.can_change else None),
        "is_step_chosen": bool(step),
        "filled": filled,
        "check": check,
        "refusal": refusal,
        "refused": refused,
        "languages": languages() if visit.role == CLIENT else [],
        "form_url": form_url(questionnaire) if visit.is_staff else "",
    }
    if values["step"]:
        values.update(_step_values(visit, values))
    return {**values, **_state_values(questionnaire, steps)}


def whom(questionnaire):
    """:return: what the questionnaire is for and whose, in one line."""
    parts = [questionnaire.holder_name or questionnaire.partner_id.name]
    return " · ".join(parts + questionnaire.certificate_type_ids._names())


def form_url(questionnaire):
    """:return: address of the questionnaire in the app, its menu and the way back to the list."""
    number = questionnaire.env["ir.model.data"].xmlid_to_res_id
    place = {
        "id": questionnaire.id,
        "model": questionnaire._name,
        "view_type": "form",
        "action": number("itcom_crm_module.itcom_questionnaire_action"),
        "menu_id": number("itcom_crm_module.itcom_menu_root"),
    }
    return "/web#" + url_encode(place)


def _step_values(visit, values):
    questionnaire, steps, step = visit.questionnaire_sudo, values["steps"], values["step"]
    is_documents = step.name == DOCUMENTS
    consent = _consent_text(visit)
    filled = values["filled"]
    for field in step.fields:
        if filled and field["name"] in filled.conflicts:
            field["error"] = _conflict_text(questionnaire._page_shown(field["name"]))
    wrong = [field for field in step.fields if field["error"]]
    outstanding = questionnaire._outstanding() if is_documents and visit.can_change else []
    refusal = values["refusal"]
    if refusal and questionnaire.problem_count:
        refusal = _("Not submitted yet: this is left to do.")
    return {
        **(document_values(visit, values["refused"]) if is_documents else {}),
        "is_documents": is_documents,
        "refusal": refusal,
        "has_summary": bool(wrong or refusal or (filled and filled.closed)),
        "progress": progress(step, steps),
        "percent": 100 * (step.number - 1) // len(steps),
        "next_step": steps[step.number] if step.number < len(steps) else None,
        "back_step": steps[step.number - 2] if step.number > 1 else None,
        "outstanding": outstanding,
        "wrong": wrong,
        "consent": consent,
        "consent_said": consent and questionnaire._consent_said(consent),
        "consent_translated": consent and consent._translated(questionnaire.company_id),
        "script_data": _script_data(visit, steps, step),
    }


def _conflict_text(theirs):
    return _(
        "somebody else has entered «%(theirs)s» here meanwhile. Save again to put yours in its "
        "place.",
        theirs=theirs,
    )


def _consent_text(visit):
    """:return: the text that this visitor has still to agree to; None for staff and afterwards."""
    questionnaire = visit.questionnaire_sudo
    if visit.is_staff or not visit.can_change or questionnaire._has_consent():
        return None
    return questionnaire._consent_text()


def progress(step, steps):
    """:return: where the visitor is and what is left, in one line."""
    number = steps.index(step) + 1
    place = _("Step %(number)s of %(count)s", number=number, count=len(steps))
    left = sum(one.left for one in steps)
    rest = _("left to fill in: %(count)s", count=left) if left else _("everything is filled in")
    return "%s · %s" % (place, rest)


def _state_values(questionnaire, steps):
    """What happens now; on the steps themselves only after a return."""
    now, who = questionnaire._progress_text()
    corrections = _corrections(questionnaire, steps) if questionnaire.state == wf.RETURNED else []
    told = [one.text for one in corrections]
    reason = questionnaire.state_reason or ""
    return {
        "now": now,
        "who_acts": who,
        "is_returned": questionnaire.state == wf.RETURNED,
        # The verifier's dialog begins with the remarks: here each is told once, where it leads.
        "reason": "\n".join(line for line in reason.split("\n") if line not in told),
        "corrections": corrections,
    }


def _corrections(questionnaire, steps):
    """:return: list of :class:`Correction` that the verifier wants and is still to get."""
    named = [
        Correction(step.name, field["name"], field["label"])
        for step in steps
        for field in step.fields
        if field["is_named"]
    ]
    remarks = questionnaire._remarks()
    return named + [Correction(DOCUMENTS, code, remark) for code, remark in remarks.items()]


def _script_data(visit, steps, step):
    """:return: JSON for the page's script: rules of the step's fields, texts, addresses."""
    questionnaire = visit.questionnaire_sudo
    data = {
        "save": visit.url + "/save",
        "csrf": visit.csrf_token(),
        "step": step.name,
        "fields": questionnaire._page_rules(step, fields.Date.context_today(questionnaire)),
        "texts": questionnaire._script_texts(),
    }
    return script_json(data)
