"""The journal («Журнал»): what is recorded, how entries are chained, how the chain is verified."""

from . import events, verifier
from .facts import canonical_facts
from .verifier import GENESIS, Head, Problem, Report, chain, outcome, parse_anchor, to_line, verify
