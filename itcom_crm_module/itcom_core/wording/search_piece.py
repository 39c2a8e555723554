"""The piece of a searched text by which an index of trigrams finds it with least reading.

PostgreSQL's pg_trgm looks up every three signs in a row of the pattern, and each of them has a list
that grows with the number of records; of «94526730850» it reads nine. Three of them find almost as
few records, and those are then compared with the whole text.
"""

import re

GRAM = 3
# A shorter word stands in too many records to be looked up alone.
SHORTEST = 2 * GRAM
# So many letters from its beginning tell a long word apart; endings («-енко», «-ович») do not.
TELLING_LETTERS = 8


def rareness(word):
    """:return: key by which words sort from those of many records to those of few."""
    return sum(sign.isdigit() for sign in word), len(word)


def search_piece(text):
    """
    :param text: str, looked for as SQL's LIKE does: ``_`` stands for any sign.
    :return: pattern for LIKE, to stand between two ``%``, that is found wherever ``text`` is:
        the rarest word of ``text``, shortened. ``text`` itself where its words are short.
    """
    words = re.findall(r"[^\W_]{%d,}" % SHORTEST, text)
    return _shortened(max(words, key=rareness)) if words else text


def _shortened(word):
    if word.isdigit():
        # From the end: numbers begin with the code of a region, of an operator, or with zeros.
        places = range(len(word) - GRAM, -1, -GRAM)
        return "%".join(word[place : place + GRAM] for place in reversed(places))
    return word[:TELLING_LETTERS] if word.isalpha() else word
