# Licence LGPL-3 (see LICENSE).
"""Makes the files that the tests of uploads need: pages with print, and PDFs."""

import io
import struct
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw, ImageFilter

PAPER, INK = 235, 40


def print_page(size=(1200, 900), ink=INK, blur=0, noise=0):
    """A grey page of lines of letter-like boxes, unevenly lit as a photo is."""
    page = Image.new("L", size, PAPER)
    draw = ImageDraw.Draw(page)
    for row, top in enumerate(range(60, size[1] - 80, 30)):
        for column, left in enumerate(range(60, size[0] - 80, 16)):
            if (row * 3 + column) % 5:
                draw.rectangle([left, top, left + 9, top + 16], outline=ink, width=2)
    return _photograph(page, blur, noise)


def blank_page(size=(1200, 900), noise=20):
    """The same without print."""
    return _photograph(Image.new("L", size, PAPER), 0, noise)


def _photograph(page, blur, noise):
    light = Image.linear_gradient("L").resize(page.size).point(lambda level: 170 + level // 3)
    page = Image.composite(page, Image.new("L", page.size), light)
    if blur:
        page = page.filter(ImageFilter.GaussianBlur(blur))
    if noise:
        page = Image.blend(page, Image.effect_noise(page.size, noise), 0.1)
    return page.convert("RGB")


def marked_page(size=(600, 480)):
    """A page whose corner tells which way up it is: top left red."""
    page = print_page(size)
    page.paste((255, 0, 0), (0, 0, 60, 60))
    return page


def encode(image, kind="JPEG", **options):
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def exif_with_location(orientation=1):
    """EXIF bytes with an orientation, a camera's maker and a place."""
    gps = struct.pack(">HHHI4sI", 1, 1, 2, 2, b"N\0\0\0", 0)
    maker = b"SecretCamera\0\0"
    after_directory = 8 + 2 + 3 * 12 + 4
    directory = struct.pack(">H", 3)
    directory += struct.pack(">HHII", 0x010F, 2, len(maker), after_directory)
    directory += struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)
    directory += struct.pack(">HHII", 0x8825, 4, 1, after_directory + len(maker))
    return b"Exif\0\0MM\0\x2a\0\0\0\x08" + directory + b"\0\0\0\0" + maker + gps


def jpeg_segment(marker, body):
    return struct.pack(">BBH", 0xFF, marker, 2 + len(body)) + body


def with_segments(jpeg, *segments):
    """:return: a JPEG with more segments, where the first ones stand."""
    return jpeg[:2] + b"".join(segments) + jpeg[2:]


def with_chunks(png, *chunks):
    """:return: a PNG with more chunks, before its pixels."""
    position = png.index(b"IDAT") - 4
    return png[:position] + b"".join(chunks) + png[position:]


def png_chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_header_only(width, height):
    """A PNG that claims a size and holds next to nothing."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", header)
        + png_chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + png_chunk(b"IEND", b"")
    )


def make_pdf(pages=1, change=None, picture=None, **options):
    """:param change: function that gets the open PDF before it is saved.
    :param picture: JPEG bytes for the first page.
    """
    pdf = pikepdf.new()
    for _number in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
    if picture:
        _place(pdf, picture)
    if change:
        change(pdf)
    stream = io.BytesIO()
    pdf.save(stream, **options)
    return stream.getvalue()


def open_pdf(data):
    return pikepdf.open(io.BytesIO(data))


def pdf_of_stream(data, filters, width=10, height=10):
    """:param data: of the one picture of a page, packed already.
    :param filters: names, in the order of unpacking.
    """

    def change(pdf):
        names = Array([Name("/" + name) for name in filters])
        _place_stream(pdf, data, names if len(names) != 1 else names[0], width, height)

    # Left to itself the library would pack it anew, by one filter only.
    raw = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none}
    return make_pdf(change=change, **raw)


def _place(pdf, picture):
    width, height = Image.open(io.BytesIO(picture)).size
    _place_stream(pdf, picture, Name.DCTDecode, width, height)


def _place_stream(pdf, data, filters, width, height):
    image = pikepdf.Stream(pdf, data)
    image.stream_dict = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=filters,
    )
    page = pdf.pages[0]
    page.Resources = Dictionary(XObject=Dictionary(Scan=image))
    page.Contents = pikepdf.Stream(pdf, b"q 595 0 0 842 0 0 cm /Scan Do Q")
