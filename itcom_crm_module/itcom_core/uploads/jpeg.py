"""A JPEG file without what the camera wrote into it, the picture itself untouched.

Only segments that decoding needs are kept. Of EXIF there remains the orientation, in a segment
made anew; so location, serial number and embedded thumbnail are gone, as are a second picture
and anything else that hides behind the end of the first.
"""

import re
import struct

from .errors import Bomb, Broken

SOI, EOI, SOS = 0xD8, 0xD9, 0xDA
APP0, APP1, APP2, APP14 = 0xE0, 0xE1, 0xE2, 0xEE
# ITU-T T.81, table B.1: frames, tables, scans, number of lines, restart interval.
PICTURE = frozenset(range(0xC0, 0xD0)) - {0xC8} | {SOS, 0xDB, 0xDC, 0xDD}
# Application segments that change how the pixels look: what they begin with, and how much of one
# is kept. Behind its 16 bytes a JFIF segment may hold a thumbnail, which here is none.
KEPT_APPLICATION = {
    APP0: (b"JFIF\0", 16),
    APP2: (b"ICC_PROFILE\0", None),
    APP14: (b"Adobe", 14),
}
EXIF_START = b"Exif\0\0"

# Fill bytes may stand before a marker.
MARKER = re.compile(rb"\xff+[\xc0-\xfe]")
# In entropy-coded data FF 00 is a data byte, FF D0 to FF D7 restart it, FF FF is fill.
END_OF_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")

# A progressive picture has about a dozen; each costs a pass over all pixels, however short it is.
MAX_SCANS = 64

ORIENTATION_TAG = 0x0112
UPRIGHT = 1
# Orientations after a quarter turn clockwise of what is shown.
TURNED = {1: 6, 6: 3, 3: 8, 8: 1, 2: 7, 7: 4, 4: 5, 5: 2}


def clean(data, quarter_turns=0):
    """:param quarter_turns: clockwise, as a change of the orientation that viewers obey.
    :return: the file without metadata, its pixels byte for byte the same.
    :raise Broken: it ends before the picture does, or is no JPEG file.
    :raise Bomb: it has more scans than any picture.
    """
    segments = list(_segments(data))
    orientation = _orientation(data, segments)
    for _turn in range(quarter_turns % 4):
        orientation = TURNED[orientation]
    # Views: to copy the scan, nearly all of the file, once more costs as much as the rest.
    view = memoryview(data)
    kept = [part for part in (_kept(view, *segment) for segment in segments) if part]
    # JFIF wants its own segment first.
    position = 1 if kept and kept[0][1] == APP0 else 0
    if orientation != UPRIGHT:
        kept.insert(position, _orientation_segment(orientation))
    return bytes([0xFF, SOI]) + b"".join(kept) + bytes([0xFF, EOI])


def _segments(data):
    """:return: iterator of (marker, start, end) up to the end of the picture, which is not in it.
    The scan belongs to its header.
    """
    position, scans = 2, 0
    while True:
        found = MARKER.match(data, position)
        if not found:
            raise Broken()
        position, marker = found.end() - 2, data[found.end() - 1]
        if marker == EOI:
            break
        if position + 4 > len(data):
            raise Broken()
        end = position + 2 + struct.unpack_from(">H", data, position + 2)[0]
        if marker == SOS:
            scans += 1
            if scans > MAX_SCANS:
                raise Bomb(limit=MAX_SCANS, unit="scans")
            end_of_scan = END_OF_SCAN.search(data, end)
            end = end_of_scan.start() if end_of_scan else len(data) + 1
        if end > len(data) or end < position + 4:
            raise Broken()
        yield marker, position, end
        position = end
    if not scans:
        raise Broken()


def _kept(view, marker, start, end):
    """:return: what is kept of a segment, b"" for nothing."""
    if marker in PICTURE:
        return view[start:end]
    beginning, most = KEPT_APPLICATION.get(marker, (None, None))
    body = view[start + 4 : end]
    if beginning is None or body[: len(beginning)] != beginning:
        return b""
    if most is None or len(body) + 2 <= most:
        return view[start:end]
    return _shortened(bytes(body[: most - 2]), marker)


def _shortened(body, marker):
    if marker == APP0:
        body = body[:-2] + b"\0\0"
    return struct.pack(">BBH", 0xFF, marker, 2 + len(body)) + body


def _orientation(data, segments):
    """:return: 1 to 8 as EXIF has it; upright when it says nothing that makes sense."""
    for marker, start, end in segments:
        if marker == APP1 and data.startswith(EXIF_START, start + 4):
            value = _read_orientation(data[start + 4 + len(EXIF_START) : end])
            return value if value in TURNED else UPRIGHT
    return UPRIGHT


def _read_orientation(tiff):
    """:return: value of the tag in the first directory of a TIFF structure, or None."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if not order:
        return None
    try:
        (directory,) = struct.unpack_from(order + "I", tiff, 4)
        (count,) = struct.unpack_from(order + "H", tiff, directory)
        for number in range(count):
            tag, _type, _count, value = struct.unpack_from(
                order + "HHIH", tiff, directory + 2 + 12 * number
            )
            if tag == ORIENTATION_TAG:
                return value
    except struct.error:
        return None
    return None


def _orientation_segment(orientation):
    """:return: an EXIF segment that says nothing else."""
    tiff = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, ORIENTATION_TAG, 3, 1, orientation, 0, 0)
    body = EXIF_START + tiff
    return struct.pack(">BBH", 0xFF, APP1, 2 + len(body)) + body
