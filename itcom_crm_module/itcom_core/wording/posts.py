"""Posts (должности) as the preamble of a contract needs them.

«… в лице Генерального директора Ивановой Марии Сергеевны, действующей на основании Устава»
"""

from . import phrases
from .names import FEMALE

ACTING_MALE = "действующего"
ACTING_FEMALE = "действующей"


def genitive_post(post):
    """:return: «Генерального директора» of «Генеральный директор»; see :mod:`.phrases`."""
    return phrases.genitive(post)


def acting(gender):
    """:param gender: ``names.MALE``, ``names.FEMALE`` or None.
    :return: «действующей» for a woman; else «действующего», which agrees with the post.
    """
    return ACTING_FEMALE if gender == FEMALE else ACTING_MALE


def genitive_basis(basis):
    """:param basis: what somebody acts on the basis of: «доверенность № 5 от 01.02.2026».
    :return: «доверенности № 5 от 01.02.2026».
    """
    return phrases.genitive(basis)
