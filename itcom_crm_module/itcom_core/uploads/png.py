"""A PNG file reduced to the chunks that its picture needs, these untouched."""

import struct
import zlib

from .errors import Broken

START = b"\x89PNG\r\n\x1a\n"
HEADER, DATA, END = b"IHDR", b"IDAT", b"IEND"
# Texts, EXIF, times, animation go; so do colour profiles, which are packed and may be bombs.
KEPT = frozenset(
    {HEADER, b"PLTE", DATA, END, b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs"}
)


def clean(data):
    """:return: the file without metadata and without what follows its end.
    :raise Broken: a chunk is cut off or damaged, or the picture has no end.
    """
    kept, names = [START], []
    for name, start, end in _chunks(data):
        if name in KEPT:
            kept.append(data[start:end])
            names.append(name)
    if names[:1] != [HEADER] or DATA not in names or names[-1] != END:
        raise Broken()
    return b"".join(kept)


def _chunks(data):
    """:return: iterator of (name, start, end) up to the end chunk."""
    position = len(START)
    while position + 12 <= len(data):
        length, name = struct.unpack_from(">I4s", data, position)
        end = position + 12 + length
        if end > len(data):
            raise Broken()
        (checksum,) = struct.unpack_from(">I", data, end - 4)
        if zlib.crc32(memoryview(data)[position + 4 : end - 4]) != checksum:
            raise Broken()
        yield name, position, end
        if name == END:
            return
        position = end
    raise Broken()
