"""docx documents from templates that staff edit in Word and payloads of plain values."""

from .check import check_template
from .errors import FileRefused, TemplateError
from .hashing import payload_hash
from .picture import Picture
from .template import CompiledTemplate, compile_template

__all__ = [
    "CompiledTemplate",
    "FileRefused",
    "Picture",
    "TemplateError",
    "check_template",
    "compile_template",
    "payload_hash",
]
