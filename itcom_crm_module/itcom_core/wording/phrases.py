"""Genitive of a phrase: the words of its head change, what hangs on the head stays.

«Генеральный директор» becomes «Генерального директора»; of «директор по развитию» and
«исполняющий обязанности директора» only the first word changes. A part after a dash, a comma, a
slash, a bracket or «и» changes too when it names a person («начальник цеха и главный инженер») or
when nothing hangs on the head before it («Устав и доверенность»).

Reading stops at the first word that is no nominative singular. So a phrase that is in the
genitive already, or in Latin letters, or of words nobody knows, comes back as it is.
"""

import re
from functools import lru_cache

from . import _morphology

# Compounds are one word («врач-терапевт»); an abbreviation keeps its full stop («и. о.»).
WORD = re.compile(r"[A-Za-zА-ЯЁа-яё]+(?:-[A-Za-zА-ЯЁа-яё]+)*(?:\.(?=\s*\S))?")
NEXT_PART = re.compile(r"(\s+[-–—]\s+|\s*[,/(]\s*|\s+и\s+)")
NOUN = "NOUN"
PARTICIPLE = "PRTF"
PERSON = {"NOUN", "anim"}
# Longer than any post; bounds the time that a hostile text can take.
LONGEST = 500
ADJECTIVES = {"ADJF", PARTICIPLE}


# The same few posts stand in most contracts, and to look one up takes half a millisecond.
@lru_cache(maxsize=1024)
def genitive(phrase):
    """:param phrase: a post or a document's name, with whatever follows it.
    :return: the phrase in the genitive, all else as it was.
    """
    if len(phrase) > LONGEST:
        return phrase
    pieces = []
    is_bare = True
    for text in NEXT_PART.split(phrase):
        if NEXT_PART.fullmatch(text):
            pieces.append(text)
            continue
        head = _head(text)
        pieces.append(_in_genitive(text, head if is_bare or _names_person(head) else []))
        is_bare = bool(head) and head[-1][0].end() == len(text)
    return "".join(pieces)


def _in_genitive(text, head):
    """:return: the text with the words of its head in the genitive."""
    for match, reading in reversed(head):
        inflected = _morphology.genitive(reading, match.group())
        text = text[: match.start()] + inflected + text[match.end() :]
    return text


def _head(text):
    """:return: [(match, reading)] of the adjectives at the beginning and the noun they go with."""
    head = []
    end = 0
    for match in WORD.finditer(text):
        word = match.group()
        if text[end : match.start()].strip():
            break
        end = match.end()
        if word.endswith(".") or (not head and _morphology.is_adverb(word)):
            continue
        reading = _reading(word)
        if not reading:
            break
        head.append((match, reading))
        if reading.tag.POS == NOUN:
            break
    return head


def _reading(word):
    """:return: how to read a word of the head; None if it can't be one.

    An adjective goes before a noun («ведущий» is a host only where nothing follows, and the
    genitive is the same then), a person before a thing («глава»). A word in capitals that the
    dictionary does not have is an abbreviation («ОГРНИП»).
    """
    readings = [
        reading
        for reading in _morphology.nominatives(word)
        if reading.is_known or not word.isupper()
    ]
    adjectives = [reading for reading in readings if reading.tag.POS in ADJECTIVES]
    nouns = [reading for reading in readings if reading.tag.POS == NOUN]
    nouns.sort(key=lambda reading: PERSON not in reading.tag)
    return next(iter(adjectives + nouns), None)


def _names_person(head):
    """:return: whether a head is that of a person: not so «складской учёт» in an accusative."""
    if not head:
        return False
    _match, reading = head[-1]
    return PERSON in reading.tag or reading.tag.POS == PARTICIPLE
