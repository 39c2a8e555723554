"""JPEG and PNG pictures: their header is read here, their pixels in a process of their own."""

import io
import struct
import zlib

from PIL import Image

from . import process
from .errors import Bomb, Broken, TooSmall
from .jpeg import ORIENTATION_TAG, UPRIGHT

FORMATS = ("JPEG", "PNG")
# What Pillow raises on damaged headers.
HEADER_ERRORS = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    TypeError,
    struct.error,
    zlib.error,
)
# EXIF orientations of pictures that are shown with width and height exchanged.
LYING = frozenset({5, 6, 7, 8})


def open_checked(data, limits):
    """Read the header alone.

    :return: a Pillow image whose pixels are not decoded yet.
    :raise UploadError: too many pixels, too few, or no readable header.
    """
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError:
        raise Bomb(limit=limits.max_pixels, unit="pixels")
    except HEADER_ERRORS:
        raise Broken()
    if image.width * image.height > limits.max_pixels:
        raise Bomb(limit=limits.max_pixels, unit="pixels")
    if min(image.size) < limits.min_side:
        raise TooSmall(limit=limits.min_side, width=image.width, height=image.height)
    return image


def displayed_size(image):
    """:return: (width, height) as a viewer shows it, from the header alone."""
    if image.format != "JPEG":
        # Pillow decodes a PNG to look for its EXIF, of which nothing was kept.
        return image.size
    orientation = image.getexif().get(ORIENTATION_TAG, UPRIGHT)
    return image.size[::-1] if orientation in LYING else image.size


def look(data, limits):
    """:return: (preview as JPEG, whether nothing can be seen, whether it is blurred).
    :raise UploadError: as :func:`open_checked`; Broken or Bomb when it can't be decoded.
    """
    open_checked(data, limits)
    facts, (preview,) = _run(data, is_judged=True)
    return preview, facts["blank"], facts["blurred"]


def preview(data, limits):
    """:return: a small JPEG of a picture of any size.
    :raise UploadError: as :func:`look`.
    """
    open_checked(data, limits)
    _facts, (small,) = _run(data, is_judged=False)
    return small


def turn_png(data, quarter_turns, limits):
    """:return: the picture turned clockwise, its pixels the same.
    :raise UploadError: as :func:`look`.
    """
    open_checked(data, limits)
    _facts, (turned,) = _run(data, quarter_turns)
    return turned


def _run(data, quarter_turns=0, is_judged=False):
    order = {"quarter_turns": quarter_turns, "is_judged": is_judged}
    return process.run("picture_task", order, data)
