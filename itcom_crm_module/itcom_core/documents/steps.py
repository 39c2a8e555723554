"""A part of a document as a program: bytes that stay, and steps that write more.

A program is a tuple of pairs ``(bytes, step)``. A step is a function ``step(names, page)`` that
writes on the :class:`Page`; ``names`` is a dict of plain values. The makers below take what
they need once, when a template is compiled, so that rendering does nothing twice.
"""

from .errors import RenderLimit, TagError, WrongValue
from .picture import Picture
from .values import needs_care, text_of, xml_text

MAX_ROUNDS = 100_000
MAX_BYTES = 64 * 2**20

EMPTY_PARAGRAPH = b"<w:p/>"
PARAGRAPH_END = (b"</w:p>", b"<w:p/>")


class Page:
    """What one part of one document becomes: pieces of bytes in order."""

    def __init__(self, drawings):
        """:param drawings: :class:`~.drawing.DrawingsOfPage` of this part."""
        self.pieces = []
        self.append = self.pieces.append
        self.drawings = drawings
        self._rounds = 0
        self._counted = 0
        self._size = 0

    def count_round(self):
        """:raise RenderLimit: loops made too many rounds, or too many bytes."""
        self._rounds += 1
        self._size += sum(map(len, self.pieces[self._counted :]))
        self._counted = len(self.pieces)
        if self._rounds > MAX_ROUNDS:
            raise RenderLimit(limit="rounds", allowed=MAX_ROUNDS)
        if self._size > MAX_BYTES:
            raise RenderLimit(limit="bytes", allowed=MAX_BYTES)


def run(program, names, page):
    """Write ``program`` on ``page``."""
    append = page.append
    for static, step in program:
        append(static)
        if step is not None:
            step(names, page)


def located(error, mark):
    """:return: ``error`` that knows its place."""
    return error.at(mark.place.part, mark.place.paragraph, mark.tag.source)


def show(mark, value):
    """``{{ expression }}``."""

    def step(names, page):
        try:
            shown = value(names)
            if shown.__class__ is str:
                page.append(xml_text(shown) if needs_care(shown) else shown.encode())
            elif shown.__class__ is Picture:
                page.append(page.drawings.draw(shown))
            elif shown is not None:
                page.append(xml_text(text_of(shown)))
        except TagError as error:
            raise located(error, mark) from error

    return step


def relate(mark, value):
    """The name of the relation by which a frame of the template shows another picture."""

    def step(names, page):
        try:
            picture = value(names)
            if picture.__class__ is not Picture:
                raise WrongValue(reason="not_a_picture")
            page.append(page.drawings.relation(picture).encode())
        except TagError as error:
            raise located(error, mark) from error

    return step


def choose(branches):
    """``if … elif … else … endif``: the first branch whose condition holds.

    :param branches: (mark, condition, program) in order; the condition of else is None.
    """

    def step(names, page):
        for mark, condition, program in branches:
            try:
                chosen = condition is None or condition(names)
            except TagError as error:
                raise located(error, mark) from error
            if chosen:
                run(program, names, page)
                return

    return step


def repeat(mark, name, items_of, program, counts):
    """``for name in items … endfor``; inside, ``loop`` counts the rounds.

    :param counts: whether the program asks for ``loop`` at all.
    """

    def step(names, page):
        items = _items(mark, items_of, names)
        names = dict(names)
        for index, item in enumerate(items):
            names[name] = item
            if counts:
                names["loop"] = loop_facts(index, len(items))
            run(program, names, page)
            page.count_round()

    return step


def _items(mark, items_of, names):
    """:return: what a loop runs over; nothing at all for a missing list."""
    try:
        items = items_of(names)
        if items is None:
            return ()
        if not isinstance(items, tuple):
            raise WrongValue(reason="not_a_list")
        return items
    except TagError as error:
        raise located(error, mark) from error


def loop_facts(index, length):
    """:return: what ``loop`` holds in the round ``index`` (from 0) of ``length``."""
    return {
        "index": index + 1,
        "index0": index,
        "first": index == 0,
        "last": index == length - 1,
        "length": length,
        "revindex": length - index,
    }


def ensure_paragraph(_names, page):
    """End of a cell: Word wants a paragraph there, even when every tag gave nothing."""
    written = (piece for piece in reversed(page.pieces) if piece)
    if not next(written).endswith(PARAGRAPH_END):
        page.append(EMPTY_PARAGRAPH)


def need(program, needle):
    """A table or row that goes away when its rows or cells gave nothing."""

    def step(names, page):
        start = len(page.pieces)
        run(program, names, page)
        if not any(needle in piece for piece in page.pieces[start:]):
            del page.pieces[start:]

    return step
