"""PDF files: what they hold, what is taken out of them, how they are turned."""

from dataclasses import dataclass

from . import process
from .errors import Broken

END_MARK = b"%%EOF"
# Where readers search the end mark.
TAIL = 2048


@dataclass(frozen=True)
class Examined:
    """A PDF as it may be stored.

    :param data: the bytes as sent, or written anew when something was taken out or mended; an
        electronic signature in the file holds only in the first case.
    :param active: scripts, launch actions, forms that send or embedded files were taken out.
    :param repaired: its tables were damaged and have been built anew.
    :param picture: JPEG bytes, or a view of them, of the one picture of the first page; empty when
        there is no such.
    """

    data: bytes
    pages: int
    active: bool
    repaired: bool
    picture: bytes


def examine(data, limits):
    """:raise UploadError: Broken, Encrypted, TooManyPages or Bomb."""
    whole = _cut_after_end(data)
    facts, (written, picture) = _run(whole, limits, quarter_turns=0)
    place = facts.pop("place")
    if place:
        # A view: most of the file, which nobody may want to see.
        picture = memoryview(whole)[slice(*place)]
    return Examined(data=written or whole, picture=picture, **facts)


def turn(data, quarter_turns, limits):
    """:param quarter_turns: 1 to 3, clockwise.
    :return: the file with every page turned.
    :raise UploadError: as :func:`examine`.
    """
    _facts, (written, _picture) = _run(_cut_after_end(data), limits, quarter_turns)
    return written


def _run(data, limits, quarter_turns):
    order = {
        "max_pages": limits.max_pages,
        "max_objects": limits.max_pdf_objects,
        "max_unpacked": limits.max_pdf_stream,
        "max_pixels": limits.max_pixels,
        "quarter_turns": quarter_turns,
    }
    return process.run("pdf_task", order, data)


def _cut_after_end(data):
    """:return: the file up to its end mark; what hides behind it is no part of it.
    :raise Broken: there is no such mark near the end: the file was cut off.
    """
    position = data.rfind(END_MARK)
    if position < 0 or len(data) - position > TAIL:
        raise Broken()
    end = position + len(END_MARK)
    return data if not data[end:].strip() else data[:end] + b"\n"
