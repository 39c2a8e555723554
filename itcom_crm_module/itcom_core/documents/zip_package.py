"""Many documents in one zip, written while it is read: memory for one document at a time."""

import datetime as dt
import re
import zipfile

FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
# Windows opens no file of such a name, whatever follows the first dot.
RESERVED = re.compile(r"(CON|PRN|AUX|NUL|COM\d|LPT\d)(\..*)?", re.I)
MAX_NAME = 120
EPOCH = dt.datetime(1980, 1, 1)


def zip_chunks(files, modified=EPOCH):
    """Write a zip piece by piece.

    Documents are stored, not deflated: a docx or PDF is packed already.

    :param files: iterable of (name, bytes), asked for the next one only when it is needed.
    :param modified: what Windows shows as the date of every file.
    :return: generator of bytes. Names are cleaned and made unique.
    """
    sink = _Sink()
    names = UniqueNames()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files:
            info = zipfile.ZipInfo(names.take(name), modified.timetuple()[:6])
            archive.writestr(info, content)
            yield sink.take()
    yield sink.take()


class _Sink:
    """A file that only remembers what has been written since it was last asked."""

    def __init__(self):
        self._pieces = []

    def write(self, data):  # pylint: disable=method-required-super
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self):
        """Nothing to do: what is written is there."""

    def take(self):
        """:return: bytes written since the last call."""
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken


class UniqueNames:
    """Names of files for one folder of Windows, where «A.docx» and «a.docx» are the same."""

    def __init__(self):
        self._taken = set()

    def take(self, name):
        """:return: ``name`` cleaned; with a number in brackets when it has been given before."""
        stem, extension = _split(clean_name(name))
        candidate, number = stem + extension, 1
        while candidate.casefold() in self._taken:
            number += 1
            candidate = "%s (%d)%s" % (stem, number, extension)
        self._taken.add(candidate.casefold())
        return candidate


def clean_name(name):
    """:return: ``name`` as Windows, mail and zip take it, its extension kept."""
    name = FORBIDDEN.sub(" ", name.encode("utf-8", "ignore").decode())
    name = " ".join(name.split())
    stem, extension = _split(name)
    stem = stem[: MAX_NAME - len(extension)].rstrip(" .")
    if not stem or RESERVED.fullmatch(stem):
        stem = "_" + stem
    return stem + extension


def _split(name):
    """:return: (stem, extension with its dot); an extension is short and of letters or digits."""
    match = re.fullmatch(r"(.*?)(\.[A-Za-z0-9]{1,5})?[ .]*", name, re.S)
    return match.group(1), match.group(2) or ""
