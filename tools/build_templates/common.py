# Licence LGPL-3 (see LICENSE).
"""What the shipped templates have in common: page, fonts, tables as Word makes them."""

import re

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

LEFT, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT
CENTRE, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
KEPT_STYLES = {
    "Normal",
    "Default Paragraph Font",
    "Normal Table",
    "No List",
    "Header",
    "Footer",
    "Heading 1",
    "Heading 2",
    "Title",
    "Table Grid",
}
UNNEEDED = ("/thumbnail", "/customXml", "/stylesWithEffects", "/webSettings", "/numbering")
ALL_SIDES = ("top", "left", "bottom", "right")


def new_document(font="Arial", size=9, margins=(12, 15, 12, 15), landscape=False):
    """:param margins: top, right, bottom, left in millimetres. :return: an empty A4 document."""
    document = Document()
    _prune(document)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = (
        Mm(margin) for margin in margins
    )
    section.header_distance = section.footer_distance = Mm(6)
    for name in ("Normal", "Header", "Footer", "Heading 1", "Heading 2", "Title"):
        _set_font(document.styles[name], font, size)
    normal = document.styles["Normal"].paragraph_format
    normal.space_before = normal.space_after = Pt(0)
    normal.line_spacing = 1
    normal.widow_control = True
    return document


def _prune(document):
    kept = {name.lower() for name in KEPT_STYLES}
    styles = document.styles.element
    for style in list(styles.iterchildren(qn("w:style"))):
        if style.find(qn("w:name")).get(qn("w:val")).lower() not in kept:
            styles.remove(style)
    package = document.part.package
    for relations in (package.rels, document.part.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(UNNEEDED):
                del relations[key]


def _set_font(style, font, size):
    style.font.name, style.font.size = font, Pt(size)
    style.font.bold = style.font.italic = False
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn("w:" + kind), font)
    for child in list(properties):
        if child.tag in (qn("w:color"), qn("w:spacing"), qn("w:kern")):
            properties.remove(child)
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    language.set(qn("w:val"), "ru-RU")


# Where a Russian typist puts a space that no line breaks at.
NBSP = "\u00a0"
UNBROKEN = (
    (
        re.compile(
            r"(№|п/п|пункта|статье|разделе|ст\.|п\.|ИНН|КПП|ОГРН|ОГРНИП|БИК|к/с|р/с) (?=[\d{—])"
        ),
        r"\1" + NBSP,
    ),
    (re.compile(r"(?<=[\d}]) (руб\.|рабочих|экземплярах|%|г\.)"), NBSP + r"\1"),
)


def unbroken(text):
    """:return: ``text`` with non-breaking spaces between numbers and what they belong to."""
    for pattern, replacement in UNBROKEN:
        text = pattern.sub(replacement, text)
    return text


def write(paragraph, text, size=None, bold=False, italic=False, align=None):
    """Add text to a paragraph; pieces between ``**`` are bold. :return: the paragraph."""
    for index, piece in enumerate(unbroken(text).split("**")):
        if piece:
            run = paragraph.add_run(piece)
            run.bold = (bold or index % 2 == 1) or None
            run.italic = italic or None
            run.font.size = Pt(size) if size else None
    if align is not None:
        paragraph.alignment = align
    return paragraph


def paragraph(owner, text="", before=0, after=0, keep=False, indent=None, **style):
    """:param owner: document or cell. :return: a new paragraph in it."""
    new = owner.add_paragraph()
    new.paragraph_format.space_before, new.paragraph_format.space_after = Pt(before), Pt(after)
    new.paragraph_format.keep_with_next = keep or None
    if indent is not None:
        new.paragraph_format.first_line_indent = Mm(indent)
    return write(new, text, **style)


def table(owner, widths, rows, padding=1.0):
    """:param widths: of the columns, millimetres. :return: a table of that many ``rows``."""
    new = owner.add_table(rows=rows, cols=len(widths))
    new.alignment = WD_TABLE_ALIGNMENT.LEFT
    new.autofit = False
    for column, width in zip(new.columns, widths):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    _set_table(new, sum(widths), padding)
    return new


def _set_table(new, width, padding):
    properties = new._tbl.tblPr
    total = properties.find(qn("w:tblW"))
    total.set(qn("w:type"), "dxa")
    total.set(qn("w:w"), str(round(width * 56.7)))
    indent = _child("w:tblInd", w=round(padding * 56.7), type="dxa")
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(indent)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(_child("w:" + side, w=round(padding * 56.7), type="dxa"))
    layout.addnext(margins)


def _child(name, **attributes):
    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn("w:" + attribute), str(value))
    return element


def fill(cell, text, valign=None, **style):
    """Write into a cell's first paragraph. :return: the cell."""
    write(cell.paragraphs[0], text, **style)
    if valign:
        cell._tc.get_or_add_tcPr().append(_child("w:vAlign", val=valign))
    return cell


def border(cell, sides=ALL_SIDES, size=4):
    """Draw sides of a cell, ``size`` in eighths of a point. :return: the cell."""
    properties = cell._tc.get_or_add_tcPr()
    borders = properties.find(qn("w:tcBorders"))
    if borders is None:
        borders = OxmlElement("w:tcBorders")
        anchor = properties.find(qn("w:vAlign"))
        if anchor is None:
            properties.append(borders)
        else:
            anchor.addprevious(borders)
    for side in ALL_SIDES:
        if side in sides:
            old = borders.find(qn("w:" + side))
            if old is not None:
                borders.remove(old)
            borders.append(_child("w:" + side, val="single", sz=size, space=0, color="000000"))
    borders[:] = sorted(borders, key=lambda b: ALL_SIDES.index(b.tag.split("}")[1]))
    return cell


def border_table(new, size=4):
    """Draw every side of every cell, said once for the whole table."""
    borders = OxmlElement("w:tblBorders")
    for side in (*ALL_SIDES, "insideH", "insideV"):
        borders.append(_child("w:" + side, val="single", sz=size, space=0, color="000000"))
    new._tbl.tblPr.find(qn("w:tblLayout")).addprevious(borders)


def repeat_header(row):
    """Let Word repeat this row at the top of every page that the table runs over to."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def keep_row(row):
    """Keep this row on one page."""
    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def keep_with_next(row):
    """Keep this row on the page of what follows it."""
    for cell in row.cells:
        for each in cell.paragraphs:
            each.paragraph_format.keep_with_next = True


def underline_paragraph(new, size=12):
    """Draw a line under a paragraph."""
    borders = OxmlElement("w:pBdr")
    borders.append(_child("w:bottom", val="single", sz=size, space=1, color="000000"))
    new._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def page_footer(document, text):
    """Footer: ``text`` and the number of the page."""
    new = document.sections[0].footer.paragraphs[0]
    write(new, text + " · лист ", size=7.5, align=RIGHT)
    _field(new, "PAGE")
    write(new, " из ", size=7.5)
    _field(new, "NUMPAGES")


def _field(owner, instruction):
    for kind in ("begin", None, "separate", "1", "end"):
        run = owner.add_run()
        run.font.size = Pt(7.5)
        if kind is None:
            code = OxmlElement("w:instrText")
            code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            code.text = " %s " % instruction
            run._r.append(code)
        elif kind == "1":
            write_text = OxmlElement("w:t")
            write_text.text = "1"
            run._r.append(write_text)
        else:
            run._r.append(_child("w:fldChar", fldCharType=kind))


def finish(document, title):
    """Set what the file's properties say. :return: the document."""
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    properties.language = "ru-RU"
    return document
