"""XML of a part → pieces of bytes and the tags between them.

Every tag is replaced by a marker; tags with a scope (``p``, ``tr``, ``tc``, ``r``) replace
the paragraph, row, cell or run around them. A tag in the alternative text of a picture stands
for the picture: its frame stays, its content changes. Serialised once, the part falls into
bytes between markers.
"""

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

from .errors import MisplacedTag, RenderLimit, TagError, TextBesideTag, UnclosedTag
from .package import W
from .runs import P, R, T, own_text_nodes, put_markers, remove
from .tags import BRACES, CLOSERS, OPENERS, TAG, Tag, parse_tag

TR, TC, TBL = (f"{{{W}}}{name}" for name in ("tr", "tc", "tbl"))
SCOPES = {"p": P, "r": R, "tr": TR, "tc": TC}
DRAWING = f"{{{W}}}drawing"
DRAWING_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
MARKER = "itcom"
MARKERS = re.compile(rb"<\?itcom (\d+)\?>|itcom-picture-(\d+)")
MAX_TAGS = 5000

# Which paragraph was typed in which session, and numbers that must not repeat with a row.
NOISE = re.compile(r"\{.*(wordprocessingml/2006/main\}rsid|/word/2010/wordml\}(para|text)Id)")

# Word takes a file for damaged when one of these ends with anything but a paragraph,
# or when a table has no row, a row no cell.
NEED_PARAGRAPH = {
    f"{{{W}}}{name}" for name in ("tc", "hdr", "ftr", "footnote", "endnote", "txbxContent")
}
NEED_CHILD = {TBL: TR, TR: TC}

# Words of tags that nobody typed.
ENSURE_PARAGRAPH = "ensure_paragraph"
NEED_BEGIN = "need_begin"
NEED_END = "need_end"
RELATION = "relation"


@dataclass(frozen=True)
class Place:
    """Where a tag stands: elements around it, and the text a person finds it by."""

    part: str
    paragraph: str
    path: tuple
    parent: Any
    cell: Any


@dataclass(frozen=True)
class Mark:
    """A tag at its place."""

    tag: Tag
    place: Place


