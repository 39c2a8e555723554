# Licence LGPL-3 (see LICENSE).
"""Domains that look for a text by an index of trigrams without reading more of it than needed."""

from ..itcom_core.wording.search_piece import search_piece


def contains(field, text, operator="like"):
    """
    :param field: name of a stored text field with an index of trigrams.
    :param text: what is looked for in it.
    :param operator: «like» or «ilike».
    :return: domain of the records whose field contains the text.
    """
    piece = search_piece(text)
    if piece == text:
        return [(field, operator, text)]
    # «Is empty» never holds beside the piece. It keeps PostgreSQL from looking the whole text up in
    # the index as well: what the piece has found is only compared with it.
    return [(field, operator, piece), "|", (field, "=", False), (field, operator, text)]
