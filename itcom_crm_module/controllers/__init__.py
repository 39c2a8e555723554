from . import documents, journal, person_report, portal, reports, templates
