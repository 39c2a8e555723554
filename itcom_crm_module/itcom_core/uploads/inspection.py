"""One upload from its bytes to what is stored, or to the reason why it is refused."""

from dataclasses import dataclass, replace
from typing import Optional

from . import heic, images, jpeg, pdf, png, signature
from .errors import Blank, Blurred, Empty, InvalidAngle, TooBig, UnknownType, UploadError
from .limits import DEFAULT_LIMITS
from .names import clean_name

# Warnings: what was changed on the way, or what a sender who insisted was told.
CONVERTED = "converted"
REPAIRED = "repaired"
ACTIVE_CONTENT_REMOVED = "active_content_removed"
BLANK = Blank.code
BLURRED = Blurred.code

QUARTER = 90


@dataclass(frozen=True)
class Upload:
    """What to store of a file.

    :param data: the bytes to store: without location and other metadata, HEIC made JPEG.
    :param kind: "pdf", "jpeg" or "png".
    :param pages: of a PDF; 1 for a picture.
    :param width, height: in pixels as shown; 0 for a PDF.
    :param preview: a small JPEG; None as long as nobody has looked, and for a PDF that shows no
        single picture first.
    :param warnings: tuple of codes.
    :param picture: bytes of the picture to look at, or a view of them; empty when there is none.
    """

    data: bytes
    kind: str
    mimetype: str
    pages: int
    width: int
    height: int
    clean_name: str
    preview: Optional[bytes]
    warnings: tuple
    picture: bytes = b""


@dataclass(frozen=True)
class Look:
    """What decoding tells of a picture, which costs many times what all other checks do.

    :param preview: a small JPEG, or None.
    :param warnings: tuple of codes.
    """

    preview: Optional[bytes]
    warnings: tuple


def inspect(data, filename="", limits=DEFAULT_LIMITS):
    """Find out what a file is and whether it will do: :func:`admit`, then look at it.

    :raise UploadError: it won't do; the class says why.
    """
    upload = admit(data, filename, limits)
    seen = _look(upload.kind, upload.picture, limits)
    return replace(upload, preview=seen.preview, warnings=upload.warnings + seen.warnings)


def admit(data, filename="", limits=DEFAULT_LIMITS):
    """Find out what a file is and whether it does harm, without decoding its picture.

    :param data: its bytes.
    :param filename: as sent; only its wording survives.
    :return: an :class:`Upload` without a preview; whether it can be read, :func:`look` says.
    :raise UploadError: it won't do; the class says why.
    """
    if not data:
        raise Empty()
    if len(data) > limits.max_bytes:
        raise TooBig(limit=limits.max_bytes)
    kind = signature.kind_of(data)
    if kind == signature.PDF:
        return _admit_pdf(data, filename, limits)
    if kind == signature.HEIC:
        converted = _admit_image(signature.JPEG, heic.to_jpeg(data, limits), filename, limits)
        return replace(converted, warnings=(CONVERTED,))
    if kind is None:
        raise UnknownType()
    return _admit_image(kind, strip_metadata(data), filename, limits)


def look(data, limits=DEFAULT_LIMITS):
    """Decode what :func:`admit` gave.

    :param data: as it is stored.
    :return: :class:`Look`.
    :raise UploadError: it can't be decoded, or, when ``limits`` want so, can't be read.
    """
    kind = signature.kind_of(data)
    picture = pdf.examine(data, limits).picture if kind == signature.PDF else data
    return _look(kind, picture, limits)


def strip_metadata(data):
    """Take location, camera, texts and thumbnails out of a JPEG or PNG, without encoding it anew.

    :return: the same picture; a JPEG keeps its orientation. Other kinds come back unchanged.
    :raise Broken: it ends before the picture does.
    """
    kind = signature.kind_of(data)
    if kind == signature.JPEG:
        return jpeg.clean(data)
    return png.clean(data) if kind == signature.PNG else data


def rotate(data, degrees, limits=DEFAULT_LIMITS):
    """Turn what :func:`inspect` gave, losing nothing.

    :param degrees: clockwise, a multiple of 90.
    :return: bytes of the same kind.
    :raise UploadError: another angle, or nothing that can be turned.
    """
    quarter_turns, rest = divmod(degrees, QUARTER)
    if rest:
        raise InvalidAngle(degrees=degrees)
    quarter_turns %= 4
    kind = signature.kind_of(data)
    if not quarter_turns:
        return data
    if kind == signature.PDF:
        return pdf.turn(data, quarter_turns, limits)
    if kind == signature.JPEG:
        return jpeg.clean(data, quarter_turns)
    if kind == signature.PNG:
        return images.turn_png(data, quarter_turns, limits)
    raise UnknownType()


def _admit_image(kind, data, filename, limits):
    if signature.is_pdf_as_well(data):
        raise UnknownType()
    width, height = images.displayed_size(images.open_checked(data, limits))
    return Upload(
        data=data,
        kind=kind,
        mimetype=signature.MIMETYPES[kind],
        pages=1,
        width=width,
        height=height,
        clean_name=clean_name(filename, signature.EXTENSIONS[kind]),
        preview=None,
        warnings=(),
        picture=data,
    )


def _admit_pdf(data, filename, limits):
    found = pdf.examine(data, limits)
    return Upload(
        data=found.data,
        kind=signature.PDF,
        mimetype=signature.MIMETYPES[signature.PDF],
        pages=found.pages,
        width=0,
        height=0,
        clean_name=clean_name(filename, signature.EXTENSIONS[signature.PDF]),
        preview=None,
        warnings=(REPAIRED,) * found.repaired + (ACTIVE_CONTENT_REMOVED,) * found.active,
        picture=found.picture,
    )


def _look(kind, picture, limits):
    if kind == signature.PDF:
        return Look(_pdf_preview(picture, limits), ())
    preview, blank, blurred = images.look(picture, limits)
    if limits.refuse_poor and blank:
        raise Blank()
    if limits.refuse_poor and blurred:
        raise Blurred()
    return Look(preview, (BLANK,) * blank + (BLURRED,) * blurred)


def _pdf_preview(picture, limits):
    """A preview is a help, not a condition: without a readable picture there is none."""
    if signature.kind_of(picture) != signature.JPEG:
        return None
    try:
        return images.preview(picture, replace(limits, min_side=1))
    except UploadError:
        return None
