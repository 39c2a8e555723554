"""Persons' names: initials, gender, genitive.

A name whose gender can't be told, that is not in Cyrillic or has no Russian build comes back as
it was: the form of a foreign name is for a person to say.
"""

from . import _declension, full_name
from .full_name import is_initial
from .numbers import NBSP

MALE = _declension.MALE
FEMALE = _declension.FEMALE


def initials(name):
    """:return: «Иванов И. И.» with non-breaking spaces; what is no name comes back unchanged."""
    person = full_name.parse(name)
    if not person or not person.surname:
        return name
    return NBSP.join(part for part in (person.surname, person.initials) if part)


def gender(name):
    """:return: MALE, FEMALE, or None where the name does not tell."""
    person = full_name.parse(name)
    return _gender_of(person) if person else None


def genitive(name, gender=None):
    """:param gender: MALE or FEMALE where it is known; else the name itself is asked.
    :return: «Иванова Ивана Ивановича», the surname first; unchanged where nothing is certain.
    """
    person = full_name.parse(name)
    if not person or _is_foreign(person):
        return name
    gender = gender or _gender_of(person)
    if not gender:
        return name
    parts = (
        _declension.surname(person.surname, gender) if person.surname else "",
        _unless_initial(_declension.given, person.given, gender),
        _unless_initial(_declension.patronymic, person.patronymic, gender),
    )
    words = [part for part in parts if part]
    return words[0] + "".join((NBSP if is_initial(word) else " ") + word for word in words[1:])


def _gender_of(person):
    """:return: gender as the most telling part of the name has it: patronymic, given, surname."""
    if full_name.is_male_patronymic(person.patronymic):
        return MALE
    if full_name.is_female_patronymic(person.patronymic):
        return FEMALE
    return _declension.gender_of_given(person.given) or _declension.gender_of_surname(
        person.surname
    )


def _is_foreign(person):
    """:return: whether the third word is no patronymic: «Нгуен Ван Тхань»."""
    third = person.patronymic
    return bool(third) and not is_initial(third) and not full_name.is_patronymic(third)


def _unless_initial(inflect, word, gender):
    return word if not word or is_initial(word) else inflect(word, gender)
