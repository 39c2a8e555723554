"""Decode a JPEG or PNG picture: look at it, make its preview, turn it."""

import io

import quality
from PIL import Image

PREVIEW_SIDE = 320
PREVIEW_QUALITY = 80
FORMATS = ("JPEG", "PNG")
ORIENTATION_TAG = 0x0112
TO_UPRIGHT = {
    2: Image.FLIP_LEFT_RIGHT,
    3: Image.ROTATE_180,
    4: Image.FLIP_TOP_BOTTOM,
    5: Image.TRANSPOSE,
    6: Image.ROTATE_270,
    7: Image.TRANSVERSE,
    8: Image.ROTATE_90,
}
QUARTER_TURNS = {1: Image.ROTATE_270, 2: Image.ROTATE_180, 3: Image.ROTATE_90}
SIXTEEN_TO_EIGHT_BITS = 1 / 256


def work(order, file):
    """:param order: ``quarter_turns``, clockwise, of a picture to be turned; 0 to look at it, and
        then ``is_judged``, whether anybody wants to know if it can be read.
    :return: facts ``blank`` and ``blurred`` of a picture that is judged; its preview as JPEG, or
        the turned picture as PNG.
    :raise Exception: what Pillow raises when it can't be decoded to its end.
    """
    image = Image.open(file, formats=FORMATS)
    if order["quarter_turns"]:
        return {}, [encode(image.transpose(QUARTER_TURNS[order["quarter_turns"]]), "PNG")]
    turn = TO_UPRIGHT.get(orientation(image))
    working = shrink(image, quality.WORKING_SIDE if order["is_judged"] else PREVIEW_SIDE)
    facts = {}
    if order["is_judged"]:
        # One channel is a third of the work.
        grey = smaller(working.convert("L"), quality.WORKING_SIDE)
        facts["blank"], facts["blurred"] = quality.judge(grey)
    preview = smaller(working, PREVIEW_SIDE, reducing_gap=1.5)
    if turn is not None:
        preview = preview.transpose(turn)
    return facts, [encode(preview, "JPEG", quality=PREVIEW_QUALITY)]


def orientation(image):
    """:return: as EXIF has it; a PNG would be decoded for that, and none is kept of its EXIF."""
    return image.getexif().get(ORIENTATION_TAG) if image.format == "JPEG" else None


def shrink(image, side):
    """Decode, as coarsely as will do.

    :param image: just opened; it is used up.
    :param side: at least so long the longest side has to stay.
    :return: RGB or grey image, not more than three times as large.
    """
    scale = max(1, max(image.size) / side)
    image.draft("RGB", (int(image.width / scale), int(image.height / scale)))
    image.load()
    return on_white(reduced(image, side))


def reduced(image, side):
    """Average whole blocks of pixels first: cheap, and the rest then needs little memory."""
    if image.mode in ("1", "P", "PA"):
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    factor = max(image.size) // (2 * side)
    return image.reduce(factor) if factor > 1 else image


def on_white(image):
    """:return: RGB or grey image; what was transparent is white."""
    if image.mode == "RGB" and "transparency" not in image.info:
        return image
    if image.mode.startswith("I"):
        # A grey PNG of 16 bits; convert() alone would cut off at 255 instead of scaling.
        return image.point(lambda level: level * SIXTEEN_TO_EIGHT_BITS).convert("L")
    if image.mode in ("LA", "PA", "RGBA") or "transparency" in image.info:
        layer = image.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(paper, layer).convert("RGB")
    return image.convert("RGB")


def smaller(image, side, reducing_gap=None):
    """:return: the image with its longest side at most ``side``."""
    scale = side / max(image.size)
    if scale >= 1:
        return image
    size = [max(1, round(length * scale)) for length in image.size]
    # A third of the cost of LANCZOS, and for what is made smaller hardly less sharp.
    return image.resize(size, Image.HAMMING, reducing_gap=reducing_gap)


def encode(image, kind, **options):
    """:return: bytes of a file."""
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()
