# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..itcom_core.questionnaire import workflow as wf

# An RPC client can send a context key, but never this very object.
_CODE = object()
_CODE_KEY = "itcom_questionnaire_written_by_code"

# Only the code of this module writes them.
STATE_FIELDS = ("state", "state_date", "state_reason")

ROLE_GROUPS = {
    wf.MANAGER: "itcom_crm_module.itcom_group_manager",
    wf.VERIFIER: "itcom_crm_module.itcom_group_verifier",
    wf.ADMINISTRATOR: "itcom_crm_module.itcom_group_administrator",
}
# Transition -> the boolean that shows its button.
OFFERS = {
    wf.SEND: "can_send",
    wf.SUBMIT: "can_submit",
    wf.CONFIRM: "can_confirm",
    wf.RETURN: "can_return",
    wf.CANCEL: "can_cancel",
    wf.REOPEN: "can_reopen",
}


class TransitionRefused(UserError):
    """The questionnaire can't make this step now; the text says why, all of it at once."""


class Facts:
    """What holds of one questionnaire (names of ``workflow.NEEDS``), found out when asked for.

    :param said: facts that the acting person has just stated, as a reason.
    """

    def __init__(self, questionnaire, said=()):
        self._questionnaire = questionnaire
        self._known = dict.fromkeys(said, True)

    def __contains__(self, need):
        if need not in self._known:
            self._known[need] = self._questionnaire._fact(need)
        return self._known[need]