class PartMarkup:
    """Takes one part apart.

    How to use it: ``PartMarkup(name, root, report).pieces()``; ``report`` is called with
    each :class:`TagError` found, after which the work goes on without that tag.
    """

    def __init__(self, name, root, report):
        self._name = name
        self._root = root
        self._report = report
        self._tags = []
        self._pictures = {}
        self._hoisted = set()

    def pieces(self):
        """:return: list of bytes and :class:`Mark` in the order of the document."""
        drop_noise(self._root)
        for paragraph in list(self._root.iter(P)):
            self._gather(paragraph)
        for drawing in list(self._root.iter(DRAWING)):
            self._gather_picture(drawing)
        for marker in self._markers():
            if self._tag_of(marker)[0].scope and marker.text not in self._hoisted:
                self._hoist(marker)
        self._guard()
        return self._cut()

    # Gathering

    def _gather(self, paragraph):
        nodes = own_text_nodes(paragraph)
        text = "".join([node.text for node in nodes])
        if not BRACES.search(text):
            return
        stray = BRACES.search(TAG.sub("", text))
        if stray:
            self._report(UnclosedTag().at(self._name, text, stray.group()))
        markers = [(match, self._marker(match.group(), text)) for match in TAG.finditer(text)]
        put_markers(nodes, text, markers)

    def _marker(self, source, text):
        """:return: a new marker for the tag ``source``, or None for a wrong one."""
        try:
            tag = parse_tag(source)
        except TagError as error:
            self._report(error.at(self._name, text, source))
            return None
        return None if tag.word == "comment" else self._new_marker(tag, text)

    def _new_marker(self, tag, text=""):
        if len(self._tags) >= MAX_TAGS:
            raise RenderLimit(limit="tags", allowed=MAX_TAGS)
        self._tags.append((tag, text))
        return etree.ProcessingInstruction(MARKER, str(len(self._tags) - 1))

    def _gather_picture(self, drawing):
        """``{{ stamp }}`` as alternative text: the payload's picture instead of this one."""
        properties = drawing.find(".//" + DRAWING_PROPERTIES)
        blip = drawing.find(".//" + BLIP)
        source = properties.get("descr", "").strip() if properties is not None else ""
        if blip is None or not TAG.fullmatch(source) or not source.startswith("{{"):
            return
        properties.set("descr", "")
        marker = self._marker(source, source)
        if marker is None:
            return
        shown = Tag(source, "if", rest=self._tag_of(marker)[0].rest)
        drawing.addprevious(self._new_marker(shown, source))
        drawing.addnext(self._new_marker(Tag(source, "endif"), source))
        self._tags[int(marker.text)] = (Tag(source, RELATION, rest=shown.rest), source)
        self._pictures[marker.text] = drawing
        blip.set(EMBED, "itcom-picture-" + marker.text)

    # Hoisting

    def _hoist(self, marker):
        tag, text = self._tag_of(marker)
        element = next(marker.iterancestors(SCOPES[tag.scope]), None)
        if element is None:
            self._report(MisplacedTag(scope=tag.scope).at(self._name, text, tag.source))
            remove(marker)
            return
        group = [
            other
            for other in self._markers(element)
            if self._tag_of(other)[0].scope == tag.scope and other.text not in self._hoisted
        ]
        self._hoisted.update(other.text for other in group)
        for other in group:
            remove(other)
        if len(group) > 1:
            self._put_around(element, group)
        else:
            self._put_instead(element, marker)

    def _put_around(self, element, markers):
        """Tags that begin and end in one element: the element itself repeats."""
        words = [self._tag_of(marker)[0].word for marker in markers]
        opening = next((i for i, word in enumerate(words) if word not in OPENERS), len(words))
        for marker in markers[:opening]:
            element.addprevious(marker)
        for marker in reversed(markers[opening:]):
            element.addnext(marker)

    def _put_instead(self, element, marker):
        """A tag alone in its element takes the element's place."""
        tag, text = self._tag_of(marker)
        others = [self._tag_of(other)[0].source for other in self._markers(element)]
        beside = "".join(element.itertext(T)).strip() or " ".join(others)
        if beside:
            error = TextBesideTag(scope=tag.scope, text=beside[:80])
            self._report(error.at(self._name, text, tag.source))
        element.addprevious(marker)
        remove(element)

    # Guarding

    def _guard(self):
        for element in list(self._root.iter(*NEED_PARAGRAPH)):
            if len(element) and element[-1].tag is etree.ProcessingInstruction:
                element.append(self._new_marker(Tag("", ENSURE_PARAGRAPH)))
        for element in list(self._root.iter(TR, TBL)):
            if self._may_become_empty(element):
                element.addprevious(self._new_marker(Tag("", NEED_BEGIN, rest=element.tag)))
                element.addnext(self._new_marker(Tag("", NEED_END)))

    def _may_become_empty(self, element):
        """:return: whether each row (cell) of a table (row) stands inside some whole block."""
        depth = 0
        for child in element.iterchildren():
            if child.tag is etree.ProcessingInstruction:
                word = self._tag_of(child)[0].word
                depth += (word in OPENERS) - (word in CLOSERS)
                if depth < 0:
                    return False
            elif child.tag == NEED_CHILD[element.tag] and not depth:
                return False
        return depth == 0

    # Cutting

    def _markers(self, root=None):
        root = self._root if root is None else root
        return [pi for pi in root.iter(etree.ProcessingInstruction) if pi.target == MARKER]

    def _tag_of(self, marker):
        return self._tags[int(marker.text)]

    def _cut(self):
        elements = {marker.text: marker for marker in self._markers()}
        elements.update(self._pictures)
        content = etree.tostring(
            self._root, xml_declaration=True, encoding="UTF-8", standalone=True
        )
        pieces, position = [], 0
        for match in MARKERS.finditer(content):
            index = (match.group(1) or match.group(2)).decode()
            pieces += [content[position : match.start()], self._mark(index, elements[index])]
            position = match.end()
        return [piece for piece in [*pieces, content[position:]] if piece]

    def _mark(self, index, element):
        tag, text = self._tags[int(index)]
        ancestors = list(element.iterancestors())
        cell = next((element for element in ancestors if element.tag == TC), None)
        path = tuple([element.tag for element in ancestors])
        return Mark(tag, Place(self._name, text, path, ancestors[0], cell))


def drop_noise(root):
    """Remove attributes that say nothing to a reader and would be repeated with every row."""
    for element in root.iter(etree.Element):
        for name in [name for name in element.attrib if NOISE.match(name)]:
            del element.attrib[name]
