"""Pieces of a part and the tags between them → a program of :mod:`.steps`."""

from . import markup, steps
from .errors import MisplacedTag, RenderLimit, TagError, UnclosedBlock, UnexpectedTag, WrongValue
from .expressions import NOTHING, compile_expression
from .shapes import SCALAR, UNKNOWN, Many, Record
from .steps import located
from .tags import parse_for

MAX_NESTING = 20
LOOP_SHAPE = Record(
    dict.fromkeys(("index", "index0", "first", "last", "length", "revindex"), SCALAR)
)
CLOSED_BY = {
    "if": ("elif", "else", "endif"),
    "elif": ("elif", "else", "endif"),
    "else": ("endif",),
    "for": ("endfor",),
    markup.NEED_BEGIN: (markup.NEED_END,),
}
NEEDLES = {markup.TBL: b"<w:tr", markup.TR: b"<w:tc"}


class Builder:
    """Builds the program of one part.

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
        program, static = [], b""
        while True:
            piece = self._next()
            if isinstance(piece, bytes):
                static += piece
                continue
            if piece is None or self._ends(piece, opener):
                break
            step = self._step(piece, scope, depth)
            if step is not None:
                program.append((static, step))
                static = b""
        if piece is None and opener is not None:
            self._report(located(UnclosedBlock(word=opener.tag.word), opener))
        if static:
            program.append((static, None))
        return tuple(program), piece

    def _ends(self, mark, opener):
        """:return: whether ``mark`` closes or divides the block that ``opener`` began."""
        if opener is None or mark.tag.word not in CLOSED_BY[opener.tag.word]:
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
            markup.ENSURE_PARAGRAPH: lambda *_: steps.ensure_paragraph,
            markup.NEED_BEGIN: self._need,
        }.get(mark.tag.word)
        if make is None:
            self._report(located(UnexpectedTag(word=mark.tag.word), mark))
            return None
        if not mark.tag.source:
            return make(mark, scope, depth)
        if depth >= MAX_NESTING:
            raise located(RenderLimit(limit="nesting", allowed=MAX_NESTING), mark)
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
        return steps.show(mark, value.evaluate)

    def _relate(self, mark, scope, _depth):
        return steps.relate(mark, self._expression(mark, mark.tag.rest, scope).evaluate)

    def _choose(self, mark, scope, depth):
        branches = []
        while mark is not None and mark.tag.word != "endif":
            condition = None
            if mark.tag.word != "else":
                condition = self._expression(mark, mark.tag.rest, scope).evaluate
            program, closing = self._block(scope, mark, depth)
            branches.append((mark, condition, program))
            mark = closing
        return steps.choose(tuple(branches))

    def _repeat(self, mark, scope, depth):
        name, source = self._loop_header(mark)
        items = self._expression(mark, source, scope)
        inner = scope.with_field(name, self._item_shape(mark, items)).with_field("loop", LOOP_SHAPE)
        outer_names, self.names = self.names, set()
        program, _closing = self._block(inner, mark, depth)
        counts = "loop" in self.names
        self.names |= outer_names
        return steps.repeat(mark, name, items.evaluate, program, counts)

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
        return steps.need(program, NEEDLES[mark.tag.rest])


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
