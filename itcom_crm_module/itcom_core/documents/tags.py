"""Tags as they stand in a template's text: found, tidied up and taken apart.

=====================  ==========================================================
``{{ field }}``        shows a value
``{% if … %}``         begins a block: ``if``/``elif``/``else``/``endif``, ``for``/``endfor``
``{%p … %}``           the same, and takes away the paragraph it stands in
``{%tr … %}``          the same for a row of a table; ``{%tc … %}`` for a cell
``{%r … %}``           the same for a run (text of one formatting)
``{# … #}``            a remark for whoever edits the template
=====================  ==========================================================
"""

import difflib
import re
from dataclasses import dataclass

from .errors import BadExpression, UnknownTag

MAX_TAG = 1000
# No tag reaches over the braces of another, so that a text is looked through once.
INSIDE = r"(?:(?!\{\{|\}\}|\{%|%\}|\{#|#\}).)*"
TAG = re.compile(rf"\{{\{{{INSIDE}\}}\}}|\{{%{INSIDE}%\}}|\{{#{INSIDE}#\}}", re.S)
BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
BLOCK = re.compile(r"(?:(p|tr|tc|r)\s+)?([A-Za-z_]\w*)(.*)", re.S)
FOR = re.compile(r"([A-Za-z]\w*)\s+in\s+(.+)", re.S)

OPENERS = ("for", "if")
CLOSERS = ("endfor", "endif")
KEYWORDS = ("for", "endfor", "if", "elif", "else", "endif")
BARE = ("endfor", "else", "endif")

# Opening quote → those that close it, as Word makes them of straight ones while one types.
QUOTES = {
    '"': '"',
    "'": "'",
    "«": "»",
    "“": "”",
    "„": "“”",
    "”": "”",
    "‘": "’",
    "‚": "‘’",
    "’": "’",
}
STRAIGHT = "\"'"


@dataclass(frozen=True)
class Tag:
    """One tag: ``word`` is "value", "comment" or a keyword of a block; ``rest`` follows it."""

    source: str
    word: str
    scope: str = ""
    rest: str = ""


def parse_tag(source):
    """:return: the :class:`Tag` written as ``source``, its braces included.

    :raise TagError: no tag of the language.
    """
    inner = source[2:-2]
    if source.startswith("{#"):
        return Tag(source, "comment")
    if len(source) > MAX_TAG:
        raise BadExpression(reason="length", allowed=MAX_TAG)
    inner = tidy(inner).strip()
    if source.startswith("{{"):
        return Tag(source, "value", rest=inner)
    return _parse_block(source, inner)


def _parse_block(source, inner):
    match = BLOCK.fullmatch(inner)
    scope, word, rest = match.groups() if match else ("", inner, "")
    rest = rest.strip()
    if word not in KEYWORDS or (rest and word in BARE):
        raise UnknownTag(name=word, suggestion=nearest(word, KEYWORDS))
    if word not in BARE and not rest:
        raise BadExpression(reason="empty")
    return Tag(source, word, scope or "", rest)


def parse_for(rest):
    """:return: name of the loop's variable, source of what it runs over.

    :raise BadExpression: not ``name in expression``.
    """
    match = FOR.fullmatch(rest)
    if not match:
        raise BadExpression(reason="for")
    return match.groups()


def tidy(text):
    """:return: ``text`` with the quotes and spaces that Word puts in made plain again.

    Inside a quoted string nothing but its own quotes is touched: ``«a «b» c»`` says
    ``"a «b» c"``.
    """
    result, opener, depth = [], "", 0
    for character in text:
        if not opener:
            opener, depth = (character, 1) if character in QUOTES else ("", 0)
            plain = _straight(character) if opener else character
            result.append(" " if plain.isspace() else plain)
            continue
        if character in QUOTES[opener]:
            depth -= 1
        elif character == opener:
            depth += 1
        result.append(_inside(character, opener) if depth else _straight(opener))
        opener = opener if depth else ""
    return "".join(result)


def _straight(quote):
    return "'" if quote in "'‘‚’" else '"'


def _inside(character, opener):
    """:return: ``character`` of a string, which stays in it when its quotes become straight."""
    is_in_the_way = opener not in STRAIGHT and character in (_straight(opener), "\\")
    return "\\" + character if is_in_the_way else character


def nearest(name, names):
    """:return: which of ``names`` was likely meant by ``name``, or ""."""
    matches = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    return matches[0] if matches else ""
