# Licence LGPL-3 (see LICENSE).

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from itcom_core.questionnaire import choice as ch
from itcom_core.questionnaire import rule as rl
from itcom_core.questionnaire.problems import CONTRADICTION, GAP, find_problems
from itcom_core.questionnaire.ruleset import DuplicateRule, compile_rules

# Drawing rules takes long on a loaded machine, which says nothing about them.
PATIENT = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])

DAY = date(2026, 11, 23)
OPEN_TYPES = ("egais", "rosreestr", "b2b")
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def subsets(values):
    return st.frozensets(st.sampled_from(values))


CHOICES = st.builds(
    ch.Choice,
    st.sampled_from(ch.APPLICANT_TYPES),
    st.sampled_from(ch.HOLDERS),
    st.sampled_from(ch.BEARERS),
    st.sampled_from(ch.SIGNATURE_CLASSES),
    st.sampled_from(ch.ISSUER_ROUTES),
    DAYS,
    st.frozensets(st.sampled_from(OPEN_TYPES), max_size=1),
    subsets(ch.FACTS),
)
CONDITIONS = {
    "applicant_types": subsets(ch.APPLICANT_TYPES),
    "holders": subsets(ch.HOLDERS),
    "bearers": subsets(ch.BEARERS),
    "signature_classes": subsets(ch.SIGNATURE_CLASSES),
    "issuer_routes": subsets(ch.ISSUER_ROUTES),
    "certificate_types": subsets(OPEN_TYPES),
    "facts": subsets(ch.FACTS),
}


@st.composite
def rules(draw, key="rule"):
    first, last = sorted([draw(DAYS), draw(DAYS)])
    return rl.Rule(
        key,
        draw(st.sampled_from(rl.REQUIREMENTS)),
        draw(st.sampled_from([None, first])),
        draw(st.sampled_from([None, last])),
        field_names=("email",),
        document_codes=("application",),
        **{axis: draw(values) for axis, values in CONDITIONS.items()},
    )


@st.composite
def rule_lists(draw, most=6):
    return [draw(rules(f"rule{number}")) for number in range(draw(st.integers(0, most)))]


def choose(**changes):
    values = {
        "applicant_type": ch.LEGAL_ENTITY,
        "holder": ch.HEAD,
        "bearer": ch.IN_PERSON,
        "signature_class": ch.QUALIFIED,
        "issuer_route": ch.OWN,
        "date": DAY,
    }
    return ch.Choice(**{**values, **changes})


def ask(key, effect=rl.REQUIRED, **conditions):
    return rl.Rule(key, effect, field_names=("email",), document_codes=("snils",), **conditions)


def required(ruleset, choice):
    return {item.field.name: item.required for item in ruleset.schema(choice).fields}


# A row of text becomes a rule


def test_a_row_of_text_becomes_a_rule():
    rule = rl.Rule.from_text(
        {
            "key": "k",
            "name": "passed over",
            "effect": "optional",
            "valid_from": "2024-09-01",
            "valid_to": date(2024, 9, 30),
            "applicant_types": "legal_entity, sole_proprietor",
            "holders": "",
            "facts": None,
            "field_names": " email ,phone,",
        }
    )
    assert rule == rl.Rule(
        "k",
        rl.OPTIONAL,
        date(2024, 9, 1),
        date(2024, 9, 30),
        frozenset({ch.LEGAL_ENTITY, ch.SOLE_PROPRIETOR}),
        field_names=("email", "phone"),
    )


