"""docx documents from templates that staff edit in Word and payloads of plain values."""

from .check import check_template
from .errors import FileRefused, TemplateError
from .hashing import payload_hash
from .kinds import KINDS, DocumentKind, sample_payload, template_name
from .picture import Picture
from .reference import field_reference
from .template import CompiledTemplate, compile_template
from .zip_package import clean_name, zip_chunks

__all__ = [
    "KINDS",
    "CompiledTemplate",
    "DocumentKind",
    "FileRefused",
    "Picture",
    "TemplateError",
    "check_template",
    "clean_name",
    "compile_template",
    "field_reference",
    "payload_hash",
    "sample_payload",
    "template_name",
    "zip_chunks",
]
