"""What is needed for PDF, and where it usually lies."""

import functools
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import Optional

SOFFICE = ("soffice", "libreoffice", "/usr/lib/libreoffice/program/soffice")
PROBE_SECONDS = 10


@dataclass(frozen=True)
class Programs:
    """:param soffice: path of LibreOffice.
    :param python: path of an interpreter that can talk to it (has the module ``uno``).
    """

    soffice: str
    python: str


@functools.lru_cache(maxsize=1)
def find_office() -> Optional[Programs]:
    """:return: what PDFs are made with, or None when something is missing. Looked for once."""
    soffice = _first(SOFFICE, lambda path: True)
    if not soffice:
        return None
    beside = os.path.join(os.path.dirname(os.path.realpath(soffice)), "python")
    python = _first((sys.executable, "/usr/bin/python3", beside), _has_uno)
    return Programs(soffice, python) if python else None


def _first(names, will_do):
    for name in names:
        path = shutil.which(name) if name else None
        if path and will_do(path):
            return path
    return None


def _has_uno(python):
    try:
        done = subprocess.run(
            [python, "-c", "import uno"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PROBE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
