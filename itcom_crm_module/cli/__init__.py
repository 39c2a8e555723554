from . import itcomjournal
