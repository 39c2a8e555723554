"""The journal («Журнал»): what is recorded, how entries are chained, how the chain is verified."""

from . import events
from .facts import canonical_facts
from .verifier import GENESIS, Head, Problem, Report, chain, parse_anchor, to_line, verify
