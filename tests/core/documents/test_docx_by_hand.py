# Licence LGPL-3 (see LICENSE).
"""Templates as people and their programs leave them."""

import time
from pathlib import Path

import pytest
from docx_tools import docx, p, part, r, tbl, texts, tr
from itcom_core.documents import check_template, compile_template
from itcom_core.documents.errors import RenderLimit
from itcom_core.documents.samples import invoice

DATA = Path(__file__).parent / "data"


def test_template_edited_in_libreoffice():
    """An invoice's template, some placeholders made half bold or half italic, saved by Writer."""
    edited = (DATA / "edited_in_libreoffice.docx").read_bytes()
    assert b"{{ total|words }}" not in part(edited)
    assert check_template(edited, invoice()) == []
    shown = [" ".join(text.split()) for text in texts(compile_template(edited).render(invoice()))]
    for says in (
        "ООО «Ромашка», ИНН 7700000016, КПП 770001001, 101000, г. Москва, "
        "ул. Мясницкая, д. 3, стр. 1",
        "Сертификат электронной подписи для торгов, 12 месяцев",
        "Выезд специалиста",
        "24 400,00",
        "Двадцать шесть тысяч двести тридцать рублей 00 копеек",
    ):
        assert says in shown
    assert not [text for text in shown if "{" in text or "}" in text]


@pytest.mark.parametrize(
    "tag",
    [
        "{{ number|default(«нет») }}",
        "{{ number|default(„нет“) }}",
        "{{ number|default(‘нет’) }}",
        "{{\u00a0number\u00a0}}",
        "{{\u2003number|default(“a «b» c”) }}",
    ],
)
def test_quotes_and_spaces_that_word_puts_in(tag):
    assert check_template(docx(p(tag)), invoice()) == []
    assert texts(compile_template(docx(p(tag))).render(invoice())) == ["17"]


@pytest.mark.parametrize(
    ("string", "shown"),
    [
        ('"ООО «Ромашка» ‘и’ “другие”"', "ООО «Ромашка» ‘и’ “другие”"),
        ("«ООО «Ромашка» и другие»", "ООО «Ромашка» и другие"),
        ("“ООО «Ромашка»”", "ООО «Ромашка»"),
        ('“a "b" c”', 'a "b" c'),
        ("'a \"b\" c'", 'a "b" c'),
        ("‘it's’", "it's"),
        ("“a\\b”", "a\\b"),
    ],
)
def test_quotes_inside_a_string_stay(string, shown):
    body = p("{{ none|default(%s) }}" % string)
    assert texts(compile_template(docx(body)).render(invoice())) == [shown]


def test_numbers_of_paragraphs_are_not_repeated_with_a_row():
    row = tr("{%tr for line in lines %}{{ line.name }}{%tr endfor %}").replace(
        "<w:p>",
        '<w:p xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
        'w:rsidR="00AB12CD" w14:paraId="11111111" w14:textId="77777777">',
    )
    content = part(compile_template(docx(tbl(row))).render(invoice()))
    assert b"paraId" not in content and b"rsid" not in content


def test_tag_in_hyperlink_and_tracked_insertion():
    body = '<w:p><w:hyperlink w:anchor="x">%s</w:hyperlink><w:ins w:id="1">%s</w:ins>%s</w:p>' % (
        r("{{ num"),
        r("ber }} {{ "),
        r("deal_number }}"),
    )
    assert texts(compile_template(docx(body)).render(invoice())) == ["17 СД-00042"]


@pytest.mark.parametrize(
    "text",
    [
        "{" * 200_000,
        "{{" * 100_000,
        "{%" * 100_000,
        "{{ " + "a" * 200_000,
        "}}" * 100_000,
        "{# " * 60_000,
        "{{ {% " * 30_000,
    ],
)
def test_heaps_of_braces_take_no_time(text):
    content = docx(p(text))
    start = time.process_time()
    assert len(check_template(content, invoice())) <= 1
    assert time.process_time() - start < 3


def test_heaps_of_tags_are_refused():
    (error,) = check_template(docx(p("{{ number }}") * 6000), invoice())
    assert isinstance(error, RenderLimit)
