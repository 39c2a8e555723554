"""A docx as the office open XML package that it is: parts, their kinds, their relations.

What a template must not carry (programs, things fetched from elsewhere, document types)
is refused here, before anything looks at its text.
"""

import posixpath
import re
from urllib.parse import urlsplit

from lxml import etree

from .archive import read_archive
from .errors import ExternalContent, ForbiddenXml, MacrosRefused, NotADocx

CONTENT_TYPES = "[Content_Types].xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CT = "http://schemas.openxmlformats.org/package/2006/content-types"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"

WORD_ML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
MAIN_TYPE = WORD_ML + "document.main+xml"
TEXT_TYPES = {MAIN_TYPE} | {
    WORD_ML + kind + "+xml" for kind in ("header", "footer", "footnotes", "endnotes")
}
PROGRAM_TYPES = re.compile("macroEnabled|vbaProject|vbaData|activeX|oleObject", re.I)
PROGRAM_RELATIONS = re.compile("/(vbaProject|oleObject|control|aFChunk|attachedToolbars)$", re.I)
LINK_SCHEMES = ("http", "https", "mailto", "tel", "")
FETCHING_FIELD = re.compile(
    r"^\s*(INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|DDE|LINK|DATABASE|IMPORT|RD|MACROBUTTON)\b", re.I
)
DOCTYPE = re.compile(rb"<\x00?!\x00?[DE]\x00?[ON]\x00?[CT]\x00?[TI]\x00?[YT]\x00?")


class Package:
    """Members of a docx that passed every check, and which of them hold text."""

    def __init__(self, content):
        """:raise FileRefused: the subclass says what is wrong with the file."""
        self.members = {member.name: member for member in read_archive(content)}
        if CONTENT_TYPES not in self.members:
            raise NotADocx(reason="content_type")
        self.content_types = parse_xml(self.members[CONTENT_TYPES])
        _refuse_programs(self.content_types, self.members)
        kinds = self._kinds()
        if MAIN_TYPE not in kinds.values():
            raise NotADocx(reason="content_type")
        self.text_parts = [name for name, kind in kinds.items() if kind in TEXT_TYPES]
        for name in self.text_parts:
            if name not in self.members:
                raise NotADocx(reason="part", part=name)
        self.trees = {name: parse_xml(self.members[name]) for name in self._xml_names()}
        for name, root in self.trees.items():
            _refuse_fetching(name, root)
        for name in self.text_parts:
            if self.trees[name].nsmap.get("w") != W:
                raise NotADocx(reason="namespace", part=name)

    def _kinds(self):
        return {
            override.get("PartName", "").lstrip("/"): override.get("ContentType", "")
            for override in self.content_types.iter("{%s}Override" % CT)
        }

    def _xml_names(self):
        return [name for name in self.members if name.endswith((".xml", ".rels"))]


def relations_name(part):
    """:return: the file that holds the relations of ``part``."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")


def parse_xml(member):
    """:return: root of an XML part, without comments and processing instructions.

    :raise NotADocx, ForbiddenXml: not well formed, too deep, or with a document type.
    """
    content = member.unpack()
    if DOCTYPE.search(content):
        raise ForbiddenXml(part=member.name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotADocx(reason="xml", part=member.name) from error
    if root.getroottree().docinfo.doctype:
        raise ForbiddenXml(part=member.name)
    return root


def _refuse_programs(content_types, members):
    for declaration in content_types:
        if PROGRAM_TYPES.search(declaration.get("ContentType", "")):
            name = declaration.get("PartName") or declaration.get("Extension") or ""
            raise MacrosRefused(part=name)
    for name in members:
        if re.search("vbaProject|vbaData|/activeX/|oleObject", name, re.I):
            raise MacrosRefused(part=name)


def _refuse_fetching(name, root):
    if name.endswith(".rels"):
        for relation in root.iter("{%s}Relationship" % RELS):
            _check_relation(name, relation)
    for instruction in _field_instructions(root):
        if FETCHING_FIELD.match(instruction):
            raise ExternalContent(part=name, target=instruction.strip()[:200])


def _check_relation(part, relation):
    kind, target = relation.get("Type", ""), relation.get("Target", "")
    if PROGRAM_RELATIONS.search(kind):
        raise MacrosRefused(part=part)
    if relation.get("TargetMode") != "External":
        return
    is_link = kind.endswith("/hyperlink") and urlsplit(target).scheme.lower() in LINK_SCHEMES
    if not is_link:
        raise ExternalContent(part=part, target=target[:200])


def _field_instructions(root):
    """:return: iterator of the text of Word's fields (``w:instrText`` may come in pieces)."""
    for field in root.iter("{%s}fldSimple" % W):
        yield field.get("{%s}instr" % W, "")
    pieces = []
    for element in root.iter("{%s}instrText" % W, "{%s}fldChar" % W):
        if element.tag.endswith("instrText"):
            pieces.append(element.text or "")
        else:
            yield "".join(pieces)
            pieces = []
    yield "".join(pieces)
