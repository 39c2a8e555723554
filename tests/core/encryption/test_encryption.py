# Licence LGPL-3 (see LICENSE).
"""What is encrypted comes back whole, or not at all."""

import base64
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from itcom_core import encryption
from itcom_core.encryption import CHUNK, MAGIC, TAG_BYTES, BadKeys, Damaged, Keys, UnknownKey

OLD, NEW = bytes(range(32)), bytes(range(32, 64))
KEYS = Keys("new", {"new": NEW, "old": OLD})
ONLY_OLD = Keys("old", {"old": OLD})
SIZES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 5)


def content(size):
    return (b"passport " * (size // 9 + 1))[:size]


@pytest.mark.parametrize("size", SIZES)
def test_what_is_encrypted_comes_back(size):
    sealed = encryption.encrypt_bytes(content(size), KEYS)
    assert encryption.decrypt_bytes(sealed, KEYS) == content(size)
    assert b"passport" not in sealed


def test_the_same_content_is_never_the_same_file():
    one, two = (encryption.encrypt_bytes(b"passport", KEYS) for _ in range(2))
    assert one != two


def test_old_keys_decrypt_and_the_first_encrypts():
    sealed = encryption.encrypt_bytes(b"passport", ONLY_OLD)
    assert encryption.decrypt_bytes(sealed, KEYS) == b"passport"
    with pytest.raises(UnknownKey) as caught:
        encryption.decrypt_bytes(encryption.encrypt_bytes(b"passport", KEYS), ONLY_OLD)
    assert caught.value.params == {"key": "new"}


def test_without_keys_the_missing_one_is_named():
    with pytest.raises(UnknownKey, match="old"):
        encryption.decrypt_bytes(encryption.encrypt_bytes(b"passport", ONLY_OLD), None)


def test_another_key_of_the_same_name_opens_nothing():
    sealed = encryption.encrypt_bytes(b"passport", ONLY_OLD)
    with pytest.raises(Damaged):
        encryption.decrypt_bytes(sealed, Keys("old", {"old": NEW}))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_one_changed_byte_anywhere_is_noticed(data):
    sealed = bytearray(encryption.encrypt_bytes(content(500), KEYS))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises((Damaged, UnknownKey)):
        encryption.decrypt_bytes(bytes(sealed), KEYS)


@pytest.mark.parametrize("size", SIZES[1:])
def test_a_cut_file_is_noticed_wherever_it_is_cut(size):
    sealed = encryption.encrypt_bytes(content(size), KEYS)
    header = len(MAGIC) + 1 + len("new") + 16
    ends = {0, 5, header, header + 1, len(sealed) - 1, len(sealed) - TAG_BYTES}
    ends |= {header + number * (CHUNK + TAG_BYTES) for number in range(1, size // CHUNK + 1)}
    for end in ends - {len(sealed)}:
        with pytest.raises(Damaged):
            encryption.decrypt_bytes(sealed[:end], KEYS)


def test_swapped_and_repeated_chunks_are_noticed():
    sealed = encryption.encrypt_bytes(content(3 * CHUNK), KEYS)
    header, body = sealed[: -3 * (CHUNK + TAG_BYTES)], sealed[-3 * (CHUNK + TAG_BYTES) :]
    one, two, last = (
        body[start : start + CHUNK + TAG_BYTES] for start in range(0, len(body), CHUNK + TAG_BYTES)
    )
    for forged in (two + one + last, one + one + last, one + two + last + last, one + last):
        with pytest.raises(Damaged):
            encryption.decrypt_bytes(header + forged, KEYS)


def test_a_chunk_of_another_file_is_noticed():
    files = [encryption.encrypt_bytes(content(2 * CHUNK), KEYS) for _ in range(2)]
    with pytest.raises(Damaged):
        encryption.decrypt_bytes(
            files[0][: -CHUNK - TAG_BYTES] + files[1][-CHUNK - TAG_BYTES :], KEYS
        )


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_nonsense_is_damaged_and_nothing_else(nonsense):
    for text in (nonsense, MAGIC + nonsense):
        with pytest.raises((Damaged, UnknownKey)):
            encryption.decrypt_bytes(text, KEYS)


def test_a_large_file_passes_in_small_pieces():
    target = io.BytesIO()
    encryption.encrypt(io.BytesIO(content(10 * CHUNK)), target, KEYS)
    target.seek(0)
    assert max(map(len, encryption.decrypt(target, KEYS))) == CHUNK


# Keys


def setting(*items):
    return ",".join("%s:%s" % (name, base64.b64encode(key).decode()) for name, key in items)


def test_the_setting_is_read_in_its_order():
    keys = encryption.parse_keys(" %s " % setting(("new", NEW), ("old", OLD)).replace(",", " , "))
    assert keys == KEYS


@pytest.mark.parametrize("text", [None, "", " ", ","])
def test_no_setting_no_keys(text):
    assert encryption.parse_keys(text) is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (setting(("a", NEW[:31])), "a"),
        (setting(("a", NEW), ("a", OLD)), "a"),
        ("a:not base64!", "a"),
        ("secretwithoutname", "1"),
        (":" + base64.b64encode(NEW).decode(), "1"),
        (setting(("a", NEW)) + ",имя:" + base64.b64encode(OLD).decode(), "2"),
    ],
)
def test_a_bad_setting_is_refused_and_its_key_never_told(text, named):
    with pytest.raises(BadKeys) as caught:
        encryption.parse_keys(text)
    assert caught.value.params == {"key": named}
