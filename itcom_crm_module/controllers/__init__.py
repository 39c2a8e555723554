from . import documents, journal, reports, templates
