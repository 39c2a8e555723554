# Licence LGPL-3 (see LICENSE).

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from itcom_core.uploads import clean_name


@pytest.mark.parametrize(
    "sent, kept",
    [
        ("Паспорт: стр. 2.PDF", "Паспорт_ стр. 2.pdf"),
        ("скан СНИЛС № 5.jpeg", "скан СНИЛС № 5.pdf"),
        ("C:\\Users\\Иван\\scan.pdf", "scan.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("..\\..\\boot.ini", "boot.pdf"),
        ("scan.pdf.exe", "scan.pdf.pdf"),
        ("a\0b\r\nc.pdf", "ab c.pdf"),
        ("scan\u202efdp.exe", "scanfdp.pdf"),
        ("и\u0306од.pdf", "йод.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("...", "scan.pdf"),
        ("", "scan.pdf"),
        ("/", "scan.pdf"),
        ("con.pdf", "_con.pdf"),
        ("LPT1.tar.pdf", "_LPT1.tar.pdf"),
        ("договор от 01.02.2026", "договор от 01.02.pdf"),
        ("я" * 300 + ".pdf", "я" * 100 + ".pdf"),
        ('"><script>.pdf', "_script_.pdf"),
    ],
)
def test_what_a_person_reads_stays(sent, kept):
    assert clean_name(sent, "pdf") == kept


@given(st.text(max_size=2000) | st.text("./\\ \0\u202eя", max_size=50))
def test_no_name_can_do_harm(sent):
    name = clean_name(sent, "pdf")
    stem = name[: -len(".pdf")]
    assert name.endswith(".pdf") and 1 <= len(stem) <= 101
    assert not set(name) & set('/\\<>:"|?*\0')
    assert not stem.startswith(".") and stem == stem.strip(" .")
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in name)
    assert len(name.encode()) <= 255 or max(map(ord, name)) > 0x7FF
