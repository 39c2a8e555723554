"""A part of a document as a program: bytes that stay, and nodes that write more.

A program is a tuple of ``bytes`` and nodes; a node has ``run(names, page)``, where
``names`` is a dict of plain values and ``page`` collects what is written.
"""

from . import markup
from .errors import (
    MisplacedTag,
    RenderLimit,
    TagError,
    UnclosedBlock,
    UnexpectedTag,
    WrongValue,
)
from .expressions import NOTHING, compile_expression
from .picture import Picture
from .shapes import SCALAR, UNKNOWN, Many, Record
from .tags import parse_for
from .values import text_of, xml_text

MAX_ROUNDS = 100_000
MAX_BYTES = 64 * 2**20
MAX_NESTING = 20

LOOP_SHAPE = Record(
    dict.fromkeys(("index", "index0", "first", "last", "length", "revindex"), SCALAR)
)
EMPTY_PARAGRAPH = b"<w:p/>"
PARAGRAPH_END = (b"</w:p>", b"<w:p/>")


class Page:
    """What one part of one document becomes: pieces of bytes in order."""

    def __init__(self, drawings):
        """:param drawings: :class:`~.drawing.DrawingsOfPage` of this part."""
        self.pieces = []
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
    append = page.pieces.append
    for step in program:
        if step.__class__ is bytes:
            append(step)
        else:
            step.run(names, page)


class Show:
    """``{{ expression }}``."""

    def __init__(self, mark, value):
        self._mark = mark
        self._value = value

    def run(self, names, page):
        try:
            value = self._value(names)
            if value.__class__ is str:
                page.pieces.append(xml_text(value))
            elif value.__class__ is Picture:
                page.pieces.append(page.drawings.draw(value))
            elif value is not None:
                page.pieces.append(xml_text(text_of(value)))
        except TagError as error:
            raise located(error, self._mark) from error


class Relate:
    """The name of the relation by which a frame of the template shows another picture."""

    def __init__(self, mark, value):
        self._mark = mark
        self._value = value

    def run(self, names, page):
        picture = self._value(names)
        try:
            if picture.__class__ is not Picture:
                raise WrongValue(reason="not_a_picture")
            page.pieces.append(page.drawings.relation(picture).encode())
        except TagError as error:
            raise located(error, self._mark) from error


class Choose:
    """``if … elif … else … endif``: the first branch whose condition holds."""

    def __init__(self, branches):
        """:param branches: (mark, condition, program) in order; the condition of else is None."""
        self._branches = branches

    def run(self, names, page):
        for mark, condition, program in self._branches:
            try:
                chosen = condition is None or condition(names)
            except TagError as error:
                raise located(error, mark) from error
            if chosen:
                run(program, names, page)
                return


class Repeat:
    """``for name in items … endfor``; inside, ``loop`` counts the rounds."""

    def __init__(self, mark, name, items, program, counts):
        """:param counts: whether the program asks for ``loop`` at all."""
        self._mark = mark
        self._name = name
        self._items = items
        self._program = program
        self._counts = counts

    def run(self, names, page):
        items = self._evaluate(names)
        names = dict(names)
        for index, item in enumerate(items):
            names[self._name] = item
            if self._counts:
                names["loop"] = loop_facts(index, len(items))
            run(self._program, names, page)
            page.count_round()

    def _evaluate(self, names):
        try:
            items = self._items(names)
            if items is None:
                return ()
            if not isinstance(items, tuple):
                raise WrongValue(reason="not_a_list")
            return items
        except TagError as error:
            raise located(error, self._mark) from error


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


class EnsureParagraph:
    """End of a cell: Word wants a paragraph there, even when every tag gave nothing."""

    def run(self, _names, page):
        if not page.pieces[-1].endswith(PARAGRAPH_END):
            page.pieces.append(EMPTY_PARAGRAPH)


class Need:
    """A table or row that goes away when its rows or cells gave nothing."""

    def __init__(self, program, needle):
        self._program = program
        self._needle = needle

    def run(self, names, page):
        start = len(page.pieces)
        run(self._program, names, page)
        if not any(self._needle in piece for piece in page.pieces[start:]):
            del page.pieces[start:]


def located(error, mark):
    """:return: ``error`` that knows its place."""
    if "part" in error.params:
        return error
    return error.at(mark.place.part, mark.place.paragraph, mark.tag.source)


