from . import documents, journal, portal, reports, templates
