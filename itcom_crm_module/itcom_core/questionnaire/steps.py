"""Steps of the client's page: which sections are filled in together, and what is left in each."""

from dataclasses import dataclass

from . import fields as f

HOLDER = "holder"
IDENTITY = "identity"
ORGANISATION = "organisation"
DOCUMENTS = "documents"

# A step for each sitting with one paper in hand: oneself, the passport, the organisation's card.
SECTIONS_OF = {
    HOLDER: (f.PERSON, f.CONTACTS),
    IDENTITY: (f.IDENTITY, f.ADDRESS),
    ORGANISATION: (f.ORGANISATION, f.HEAD, f.AUTHORITY, f.BEARER),
}


@dataclass(frozen=True)
class Step:
    """One step.

    :param sections: tuple of (section, tuple of FieldAsk), as of ``Schema.sections``.
    :param undone: tuple of the names of its fields, or the codes of its documents, that keep it
        from being complete.
    """

    name: str
    sections: tuple
    undone: tuple

    @property
    def fields(self):
        """:return: tuple of the names of its fields."""
        return _names(self.sections)

    @property
    def left(self):
        """:return: how many fields or documents are left."""
        return len(self.undone)


def steps(schema, missing, wrong, uncorrected=()):
    """:param schema: :class:`~.schema.Schema` of the questionnaire.
    :param missing: its :class:`~.schema.Missing`; ``wrong``: names of the wrong answers;
        ``uncorrected``: names of those that the verifier sent back and nobody has changed.
    :return: list of :class:`Step`, without empty ones; the documents are the last.
    """
    undone = {*missing.fields, *wrong, *uncorrected}
    sections = dict(schema.sections)
    made = []
    for name, names in SECTIONS_OF.items():
        own = tuple((section, sections[section]) for section in names if section in sections)
        if own:
            left = tuple(field for field in _names(own) if field in undone)
            made.append(Step(name, own, left))
    return [*made, Step(DOCUMENTS, (), missing.documents)]


def _names(sections):
    return tuple(ask.field.name for _section, asks in sections for ask in asks)
