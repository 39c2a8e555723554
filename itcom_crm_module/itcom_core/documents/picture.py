"""A picture as a payload's value: logo, stamp, signature, payment code."""

from dataclasses import dataclass

SIGNATURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}


@dataclass(frozen=True)
class Picture:
    """PNG or JPEG with the size that it is printed in, millimetres."""

    content: bytes
    width: float
    height: float
    description: str = ""

    @property
    def extension(self):
        """:return: "png" or "jpeg" by the content, "" for anything else."""
        for signature, extension in SIGNATURES.items():
            if self.content.startswith(signature):
                return extension
        return ""
