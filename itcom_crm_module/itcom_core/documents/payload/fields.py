"""Fields of payloads and what the manual of templates («Справочник полей») says about them."""

from dataclasses import MISSING, field

IDENTITY = "identity"
MEANING = "meaning"
EACH = "each"


def said(meaning, default=MISSING, identity=False, each=""):
    """:return: a dataclass field.

    :param meaning: what it means, in Russian, for whoever edits a template.
    :param identity: whether it only tells one document from another (number, date), so that
        documents that differ in nothing else say the same.
    :param each: what templates usually call one item of this list: "line".
    """
    return field(default=default, metadata={MEANING: meaning, IDENTITY: identity, EACH: each})


class derived(property):
    """A value worked out of the fields, only when a template asks for it.

    The first line of its docstring is its meaning, in Russian.
    """

    @property
    def meaning(self):
        """:return: what it means, for whoever edits a template."""
        return self.__doc__.strip().splitlines()[0]
