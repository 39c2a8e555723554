# Licence LGPL-3 (see LICENSE).
"""The client's page: a link, steps, one form a step, submission."""

from odoo import _, http
from odoo.http import request

from ...itcom_core.questionnaire.steps import DOCUMENTS
from ...models.itcom_questionnaire_flow import TransitionRefused
from ...models.itcom_questionnaire_link import GRANT
from .access import link_of_token, questionnaire_visit, unconfirmed_visit, visit_of_user
from .answers import json_response, page_response, refuse, see_other, wants_json
from .content import page_values, progress
from .grant import give_grant
from .language import choose
from .routing import portal_route

PAGE = "portal_questionnaire_page"
# Addresses under ROOT that only take what is sent to them.
POST_ONLY = ("code", "save", "submit")
# Names of our own in a form; the others are fields, or KNOWN and the name of a field: its answer
# as the sender last knew it.
OWN_NAMES = frozenset({"csrf_token", "step", "go", "consent"})
KNOWN = "known_"


class QuestionnairePage(http.Controller):
    """What the visitor sees of a questionnaire, and what comes back."""

    @portal_route(methods=["GET"])
    def page(self, questionnaire_id, access_token=None, lang=None, **query):
        if access_token:
            return _exchange(questionnaire_id, access_token)
        if lang:
            # Also for who has still to tell a code: they have to understand what for.
            visit = visit_of_user(questionnaire_id) or unconfirmed_visit(questionnaire_id)
            return choose(see_other(visit.url), lang, visit.url)
        visit = questionnaire_visit(questionnaire_id)
        visit.record_opening()
        content = page_values(visit, query.get("step"), check=bool(query.get("check")))
        return page_response(PAGE, content)

    @portal_route("/save", methods=["POST"])
    def save(self, questionnaire_id, csrf_token=None, step=None, go=None, **_form):
        visit = questionnaire_visit(questionnaire_id)
        visit.ensure_csrf(csrf_token)
        visit.ensure_open()
        values, known = _sent_answers()
        filled = visit.fill(values, known)
        is_agreed = visit.take_consent(request.params.get("consent"))
        if wants_json():
            return _saved_response(visit, step, filled, is_agreed)
        content = page_values(visit, step, filled)
        if go != "back" and (content["wrong"] or filled.closed):
            return page_response(PAGE, content, 422)
        towards = content["back_step"] if go == "back" else content["next_step"]
        return see_other("%s?step=%s" % (visit.url, (towards or content["step"]).name))

    @portal_route("/submit", methods=["POST"])
    def submit(self, questionnaire_id, csrf_token=None, **_form):
        visit = questionnaire_visit(questionnaire_id)
        visit.ensure_csrf(csrf_token)
        visit.ensure_open()
        visit.take_consent(request.params.get("consent"))
        try:
            visit.submit()
        except TransitionRefused as error:
            content = page_values(visit, DOCUMENTS, refusal=error.args[0])
            return page_response(PAGE, content, 422)
        return see_other(visit.url)

    @portal_route("/<path:rest>", methods=["GET"])
    def no_such_page(self, questionnaire_id, rest, **_query):
        """GET where only POST is taken, as after a reload, or an address that does not exist."""
        visit = questionnaire_visit(questionnaire_id)
        is_known = rest in POST_ONLY or rest.startswith(("document/", "paper/"))
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
    return give_grant(see_other(link_sudo.questionnaire_id.access_url), link_sudo, GRANT)


def _sent_answers():
    """:return: ({field: text}, {field: text last known}) of the form that was sent.
    :raise Refused: a field came twice.
    """
    form = request.httprequest.form
    if any(len(form.getlist(name)) > 1 for name in form):
        refuse(400, _("A field came twice"), _("Nothing was changed. Open the page again."))
    known = {name[len(KNOWN) :]: form[name] for name in form if name.startswith(KNOWN)}
    values = {
        name: form[name] for name in form if name not in OWN_NAMES and not name.startswith(KNOWN)
    }
    return values, known


def _saved_response(visit, step_name, filled, is_agreed):
    """What became of the answers, for our script: by field, of the step that it shows."""
    questionnaire = visit.questionnaire_sudo
    steps = filled.steps
    shown_step = next((step for step in steps if step.name == step_name), steps[0])
    reasons = questionnaire._reasons(filled.errors)
    return json_response(
        saved=filled.saved,
        known={name: questionnaire._answer_text(name) for name in shown_step.fields},
        errors={name: reasons.get(name, "") for name in shown_step.fields},
        conflicts={name: questionnaire._page_shown(name) for name in filled.conflicts},
        closed=filled.closed,
        agreed=is_agreed,
        progress=progress(shown_step, steps),
        left={step.name: step.left for step in steps},
    )
