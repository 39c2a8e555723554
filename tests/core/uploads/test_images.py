# Licence LGPL-3 (see LICENSE).

import io
import struct
import zlib
from dataclasses import replace

import pytest
import scans
from hypothesis import given, settings
from hypothesis import strategies as st
from itcom_core.uploads import (
    Limits,
    admit,
    errors,
    inspect,
    jpeg,
    look,
    process,
    rotate,
    strip_metadata,
)
from PIL import Image, ImageChops, ImageOps, PngImagePlugin

PHOTO = scans.encode(scans.print_page(), quality=85)
PICTURE = scans.encode(scans.print_page((640, 480)), "PNG")


def upright(data):
    return ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB")


def differs(one, other):
    return ImageChops.difference(one, other).getbbox() is not None


# What it is


@pytest.mark.parametrize(
    "data, kind, mimetype, name",
    [
        (PHOTO, "jpeg", "image/jpeg", "Паспорт.jpg"),
        (PICTURE, "png", "image/png", "Паспорт.png"),
        (scans.encode(scans.print_page(), progressive=True), "jpeg", "image/jpeg", "Паспорт.jpg"),
        (scans.encode(scans.print_page().convert("CMYK")), "jpeg", "image/jpeg", "Паспорт.jpg"),
    ],
)
def test_the_content_tells_the_kind_and_not_the_name(data, kind, mimetype, name):
    upload = inspect(data, "Паспорт.pdf")
    assert (upload.kind, upload.mimetype, upload.clean_name) == (kind, mimetype, name)
    assert (upload.pages, upload.warnings) == (1, ())
    assert (upload.width, upload.height) == Image.open(io.BytesIO(data)).size


@pytest.mark.parametrize(
    "data",
    [
        b"MZ\x90\x00" + b"\0" * 1000,
        b"PK\x03\x04" + b"\0" * 1000,
        b"PK\x03\x04%PDF-1.4" + b"\0" * 1000,
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"<!DOCTYPE html><script>alert(1)</script>%PDF-1.4",
        b"GIF89a" + b"\0" * 100,
        b"II*\0" + b"\0" * 100,
        b"RIFF\0\0\0\0WEBPVP8 ",
        b"\0\0\0\x20ftypavif" + b"\0" * 100,
        b"x",
    ],
)
def test_anything_else_is_refused_whatever_its_name_says(data):
    with pytest.raises(errors.UnknownType):
        inspect(data, "passport.jpg")


def test_nothing_and_too_much_are_refused_first():
    with pytest.raises(errors.Empty):
        inspect(b"", "passport.jpg")
    with pytest.raises(errors.TooBig) as caught:
        inspect(b"x" * 101, "passport.jpg", Limits(max_bytes=100))
    assert caught.value.params == {"limit": 100}


@pytest.mark.parametrize("data", [PHOTO, PICTURE])
@pytest.mark.parametrize("share", [0.01, 0.3, 0.9, 0.999])
def test_a_file_that_was_cut_off_is_broken(data, share):
    with pytest.raises(errors.Broken):
        inspect(data[: int(len(data) * share)], "passport.jpg")


def test_fill_bytes_between_segments_are_passed_over():
    start = PHOTO.find(b"\xff\xdb")
    filled = PHOTO[:start] + b"\xff\xff" + PHOTO[start:]
    assert strip_metadata(filled) == strip_metadata(PHOTO)


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8\xff\xe0",
        b"\xff\xd8\xff\xda\0\x03x data \xff\xd9",
        b"\xff\xd8\xff\xdb\0\x01\xff\xd9",
        PICTURE[:8] + b"\xff\xff\xff\xffIDAT" + PICTURE[8:],
        PICTURE[:8] + scans.png_chunk(b"IEND", b""),
        scans.png_header_only(600, 600).replace(b"IHDR", b"IHDX"),
        scans.png_header_only(600, 600),
    ],
)
def test_a_skeleton_of_a_picture_is_broken(data):
    with pytest.raises(errors.Broken):
        inspect(data)


def test_what_cannot_be_decoded_cannot_be_turned():
    with pytest.raises(errors.Broken):
        rotate(scans.png_header_only(600, 600), 90)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_damaged_file_is_taken_or_refused_and_nothing_else(data):
    original = bytearray(data.draw(st.sampled_from([PHOTO, PICTURE])))
    for _damage in range(data.draw(st.integers(1, 5))):
        # Damage near the start hits tables and headers, where decoders are most at risk.
        position = data.draw(st.integers(0, 700) | st.integers(0, len(original) - 1))
        original[position] = data.draw(st.integers(0, 255))
    try:
        upload = inspect(bytes(original), "x", Limits(refuse_poor=False))
    except errors.UploadError as error:
        assert error.code
    else:
        assert upload.data and upload.preview


# How large it is


def test_too_few_pixels():
    with pytest.raises(errors.TooSmall) as caught:
        inspect(scans.encode(scans.print_page((1200, 400))))
    assert caught.value.params == {"limit": 480, "width": 1200, "height": 400}


