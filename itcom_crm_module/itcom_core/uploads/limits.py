"""How large, small and complex a scan may be."""

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bounds of one upload; the defaults suit photos of passports and scans of contracts.

    :param max_bytes: of the file as sent.
    :param max_pages: of a PDF.
    :param max_pixels: of an image; 64 million are an A4 sheet at 800 dpi, and about 250 MB when
        decoded.
    :param min_side: pixels of the shorter side; with fewer a passport's small print is lost.
    :param max_pdf_objects: a scan has a few per page; each one is looked at.
    :param max_pdf_stream: bytes that one stream of a PDF unpacks to; a page of 64 million pixels
        in colour takes 192 MB.
    :param refuse_poor: whether a blank or blurred image is refused; else it is warned of, for
        a sender who insists.
    """

    max_bytes: int = 20 * MEBIBYTE
    max_pages: int = 50
    max_pixels: int = 64_000_000
    min_side: int = 480
    max_pdf_objects: int = 20_000
    max_pdf_stream: int = 200 * MEBIBYTE
    refuse_poor: bool = True


DEFAULT_LIMITS = Limits()
