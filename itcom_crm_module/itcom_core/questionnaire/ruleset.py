"""Rules, compiled once: which schema a choice has, and which rule is behind each part of it.

Use: ``compile_rules(rules)`` once per version of the rules, then ``schema(choice)`` as often as
one likes. How it works: between two days on which some rule begins or ends nothing changes, so a
choice is first brought to the first day of its stretch, and the schema of that one is cached.
"""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256

from ..errors import ItcomError
from .fields import FIELDS
from .rule import DOCUMENT, FIELD, LAWFUL, NOT_ASKED, REQUIRED, REQUIREMENTS, UNLAWFUL, Rule
from .schema import DocumentAsk, FieldAsk, Schema, Unlawful

CACHED_SCHEMAS = 4096


class DuplicateRule(ItcomError):
    """Two rules share the key ``params["rule"]``."""

    code = "duplicate_rule"


@dataclass(frozen=True)
class Explanation:
    """Why one field or document is asked for, or is not.

    :param kind: one of ``rule.KINDS``; ``name`` is the field's name or the document's code.
    :param effect: one of ``rule.REQUIREMENTS``.
    :param rule: the :class:`~.rule.Rule` that decides; ``overruled``: the others that hold.
    :param contradicting: those of the others that have as good a right and say otherwise.
    """

    kind: str
    name: str
    effect: str
    rule: Rule
    overruled: tuple
    contradicting: tuple


def compile_rules(rules):
    """:param rules: iterable of :class:`~.rule.Rule`, in the order in which documents are listed.
    :raise DuplicateRule: two share a key.
    """
    return RuleSet(tuple(rules))


class RuleSet:
    """An immutable set of rules. Equal rules in the same order have the same ``key``."""

    def __init__(self, rules):
        for key, count in Counter(rule.key for rule in rules).items():
            if count > 1:
                raise DuplicateRule(rule=key)
        self.rules = rules
        self.days = _days_of_change(rules)
        self.certificate_types = frozenset().union(*(rule.certificate_types for rule in rules))
        self._beaten_by = {
            rule.key: frozenset(other.key for other in rules if other.beats(rule)) for rule in rules
        }
        self._cached_schema = lru_cache(maxsize=CACHED_SCHEMAS)(self._make_schema)

    @property
    def key(self):
        """:return: hexadecimal fingerprint of the rules, for caches outside this process."""
        return sha256(repr([_plain(rule) for rule in self.rules]).encode()).hexdigest()

    def __eq__(self, other):
        return isinstance(other, RuleSet) and self.rules == other.rules

    def __hash__(self):
        return hash(self.rules)

    def schema(self, choice):
        """:return: the :class:`~.schema.Schema` of a :class:`~.choice.Choice`."""
        return self._cached_schema(self._canonical(choice))

    def explain(self, choice):
        """:return: list of :class:`Explanation`, fields first; items that no rule names are not
        in it.
        """
        return [
            self._decide(kind, name, candidates)
            for (kind, name), candidates in sorted(
                self._candidates(choice).items(), key=_field_order
            )
        ]

    def _canonical(self, choice):
        """:return: the choice that stands for all those which no rule tells from it."""
        return replace(
            choice,
            date=self.days[bisect_right(self.days, choice.date) - 1],
            certificate_types=choice.certificate_types & self.certificate_types,
        )

    def _candidates(self, choice):
        """:return: {(kind, name): [Rule]} of what the rules say of each item."""
        candidates = {}
        for rule in self.rules:
            if rule.effect in REQUIREMENTS and rule.matches(choice):
                for item in rule.items:
                    candidates.setdefault(item, []).append(rule)
        return candidates

    def _decide(self, kind, name, candidates):
        """Among the rules that no other one beats, the strictest decides; the first of equals."""
        keys = {rule.key for rule in candidates}
        unbeaten = [rule for rule in candidates if keys.isdisjoint(self._beaten_by[rule.key])]
        winner = min(unbeaten, key=lambda rule: REQUIREMENTS.index(rule.effect))
        return Explanation(
            kind,
            name,
            winner.effect,
            winner,
            overruled=tuple(rule for rule in candidates if rule is not winner),
            contradicting=tuple(rule for rule in unbeaten if rule.effect != winner.effect),
        )

    def _make_schema(self, choice):
        decided = [item for item in self.explain(choice) if item.effect != NOT_ASKED]
        return Schema(
            choice=choice,
            fields=tuple(
                FieldAsk(FIELDS[item.name], *_ask(item)) for item in decided if item.kind == FIELD
            ),
            documents=tuple(
                DocumentAsk(item.name, *_ask(item)) for item in decided if item.kind == DOCUMENT
            ),
            unlawful=self._unlawful(choice),
        )

    def _unlawful(self, choice):
        verdicts = [rule for rule in self.rules if rule.effect in (UNLAWFUL, LAWFUL)]
        holding = [rule for rule in verdicts if rule.matches(choice)]
        if any(rule.effect == LAWFUL for rule in holding):
            return ()
        return tuple(Unlawful(rule.key, rule.why, rule.alternative) for rule in holding)


def _days_of_change(rules):
    """:return: sorted list of the first days of the stretches in which no rule begins or ends."""
    days = {date.min}
    for rule in rules:
        if rule.valid_from:
            days.add(rule.valid_from)
        if rule.valid_to and rule.valid_to < date.max:
            days.add(rule.valid_to + timedelta(days=1))
    return sorted(days)


def _ask(item):
    return item.effect == REQUIRED, item.rule.why, item.rule.key


_FIELD_ORDER = {name: position for position, name in enumerate(FIELDS)}


def _field_order(candidate):
    """Fields as the page has them, then documents in the order of the rules (sort is stable)."""
    (kind, name), _rules = candidate
    return (kind != FIELD, _FIELD_ORDER[name] if kind == FIELD else 0)


def _plain(rule):
    """The rule with its sets sorted, so that it prints alike in every process."""
    return tuple(
        sorted(value) if isinstance(value, frozenset) else value for value in vars(rule).values()
    )
