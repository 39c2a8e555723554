from . import documents, journal, templates
