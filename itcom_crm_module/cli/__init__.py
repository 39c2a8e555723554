from . import itcomjournal, itcomscans
