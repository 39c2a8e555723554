"""HEIC photos, as iPhones take them, where the optional library pillow-heif is installed."""

from importlib.util import find_spec

from . import process
from .errors import HeicUnsupported


def is_supported():
    """:return: whether HEIC can be read here; a page may say so before anything is sent."""
    return find_spec("pillow_heif") is not None


def to_jpeg(data, limits):
    """:return: the main picture as JPEG, upright and without any metadata.
    :raise HeicUnsupported: the library is not there.
    :raise UploadError: Bomb or Broken.
    """
    if not is_supported():
        raise HeicUnsupported()
    _facts, (picture,) = process.run("heic_task", {"max_pixels": limits.max_pixels}, data)
    return picture
