# Licence LGPL-3 (see LICENSE).

import io
import zipfile
from dataclasses import dataclass
from typing import Optional

import docx as python_docx
import pytest
from docx.shared import Mm
from docx_tools import PACKAGE, docx, members_of, p, part, texts, zipped
from itcom_core.documents import Picture, check_template, compile_template
from itcom_core.documents.errors import WrongValue
from lxml import etree
from PIL import Image


def image(kind="PNG", colour="red"):
    """:return: bytes of a small picture."""
    buffer = io.BytesIO()
    Image.new("RGB", (8, 4), colour).save(buffer, kind)
    return buffer.getvalue()


@dataclass(frozen=True)
class Letter:
    name: str = "x"
    logo: Optional[Picture] = Picture(image(), 40, 20, 'Знак "А" & Б')
    stamp: Optional[Picture] = Picture(image("JPEG"), 30, 30)


NO_PICTURES = Letter(logo=None, stamp=None)


def opened(content):
    """:return: the docx as python-docx sees it."""
    return python_docx.Document(io.BytesIO(content))


def names(content):
    """:return: names of the files in a docx."""
    return zipfile.ZipFile(io.BytesIO(content)).namelist()


def test_picture_is_shown_in_its_size():
    document = opened(compile_template(docx(p("a {{ logo }} b"))).render(Letter()))
    (shape,) = document.inline_shapes
    assert (shape.width, shape.height) == (Mm(40), Mm(20))
    assert document.paragraphs[0].text == "a  b"
    relation = shape._inline.graphic.graphicData.pic.blipFill.blip.embed
    assert document.part.related_parts[relation].blob == image()
    assert document.part.related_parts[relation].content_type == "image/png"
    assert shape._inline.docPr.get("descr") == 'Знак "А" & Б'


def test_missing_picture_shows_nothing():
    content = compile_template(docx(p("a{{ logo }}b"))).render(NO_PICTURES)
    assert texts(content) == ["ab"]
    assert not any("media" in name for name in names(content))


def test_same_picture_twice_is_one_file():
    content = compile_template(docx(p("{{ logo }}{{ logo }}") + p("{{ stamp }}"))).render(Letter())
    assert len([name for name in names(content) if "media" in name]) == 2
    root = etree.fromstring(part(content))
    ids = [element.get("id") for element in root.iter("{*}docPr")]
    assert len(set(ids)) == 3


def test_picture_in_header_and_text():
    header = [("word/header1.xml", "header", p("{{ logo }}"))]
    content = compile_template(docx(p("{{ logo }}"), header)).render(Letter())
    assert b"media/itcom_" in part(content, "word/_rels/header1.xml.rels")
    assert b"media/itcom_" in part(content, "word/_rels/document.xml.rels")
    assert len([name for name in names(content) if "media" in name]) == 1


def test_relations_of_the_template_stay():
    document = python_docx.Document()
    document.add_picture(io.BytesIO(image(colour="blue")))
    document.add_paragraph("{{ logo }}")
    buffer = io.BytesIO()
    document.save(buffer)
    shapes = opened(compile_template(buffer.getvalue()).render(Letter())).inline_shapes
    assert len(shapes) == 2


@pytest.mark.parametrize(
    ("picture", "reason"),
    [
        (Picture(b"GIF89a", 1, 1), "picture_format"),
        (Picture(b"<svg/>", 1, 1), "picture_format"),
        (Picture(b"", 1, 1), "picture_format"),
        (Picture(image(), 0, 1), "picture_size"),
        (Picture(image(), 1, 5000), "picture_size"),
        (Picture(image(), float("nan"), 1), "picture_size"),
    ],
)
def test_bad_picture_is_named(picture, reason):
    with pytest.raises(WrongValue) as caught:
        compile_template(docx(p("{{ logo }}"))).render(Letter(logo=picture))
    assert caught.value.params["reason"] == reason
    assert caught.value.params["tag"] == "{{ logo }}"


def test_picture_is_a_condition():
    body = p("{% if stamp %}М.П.{% endif %}")
    assert texts(compile_template(docx(body)).render(Letter())) == ["М.П."]
    assert texts(compile_template(docx(body)).render(NO_PICTURES)) == [""]


# A picture of the template that stands for one of the payload.


def with_frame(alternative_text):
    """:return: bytes of a docx with a blue picture that has this alternative text."""
    document = python_docx.Document()
    shape = document.add_picture(io.BytesIO(image(colour="blue")), Mm(10), Mm(10))
    shape._inline.docPr.set("descr", alternative_text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_frame_keeps_its_size_and_shows_the_payloads_picture():
    document = opened(compile_template(with_frame("{{ stamp }}")).render(Letter()))
    (shape,) = document.inline_shapes
    assert (shape.width, shape.height) == (Mm(10), Mm(10))
    relation = shape._inline.graphic.graphicData.pic.blipFill.blip.embed
    assert document.part.related_parts[relation].blob == image("JPEG")
    assert shape._inline.docPr.get("descr") == ""


def test_frame_without_picture_goes_away():
    document = opened(compile_template(with_frame("{{ stamp }}")).render(NO_PICTURES))
    assert len(document.inline_shapes) == 0


def test_ordinary_picture_stays():
    document = opened(compile_template(with_frame("Наш офис")).render(Letter()))
    (shape,) = document.inline_shapes
    relation = shape._inline.graphic.graphicData.pic.blipFill.blip.embed
    assert document.part.related_parts[relation].blob == image(colour="blue")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ stmp }}", "unknown_field"),
        ("{{ name }}", "wrong_value"),
        ("{{ stamp.__class__ }}", "unknown_field"),
        ("{{ stamp", None),
        ("{{ stamp stamp }}", "bad_expression"),
        ("{{ %s }}" % ("x" * 2000), "bad_expression"),
    ],
)
def test_wrong_tag_of_a_frame_is_found(text, code):
    codes = {error.code for error in check_template(with_frame(text), Letter())}
    assert codes == ({code} if code else set())


def test_part_whose_relations_are_empty():
    members = members_of(p("{{ logo }}"))
    members["word/_rels/document.xml.rels"] = '<Relationships xmlns="%srelationships"/>' % PACKAGE
    document = opened(compile_template(zipped(members)).render(Letter()))
    assert len(document.inline_shapes) == 1
