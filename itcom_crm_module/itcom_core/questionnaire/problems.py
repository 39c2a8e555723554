"""What is wrong with a set of rules as a whole: rules that collide, choices that ask nothing.

Issuer routes, certificate types, days and facts that no rule tells apart are looked at once; so
the number of cells depends on what the rules say, not on how many certificate types there are.
"""

from dataclasses import dataclass
from itertools import chain, combinations, product

from .choice import (
    APPLICANT_TYPES,
    BEARERS,
    HOLDERS,
    ISSUER_ROUTES,
    SIGNATURE_CLASSES,
    Choice,
)
from .rule import KINDS, NOT_ASKED

CONTRADICTION = "contradiction"
GAP = "gap"


@dataclass(frozen=True)
class Problem:
    """One finding.

    :param code: CONTRADICTION: two rules of equal right say different things of the item
        ``subject``, in ``choice`` for example; GAP: ``choice`` is lawful and asks for no
        ``subject`` (one of ``rule.KINDS``).
    :param rules: keys of the rules that collide.
    """

    code: str
    subject: str
    choice: Choice
    rules: tuple = ()


def find_problems(ruleset):
    """:return: list of :class:`Problem`: each collision of two rules over an item once, each gap
    once for applicant, holder, bearer and class.
    """
    found = {}
    for choice in _cells(ruleset):
        explanations = ruleset.explain(choice)
        for problem in chain(
            _contradictions(explanations, choice), _gaps(ruleset, explanations, choice)
        ):
            found.setdefault(_summary(problem), problem)
    return list(found.values())


def _summary(problem):
    """What tells two findings apart."""
    choice = problem.choice
    main = (choice.applicant_type, choice.holder, choice.bearer, choice.signature_class)
    return (problem.code, problem.subject, problem.rules or main)


def _contradictions(explanations, choice):
    for item in explanations:
        for other in item.contradicting:
            yield Problem(CONTRADICTION, item.name, choice, (item.rule.key, other.key))


def _gaps(ruleset, explanations, choice):
    asked = {item.kind for item in explanations if item.effect != NOT_ASKED}
    for kind in KINDS:
        if kind not in asked and ruleset.schema(choice).is_lawful:
            yield Problem(GAP, kind, choice)


def _cells(ruleset):
    """:return: iterator of one choice for each combination that rules can tell apart."""
    rules = ruleset.rules
    mentioned = sorted(frozenset().union(*(rule.facts for rule in rules)))
    for applicant_type, holder, bearer, signature_class, route, types, day, facts in product(
        APPLICANT_TYPES,
        HOLDERS,
        BEARERS,
        SIGNATURE_CLASSES,
        _distinct(rules, "issuer_routes", ISSUER_ROUTES),
        _distinct(rules, "certificate_types", ("", *sorted(ruleset.certificate_types))),
        ruleset.days,
        _subsets(mentioned),
    ):
        choice = Choice(
            applicant_type,
            holder,
            bearer,
            signature_class,
            route,
            day,
            frozenset({types} - {""}),
            frozenset(facts),
        )
        if not choice.contradictions:
            yield choice


def _distinct(rules, axis, values):
    """:return: list of the first value of each group that no rule tells apart."""
    groups = {}
    for value in values:
        conditions = (getattr(rule, axis) for rule in rules)
        groups.setdefault(tuple(value in allowed for allowed in conditions if allowed), value)
    return list(groups.values())


def _subsets(names):
    return chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))
