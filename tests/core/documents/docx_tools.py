# Licence LGPL-3 (see LICENSE).
"""Small docx files for tests, made of the XML that a test is about, and what they say."""

import io
import zipfile

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
ROOT = '<w:%%s xmlns:w="%s" xmlns:r="%s">%%s</w:%%s>' % (W, R)


def p(*runs):
    """:return: a paragraph; each argument is a run's text."""
    return "<w:p>%s</w:p>" % "".join(map(r, runs))


def r(text, properties=""):
    """:return: a run with ``text``."""
    return '<w:r>%s<w:t xml:space="preserve">%s</w:t></w:r>' % (properties, text)


def tc(*texts):
    """:return: a cell with a paragraph for each text."""
    return "<w:tc><w:tcPr/>%s</w:tc>" % "".join(map(p, texts))


def tr(*cells):
    """:return: a row; each argument is a cell's text."""
    return "<w:tr>%s</w:tr>" % "".join(map(tc, cells))


def tbl(*rows):
    """:return: a table of rows made by :func:`tr`."""
    return "<w:tbl><w:tblPr/><w:tblGrid/>%s</w:tbl>" % "".join(rows)


def members_of(body, more=()):
    """:return: {name: text} of a docx with this body.

    :param more: (name, kind, content) of further text parts: ("word/header1.xml", "header", xml).
    """
    parts = [("word/document.xml", "document.main", "document", "<w:body>%s</w:body>" % body)]
    parts += [(name, kind, ROOTS[kind], content) for name, kind, content in more]
    overrides = "".join(
        '<Override PartName="/%s" ContentType="%s%s+xml"/>' % (name, WORD, kind)
        for name, kind, _root, _content in parts
    )
    members = {
        "[Content_Types].xml": '<Types xmlns="%scontent-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>%s</Types>' % (PACKAGE, overrides),
        "_rels/.rels": '<Relationships xmlns="%srelationships"><Relationship Id="rId1" '
        'Type="%s/officeDocument" Target="word/document.xml"/></Relationships>' % (PACKAGE, R),
    }
    members.update((name, ROOT % (root, content, root)) for name, _kind, root, content in parts)
    return members


ROOTS = {"header": "hdr", "footer": "ftr", "footnotes": "footnotes", "endnotes": "endnotes"}


def zipped(members, method=zipfile.ZIP_DEFLATED):
    """:return: bytes of an archive with {name: text or bytes}."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body, more=()):
    """:return: bytes of a docx, see :func:`members_of`."""
    return zipped(members_of(body, more))


def part(content, name="word/document.xml"):
    """:return: bytes of one part of a docx."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return archive.read(name)


def texts(content, name="word/document.xml"):
    """:return: text of each paragraph of a part; breaks as ``\\n``, tabs as ``\\t``."""
    root = etree.fromstring(part(content, name))
    return [_text(paragraph) for paragraph in root.iter("{%s}p" % W)]


def _text(paragraph):
    shown = {"{%s}br" % W: "\n", "{%s}tab" % W: "\t"}
    pieces = [
        shown.get(element.tag, element.text or "")
        for element in paragraph.iter("{%s}t" % W, *shown)
    ]
    return "".join(pieces)
