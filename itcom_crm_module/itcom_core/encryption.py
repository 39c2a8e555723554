"""Files encrypted at rest: authenticated, in chunks, with keys that can be changed.

What it is
    ``MAGIC``, length of the key's name (1 byte), the name, a salt of 16 bytes: the header. Then
    chunks of ``CHUNK`` bytes, each encrypted by AES-256-GCM with its tag of 16 bytes behind it.

How it works
    Every file has a key of its own, derived from the named key and the salt by HKDF-SHA256 over
    the header; so a counter is nonce enough. The nonce also says whether the chunk is the last
    one: chunks can't be swapped, dropped or added, and a file that was cut is noticed.

Memory
    Two chunks, however large the file is.
"""

import base64
import binascii
import io
import os
import re
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.backends import default_backend
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .errors import ItcomError

MAGIC = b"ITCOM-SCAN-1\n"
CHUNK = 1 << 16
KEY_BYTES = 32
SALT_BYTES = 16
TAG_BYTES = 16

_NAME = re.compile(r"[A-Za-z0-9_-]{1,32}")


class BadKeys(ItcomError):
    """The setting of the keys can't be used; ``params["key"]`` is the name or place of the one."""

    code = "encryption_keys"


class UnknownKey(ItcomError):
    """No key of the name ``params["key"]`` is there to decrypt with."""

    code = "encryption_unknown_key"


class Damaged(ItcomError):
    """Not what was encrypted: cut, changed, or encrypted with another key of the same name."""

    code = "encryption_damaged"


class Keys(NamedTuple):
    """Keys by name; ``current`` is the name of the one to encrypt with."""

    current: str
    by_name: dict


def parse_keys(setting):
    """Read ``name:base64,name:base64``; the first key encrypts, the others only decrypt.

    :param setting: text; empty or None when there are no keys.
    :return: :class:`Keys`, or None without keys.
    :raise BadKeys: a name or a key is not well-formed, or a name stands twice.
    """
    keys = {}
    for place, item in enumerate(filter(None, map(str.strip, (setting or "").split(","))), 1):
        name, _colon, text = item.partition(":")
        try:
            key = base64.b64decode(text, validate=True)
        except binascii.Error:
            key = b""
        if not _NAME.fullmatch(name) or len(key) != KEY_BYTES or name in keys:
            # Never the item itself: a key must not get into a message or a log.
            raise BadKeys(key=name if _NAME.fullmatch(name) and text else str(place))
        keys[name] = key
    return Keys(next(iter(keys)), keys) if keys else None


def encrypt(source, target, keys):
    """Encrypt the binary file ``source`` into the binary file ``target``."""
    name = keys.current.encode("ascii")
    header = MAGIC + bytes([len(name)]) + name + os.urandom(SALT_BYTES)
    cipher = _cipher(keys.by_name[keys.current], header)
    target.write(header)
    counter, chunk = 0, source.read(CHUNK)
    while True:
        following = source.read(CHUNK)
        target.write(cipher.encrypt(_nonce(counter, not following), chunk, header))
        if not following:
            return
        counter, chunk = counter + 1, following


def decrypt(source, keys):
    """:return: iterator of the chunks that were encrypted.

    :raise UnknownKey: the key's name is in the header and not in ``keys`` (which may be None).
    :raise Damaged: at the chunk that is not authentic; what came before it was.
    """
    header, name = _read_header(source)
    if not keys or name not in keys.by_name:
        raise UnknownKey(key=name)
    cipher = _cipher(keys.by_name[name], header)
    counter, chunk = 0, source.read(CHUNK + TAG_BYTES)
    while True:
        following = source.read(CHUNK + TAG_BYTES)
        try:
            yield cipher.decrypt(_nonce(counter, not following), chunk, header)
        except (InvalidTag, ValueError):
            raise Damaged(key=name, chunk=counter) from None
        if not following:
            return
        counter, chunk = counter + 1, following


def encrypt_bytes(content, keys):
    """:return: ``content`` encrypted."""
    target = io.BytesIO()
    encrypt(io.BytesIO(content), target, keys)
    return target.getvalue()


def decrypt_bytes(content, keys):
    """:return: what :func:`encrypt_bytes` was given: all of it or an error, as :func:`decrypt`."""
    return b"".join(decrypt(io.BytesIO(content), keys))


def _read_header(source):
    start = source.read(len(MAGIC) + 1)
    if len(start) != len(MAGIC) + 1 or not start.startswith(MAGIC):
        raise Damaged(key="", chunk=0)
    rest = source.read(start[-1] + SALT_BYTES)
    name = rest[: start[-1]].decode("ascii", "replace")
    if len(rest) != start[-1] + SALT_BYTES or not _NAME.fullmatch(name):
        raise Damaged(key="", chunk=0)
    return start + rest, name


def _cipher(key, header):
    derived = HKDF(SHA256(), KEY_BYTES, header[-SALT_BYTES:], header, backend=default_backend())
    return AESGCM(derived.derive(key))


def _nonce(counter, is_last):
    return counter.to_bytes(11, "big") + bytes([is_last])
