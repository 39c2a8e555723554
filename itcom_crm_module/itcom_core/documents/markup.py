"""XML of a part → pieces of bytes and the tags between them.

Word and LibreOffice cut a typed tag into several runs (formatting, spell-check marks,
bookmarks). Every tag is first gathered where it begins, then replaced by a marker; tags
with a scope (``p``, ``tr``, ``tc``, ``r``) replace the paragraph, row, cell or run around
them. Serialised once, the part falls into bytes between markers.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from lxml import etree

from .errors import MisplacedTag, TagError, TextBesideTag, UnclosedTag
from .package import W
from .tags import BRACES, OPENERS, TAG, Tag, parse_tag

P, R, T, TR, TC, TBL, RPR = ("{%s}%s" % (W, n) for n in ("p", "r", "t", "tr", "tc", "tbl", "rPr"))
SCOPES = {"p": P, "r": R, "tr": TR, "tc": TC}
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MARKER = "itcom"
MARKERS = re.compile(rb"<\?itcom \d+\?>")

# Word takes a file for damaged when one of these ends with anything but a paragraph,
# or when a table has no row, a row no cell.
NEED_PARAGRAPH = {
    "{%s}%s" % (W, n) for n in ("tc", "hdr", "ftr", "footnote", "endnote", "txbxContent")
}
NEED_CHILD = {TBL: TR, TR: TC}


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
    """A tag at its place; ``word`` may also be one of this module's own structural words."""

    tag: Tag
    place: Place


ENSURE_PARAGRAPH = "ensure_paragraph"
NEED_BEGIN = "need_begin"
NEED_END = "need_end"


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
        self._hoisted = set()

    def pieces(self):
        """:return: list of bytes and :class:`Mark` in the order of the document."""
        for paragraph in list(self._root.iter(P)):
            self._gather(paragraph)
        for marker in self._markers():
            if self._tag_of(marker)[0].scope and marker.text not in self._hoisted:
                self._hoist(marker)
        self._guard()
        marks = [self._mark(marker) for marker in self._markers()]
        return self._cut(marks)

    # Gathering

    def _gather(self, paragraph):
        nodes = own_text_nodes(paragraph)
        text = "".join(node.text or "" for node in nodes)
        if not BRACES.search(text):
            return
        found = list(TAG.finditer(text))
        stray = BRACES.search(TAG.sub("", text))
        if stray:
            self._report(UnclosedTag().at(self._name, text, _around(text, stray.group())))
        markers = [(match, self._marker(match.group(), text)) for match in found]
        _redistribute(nodes, text, markers)

    def _marker(self, source, text):
        """:return: a new marker element for the tag ``source``, or None for a wrong one."""
        try:
            tag = parse_tag(source)
        except TagError as error:
            self._report(error.at(self._name, text, source))
            return None
        if tag.word == "comment":
            return None
        return self._new_marker(tag, text)

    def _new_marker(self, tag, text=""):
        self._tags.append((tag, text))
        return etree.ProcessingInstruction(MARKER, str(len(self._tags) - 1))

    # Hoisting

    def _hoist(self, marker):
        tag, text = self._tag_of(marker)
        element = next(marker.iterancestors(SCOPES[tag.scope]), None)
        if element is None:
            self._report(MisplacedTag(scope=tag.scope).at(self._name, text, tag.source))
            _remove(marker)
            return
        group = [
            other
            for other in self._markers(element)
            if self._tag_of(other)[0].scope == tag.scope and other.text not in self._hoisted
        ]
        self._hoisted.update(other.text for other in group)
        for other in group:
            _remove(other)
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
        _remove(element)

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
                depth += (word in OPENERS) - (word in ("endfor", "endif"))
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

    def _mark(self, marker):
        tag, text = self._tag_of(marker)
        ancestors = list(marker.iterancestors())
        cell = next((element for element in ancestors if element.tag == TC), None)
        path = tuple(element.tag for element in ancestors)
        return Mark(tag, Place(self._name, text, path, ancestors[0], cell))

    def _cut(self, marks):
        content = etree.tostring(
            self._root, xml_declaration=True, encoding="UTF-8", standalone=True
        )
        static = MARKERS.split(content)
        pieces = [static[0]]
        for mark, following in zip(marks, static[1:]):
            pieces += [mark, following]
        return [piece for piece in pieces if piece]


def own_text_nodes(paragraph):
    """:return: the ``w:t`` of a paragraph, those of text boxes inside it left out."""
    return [node for node in paragraph.iter(T) if next(node.iterancestors(P), None) is paragraph]


def _redistribute(nodes, text, markers):
    """Write ``text`` back into ``nodes`` with each tag as one marker where it began.

    :param markers: (match of the tag in ``text``, its marker or None) in order.
    """
    full = [node for node in nodes if node.text]
    starts, start = [], 0
    for node in full:
        starts.append(start)
        start += len(node.text)
        node.text = ""
        node.set(SPACE, "preserve")
    position = 0
    for match, marker in markers:
        _spread(full, starts, text[: match.start()], position)
        if marker is not None:
            full[bisect_right(starts, match.start()) - 1].append(marker)
        position = match.end()
    _spread(full, starts, text, position)
    for node in full:
        if not node.text and not len(node):
            _drop_empty_run(node)


def _spread(nodes, starts, text, position):
    """Append ``text[position:]`` to the nodes whose share of the paragraph it is."""
    while position < len(text):
        index = bisect_right(starts, position) - 1
        end = starts[index + 1] if index + 1 < len(starts) else len(text)
        node, piece = nodes[index], text[position:end]
        if len(node):
            node[-1].tail = (node[-1].tail or "") + piece
        else:
            node.text += piece
        position = max(end, position + 1)


def _drop_empty_run(node):
    """Remove a ``w:t`` that held nothing but a piece of a tag, and its run if it is bare."""
    run = node.getparent()
    _remove(node)
    if run.tag == R and all(child.tag == RPR for child in run):
        _remove(run)


def _remove(node):
    """Take ``node`` out and leave the text after it where it is."""
    parent, tail = node.getparent(), node.tail
    previous = node.getprevious()
    if tail and previous is not None:
        previous.tail = (previous.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    node.tail = None
    parent.remove(node)


def _around(text, needle, width=40):
    """:return: ``text`` around ``needle``, short enough to show."""
    position = text.index(needle)
    return text[max(0, position - width) : position + width]
