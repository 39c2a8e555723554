# Licence LGPL-3 (see LICENSE).
"""What cameras, editors and attackers put into a picture beside its pixels."""

import io
import struct
import zlib

import pytest
import scans
from itcom_core.uploads import admit, errors
from PIL import Image, ImageChops

SECRET = b"SecretPlaceOfTheCamera"
PHOTO = scans.encode(scans.print_page((640, 480)))
PICTURE = scans.encode(scans.print_page((640, 480)), "PNG")
THUMBNAIL = scans.encode(Image.new("RGB", (48, 48)), comment=SECRET)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj"


def same_picture(one, other):
    pictures = [Image.open(io.BytesIO(data)).convert("RGB") for data in (one, other)]
    return ImageChops.difference(*pictures).getbbox() is None


def jfif_thumbnail(body):
    return b"JFIF\0\1\2\0\0\1\0\1" + bytes([8, 8]) + body.ljust(3 * 64, b"\0")


@pytest.mark.parametrize(
    "marker, body",
    [
        (0xE0, jfif_thumbnail(SECRET)),
        (0xE0, b"JFXX\0\x10" + THUMBNAIL),
        (0xE1, b"Exif\0\0II*\0\x08\0\0\0\0\0" + THUMBNAIL),
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>" + SECRET + b"</x>"),
        (0xE2, b"MPF\0" + SECRET),
        (0xE2, b"FPXR\0" + SECRET),
        (0xED, b"Photoshop 3.0\0" + SECRET),
        (0xEE, b"Adobe\0\x64\0\0\0\0\1" + SECRET),
        (0xEF, SECRET),
        (0xF0, SECRET),
        (0xFD, SECRET),
        (0xC8, SECRET),
        (0xDE, SECRET),
        (0xFE, b"<script>" + SECRET),
    ],
)
def test_nothing_beside_the_picture_stays_in_a_jpeg(marker, body):
    data = scans.with_segments(PHOTO, scans.jpeg_segment(marker, body))
    stored = admit(data).data
    assert SECRET not in stored
    assert same_picture(stored, PHOTO) or marker == 0xEE


@pytest.mark.parametrize(
    "name, body",
    [
        (b"tEXt", b"Comment\0" + SECRET),
        (b"zTXt", b"Comment\0\0" + zlib.compress(SECRET)),
        (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + SECRET),
        (b"eXIf", b"II*\0" + SECRET),
        (b"tIME", struct.pack(">HBBBBB", 2026, 5, 6, 7, 8, 9)),
        (b"iCCP", b"icc\0\0" + zlib.compress(bytes(64 * 1024 * 1024))),
        (b"acTL", struct.pack(">II", 1000, 0)),
        (b"fcTL", struct.pack(">IIIIIHHBB", 0, 640, 480, 0, 0, 1, 1, 0, 0)),
        (b"fdAT", SECRET),
        (b"prVt", SECRET),
    ],
)
def test_nothing_beside_the_picture_stays_in_a_png(name, body):
    stored = admit(scans.with_chunks(PICTURE, scans.png_chunk(name, body))).data
    assert stored == PICTURE


def test_a_second_picture_behind_the_first_goes():
    stored = admit(PHOTO + THUMBNAIL).data
    assert SECRET not in stored and same_picture(stored, PHOTO)


def test_a_colour_profile_stays_and_shows_the_picture_as_it_was():
    profile = b"ICC_PROFILE\0\1\1" + bytes(36) + b"acsp" + bytes(88)
    data = scans.with_segments(PHOTO, scans.jpeg_segment(0xE2, profile))
    assert profile in admit(data).data


@pytest.mark.parametrize(
    "data",
    [
        scans.with_segments(PHOTO, scans.jpeg_segment(0xE2, b"ICC_PROFILE\0\1\1" + PDF)),
        scans.with_segments(PHOTO, scans.jpeg_segment(0xDB, PDF)),
        scans.with_chunks(PICTURE, scans.png_chunk(b"IDAT", PDF)),
        scans.with_chunks(PICTURE, scans.png_chunk(b"PLTE", PDF)),
    ],
)
def test_a_picture_that_readers_take_for_a_pdf_is_refused(data):
    with pytest.raises(errors.UnknownType):
        admit(data)


def test_a_mark_of_a_pdf_that_goes_anyway_does_no_harm():
    data = scans.with_segments(PHOTO, scans.jpeg_segment(0xFE, PDF))
    assert b"%PDF" not in admit(data).data