class Builder:
    """Pieces of a part → program.

    How to use it: ``Builder(pieces, scope, report).build()``; ``scope`` is the shape of
    the payload (or UNKNOWN), ``report`` is called with each :class:`TagError`. Afterwards
    ``names`` holds the names that the part's tags ask for.
    """

    def __init__(self, pieces, scope, report):
        self._pieces = pieces
        self._scope = scope
        self._report = report
        self._position = 0
        self.names = set()

    def build(self):
        """:return: the program of the whole part."""
        program, _closing = self._block(self._scope, opener=None, depth=0)
        return program

    def _next(self):
        piece = self._pieces[self._position] if self._position < len(self._pieces) else None
        self._position += 1
        return piece

    def _block(self, scope, opener, depth):
        """:return: program up to the tag that closes or divides ``opener``, and that tag."""
        program = []
        while True:
            piece = self._next()
            if piece is None:
                if opener:
                    self._report(located(UnclosedBlock(word=opener.tag.word), opener))
                return tuple(program), None
            if isinstance(piece, bytes):
                program.append(piece)
                continue
            if self._ends(piece, opener):
                return tuple(program), piece
            step = self._step(piece, scope, depth)
            if step is not None:
                program.append(step)

    def _ends(self, mark, opener):
        """:return: whether ``mark`` closes or divides the block that ``opener`` began."""
        word = mark.tag.word
        if word not in CLOSERS:
            return False
        if opener is None or word not in CLOSED_BY[opener.tag.word]:
            return False
        if not fits(opener, mark):
            self._report(located(MisplacedTag(scope=likely_scope(opener, mark)), mark))
        return True

    def _step(self, mark, scope, depth):
        make = {
            "value": self._show,
            "if": self._choose,
            "for": self._repeat,
            markup.RELATION: self._relate,
            markup.ENSURE_PARAGRAPH: lambda *_: EnsureParagraph(),
            markup.NEED_BEGIN: self._need,
        }.get(mark.tag.word)
        if make is None:
            self._report(located(UnexpectedTag(word=mark.tag.word), mark))
            return None
        if depth >= MAX_NESTING:
            raise RenderLimit(limit="nesting", allowed=MAX_NESTING)
        return make(mark, scope, depth + 1)

    def _expression(self, mark, source, scope):
        try:
            expression = compile_expression(source, scope)
            self.names |= expression.names
            return expression
        except TagError as error:
            self._report(located(error, mark))
            return NOTHING

    def _show(self, mark, scope, _depth):
        value = self._expression(mark, mark.tag.rest, scope)
        if isinstance(value.shape, (Record, Many)):
            self._report(located(WrongValue(reason="not_text"), mark))
        return Show(mark, value.evaluate)

    def _relate(self, mark, scope, _depth):
        return Relate(mark, self._expression(mark, mark.tag.rest, scope).evaluate)

    def _choose(self, mark, scope, depth):
        branches = []
        while mark is not None and mark.tag.word != "endif":
            condition = None
            if mark.tag.word != "else":
                condition = self._expression(mark, mark.tag.rest, scope).evaluate
            program, closing = self._block(scope, mark, depth)
            branches.append((mark, condition, program))
            mark = closing
        return Choose(tuple(branches))

    def _repeat(self, mark, scope, depth):
        name, source = self._loop_header(mark)
        items = self._expression(mark, source, scope)
        inner = scope.with_field(name, self._item_shape(mark, items)).with_field("loop", LOOP_SHAPE)
        outer_names, self.names = self.names, set()
        program, _closing = self._block(inner, mark, depth)
        counts = "loop" in self.names
        self.names |= outer_names
        return Repeat(mark, name, items.evaluate, program, counts)

    def _loop_header(self, mark):
        try:
            return parse_for(mark.tag.rest)
        except TagError as error:
            self._report(located(error, mark))
            return "_", "none"

    def _item_shape(self, mark, items):
        try:
            return items.shape.item()
        except TagError as error:
            self._report(located(error, mark))
            return UNKNOWN

    def _need(self, mark, scope, depth):
        program, _closing = self._block(scope, mark, depth)
        return Need(program, NEEDLES[mark.tag.rest])


CLOSED_BY = {
    "if": ("elif", "else", "endif"),
    "elif": ("elif", "else", "endif"),
    "else": ("endif",),
    "for": ("endfor",),
    markup.NEED_BEGIN: (markup.NEED_END,),
}
CLOSERS = {word for words in CLOSED_BY.values() for word in words}
NEEDLES = {markup.TBL: b"<w:tr", markup.TR: b"<w:tc"}


def fits(opener, closer):
    """:return: whether what stands between two tags can be left out or repeated."""
    first, second = opener.place, closer.place
    if opener.tag.scope or closer.tag.scope:
        return opener.tag.scope == closer.tag.scope and first.parent is second.parent
    return first.path == second.path and first.cell is second.cell


def likely_scope(opener, closer):
    """:return: scope of both tags that their author likely meant, or ""."""
    first, second = opener.place, closer.place
    if opener.tag.scope or closer.tag.scope:
        return opener.tag.scope or closer.tag.scope
    return "tr" if first.cell is not second.cell else ""
