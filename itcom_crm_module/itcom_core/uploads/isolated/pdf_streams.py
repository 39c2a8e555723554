"""What the streams of a PDF unpack to: a program that shows it unpacks them, to whatever size."""

import re
import struct
import zlib
from decimal import Decimal

import pikepdf
from refusal import Refusal

FLATE, JPEG, JPEG_2000 = "/FlateDecode", "/DCTDecode", "/JPXDecode"
# Filters whose output is bytes, not pixels; those of ASCII only shrink what they get.
PACKERS = frozenset({FLATE, "/LZWDecode", "/RunLengthDecode", "/ASCII85Decode", "/ASCIIHexDecode"})
JPEG_STREAM = re.compile(rb"stream\r?\n(?=\xff\xd8\xff)")
STREAM_END = re.compile(rb"\s{0,2}endstream")
# Programs take these for the same, though the standard has them for small pictures only.
SHORT_NAMES = {"/Fl": FLATE, "/LZW": "/LZWDecode", "/RL": "/RunLengthDecode", "/DCT": JPEG}
CHUNK = 1024 * 1024
# So much packed at once, for what is left of it is copied with each chunk that comes out.
SLICE = 16 * 1024
# ITU-T T.81, table B.1: frames, tables between them; markers that stand alone.
MARKER = re.compile(rb"\xff+[\xc0-\xfe]")
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
BARE = frozenset(range(0xD0, 0xDA))
# ISO 15444-1, A.5.1: the segment with the size of the picture; boxes before it are small.
CODESTREAM = b"\xff\x4f\xff\x51"
LONGEST_HEAD = 64 * 1024


class Bounds:
    """What a stream may unpack to.

    :param order: ``max_unpacked``, bytes; ``max_pixels``.
    :param content: the file's bytes.
    """

    def __init__(self, order, content):
        self._max_unpacked = order["max_unpacked"]
        self._max_pixels = order["max_pixels"]
        self._content = content
        self._starts = None

    def require(self, item):
        """:param item: an object of the PDF.
        :raise Refusal: bomb, when it is a stream that unpacks to more.
        """
        if not isinstance(item, pikepdf.Stream):
            return
        filters = filters_of(item)
        if str(item.get("/Subtype", "")) == "/Image":
            self._require_pixels(number(item, "/Width") * number(item, "/Height"))
        if filters == [JPEG]:
            self._require_pixels(self._jpeg_pixels(item))
        elif filters == [JPEG_2000]:
            self._require_pixels(jpeg_2000_pixels(raw(item)))
        else:
            require_size(item, filters, self._max_unpacked)

    def places(self, stream):
        """A JPEG of megabytes is found by its length: to copy it costs more than all the rest.

        :return: list of [start, end] of what in the file begins as a JPEG and is as long.
        """
        if self._starts is None:
            self._starts = [found.end() for found in JPEG_STREAM.finditer(self._content)]
        length = number(stream, "/Length")
        return [
            [start, start + length]
            for start in self._starts
            if 0 < length < len(self._content) and STREAM_END.match(self._content, start + length)
        ]

    def _jpeg_pixels(self, stream):
        places = self.places(stream)
        if places:
            return max(jpeg_pixels(self._content, start, end) for start, end in places)
        data = raw(stream)
        return jpeg_pixels(data, 0, len(data))

    def _require_pixels(self, count):
        if count > self._max_pixels:
            raise Refusal("bomb", limit=self._max_pixels, unit="pixels")


def raw(stream):
    """:return: a stream's bytes as they stand in the file."""
    return memoryview(stream.get_raw_stream_buffer())


def filters_of(stream):
    """:return: list of the names of a stream's filters, in the order in which they unpack it."""
    found = stream.get("/Filter", pikepdf.Array())
    names = found if isinstance(found, pikepdf.Array) else [found]
    return [SHORT_NAMES.get(str(name), str(name)) for name in names]


def number(item, key):
    """:return: a number of a dictionary, 0 when none stands there."""
    value = item.get(key, 0)
    return int(value) if isinstance(value, (int, float, Decimal)) else 0


def require_size(stream, filters, limit):
    """:raise Refusal: bomb, when any step of unpacking gives more bytes."""
    leading = 0
    while filters[leading : leading + 1] == [FLATE]:
        leading += 1
    if PACKERS.issuperset(filters) and leading < len(filters):
        # Seldom used, and what it takes is bounded by the process's own limits.
        require_bytes(len(stream.read_bytes()), limit)
    elif leading:
        data = raw(stream)
        chunks = (data[start : start + SLICE] for start in range(0, len(data), SLICE))
        for _step in range(leading):
            chunks = inflate(chunks, limit)
        for _chunk in chunks:
            pass


def inflate(chunks, limit):
    """:param chunks: iterable of packed bytes.
    :return: iterator of unpacked ones, at most ``limit`` bytes; of a damaged stream those before
        the damage, which is all that anybody can show.
    """
    engine, total = zlib.decompressobj(), 0
    try:
        for packed in chunks:
            while packed:
                unpacked = engine.decompress(packed, CHUNK)
                packed = engine.unconsumed_tail
                total += len(unpacked)
                require_bytes(total, limit)
                yield unpacked
    except zlib.error:
        return


def require_bytes(count, limit):
    if count > limit:
        raise Refusal("bomb", limit=limit, unit="bytes")


def jpeg_pixels(data, start, end):
    """:return: pixels of a JPEG by its own header, which is what decoders go by; 0 without one."""
    found = MARKER.search(data, start, end)
    while found and found.end() + 7 <= end:
        position, marker = found.end(), data[found.end() - 1]
        if marker in FRAMES:
            height, width = struct.unpack_from(">HH", data, position + 3)
            return width * height
        if marker not in BARE:
            position += struct.unpack_from(">H", data, position)[0]
        found = MARKER.search(data, position, end)
    return 0


def jpeg_2000_pixels(data):
    """:return: the same of a JPEG 2000, in a box or bare."""
    start = bytes(data[:LONGEST_HEAD]).find(CODESTREAM)
    if start < 0 or start + 24 > len(data):
        return 0
    right, bottom, left, top = struct.unpack_from(">IIII", data, start + 8)
    return max(0, right - left) * max(0, bottom - top)
