# Licence LGPL-3 (see LICENSE).
"""A photo of 5 MB, as a phone takes it of a page, and a PDF of 5 MB; another one each time."""

import io
import random
from functools import lru_cache

from PIL import Image, ImageDraw

SIZE = (2730, 3640)
QUALITY = 85
LINE = 60
PDF_SIZE = 5_200_000


@lru_cache(maxsize=1)
def _paper():
    paper = Image.merge("RGB", [Image.effect_noise(SIZE, 34) for _colour in "rgb"])
    draw = ImageDraw.Draw(paper)
    for top in range(LINE, SIZE[1] - LINE, LINE):
        for left in range(LINE, SIZE[0] - LINE, LINE // 2):
            draw.rectangle([left, top, left + LINE // 3, top + LINE // 2], outline="black", width=4)
    return paper


@lru_cache(maxsize=2)
def photo(number):
    """:return: bytes of a JPEG that differs from those of other numbers."""
    paper = _paper().copy()
    ImageDraw.Draw(paper).rectangle([0, 0, number % SIZE[0], 9], fill="black")
    stream = io.BytesIO()
    paper.save(stream, "JPEG", quality=QUALITY)
    return stream.getvalue()


@lru_cache(maxsize=2)
def pdf(number):
    """:return: bytes of a PDF with a page of text and a large font, as office programs make it."""
    font = random.Random(number).getrandbits(8 * PDF_SIZE).to_bytes(PDF_SIZE, "big")
    return _pdf_of(
        b"BT /F1 24 Tf 72 720 Td (Application) Tj ET",
        b"/Font << /F1 5 0 R >>",
        b"<< /Type /Font /Subtype /TrueType /BaseFont /Any /FontDescriptor 6 0 R >>",
        b"<< /Type /FontDescriptor /FontName /Any /Flags 4 /FontFile2 7 0 R >>",
        _stream(b"", font),
    )


@lru_cache(maxsize=2)
def scanned_pdf(number):
    """:return: bytes of a PDF whose one page is a photo, as scanners make it."""
    picture = b"/Type /XObject /Subtype /Image /Width %d /Height %d" % SIZE
    picture += b" /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode"
    return _pdf_of(
        b"q 595 0 0 842 0 0 cm /Scan Do Q",
        b"/XObject << /Scan 5 0 R >>",
        _stream(picture, photo(number)),
    )


def _stream(entries, data):
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(data), data)


def _pdf_of(drawing, resources, *more):
    """:param more: objects from number 5 on.
    :return: bytes of a PDF of one page.
    """
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << %s >> >>" % resources,
        _stream(b"", drawing),
        *more,
    ]
    content, places = b"%PDF-1.4\n", []
    for place, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (place, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    start = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(content))
    return content + start + end