@pytest.mark.parametrize(
    "changes, reason",
    [
        ({"effect": "forbidden"}, "unknown_effect"),
        ({"effect": ""}, "unknown_effect"),
        ({"holders": "head,boss"}, "unknown_value"),
        ({"facts": "rainy"}, "unknown_value"),
        ({"field_names": "shoe_size"}, "unknown_field"),
        ({"valid_from": "2024-09-02", "valid_to": "2024-09-01"}, "dates_reversed"),
        ({"valid_from": "01.09.2024"}, "invalid_date"),
        ({"field_names": ""}, "asks_nothing"),
        ({"effect": "unlawful"}, "verdict_asks"),
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused(changes, reason):
    with pytest.raises(rl.InvalidRule) as caught:
        rl.Rule.from_text({"key": "k", "effect": "required", "field_names": "email", **changes})
    assert caught.value.params["reason"] == reason
    assert caught.value.params["rule"] == "k"


def test_two_rules_of_one_key_are_refused():
    with pytest.raises(DuplicateRule):
        compile_rules([ask("same"), ask("same", holders=frozenset({ch.HEAD}))])


@pytest.mark.parametrize("axis", ["applicant_type", "holder", "bearer", "issuer_route"])
def test_an_unknown_choice_is_refused(axis):
    with pytest.raises(ch.UnknownChoice) as caught:
        choose(**{axis: "martian"})
    assert caught.value.params == {"axis": axis, "value": "martian"}


# Which rule wins


def test_dates_are_included():
    rule = ask("r", valid_from=date(2024, 9, 1), valid_to=date(2024, 9, 30))
    days = [date(2024, 8, 31), date(2024, 9, 1), date(2024, 9, 30), date(2024, 10, 1)]
    assert [rule.is_valid_on(day) for day in days] == [False, True, True, False]


def test_the_exception_beats_the_general_rule_whatever_their_order():
    general, exception = ask("g"), ask("e", rl.NOT_ASKED, holders=frozenset({ch.PROXY}))
    for ruleset in (compile_rules([general, exception]), compile_rules([exception, general])):
        assert required(ruleset, choose()) == {"email": True}
        assert required(ruleset, choose(holder=ch.PROXY)) == {}
        assert find_problems(ruleset) == [] or find_problems(ruleset)[0].code == GAP


def test_a_later_rule_beats_an_endless_one():
    ruleset = compile_rules([ask("old"), ask("new", rl.OPTIONAL, valid_from=DAY)])
    assert required(ruleset, choose(date=date(2026, 11, 22))) == {"email": True}
    assert required(ruleset, choose()) == {"email": False}


def test_of_colliding_rules_the_stricter_one_holds():
    ruleset = compile_rules(
        [
            ask("a", rl.OPTIONAL, holders=frozenset({ch.HEAD})),
            ask("b", rl.REQUIRED, bearers=frozenset({ch.IN_PERSON})),
        ]
    )
    assert required(ruleset, choose()) == {"email": True}


def test_a_condition_of_all_values_is_no_condition():
    everything = ask("a", holders=frozenset(ch.HOLDERS))
    assert everything.is_within(ask("b")) and ask("b").is_within(everything)
    assert not everything.beats(ask("b"))


def test_certificate_types_narrow_and_unknown_ones_do_not_disturb():
    ruleset = compile_rules([ask("a", certificate_types=frozenset({"egais"}))])
    assert required(ruleset, choose(certificate_types=frozenset({"egais", "b2b"})))
    assert not required(ruleset, choose(certificate_types=frozenset({"b2b"})))


@PATIENT
@given(rules("one"), rules("other"), CHOICES)
def test_within_means_matching_wherever_it_matches(one, other, choice):
    if one.is_within(other) and one.matches(choice):
        assert other.matches(choice)


@PATIENT
@given(rules("one"), rules("two"), rules("three"))
def test_beating_is_a_strict_order(one, two, three):
    assert not one.beats(one)
    assert not (one.beats(two) and two.beats(one))
    if one.beats(two) and two.beats(three):
        assert one.beats(three)


@PATIENT
@given(rule_lists(), CHOICES)
def test_what_is_asked_comes_from_an_unbeaten_rule_that_matches(rule_list, choice):
    ruleset = compile_rules(rule_list)
    matching = [rule for rule in rule_list if rule.matches(choice)]
    unbeaten = [rule for rule in matching if not any(o.beats(rule) for o in matching)]
    effects = {rule.effect for rule in unbeaten} - {rl.NOT_ASKED}
    asked = required(ruleset, choice)
    assert asked == ({"email": rl.REQUIRED in effects} if effects else {})


@PATIENT
@given(rule_lists(), CHOICES)
def test_the_order_of_rules_decides_nothing_but_the_order_of_documents(rule_list, choice):
    there, back = compile_rules(rule_list), compile_rules(rule_list[::-1])
    assert required(there, choice) == required(back, choice)


@settings(PATIENT, max_examples=15)
@given(rule_lists(most=3), CHOICES)
def test_a_collision_is_found_exactly_where_a_choice_shows_one(rule_list, choice):
    ruleset = compile_rules(rule_list)
    problems = find_problems(ruleset)
    named = {frozenset(p.rules) for p in problems if p.code == CONTRADICTION}
    if not choice.contradictions:
        for item in ruleset.explain(choice):
            for other in item.contradicting:
                assert frozenset({item.rule.key, other.key}) in named
    for problem in problems:
        if problem.code == CONTRADICTION:
            assert any(item.contradicting for item in ruleset.explain(problem.choice))
        else:
            schema = ruleset.schema(problem.choice)
            assert not (schema.fields if problem.subject == rl.FIELD else schema.documents)


# Explaining, verdicts, problems


def test_explain_names_the_rule_and_what_it_overrules():
    general = ask("general", why="General.")
    exception = ask("exception", rl.NOT_ASKED, facts=frozenset({ch.FOREIGNER}), why="Exception.")
    ruleset = compile_rules([general, exception])
    field, document = ruleset.explain(choose(facts=frozenset({ch.FOREIGNER})))
    assert (field.kind, field.name, field.effect) == (rl.FIELD, "email", rl.NOT_ASKED)
    assert (document.kind, document.name) == (rl.DOCUMENT, "snils")
    assert field.rule is exception and field.overruled == (general,)
    assert field.contradicting == ()


def test_an_exception_lets_an_unlawful_choice_through_as_long_as_it_is_dated():
    ruleset = compile_rules(
        [
            ask("ask"),
            rl.Rule("no", rl.UNLAWFUL, why="Why.", alternative="Otherwise.", holders={ch.HEAD}),
            rl.Rule("but", rl.LAWFUL, valid_from=DAY, valid_to=DAY),
        ]
    )
    assert ruleset.schema(choose()).is_lawful
    schema = ruleset.schema(choose(date=date(2026, 11, 24)))
    assert not schema.is_lawful
    assert [(u.rule, u.why, u.alternative) for u in schema.unlawful] == [
        ("no", "Why.", "Otherwise.")
    ]
    assert required(ruleset, choose(date=date(2026, 11, 24))) == {"email": True}


def test_no_exception_gives_an_individual_a_proxy():
    ruleset = compile_rules([ask("ask"), rl.Rule("but", rl.LAWFUL)])
    choice = choose(applicant_type=ch.INDIVIDUAL, holder=ch.PROXY)
    assert choice.contradictions == (ch.INDIVIDUAL_BY_PROXY,)
    assert not ruleset.schema(choice).is_lawful


def test_problems_name_colliding_rules_and_an_example():
    ruleset = compile_rules(
        [
            ask("all"),
            ask("a", rl.OPTIONAL, holders=frozenset({ch.HEAD})),
            ask("b", rl.NOT_ASKED, bearers=frozenset({ch.IN_PERSON})),
        ]
    )
    found = [p for p in find_problems(ruleset) if p.code == CONTRADICTION]
    assert {(p.subject, p.rules) for p in found} == {
        ("email", ("a", "b")),
        ("snils", ("a", "b")),
    }
    assert {(p.choice.holder, p.choice.bearer) for p in found} == {(ch.HEAD, ch.IN_PERSON)}


def test_a_rule_for_the_overlap_settles_a_collision():
    head, in_person = frozenset({ch.HEAD}), frozenset({ch.IN_PERSON})
    ruleset = compile_rules(
        [
            ask("a", rl.OPTIONAL, holders=head),
            ask("b", rl.REQUIRED, bearers=in_person),
            ask("both", rl.OPTIONAL, holders=head, bearers=in_person),
        ]
    )
    assert not [p for p in find_problems(ruleset) if p.code == CONTRADICTION]


def test_gaps_are_named_where_a_lawful_choice_asks_nothing():
    ruleset = compile_rules(
        [
            ask("ask", applicant_types=frozenset({ch.LEGAL_ENTITY, ch.SOLE_PROPRIETOR})),
            rl.Rule("no", rl.UNLAWFUL, signature_classes=frozenset({ch.QUALIFIED})),
        ]
    )
    gaps = {
        (p.subject, p.choice.applicant_type, p.choice.signature_class, p.choice.bearer)
        for p in find_problems(ruleset)
    }
    assert gaps == {
        (kind, ch.INDIVIDUAL, ch.NON_QUALIFIED, bearer)
        for kind in rl.KINDS
        for bearer in ch.BEARERS
    }


def test_equal_rules_are_equal_sets_and_lookups_are_cached():
    one, other = compile_rules([ask("a")]), compile_rules([ask("a")])
    assert one == other and hash(one) == hash(other) and one.key == other.key
    assert one.key != compile_rules([ask("a", rl.OPTIONAL)]).key
    assert one.schema(choose()) is one.schema(choose(date=date(2020, 1, 1)))


def test_no_rules_at_all_ask_nothing_and_that_is_a_gap_everywhere():
    ruleset = compile_rules([])
    assert ruleset.schema(choose()).fields == ()
    assert {p.code for p in find_problems(ruleset)} == {GAP}
