"""Why an upload is refused; each code has a text with advice wherever users are spoken to."""

from ..errors import ItcomError


class UploadError(ItcomError):
    """Base of all refusals of an upload."""

    code = "upload"


class Empty(UploadError):
    """Nothing came: not one byte."""

    code = "empty"


class TooBig(UploadError):
    """More bytes than ``params["limit"]``."""

    code = "too_big"


class UnknownType(UploadError):
    """Neither PDF nor JPEG, PNG or HEIC, whatever its name says."""

    code = "unknown_type"


class HeicUnsupported(UploadError):
    """A HEIC photo where nothing is installed that reads it: send it as JPEG."""

    code = "heic_unsupported"


class Broken(UploadError):
    """Damaged or cut off: it can't be read to its end."""

    code = "broken"


class Encrypted(UploadError):
    """A PDF with a password or with restrictions: print it into a new PDF."""

    code = "encrypted"


class TooSmall(UploadError):
    """Fewer pixels on the shorter side than ``params["limit"]``."""

    code = "too_small"


class Bomb(UploadError):
    """It asks for more than any scan does; ``params``: ``limit`` and its ``unit``: "pixels",
    "scans", "objects", "bytes" of memory or "seconds".
    """

    code = "bomb"


class TooManyPages(UploadError):
    """More pages than ``params["limit"]``."""

    code = "too_many_pages"


class Blank(UploadError):
    """An image on which nothing can be seen."""

    code = "blank"


class Blurred(UploadError):
    """An image too blurred to be read."""

    code = "blurred"


class InvalidAngle(UploadError):
    """Rotation by something else than quarter turns; ``params["degrees"]``."""

    code = "invalid_angle"
