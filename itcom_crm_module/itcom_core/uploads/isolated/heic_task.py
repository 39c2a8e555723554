"""Read a HEIC photo and make a JPEG of it, upright and without any metadata."""

import io

import pillow_heif
from refusal import Refusal

JPEG_QUALITY = 92


def work(order, file):
    """:param order: ``max_pixels``.
    :return: no facts; the JPEG.
    :raise Refusal: bomb; what pillow_heif raises when it can't read the file.
    """
    picture = pillow_heif.open_heif(file)
    width, height = picture.size
    if width * height > order["max_pixels"]:
        raise Refusal("bomb", limit=order["max_pixels"], unit="pixels")
    stream = io.BytesIO()
    picture.to_pillow().convert("RGB").save(stream, "JPEG", quality=JPEG_QUALITY)
    return {}, [stream.getvalue()]
