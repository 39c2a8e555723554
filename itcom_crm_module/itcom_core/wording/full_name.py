"""A person's name as written in one line, taken apart into surname, given name, patronymic."""

import re
from dataclasses import dataclass

from . import _declension
from .numbers import NBSP

# What a sole proprietor's card has before the name.
PREFIX = re.compile(r"^\s*(?:ИП|[Ии]ндивидуальный\s+предприниматель)\s+")
HYPHEN = re.compile(r"\s*[-\u2010\u2011\u2013\u2014]\s*")
FULL_STOP = re.compile(r"\.(?=[^\s\-])")
WORD = re.compile(r"[А-ЯЁа-яё]+(?:['’ʼ-][А-ЯЁа-яё]+)*")
INITIAL = re.compile(r"[А-ЯЁ][а-яё]?\.(?:-[А-ЯЁ]\.)?")

MALE_PATRONYMIC = re.compile(
    r".+(?:[оеё]вич|ьич)|(?:иль|кузьм|лук|фом|никит|савв|ион|сил)ич|.*(?:оглы|оглу|улы|уулу)"
)
FEMALE_PATRONYMIC = re.compile(r".+(?:[оеё]вна|ична|ишна)|.*(?:кызы|гызы)")
# «Гасан оглы» is one patronymic of two words.
TURKIC = {"оглы", "оглу", "улы", "уулу", "кызы", "гызы"}

PARTS = 3
MOST_WORDS = 5
# Longer than any name; bounds the time that a hostile text can take.
LONGEST = 200


@dataclass(frozen=True)
class FullName:
    """What is not given is ""; a part may be an initial with its full stop."""

    surname: str
    given: str = ""
    patronymic: str = ""

    @property
    def initials(self):
        """«И. И.» with a non-breaking space; "" when only the surname is known."""
        # The second word of a patronymic («Гасан оглы», «Гасан-оглы») has no initial.
        father = re.split("[ -]", self.patronymic)[0]
        return NBSP.join(_initial(word) for word in (self.given, father) if word)


def parse(text):
    """Take a name apart: «Иванов Иван Иванович», «Иван Иванович Иванов», «Иванов И.И.»

    :return: :class:`FullName`, or None where the text can't be told to be a Russian name.
    """
    words = _words(text)
    if not words:
        return None
    if len(words) >= PARTS and words[-1].lower() in TURKIC:
        words[-2:] = [words[-2] + " " + words[-1]]
    if len(words) == PARTS and is_patronymic(words[1]):
        words = [words[2], *words[:2]]
    if len(words) > 1 and is_patronymic(words[-1]):
        return FullName(" ".join(words[:-2]), words[-2], words[-1])
    if len(words) == PARTS - 1 and _is_given_first(*words):
        words.reverse()
    return FullName(*words) if len(words) <= PARTS else None


def is_patronymic(word):
    """:return: whether the word has the form of a patronymic, a man's or a woman's."""
    return is_male_patronymic(word) or is_female_patronymic(word)


def is_male_patronymic(word):
    """:return: whether it is one like «Иванович», «Ильич», «Гасан оглы»."""
    return bool(MALE_PATRONYMIC.fullmatch(word.lower()))


def is_female_patronymic(word):
    """:return: whether it is one like «Ивановна», «Ильинична», «Рашид кызы»."""
    return bool(FEMALE_PATRONYMIC.fullmatch(word.lower()))


def is_initial(word):
    """:return: whether it is «И.» and the like."""
    return bool(INITIAL.fullmatch(word))


def _is_given_first(first, second):
    """:return: whether «Мария Иванова» is the order, not the usual «Иванова Мария»."""
    if not _declension.is_given(first):
        return False
    if not _declension.is_given(second) and not _declension.is_surname(first):
        return True
    # «Игорь Ким», «Роман Павлов»: each could be either, so the second must be a surname.
    is_either = _declension.is_given(second) and _declension.is_surname(first)
    return _declension.is_surname(second) and not is_either


def _words(text):
    """:return: words of the name, initials last; [] when there is anything else in it."""
    if len(text) > LONGEST:
        return []
    text = PREFIX.sub("", text)
    words = FULL_STOP.sub(". ", HYPHEN.sub("-", text)).split()
    names = [word for word in words if WORD.fullmatch(word)]
    initials = [word for word in words if is_initial(word)]
    if not names or len(names) + len(initials) != len(words) or len(words) > MOST_WORDS:
        return []
    return names + initials


def _initial(word):
    """:return: «И.» of «Иван»; «А.-М.» of «Анна-Мария»; an initial as it is."""
    if is_initial(word):
        return word
    return "-".join(part[0].upper() + "." for part in word.split("-"))