@pytest.mark.parametrize("size", [(30_000, 30_000), (8001, 8000), (2**31 - 1, 2**31 - 1)])
def test_a_picture_that_would_unpack_to_too_much_is_refused_by_its_header(size):
    with pytest.raises(errors.Bomb) as caught:
        inspect(scans.png_header_only(*size))
    assert caught.value.params == {"limit": 64_000_000, "unit": "pixels"}


def test_pixels_that_take_too_much_memory_or_time_are_refused(monkeypatch):
    data = scans.encode(Image.new("RGB", (7900, 8000)), "PNG", compress_level=1)
    with monkeypatch.context() as patch:
        patch.setattr(process, "MEMORY_LIMIT", 256 * 1024 * 1024)
        with pytest.raises(errors.Bomb) as caught:
            inspect(data)
        assert caught.value.params["unit"] == "bytes"
    data = scans.encode(Image.new("L", (8000, 7900)), progressive=True)
    _marker, start, end = list(jpeg._segments(data))[-1]
    data = data[:-2] + data[start:end] * 50 + data[-2:]
    monkeypatch.setattr(process, "CPU_SECONDS", 1)
    with pytest.raises(errors.Bomb) as caught:
        inspect(data)
    assert caught.value.params == {"limit": 1, "unit": "seconds"}


def test_pixels_that_end_too_early_are_broken():
    data = (
        scans.png_header_only(600, 600)[:33]
        + scans.png_chunk(b"IDAT", b"nonsense")
        + scans.png_chunk(b"IEND", b"")
    )
    with pytest.raises(errors.Broken):
        look(admit(data).data)


def test_a_picture_of_endless_scans_is_refused():
    data = scans.encode(scans.print_page((600, 480)), progressive=True)
    start = data.rfind(b"\xff\xda")
    many = data[:start] + data[start:-2] * 100 + b"\xff\xd9"
    with pytest.raises(errors.Bomb) as caught:
        inspect(many)
    assert caught.value.params["unit"] == "scans"


def test_packed_texts_in_a_png_are_never_unpacked():
    bomb = scans.png_chunk(b"zTXt", b"note\0\0" + zlib.compress(b"\0" * 50_000_000))
    upload = inspect(PICTURE[:33] + bomb + PICTURE[33:])
    assert b"zTXt" not in upload.data


# What it gives away


@pytest.mark.parametrize("orientation", range(1, 9))
def test_place_and_camera_go_and_the_picture_stays_as_it_was_shown(orientation):
    page = scans.marked_page()
    data = scans.encode(page, exif=scans.exif_with_location(orientation))
    data = data[:2] + b"\xff\xfe\x00\x08secret" + data[2:]
    assert b"secret" in data
    assert b"SecretCamera" in data and Image.open(io.BytesIO(data)).getexif().get(0x8825)
    upload = inspect(data)
    exif = Image.open(io.BytesIO(upload.data)).getexif()
    assert dict(exif) == ({0x0112: orientation} if orientation > 1 else {})
    assert b"Secret" not in upload.data and b"secret" not in upload.data
    assert not differs(upright(upload.data), upright(data))
    assert (upload.width, upload.height) == upright(data).size


@pytest.mark.parametrize(
    "exif",
    [
        b"Exif\0\0",
        b"Exif\0\0MM\0\x2a\xff\xff\xff\xff",
        b"Exif\0\0II\x2a\0\x08\0\0\0\xff\xff",
        b"Exif\0\0XX\0\x2a\0\0\0\x08\0\x01",
        scans.exif_with_location(77),
        scans.exif_with_location().replace(b"\x01\x12", b"\x01\x13"),
    ],
)
def test_nonsense_about_the_orientation_means_upright(exif):
    segment = struct.pack(">BBH", 0xFF, 0xE1, 2 + len(exif)) + exif
    data = PHOTO[:2] + segment + PHOTO[2:]
    assert strip_metadata(data) == strip_metadata(PHOTO)


def test_what_hides_behind_the_end_goes():
    assert strip_metadata(PHOTO + b"PK\x03\x04 a zip") == strip_metadata(PHOTO)
    assert strip_metadata(PICTURE + b"<script>") == strip_metadata(PICTURE)


def test_texts_of_a_png_go_and_its_pixels_stay():
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "secret")
    page = scans.marked_page()
    data = scans.encode(page, "PNG", pnginfo=info, exif=scans.exif_with_location())
    stripped = strip_metadata(data)
    assert b"secret" not in stripped and b"SecretCamera" not in stripped
    assert not differs(upright(stripped), page)


def test_stripping_twice_changes_nothing_more():
    for data in (PHOTO, PICTURE):
        assert strip_metadata(strip_metadata(data)) == strip_metadata(data)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_behind_a_jpegs_mark_are_broken_or_clean(tail):
    try:
        cleaned = jpeg.clean(b"\xff\xd8\xff" + tail)
    except errors.Broken:
        return
    assert jpeg.clean(cleaned) == cleaned


# Whether it can be read


