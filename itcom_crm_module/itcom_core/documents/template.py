"""A docx template compiled once and rendered many times.

Grammar: the tags of :mod:`.tags`, the expressions of :mod:`.expressions`, the filters of
:mod:`.filters`.

How to use it: ``compile_template(content).render(payload)``.

How it works: of the archive's members only those with tags are looked into when a
document is made; the others are laid out once, packed as they came. A part with tags is a
program of :mod:`.steps` that joins ready pieces of bytes.
"""

from .archive import Skeleton, pack
from .builder import Builder
from .drawing import Drawings, with_picture_types
from .markup import PartMarkup
from .package import CONTENT_TYPES, Package, relations_name
from .shapes import UNKNOWN
from .steps import Page, run
from .values import plain


def compile_template(content):
    """Compile a docx template.

    :param content: bytes of the file.
    :return: :class:`CompiledTemplate`.
    :raise TemplateError: the first thing that is wrong with it.
    """
    template, errors = compile_with_errors(content, UNKNOWN)
    if errors:
        raise errors[0]
    return template


def compile_with_errors(content, scope):
    """:return: (:class:`CompiledTemplate`, every :class:`TagError` found against ``scope``).

    :raise FileRefused: the file is not taken at all.
    """
    package = Package(content)
    errors, programs, names = [], {}, set()
    for name in package.text_parts:
        pieces = PartMarkup(name, package.trees[name], errors.append).pieces()
        builder = Builder(pieces, scope, errors.append)
        program = builder.build()
        if any(step for _static, step in program):
            programs[name] = program
            names |= builder.names
    return CompiledTemplate(package, programs, names), errors


class CompiledTemplate:
    """A template ready to render; holds no state of a document, so threads may share it."""

    def __init__(self, package, programs, names):
        """:param programs: {part: program}. :param names: that they ask for."""
        self._programs = programs
        self._names = frozenset(names)
        self._drawings = {name: Drawings(package, name) for name in programs}
        changing = set(programs) | {relations_name(name) for name in programs}
        members = [with_picture_types(package)]
        members += [
            member
            for name, member in package.members.items()
            if name not in changing and name != CONTENT_TYPES
        ]
        self._skeleton = Skeleton(members)

    def render(self, payload):
        """:param payload: a dataclass of plain values, see :mod:`.payload`.

        :return: bytes of the docx; the same for the same payload.
        :raise TagError: a tag asks for what the payload does not hold.
        :raise RenderLimit: the document would grow beyond every sensible size.
        """
        names = plain(payload, self._names)
        members, pictures = [], {}
        for part, program in self._programs.items():
            drawings = self._drawings[part].begin(pictures)
            page = Page(drawings)
            run(program, names, page)
            members.append(pack(part, b"".join(page.pieces)))
            members += drawings.relations()
        return self._skeleton.with_members(members + list(pictures.values()))
