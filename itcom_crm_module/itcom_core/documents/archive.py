"""Zip archives read with bounds and written without packing again what did not change.

Reading trusts no number that the archive states: sizes are bounded before and while
inflating, so a bomb costs no more than the limit. Writing takes members in their packed
form; the bytes of an archive depend on its members alone (no clock).
"""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass

from .errors import EncryptedFile, FileTooLarge, NotADocx

MAX_ARCHIVE = 10 * 2**20
MAX_PARTS = 1000
MAX_PART = 32 * 2**20
MAX_TOTAL = 96 * 2**20
MAX_RATIO = 200
RATIO_MATTERS_FROM = 2**20  # blank drawings and empty tables of small parts pack extremely well

STORED, DEFLATED = 0, 8
UTF8_NAME = 0x800
ENCRYPTED = 0x1
DOS_EPOCH = 0x21  # 1980-01-01, the earliest date a zip can state
OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# What zipfile raises at tables of contents that make no sense.
READING_ERRORS = (
    zipfile.BadZipFile,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    ValueError,
    struct.error,
)

LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")


@dataclass(frozen=True)
class Member:
    """A file inside an archive in its packed form."""

    name: str
    method: int
    crc: int
    size: int
    packed: bytes

    def unpack(self):
        """:return: the content; its size was checked when the archive was read."""
        return zlib.decompress(self.packed, -15) if self.method == DEFLATED else self.packed


def pack(name, content, level=1):
    """:return: a member with deflated ``content`` (level 0: stored as it is)."""
    if level == 0:
        return Member(name, STORED, zlib.crc32(content), len(content), content)
    packer = zlib.compressobj(level, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    return Member(name, DEFLATED, zlib.crc32(content), len(content), packed)


def read_archive(content):
    """:return: members in the archive's order.

    :raise NotADocx, EncryptedFile, FileTooLarge: it is no archive that we take.
    """
    _refuse_at_first_sight(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
    except READING_ERRORS as error:
        raise NotADocx(reason="archive") from error
    _check_directory(infos)
    return [_read_member(content, info) for info in infos]


def _refuse_at_first_sight(content):
    if len(content) > MAX_ARCHIVE:
        raise FileTooLarge(limit="archive", allowed=MAX_ARCHIVE)
    if content.startswith(OLE_SIGNATURE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise EncryptedFile()
        raise NotADocx(reason="old_format")
    if content.count(b"PK\x01\x02") > 2 * MAX_PARTS:
        raise FileTooLarge(limit="parts", allowed=MAX_PARTS)


def _check_directory(infos):
    if len(infos) > MAX_PARTS:
        raise FileTooLarge(limit="parts", allowed=MAX_PARTS)
    if sum(info.file_size for info in infos) > MAX_TOTAL:
        raise FileTooLarge(limit="total", allowed=MAX_TOTAL)
    names = set()
    for info in infos:
        if info.flag_bits & ENCRYPTED:
            raise EncryptedFile()
        if info.file_size > MAX_PART:
            raise FileTooLarge(limit="part", allowed=MAX_PART, part=info.filename)
        if info.file_size > max(RATIO_MATTERS_FROM, MAX_RATIO * info.compress_size):
            raise FileTooLarge(limit="ratio", allowed=MAX_RATIO, part=info.filename)
        name = info.filename.lower()
        if name in names or not _is_proper(name):
            raise NotADocx(reason="part_name", part=info.filename)
        names.add(name)


def _is_proper(name):
    """:return: whether a member's name is a plain path inside the archive."""
    return "\\" not in name and not {"", ".."} & set(name.split("/"))


def _read_member(content, info):
    packed = _packed_bytes(content, info)
    if info.compress_type not in (STORED, DEFLATED):
        raise NotADocx(reason="method", part=info.filename)
    member = Member(info.filename, info.compress_type, info.CRC, info.file_size, packed)
    if not _is_whole(member):
        raise NotADocx(reason="damaged", part=info.filename)
    return member


def _packed_bytes(content, info):
    header = content[info.header_offset : info.header_offset + LOCAL.size]
    if len(header) < LOCAL.size or not header.startswith(b"PK\x03\x04"):
        raise NotADocx(reason="archive", part=info.filename)
    name_length, extra_length = LOCAL.unpack(header)[9:]
    start = info.header_offset + LOCAL.size + name_length + extra_length
    return content[start : start + info.compress_size]


def _is_whole(member):
    """:return: whether it unpacks to exactly the size and checksum that it states."""
    if member.method == STORED:
        unpacked = member.packed
    else:
        inflater = zlib.decompressobj(-15)
        try:
            unpacked = inflater.decompress(member.packed, member.size + 1)
        except zlib.error:
            return False
        if not inflater.eof or inflater.unused_data:
            return False
    return len(unpacked) == member.size and zlib.crc32(unpacked) == member.crc


def local_entry(member):
    """:return: the member as it stands in an archive: header, name, packed content."""
    name, flags = _encoded_name(member)
    header = LOCAL.pack(
        b"PK\x03\x04",
        20,
        flags,
        member.method,
        0,
        DOS_EPOCH,
        member.crc,
        len(member.packed),
        member.size,
        len(name),
        0,
    )
    return b"".join((header, name, member.packed))


def directory_entry(member, offset):
    """:return: the line of the archive's table of contents for a member at ``offset``."""
    name, flags = _encoded_name(member)
    header = CENTRAL.pack(
        b"PK\x01\x02",
        20,
        20,
        flags,
        member.method,
        0,
        DOS_EPOCH,
        member.crc,
        len(member.packed),
        member.size,
        len(name),
        0,
        0,
        0,
        0,
        0,
        offset,
    )
    return header + name


def directory_end(count, size, offset):
    """:return: the record that closes an archive of ``count`` members."""
    return END.pack(b"PK\x05\x06", 0, 0, count, count, size, offset, 0)


def _encoded_name(member):
    name = member.name.encode("utf-8")
    return name, 0 if len(name) == len(member.name) else UTF8_NAME


class Skeleton:
    """The members of an archive that never change, laid out once, at its beginning."""

    def __init__(self, members):
        entries, directory, offset = [], [], 0
        for member in members:
            entry = local_entry(member)
            directory.append(directory_entry(member, offset))
            entries.append(entry)
            offset += len(entry)
        self._count = len(entries)
        self._entries = b"".join(entries)
        self._directory = b"".join(directory)

    def with_members(self, members):
        """:return: bytes of the archive with these members added."""
        entries, directory = [self._entries], [self._directory]
        offset = len(self._entries)
        for member in members:
            entry = local_entry(member)
            entries.append(entry)
            directory.append(directory_entry(member, offset))
            offset += len(entry)
        size = sum(map(len, directory))
        end = directory_end(self._count + len(members), size, offset)
        return b"".join(entries + directory + [end])
