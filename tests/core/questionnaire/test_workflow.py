# Licence LGPL-3 (see LICENSE).

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from itcom_core.questionnaire import workflow as wf

FACTS = st.sets(st.sampled_from(wf.NEEDS))
ROLES = st.sets(st.sampled_from(wf.ROLES))
STEPS = st.lists(st.tuples(st.sampled_from(sorted(wf.TRANSITIONS)), ROLES, FACTS), max_size=60)

# What must have been true at some step before a questionnaire can be in a state.
STATE_PRESUPPOSES = {
    wf.SENT: {wf.LAWFUL},
    wf.REVIEW: {wf.COMPLETE, wf.LAWFUL},
    wf.RETURNED: {wf.COMPLETE, wf.LAWFUL, wf.REMARK},
    wf.VERIFIED: {wf.COMPLETE, wf.LAWFUL, wf.ALL_VERDICTS},
    wf.REQUESTED: {wf.COMPLETE, wf.LAWFUL, wf.ALL_VERDICTS, wf.REQUEST},
    wf.ISSUED: {wf.ALL_VERDICTS, wf.REQUEST, wf.CERTIFICATE},
    wf.REVOKED: {wf.CERTIFICATE, wf.REASON},
    wf.EXPIRED: {wf.CERTIFICATE, wf.PAST_EXPIRY},
    wf.CANCELLED: {wf.REASON},
}


def reachable(start, without=()):
    """States that any chain of transitions reaches from ``start`` around ``without``."""
    found, waiting = set(), [start]
    while waiting:
        state = waiting.pop()
        if state in found or state in without:
            continue
        found.add(state)
        waiting += [rule.target for rule in wf.TRANSITIONS.values() if state in rule.sources]
    return found


def test_the_table_speaks_of_known_names_only():
    for name, rule in wf.TRANSITIONS.items():
        assert {*rule.sources, rule.target} <= set(wf.STATES), name
        assert rule.roles and set(rule.roles) <= set(wf.ROLES), name
        assert set(rule.needs) <= set(wf.NEEDS), name
        assert rule.target not in rule.sources, name


def test_every_state_is_reachable_and_every_need_is_used():
    assert reachable(wf.DRAFT) == set(wf.STATES)
    assert {need for rule in wf.TRANSITIONS.values() for need in rule.needs} == set(wf.NEEDS)


def test_terminal_states():
    sources = {state for rule in wf.TRANSITIONS.values() for state in rule.sources}
    assert set(wf.STATES) - sources == {wf.REVOKED, wf.EXPIRED}


def test_open_and_editable_states():
    assert wf.EDITABLE == {
        state for state in wf.STATES if state in wf.TRANSITIONS[wf.SUBMIT].sources
    }
    assert wf.OPEN.isdisjoint({wf.ISSUED, wf.REVOKED, wf.EXPIRED, wf.CANCELLED})


@pytest.mark.parametrize("state", [wf.VERIFIED, wf.REQUESTED, wf.ISSUED])
def test_no_path_avoids_review(state):
    for start in (wf.DRAFT, wf.SENT, wf.RETURNED, wf.CANCELLED):
        assert state not in reachable(start, without={wf.REVIEW})


def test_no_path_leads_back_from_an_issued_certificate():
    assert reachable(wf.ISSUED) == {wf.ISSUED, wf.REVOKED, wf.EXPIRED}


def test_after_a_withdrawal_nothing_but_the_way_out_is_left():
    everything_else = set(wf.NEEDS) - {wf.NOT_WITHDRAWN}
    open_ways = {
        name
        for name, rule in wf.TRANSITIONS.items()
        if not wf.why_not(name, rule.sources[0], set(wf.ROLES), everything_else)
    }
    assert open_ways == {wf.REJECT_REQUEST, wf.REVOKE, wf.EXPIRE, wf.CANCEL, wf.REOPEN}


def test_a_client_submits_and_requests_and_does_nothing_else():
    assert {name for name, rule in wf.TRANSITIONS.items() if wf.CLIENT in rule.roles} == {
        wf.SUBMIT,
        wf.MAKE_REQUEST,
    }


def test_only_the_review_desk_decides():
    for name in (wf.CONFIRM, wf.RETURN):
        assert wf.TRANSITIONS[name].roles == (wf.VERIFIER,)


@settings(deadline=None)
@given(STEPS)
def test_whatever_is_tried_no_state_without_its_needs(steps):
    state, held, been = wf.DRAFT, set(), {wf.DRAFT}
    for name, roles, facts in steps:
        if wf.why_not(name, state, roles, facts):
            continue
        state = wf.TRANSITIONS[name].target
        held |= facts
        been.add(state)
        assert STATE_PRESUPPOSES.get(state, set()) <= held
        assert wf.REVIEW in been or state not in {wf.VERIFIED, wf.REQUESTED, wf.ISSUED}


@settings(deadline=None)
@given(st.sampled_from(sorted(wf.TRANSITIONS)), st.sampled_from(wf.STATES), ROLES, FACTS)
def test_why_not_names_each_obstacle(name, state, roles, facts):
    rule, codes = wf.TRANSITIONS[name], wf.why_not(name, state, roles, facts)
    assert (wf.WRONG_STATE in codes) == (state not in rule.sources)
    assert (wf.WRONG_ROLE in codes) == (not roles & set(rule.roles))
    if wf.WRONG_STATE not in codes:
        assert set(codes) - {wf.WRONG_ROLE} == set(rule.needs) - facts


@settings(deadline=None)
@given(st.sampled_from(sorted(wf.TRANSITIONS)), st.sampled_from(wf.STATES), ROLES, FACTS)
def test_more_facts_or_roles_never_close_a_way(name, state, roles, facts):
    if not wf.why_not(name, state, roles, facts):
        assert not wf.why_not(name, state, set(wf.ROLES), set(wf.NEEDS))


def test_a_button_shows_before_its_dialog_asked_for_the_reason():
    assert wf.is_offered(wf.CANCEL, wf.DRAFT, {wf.MANAGER}, set())
    assert wf.why_not(wf.CANCEL, wf.DRAFT, {wf.MANAGER}, set()) == (wf.REASON,)
    assert not wf.why_not(wf.CANCEL, wf.DRAFT, {wf.MANAGER}, {wf.REASON})
    assert not wf.is_offered(wf.CANCEL, wf.DRAFT, {wf.CLIENT}, {wf.REASON})
    assert not wf.is_offered(wf.SUBMIT, wf.DRAFT, {wf.MANAGER}, {wf.LAWFUL, wf.NOT_WITHDRAWN})


def test_needs_are_asked_lazily_and_only_in_a_right_state():
    class Unasked:
        def __contains__(self, need):
            raise AssertionError(f"{need} was computed for nothing")

    assert wf.why_not(wf.ISSUE, wf.DRAFT, {wf.VERIFIER}, Unasked()) == (wf.WRONG_STATE,)


def test_an_unknown_transition_is_refused_by_name():
    with pytest.raises(wf.UnknownTransition) as caught:
        wf.why_not("approve", wf.REVIEW, {wf.VERIFIER}, set())
    assert caught.value.params == {"transition": "approve"}


def test_the_picture_in_the_documentation_shows_every_transition_and_no_other():
    page = (Path(__file__).parents[3] / "docs/architecture/README.md").read_text("utf-8")
    drawn = re.findall(r"^ +(\w+) --> (\w+): (\w+)$", page, re.MULTILINE)
    assert sorted(drawn) == sorted(
        (source, rule.target, name)
        for name, rule in wf.TRANSITIONS.items()
        for source in rule.sources
    )
