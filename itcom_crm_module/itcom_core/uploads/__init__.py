"""Scans that a client or a stranger sends: what they may be, told by content and not by name.

:func:`inspect` looks at one file and gives back what to store: :func:`admit` keeps out what does
harm, :func:`look` tells whether the picture can be read. :func:`rotate` turns what is stored. All
are bounded in time and memory by :class:`Limits`, whatever comes in: only headers are read in this
process, pixels and PDF files in others that end with them.
"""

from .inspection import BLANK, BLURRED, Upload, admit, inspect, look, rotate, strip_metadata
from .limits import Limits
from .names import clean_name
