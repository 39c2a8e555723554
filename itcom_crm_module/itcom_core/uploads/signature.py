"""Type of a file by its first bytes."""

import re

PDF = "pdf"
JPEG = "jpeg"
PNG = "png"
HEIC = "heic"

MIMETYPES = {PDF: "application/pdf", JPEG: "image/jpeg", PNG: "image/png"}
EXTENSIONS = {PDF: "pdf", JPEG: "jpg", PNG: "png"}

# Readers search a PDF's mark in the first kilobyte. It is wanted at the start here, so that no
# file is a PDF to one program and something else to another; some scanners put white space first.
PDF_START = re.compile(rb"[\x00\t\n\r ]{0,16}%PDF-[12]\.[0-9]")
PDF_MARK, PDF_MARK_WITHIN = b"%PDF-", 1024
JPEG_START = re.compile(rb"\xff\xd8\xff")
PNG_START = re.compile(rb"\x89PNG\r\n\x1a\n")
# ISO 23008-12: still images coded with HEVC; "mif1" is how some phones mark the same.
HEIC_START = re.compile(rb"\x00\x00..ftyp(?:heic|heix|heim|heis|mif1)", re.DOTALL)

STARTS = {PDF: PDF_START, JPEG: JPEG_START, PNG: PNG_START, HEIC: HEIC_START}


def is_pdf_as_well(data):
    """:return: whether programs that are not strict take a picture's file for a PDF."""
    return PDF_MARK in data[:PDF_MARK_WITHIN]


def kind_of(data):
    """:return: PDF, JPEG, PNG or HEIC, or None for anything else."""
    for kind, start in STARTS.items():
        if start.match(data):
            return kind
    return None