class ItcomQuestionnaireFlow(models.AbstractModel):
    """The way of a questionnaire through its states, as ``itcom_core.questionnaire.workflow`` says.

    ``action_<verb>`` → ``_ensure_can`` → ``_action_<verb>`` → ``_mark_<state>``. The button of a
    step shows by the same predicate that refuses the call. ``_write_state`` alone writes the state.
    """

    _name = "itcom.questionnaire.flow"
    _description = "States of a questionnaire"

    state = fields.Selection(
        [
            (wf.DRAFT, "Draft"),
            (wf.SENT, "Waiting for the client"),
            (wf.REVIEW, "Documents to be checked"),
            (wf.RETURNED, "Corrections needed"),
            (wf.VERIFIED, "Documents confirmed"),
            (wf.REQUESTED, "Certificate request formed"),
            (wf.ISSUED, "Certificate issued"),
            (wf.REVOKED, "Revoked"),
            (wf.EXPIRED, "Expired"),
            (wf.CANCELLED, "Cancelled"),
        ],
        required=True,
        readonly=True,
        copy=False,
        default=wf.DRAFT,
        tracking=True,
        group_expand="_expand_states",
    )
    state_date = fields.Datetime(
        "In this state since", readonly=True, copy=False, default=fields.Datetime.now
    )
    state_reason = fields.Text("Reason", readonly=True, copy=False)
    can_send = fields.Boolean(compute="_compute_offers")
    can_submit = fields.Boolean(compute="_compute_offers")
    can_confirm = fields.Boolean(compute="_compute_offers")
    can_return = fields.Boolean(compute="_compute_offers")
    can_cancel = fields.Boolean(compute="_compute_offers")
    can_reopen = fields.Boolean(compute="_compute_offers")
    can_edit = fields.Boolean("Answers may be changed", compute="_compute_can_edit")

    @api.depends(lambda self: self._facts_depend_on())
    @api.depends_context("uid")
    def _compute_offers(self):
        roles = self._roles()
        for record in self:
            facts = Facts(record)
            for transition, name in OFFERS.items():
                # A questionnaire that is not saved yet has nothing to be sent on.
                record[name] = bool(record._origin) and wf.is_offered(
                    transition, record.state, roles, facts
                )

    @api.depends("state")
    def _compute_can_edit(self):
        for record in self:
            record.can_edit = record.state in wf.EDITABLE

    @api.model
    def _expand_states(self, states, domain, order):
        """The kanban shows each open state as a column, an empty one too."""
        present = set(states)
        return [state for state in wf.STATES if state in wf.OPEN or state in present]

    # CRUD

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._ensure_written_by_code(STATE_FIELDS, vals)
        # Stated, so that a `default_state` in the context of a call says nothing.
        now = fields.Datetime.now()
        start = {"state": wf.DRAFT, "state_date": now, "state_reason": False}
        return super().create([{**vals, **start} for vals in vals_list])

    def write(self, vals):
        self._ensure_written_by_code(STATE_FIELDS, vals)
        return super().write(vals)

    @api.model
    def _ensure_written_by_code(self, protected, vals):
        """:raise UserError: values of protected fields are given by anybody but our code."""
        names = [name for name in protected if name in vals]
        if names and not self._is_code_writing():
            raise UserError(
                _(
                    "«%(fields)s» can't be written directly: use the buttons of the questionnaire.",
                    fields=", ".join(
                        self._fields[name]._description_string(self.env) for name in names
                    ),
                )
            )

    @api.model
    def _is_code_writing(self):
        """:return: whether these records came out of :meth:`_written_by_code`."""
        return self.env.context.get(_CODE_KEY) is _CODE

    def _written_by_code(self):
        """:return: the same records, for writing what only code may write."""
        return self.with_context(**{_CODE_KEY: _CODE})

    # Facts

    @api.model
    def _facts_depend_on(self):
        """Hook: fields that decide which steps are offered."""
        return ["state"]

    def _fact(self, need):
        """:return: whether one of ``workflow.NEEDS`` holds; one that no method knows does not."""
        self.ensure_one()
        check = getattr(self, "_fact_" + need, None)
        return bool(check and check())

    @api.model
    def _roles(self):
        """:return: roles of ``workflow.ROLES`` that the acting user has."""
        user = self.env.user
        return [role for role, group in ROLE_GROUPS.items() if user.has_group(group)]

    def _ensure_can(self, transition, said=(), roles=None):
        """Refuse a step that can't be made.

        :param said: names of facts that the acting person has just stated.
        :param roles: in whose name it is made; the acting user's roles when None.
        :raise TransitionRefused: says of each questionnaire what stands in the way.
        """
        roles = self._roles() if roles is None else roles
        texts = []
        for record in self:
            codes = wf.why_not(transition, record.state, roles, Facts(record, said))
            if codes:
                reasons = [record._refusal_text(code) for code in codes]
                texts.append("%s: %s" % (record.display_name, "\n".join(reasons)))
        if texts:
            raise TransitionRefused("\n".join(texts))
        self.check_access_rights("write")
        self.check_access_rule("write")

    def _refusal_text(self, code):
        """:return: what stands in the way, in one sentence that says what to do."""
        self.ensure_one()
        state = dict(self._fields["state"]._description_selection(self.env))[self.state]
        return {
            wf.WRONG_STATE: _("this step is not possible in state «%(state)s».", state=state),
            wf.WRONG_ROLE: _("you have no right to take this step."),
            wf.ALL_VERDICTS: _("accept every document first, or return the questionnaire."),
            wf.REMARK: _("say what the client has to correct."),
            wf.REASON: _("give the reason."),
        }.get(code, code)

    # Actions

    def action_send(self):
        """Open the questionnaire to the client («Отправить клиенту»)."""
        self._ensure_can(wf.SEND)
        self._action_send()
        return True

    def action_submit(self):
        """Hand the filled questionnaire over for the check («Отправить на проверку»)."""
        self._ensure_can(wf.SUBMIT)
        self._action_submit()
        return True

    def action_confirm(self):
        """The documents are in order («Подтвердить документы»)."""
        self._ensure_can(wf.CONFIRM)
        self._action_confirm()
        return True

    def action_return(self):
        """Ask what is to be corrected, then return the questionnaire («Вернуть»)."""
        return self._ask_reason(wf.RETURN)

    def action_cancel(self):
        """Ask for the reason, then cancel («Отменить»)."""
        return self._ask_reason(wf.CANCEL)

    def action_reopen(self):
        """Ask for the reason, then take back to draft («Вернуть в черновик»)."""
        return self._ask_reason(wf.REOPEN)

    def _ask_reason(self, transition):
        """:return: action of the dialog that asks for a reason and then makes the step."""
        self._ensure_can(transition, said=wf.ASKED_ON_THE_SPOT)
        return self.env["itcom.questionnaire.reason"]._open(self, transition)

    def _action_send(self):
        self._mark_sent()

    def _action_submit(self):
        self._mark_review()

    def _action_confirm(self):
        self._mark_verified()

    def _action_with_reason(self, transition, reason):
        """Make a step whose reason was asked for.

        :raise TransitionRefused: meanwhile it can't be made any more, or there is no reason.
        """
        said = wf.ASKED_ON_THE_SPOT if reason.strip() else ()
        self._ensure_can(transition, said=said)
        mark = {
            wf.RETURN: self._mark_returned,
            wf.CANCEL: self._mark_cancelled,
            wf.REOPEN: self._mark_draft,
        }[transition]
        mark(reason.strip())

    # Marks

    def _mark_draft(self, reason):
        self._write_state(wf.DRAFT, reason)

    def _mark_sent(self):
        self._write_state(wf.SENT)

    def _mark_review(self):
        self._write_state(wf.REVIEW)

    def _mark_returned(self, remark):
        self._write_state(wf.RETURNED, remark)

    def _mark_verified(self):
        self._write_state(wf.VERIFIED)

    def _mark_cancelled(self, reason):
        self._write_state(wf.CANCELLED, reason)

    def _write_state(self, state, reason=False):
        """The only writer of the state. Hook: side effects of every step may be added.

        :param reason: what the acting person said; stays until the next step.
        """
        self._written_by_code().write(
            {"state": state, "state_date": fields.Datetime.now(), "state_reason": reason}
        )
