# Licence LGPL-3 (see LICENSE).
"""What a docx says, as a reader would find it."""

import io

import docx


def read(content):
    """:return: all text of the docx ``content``: paragraphs and cells, one a line, plain spaces."""
    document = docx.Document(io.BytesIO(content))
    lines = []
    for element in document.element.body.iter("{%s}p" % document.element.nsmap["w"]):
        lines.append("".join(text.text or "" for text in element.iter("{*}t")))
    return "\n".join(lines).replace("\u00a0", " ").replace("\u202f", " ")
