"""JPEG and PNG pictures: header first, then one decoding for the preview and for a judgement."""

import io
import struct
import zlib

from PIL import Image, ImageOps

from . import quality
from .errors import Bomb, Broken, TooSmall
from .jpeg import ORIENTATION_TAG, UPRIGHT

PREVIEW_SIDE = 320
PREVIEW_QUALITY = 80
FORMATS = ("JPEG", "PNG")
# What Pillow's decoders raise on damaged files.
DECODING_ERRORS = (
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
QUARTER_TURNS = {1: Image.ROTATE_270, 2: Image.ROTATE_180, 3: Image.ROTATE_90}
SIXTEEN_TO_EIGHT_BITS = 1 / 256


def open_checked(data, limits):
    """Read the header alone.

    :return: a Pillow image whose pixels are not decoded yet.
    :raise UploadError: too many pixels, too few, or no readable header.
    """
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError:
        raise Bomb(limit=limits.max_pixels, unit="pixels")
    except DECODING_ERRORS:
        raise Broken()
    if image.width * image.height > limits.max_pixels:
        raise Bomb(limit=limits.max_pixels, unit="pixels")
    if min(image.size) < limits.min_side:
        raise TooSmall(limit=limits.min_side, width=image.width, height=image.height)
    return image


def shrink(image, side):
    """Decode, as coarsely as will do, and bring upright.

    :param image: just opened; it is used up.
    :param side: at least so long the longest side has to stay.
    :return: RGB image, not more than three times as large.
    :raise Broken: the pixels can't be decoded to their end.
    """
    try:
        scale = max(1, max(image.size) / side)
        image.draft("RGB", (int(image.width / scale), int(image.height / scale)))
        image.load()
        return _on_white(ImageOps.exif_transpose(_reduced(image, side)))
    except DECODING_ERRORS:
        raise Broken()


def _reduced(image, side):
    """Average whole blocks of pixels first: cheap, and the rest then needs little memory."""
    if image.mode in ("1", "P", "PA"):
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    factor = max(image.size) // (2 * side)
    return image.reduce(factor) if factor > 1 else image


def displayed_size(image):
    """:return: (width, height) as a viewer shows it, from the header alone."""
    if image.format != "JPEG":
        # Pillow decodes a PNG to look for its EXIF, of which nothing was kept.
        return image.size
    orientation = image.getexif().get(ORIENTATION_TAG, UPRIGHT)
    return image.size[::-1] if orientation in LYING else image.size


def encode_preview(image, side=PREVIEW_SIDE):
    """:param image: RGB.
    :return: JPEG bytes, longest side at most ``side``.
    """
    stream = io.BytesIO()
    _smaller(image, side, reducing_gap=1.5).save(stream, "JPEG", quality=PREVIEW_QUALITY)
    return stream.getvalue()


def judge(image):
    """:param image: RGB.
    :return: (is blank, is blurred).
    """
    # One channel is a third of the work.
    return quality.judge(_smaller(image.convert("L"), quality.WORKING_SIDE))


def _smaller(image, side, reducing_gap=None):
    """:return: the image with its longest side at most ``side``."""
    scale = side / max(image.size)
    if scale >= 1:
        return image
    size = [max(1, round(length * scale)) for length in image.size]
    # A third of the cost of LANCZOS, and for what is made smaller hardly less sharp.
    return image.resize(size, Image.HAMMING, reducing_gap=reducing_gap)


def turn_png(data, quarter_turns):
    """:return: the picture turned clockwise, its pixels the same.
    :raise Broken: it can't be decoded.
    """
    stream = io.BytesIO()
    try:
        image = Image.open(io.BytesIO(data), formats=("PNG",))
        turned = image.transpose(QUARTER_TURNS[quarter_turns])
        turned.save(stream, "PNG")
    except DECODING_ERRORS:
        raise Broken()
    return stream.getvalue()


def _on_white(image):
    """:return: RGB copy; what was transparent is white."""
    if image.mode.startswith("I"):
        # A grey PNG of 16 bits; convert() alone would cut off at 255 instead of scaling.
        return image.point(lambda level: level * SIXTEEN_TO_EIGHT_BITS).convert("L").convert("RGB")
    if image.mode in ("LA", "PA", "RGBA") or "transparency" in image.info:
        layer = image.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(paper, layer).convert("RGB")
    return image.convert("RGB")
