"""Pictures of a payload as Word keeps them: a drawing in the text, a relation, a file."""

import hashlib
from xml.sax.saxutils import quoteattr

from lxml import etree

from .archive import pack
from .errors import WrongValue
from .package import CONTENT_TYPES, CT, RELS, relations_name
from .picture import SIGNATURES

EMU_PER_MM = 36000
MAX_MM = 1000
FIRST_DRAWING_ID = 900_000  # beyond the numbers that Word gives to drawings of a template
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
NO_RELATIONS = b'<Relationships xmlns="%s"></Relationships>' % RELS.encode()
RELATIONS_END = b"</Relationships>"

DRAWING = (
    "</w:t><w:drawing>"
    '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{id}" name="Picture {id}" descr={text}/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="{id}" name="Picture {id}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="{relation}" xmlns:r='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'
    "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    '<w:t xml:space="preserve">'
)


def with_picture_types(package):
    """:return: the member with content types, those of pictures among them."""
    root = package.content_types
    known = {default.get("Extension", "").lower() for default in root.iter("{%s}Default" % CT)}
    for extension in SIGNATURES.values():
        if extension not in known:
            etree.SubElement(
                root, "{%s}Default" % CT, Extension=extension, ContentType="image/" + extension
            )
            root.insert(0, root[-1])
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return pack(CONTENT_TYPES, content, level=9)


class Drawings:
    """Pictures of one part, as far as the template knows: its relations so far."""

    def __init__(self, package, part):
        self._name = relations_name(part)
        self._original = package.members.get(self._name)
        tree = package.trees.get(self._name)
        content = NO_RELATIONS if tree is None else _serialised(tree)
        self._head = content[: content.rindex(RELATIONS_END)]

    def begin(self, pictures):
        """:return: :class:`DrawingsOfPage` for one document, whose files are ``pictures``."""
        return DrawingsOfPage(self._name, self._original, self._head, pictures)


def _serialised(tree):
    """:return: bytes of a relations part, its end tag written out."""
    if not len(tree):
        return NO_RELATIONS
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


class DrawingsOfPage:
    """Pictures of one part of one document."""

    def __init__(self, name, original, head, pictures):
        """:param pictures: {file name: member}, shared by the document's parts."""
        self._name = name
        self._original = original
        self._head = head
        self._pictures = pictures
        self._targets = {}
        self._count = 0

    def draw(self, picture):
        """:return: XML that shows ``picture`` in the middle of a ``w:t``.

        :raise WrongValue: it is no PNG or JPEG, or has no sensible size.
        """
        relation = self.relation(picture)
        if not (0 < picture.width <= MAX_MM and 0 < picture.height <= MAX_MM):
            raise WrongValue(reason="picture_size")
        self._count += 1
        return DRAWING.format(
            width=round(picture.width * EMU_PER_MM),
            height=round(picture.height * EMU_PER_MM),
            id=FIRST_DRAWING_ID + self._count,
            text=quoteattr(picture.description),
            relation=relation,
        ).encode()

    def relation(self, picture):
        """:return: name of the relation from this part to the file of ``picture``.

        :raise WrongValue: it is no PNG or JPEG.
        """
        if not picture.extension:
            raise WrongValue(reason="picture_format")
        digest = hashlib.sha256(picture.content).hexdigest()[:16]
        name = f"media/itcom_{digest}.{picture.extension}"
        if name not in self._targets:
            self._targets[name] = "itcomPicture%d" % (len(self._targets) + 1)
            self._pictures["word/" + name] = pack("word/" + name, picture.content, level=0)
        return self._targets[name]

    def relations(self):
        """:return: list of the member with this part's relations; empty when it has none."""
        if not self._targets:
            return [self._original] if self._original else []
        added = "".join(
            '<Relationship Id="%s" Type="%s" Target="%s"/>' % (relation, IMAGE, name)
            for name, relation in self._targets.items()
        )
        return [pack(self._name, self._head + added.encode() + RELATIONS_END)]
