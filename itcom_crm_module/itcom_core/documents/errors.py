"""What can be wrong with a template, a payload or a docx: language-free, stable codes.

``params`` of an error found in a template's text hold ``part`` (file inside the docx),
``paragraph`` (the text around) and ``tag`` (as typed), so that a message can lead its
reader to the very place in Word.
"""

from ..errors import ItcomError


class TemplateError(ItcomError):
    """Base: this template, or what it was given, can't make a document."""

    code = "template"

    def at(self, part, paragraph, tag):
        """Say where in the template it is; :return: this error."""
        self.params.update(part=part, paragraph=paragraph, tag=tag)
        return self


class FileRefused(TemplateError):
    """Base: the file is not taken at all, whatever its tags say."""

    code = "file_refused"


class NotADocx(FileRefused):
    """``reason``: "archive", "old_format", "content_type", "part", "namespace", "xml", ..."""

    code = "not_a_docx"


class EncryptedFile(FileRefused):
    """The file is protected by a password."""

    code = "encrypted"


class MacrosRefused(FileRefused):
    """It carries a program: macros, ActiveX or OLE objects; ``part`` names it."""

    code = "macros"


class ExternalContent(FileRefused):
    """It would fetch something from elsewhere on opening; ``target`` says what."""

    code = "external_content"


class ForbiddenXml(FileRefused):
    """A part declares a document type or entities, which no docx needs."""

    code = "forbidden_xml"


class FileTooLarge(FileRefused):
    """``limit`` names the bound ("archive", "parts", "part", "total", "ratio"); ``allowed``."""

    code = "file_too_large"


class TagError(TemplateError):
    """Base: a tag in the template's text is wrong."""

    code = "tag"


class UnclosedTag(TagError):
    """Braces that open or close a tag stand alone in their paragraph."""

    code = "unclosed_tag"


class UnknownTag(TagError):
    """The template language has no such tag; ``suggestion`` may name the likely one."""

    code = "unknown_tag"


class UnclosedBlock(TagError):
    """A ``for`` or ``if`` that no ``endfor`` or ``endif`` closes."""

    code = "unclosed_block"


class UnexpectedTag(TagError):
    """``endfor``, ``else`` and the like without the block they belong to."""

    code = "unexpected_tag"


class MisplacedTag(TagError):
    """Beginning and end of a block stand in places that don't fit (row, cell, paragraph)."""

    code = "misplaced_tag"


class TextBesideTag(TagError):
    """A tag that takes its whole row, cell or paragraph away has ``text`` beside it."""

    code = "text_beside_tag"


class BadExpression(TagError):
    """What stands in the tag is no expression of the template language; ``reason``."""

    code = "bad_expression"


class UnknownField(TagError):
    """The payload has no field ``name``; ``suggestion`` is the likely one or ""."""

    code = "unknown_field"


class UnknownFilter(TagError):
    """There is no filter ``name``; ``suggestion`` is the likely one or ""."""

    code = "unknown_filter"


class WrongValue(TagError):
    """A value of the wrong kind for what the tag does with it (``reason``)."""

    code = "wrong_value"


class RenderLimit(TemplateError):
    """The document would grow beyond every sensible size; ``limit``, ``allowed``."""

    code = "render_limit"
