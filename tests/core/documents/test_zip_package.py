# Licence LGPL-3 (see LICENSE).

import datetime as dt
import io
import tracemalloc
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from itcom_core.documents import clean_name, zip_chunks


def opened(files, **options):
    """:return: the zip of these files, opened."""
    return zipfile.ZipFile(io.BytesIO(b"".join(zip_chunks(files, **options))))


def test_files_come_out_as_they_went_in():
    archive = opened([("Счёт № 17.docx", b"a" * 1000), ("Договор.docx", b"")])
    assert archive.testzip() is None
    assert archive.namelist() == ["Счёт № 17.docx", "Договор.docx"]
    assert archive.read("Счёт № 17.docx") == b"a" * 1000


def test_cyrillic_names_are_marked_as_utf_8():
    (info,) = opened([("Счёт.docx", b"x")]).infolist()
    assert info.flag_bits & 0x800


def test_no_files_make_an_empty_zip():
    assert opened([]).namelist() == []


def test_date_of_files():
    (info,) = opened([("a", b"")], modified=dt.datetime(2026, 11, 23, 10, 30)).infolist()
    assert info.date_time == (2026, 11, 23, 10, 30, 0)


def test_same_names_are_numbered_as_windows_sees_them():
    names = ["A.docx", "a.docx", "A.docx", "A (2).docx", "b", "B"]
    assert opened([(name, b"") for name in names]).namelist() == [
        "A.docx",
        "a (2).docx",
        "A (3).docx",
        "A (2) (2).docx",
        "b",
        "B (2)",
    ]


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("Счёт № 17 от 23.11.2026.docx", "Счёт № 17 от 23.11.2026.docx"),
        ('ООО "Рога/копыта": <1>?*|.docx', "ООО Рога копыта 1.docx"),
        ("..\\..\\etc/passwd", ".. .. etc passwd"),
        ("a\r\nb\tc\x00.docx", "a b c.docx"),
        ("CON.docx", "_CON.docx"),
        ("nul", "_nul"),
        ("com1.txt", "_com1.txt"),
        ("", "_"),
        ("...", "_"),
        (".docx", "_.docx"),
        ("имя. . .", "имя"),
        ("\ud800a.docx", "a.docx"),
        ("д" * 300 + ".docx", "д" * 115 + ".docx"),
    ],
)
def test_names_are_cleaned(name, clean):
    assert clean_name(name) == clean


@given(st.lists(st.text(st.characters(), max_size=20), max_size=8))
def test_any_names_make_a_zip_with_as_many_different_files(names):
    taken = opened([(name, b"x") for name in names]).namelist()
    assert len({name.casefold() for name in taken}) == len(names)
    for name in taken:
        assert name == clean_name(name)


def test_documents_are_asked_for_one_by_one_and_not_kept():
    content = bytes(100_000)

    def peak(count):
        files = (("%d.docx" % number, bytes(content)) for number in range(count))
        tracemalloc.start()
        size = sum(len(chunk) for chunk in zip_chunks(files))
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert size > count * len(content)
        return used

    assert peak(1000) < peak(10) + 3 * 2**20
