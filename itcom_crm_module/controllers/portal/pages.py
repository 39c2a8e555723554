# Licence LGPL-3 (see LICENSE).
"""The client's page: a link, steps, one form a step."""

from odoo import _, fields, http
from odoo.http import request

from ...itcom_core.questionnaire.fields import FIELDS
from ...itcom_core.questionnaire.steps import DOCUMENTS
from .access import COOKIE, GRANT_SCOPE, link_of_token, questionnaire_visit, visit_of_user
from .answers import json_response, page_response, refuse, see_other, wants_json

ROOT = "/questionnaire/<int:questionnaire_id>"
# Addresses under ROOT that only take what is sent to them.
POST_ONLY = ("save", "submit")
# A field's answer as its sender last knew it.
KNOWN = "known_"


def portal_route(path="", **routing):
    """A route under ROOT. No session: a stranger leaves no file, and the grant is in a cookie of
    our own, which our own token guards against foreign forms.
    """
    return http.route(
        ROOT + path, type="http", auth="public", csrf=False, save_session=False, **routing
    )


class QuestionnairePage(http.Controller):
    """What the visitor sees of a questionnaire, and what comes back."""

    @portal_route(methods=["GET"])
    def page(self, questionnaire_id, access_token=None, step=None, **_query):
        if access_token:
            return _exchange(questionnaire_id, access_token)
        visit = questionnaire_visit(questionnaire_id)
        return page_response("portal_questionnaire_page", _page_values(visit, step))

    @portal_route("/save", methods=["POST"])
    def save(self, questionnaire_id, csrf_token=None, step=None, go=None, **_form):
        visit = questionnaire_visit(questionnaire_id)
        visit.ensure_csrf(csrf_token)
        visit.ensure_open()
        values, known = _sent_answers()
        questionnaire = visit.questionnaire_sudo
        if visit.partner:
            questionnaire = questionnaire._in_name_of(visit.partner)
        filled = questionnaire._fill(values, known, visit.open_fields)
        page_values = _page_values(visit, step, filled)
        shown = {
            field["name"]: field for _title, asks in page_values["step"].sections for field in asks
        }
        if wants_json():
            return json_response(
                saved=list(filled.saved),
                known={name: field["known"] for name, field in shown.items()},
                errors={name: field["error"] or "" for name, field in shown.items()},
                conflicts=filled.conflicts,
                closed=list(filled.closed),
                left=sum(step.left for step in page_values["steps"]),
            )
        is_wrong = filled.conflicts or any(field["error"] for field in shown.values())
        if is_wrong and go != "back":
            return page_response("portal_questionnaire_page", page_values, 422)
        return see_other("%s?step=%s" % (visit.url, _neighbour(page_values, go)))

    @portal_route("/<path:rest>", methods=["GET"])
    def no_such_page(self, questionnaire_id, rest, **_query):
        """GET where only POST is taken, as after a reload, or an address that does not exist."""
        visit = questionnaire_visit(questionnaire_id)
        is_known = rest in POST_ONLY or rest.startswith("document/")
        refuse(
            405 if is_known else 404,
            _("This address shows nothing"),
            _("Go back to the questionnaire. What had been saved is kept."),
            retry_url=visit.url,
        )


def _exchange(questionnaire_id, token):
    """Give the browser a grant for the token and lead it to the clean address."""
    visit = visit_of_user(questionnaire_id)
    if visit:
        return see_other(visit.url)
    link_sudo = link_of_token(questionnaire_id, token)
    link_sudo._record_visit(request.httprequest.remote_addr)
    response = see_other(link_sudo.questionnaire_id.access_url)
    response.set_cookie(
        COOKIE,
        link_sudo._signed(GRANT_SCOPE),
        expires=link_sudo.expiry_date,
        path="/questionnaire/%d" % questionnaire_id,
        secure=request.httprequest.scheme == "https",
        httponly=True,
        samesite="Lax",
    )
    return response


def _sent_answers():
    """:return: ({field: text}, {field: text last known}) of the form that was sent.
    :raise Refused: a field came twice.
    """
    form = request.httprequest.form
    twice = [name for name in form if len(form.getlist(name)) > 1]
    if twice:
        refuse(400, _("A field came twice"), _("Nothing was changed. Open the page again."))
    known = {name[len(KNOWN) :]: form[name] for name in form if name.startswith(KNOWN)}
    own = {"csrf_token", "step", "go"}
    values = {name: form[name] for name in form if name not in own and not name.startswith(KNOWN)}
    return values, known


def _page_values(visit, step_name=None, filled=None):
    """:return: values of the template ``portal_questionnaire_page``. Hook."""
    questionnaire = visit.questionnaire_sudo
    errors = filled.errors if filled else questionnaire._wrong()
    typed = filled.unsaved if filled else {}
    steps = questionnaire._page_steps(visit.open_fields, errors, typed)
    step = next((one for one in steps if one.name == step_name), None)
    if not step:
        step = next((one for one in steps if one.left), steps[-1])
    return {
        "visit": visit,
        "questionnaire": questionnaire,
        "company": questionnaire.company_id,
        "steps": steps,
        "step": step,
        "is_documents": step.name == DOCUMENTS,
        "progress": _progress(step, steps),
        "filled": filled,
        "labels": {name: questionnaire._answer_label(name) for name in FIELDS},
        "today": fields.Date.context_today(questionnaire),
    }


def _neighbour(page_values, go):
    """:return: name of the step that comes after the one shown, or before it."""
    names = [step.name for step in page_values["steps"]]
    position = names.index(page_values["step"].name) + {"next": 1, "back": -1}.get(go, 0)
    return names[max(0, min(position, len(names) - 1))]


def _progress(step, steps):
    """:return: where the visitor is and what is left, in one line."""
    place = _("Step %(number)s of %(count)s", number=step.number, count=len(steps))
    left = sum(one.left for one in steps)
    rest = _("left to fill in: %(count)s", count=left) if left else _("everything is filled in")
    return "%s · %s" % (place, rest)
