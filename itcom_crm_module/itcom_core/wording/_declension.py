"""Genitive and gender of the single parts of a name, by pytrovich and its rules.

pytrovich is opened when it is first asked for (about 10 ms). Each part is asked for alone: asked
for a whole name whose parts disagree, it would write that name into the log.
"""

import re
from functools import cache

from . import _morphology

MALE = "male"
FEMALE = "female"

NAME = "Name"
SURNAME = "Surn"
GENDER_OF_TAG = {"masc": MALE, "femn": FEMALE}

VOWELS = "аеёиоуыэюя"
# «Цой», «Лев», «Грин»: a surname of one syllable is the same for men and women.
ONE_SYLLABLE = re.compile(f"[^{VOWELS}]*[{VOWELS}][^{VOWELS}]*")


@cache
def _maker():
    from pytrovich.maker import PetrovichDeclinationMaker  # noqa: PLC0415

    return PetrovichDeclinationMaker()


@cache
def _detector():
    from pytrovich.detector import PetrovichGenderDetector  # noqa: PLC0415

    return PetrovichGenderDetector()


def is_given(word):
    """:return: whether the dictionary knows the word as a given name."""
    return bool(_genders_of_given(word))


def is_surname(word):
    """:return: whether the dictionary knows the word as a surname, or it ends like one."""
    in_dictionary = any(SURNAME in reading.tag for reading in _known(word))
    return in_dictionary or gender_of_surname(word) is not None


def gender_of_given(name):
    """:return: MALE, FEMALE, or None: unknown to the dictionary, or a name of both."""
    genders = _genders_of_given(name)
    return genders.pop() if len(genders) == 1 else None


def _genders_of_given(name):
    """:return: set of MALE, FEMALE and, for a name of both («Саша»), None."""
    return {
        GENDER_OF_TAG.get(reading.tag.gender)
        for reading in _known(name.split("-")[-1])
        if NAME in reading.tag
    }


def _known(word):
    """:return: readings of a word that the dictionary has, not those guessed by its ending."""
    return [reading for reading in _morphology.nominatives(word) if reading.is_known]


def gender_of_surname(surname):
    """:return: MALE, FEMALE, or None where it is the same for both («Ким», «Шевченко»)."""
    if not surname or ONE_SYLLABLE.fullmatch(surname.lower()):
        return None
    detected = _detector().detect(lastname=surname.split(" ")[-1])
    return {"MALE": MALE, "FEMALE": FEMALE}.get(detected.name)


def given(name, gender):
    """:return: the genitive of a given name."""
    return _make("FIRSTNAME", name, gender)


def patronymic(name, gender):
    """:return: the genitive of a patronymic; «Гасан оглы» does not change."""
    return _make("MIDDLENAME", name, gender)


def surname(name, gender):
    """:return: the genitive of a surname; of several words all change but «фон», «де» and such."""
    *before, last = name.split(" ")
    words = [_surname_word(word, gender) if word[0].isupper() else word for word in before]
    return " ".join([*words, _surname_word(last, gender)])


def _surname_word(word, gender):
    if gender == FEMALE:
        return _make("LASTNAME", word, gender)
    *before, last = word.split("-")
    # What stands before a hyphen has rules of its own: «Бонч» of «Бонч-Бруевич» does not change.
    pieces = [_masculine(piece) or _make("LASTNAME", piece, gender, False) for piece in before]
    return "-".join([*pieces, _masculine(last) or _make("LASTNAME", last, gender)])


def _masculine(surname):
    """Where pytrovich is mistaken: «Кузнца», «Бореца», «Кого» (of «Кий»).

    :return: the genitive of a man's surname on -ец or a one-syllable one on -ий; else None.
    """
    stem, ending = surname[:-2], surname[-2:].lower()
    if ending == "ец":
        genitive = stem + _ending_of_ets(stem.lower())
    elif ending == "ий" and ONE_SYLLABLE.fullmatch(surname.lower()):
        genitive = stem + "ия"
    else:
        return None
    return _in_capitals_of(surname, genitive)


def _ending_of_ets(stem):
    """:return: what «ец» becomes: the «е» goes wherever the word can still be pronounced."""
    if not any(letter in VOWELS for letter in stem):
        return "еца"  # Швец, Швеца
    if stem[-1] in VOWELS:
        return "йца"  # Боец, Бойца
    if stem[-2:-1] not in VOWELS:
        return "еца"  # Кузнец, Кузнеца
    return "ьца" if stem[-1] == "л" else "ца"  # Стрелец, Стрельца; Кравец, Кравца


def _make(part, name, gender, is_gender_strict=True):
    from pytrovich.enums import Case, Gender, NamePart  # noqa: PLC0415

    inflected = _maker().make(
        NamePart[part], Gender[gender.upper()], Case.GENITIVE, name, is_gender_strict
    )
    return _in_capitals_of(name, inflected)


def _in_capitals_of(name, inflected):
    return inflected.upper() if name.isupper() else inflected
