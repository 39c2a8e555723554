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
    :param left: how many fields or documents keep this step from being complete.
    """

    name: str
    sections: tuple
    left: int

    @property
    def fields(self):
        """:return: tuple of the names of its fields."""
        return tuple(ask.field.name for _section, asks in self.sections for ask in asks)


def steps(schema, missing, wrong):
    """:param schema: :class:`~.schema.Schema` of the questionnaire.
    :param missing: its :class:`~.schema.Missing`; ``wrong``: names of the wrong answers.
    :return: list of :class:`Step`, without empty ones; the documents are the last.
    """
    left = {*missing.fields, *wrong}
    sections = dict(schema.sections)
    made = []
    for name, names in SECTIONS_OF.items():
        own = tuple((section, sections[section]) for section in names if section in sections)
        step = Step(name, own, 0)
        if own:
            made.append(Step(name, own, len(left.intersection(step.fields))))
    return [*made, Step(DOCUMENTS, (), len(missing.documents))]
