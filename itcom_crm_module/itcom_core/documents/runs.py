"""Text of a paragraph across its runs: read as one, written back with markers in it.

Word and LibreOffice cut a typed tag into several runs (formatting, spell-check marks,
bookmarks); here its pieces come together where it began, so it keeps the formatting of its
first character.
"""

from bisect import bisect_right

from .package import W

P, R, T, RPR = (f"{{{W}}}{name}" for name in ("p", "r", "t", "rPr"))
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def own_text_nodes(paragraph):
    """:return: the ``w:t`` of a paragraph that hold text, without those of text boxes in it."""
    return [
        node
        for node in paragraph.iter(T)
        if node.text and next(node.iterancestors(P), None) is paragraph
    ]


def put_markers(nodes, text, markers):
    """Write ``text`` back into ``nodes`` with each tag as one marker where it began.

    :param nodes: result of :func:`own_text_nodes`. :param text: what they say together.
    :param markers: (match of the tag in ``text``, its marker or None) in order.
    """
    starts, start = [], 0
    for node in nodes:
        starts.append(start)
        start += len(node.text)
        node.text = ""
        node.set(SPACE, "preserve")
    position = 0
    for match, marker in markers:
        _spread(nodes, starts, text[: match.start()], position)
        if marker is not None:
            nodes[bisect_right(starts, match.start()) - 1].append(marker)
        position = match.end()
    _spread(nodes, starts, text, position)
    for node in nodes:
        if not node.text and not len(node):
            _drop_empty(node)


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
        position = end


def _drop_empty(node):
    """Remove a ``w:t`` that held nothing but a piece of a tag, and its run if it is bare."""
    run = node.getparent()
    remove(node)
    if run.tag == R and all(child.tag == RPR for child in run):
        remove(run)


def remove(node):
    """Take ``node`` out and leave the text after it where it is."""
    parent, tail = node.getparent(), node.tail
    previous = node.getprevious()
    if tail and previous is not None:
        previous.tail = (previous.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    node.tail = None
    parent.remove(node)