@pytest.mark.parametrize("size", [(1200, 900), (900, 1200), (2400, 1800)])
@pytest.mark.parametrize("ink", [scans.INK, 180])
@pytest.mark.parametrize("noise", [0, 40])
def test_a_sharp_page_is_taken_dark_or_pale_noisy_or_not(size, ink, noise):
    page = scans.print_page(size, ink=ink, noise=noise)
    assert inspect(scans.encode(page, quality=80)).warnings == ()


def test_one_line_on_an_empty_page_is_enough():
    page = scans.blank_page()
    page.paste(scans.print_page().crop((60, 60, 400, 80)), (60, 60))
    assert inspect(scans.encode(page)).warnings == ()


@pytest.mark.parametrize("data", [PHOTO, PICTURE])
def test_a_look_can_wait(data, monkeypatch):
    at_once = inspect(data, "a")
    with monkeypatch.context() as patch:
        patch.setattr(process, "run", None)
        upload = admit(data, "a")
    assert upload.preview is None and upload.picture == at_once.data
    assert replace(upload, preview=look(upload.data).preview) == at_once


def test_what_waits_for_a_look_is_refused_by_it():
    upload = admit(scans.encode(scans.blank_page()))
    with pytest.raises(errors.Blank):
        look(upload.data)
    assert look(upload.data, Limits(refuse_poor=False)).warnings == ("blank",)


def test_a_blank_page_is_refused_and_only_warned_of_when_the_sender_insists():
    data = scans.encode(scans.blank_page())
    with pytest.raises(errors.Blank):
        inspect(data)
    assert inspect(data, limits=Limits(refuse_poor=False)).warnings == ("blank",)


@pytest.mark.parametrize("size", [(1000, 750), (2000, 1500)])
def test_a_blurred_page_is_refused_and_only_warned_of_when_the_sender_insists(size):
    blur = 5 * size[0] / 1000
    data = scans.encode(scans.print_page(size, blur=blur))
    with pytest.raises(errors.Blurred):
        inspect(data)
    assert inspect(data, limits=Limits(refuse_poor=False)).warnings == ("blurred",)


def test_a_little_blur_is_taken():
    assert inspect(scans.encode(scans.print_page(blur=1.2))).warnings == ()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I"])
def test_every_way_of_storing_pixels_is_seen_alike(mode):
    page = scans.print_page((800, 600))
    page = page.convert("L").point(lambda level: level * 257, "I") if mode == "I" else page
    page = page.convert("L").convert("1") if mode == "1" else page.convert(mode)
    upload = inspect(scans.encode(page, "PNG"))
    preview = Image.open(io.BytesIO(upload.preview)).convert("L")
    assert 150 < sum(preview.getdata()) / (preview.width * preview.height) < 250


def test_what_is_transparent_is_white():
    layer = Image.new("RGBA", (600, 480), (0, 0, 0, 0))
    layer.paste(scans.print_page((300, 480)).convert("RGBA"), (0, 0))
    preview = Image.open(io.BytesIO(inspect(scans.encode(layer, "PNG")).preview))
    assert min(preview.getpixel((preview.width - 20, 20))) > 240


# What it becomes


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("degrees", [90, 180, 270, -90, 450])
def test_a_jpeg_turns_clockwise_without_being_encoded_anew(orientation, degrees):
    data = scans.encode(scans.marked_page(), exif=scans.exif_with_location(orientation))
    expected = upright(data).rotate(-degrees, expand=True)
    assert not differs(upright(rotate(data, degrees)), expected)
    assert data[data.find(b"\xff\xda") : -2] in rotate(data, degrees)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_png_turns_clockwise_and_keeps_its_pixels(degrees):
    page = scans.marked_page()
    turned = rotate(scans.encode(page, "PNG"), degrees)
    assert not differs(upright(turned), page.rotate(-degrees, expand=True))
    assert rotate(turned, 360 - degrees) == rotate(rotate(turned, 180), 180 - degrees)


def test_only_quarter_turns_of_a_scan_are_possible():
    assert rotate(PHOTO, 0) == PHOTO and rotate(PICTURE, 720) == PICTURE
    with pytest.raises(errors.InvalidAngle):
        rotate(PHOTO, 45)
    with pytest.raises(errors.UnknownType):
        rotate(b"GIF89a", 90)
    with pytest.raises(errors.Bomb):
        rotate(scans.png_header_only(30_000, 30_000), 90)


@pytest.mark.parametrize("data", [PHOTO, PICTURE])
def test_previews_are_small_upright_and_say_nothing_else(data):
    small = Image.open(io.BytesIO(inspect(data).preview))
    assert max(small.size) == 320 and small.format == "JPEG" and not small.getexif()


def test_a_preview_stands_upright():
    data = scans.encode(scans.marked_page(), exif=scans.exif_with_location(6))
    preview = Image.open(io.BytesIO(inspect(data).preview))
    red, green, _blue = preview.getpixel((preview.width - 8, 8))
    assert preview.width < preview.height and red > 200 > 100 > green
