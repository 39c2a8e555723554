"""The piece must be found wherever the text is, or a search would lose records."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from itcom_core.wording.search_piece import rareness, search_piece

SIGNS = st.text(alphabet="аиокёжщ019 _-@.«»", max_size=20)


@pytest.mark.parametrize(
    "text, piece",
    [
        ("94526730850", "526%730%850"),
        ("7791176686", "791%176%686"),
        ("267308", "267%308"),
        ("12", "12"),
        ("орлов", "орлов"),
        ("614_186", "614_186"),
        ("турудкочкенко", "турудкоч"),
        ("а_0500007", "500%007"),
        ("client200007_primer_example", "client200007"),
        ("ООО «Клиент 199501»", "199%501"),
        ("ООО «Северный ветер»", "Северный"),
        ("«»", "«»"),
        ("", ""),
    ],
)
def test_the_rarest_word_is_shortened(text, piece):
    assert search_piece(text) == piece


@given(SIGNS, SIGNS, SIGNS)
def test_what_holds_the_text_holds_its_piece(before, text, after):
    # A «_» typed may stand for any sign: here for itself and for another one.
    for stored in (before + text + after, before + text.replace("_", "х") + after):
        assert _like(search_piece(text), stored)


def test_digits_are_rarer_than_letters_and_long_words_than_short_ones():
    assert sorted(["7", "ооо", "константинопольский"], key=rareness) == [
        "ооо",
        "константинопольский",
        "7",
    ]


def _like(pattern, text):
    """SQL's ``text LIKE '%pattern%'``."""
    signs = {"%": ".*", "_": "."}
    expression = "".join(signs.get(sign, re.escape(sign)) for sign in pattern)
    return re.search(expression, text, re.DOTALL)
