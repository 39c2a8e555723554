# Licence LGPL-3 (see LICENSE).

import io

import pytest
import scans
from itcom_core.uploads import Limits, errors, heic, inspect
from PIL import Image

HEAD = b"\0\0\0\x1cftypheic\0\0\0\0mif1heic"


def make_heic(image):
    pillow_heif = pytest.importorskip("pillow_heif")
    stream = io.BytesIO()
    pillow_heif.from_pillow(image).save(stream, quality=60)
    return stream.getvalue()


def test_a_photo_of_a_phone_becomes_a_jpeg():
    upload = inspect(make_heic(scans.print_page((800, 600))), "IMG_0001.HEIC")
    assert (upload.kind, upload.clean_name) == ("jpeg", "IMG_0001.jpg")
    assert (upload.width, upload.height, upload.warnings) == (800, 600, ("converted",))
    assert Image.open(io.BytesIO(upload.data)).format == "JPEG"


def test_its_pixels_are_counted_before_it_is_decoded():
    with pytest.raises(errors.Bomb) as caught:
        inspect(make_heic(scans.print_page((800, 600))), limits=Limits(max_pixels=479_999))
    assert caught.value.params == {"limit": 479_999, "unit": "pixels"}


def test_a_damaged_one_is_broken():
    data = make_heic(scans.print_page((800, 600)))
    for damaged in (data[:200], HEAD + b"\0" * 100):
        with pytest.raises(errors.Broken):
            inspect(damaged)


def test_without_the_library_the_sender_is_told_so(monkeypatch):
    monkeypatch.setattr(heic, "find_spec", lambda name: None)
    assert not heic.is_supported()
    with pytest.raises(errors.HeicUnsupported):
        inspect(HEAD + b"\0" * 100, "IMG_0001.HEIC")
