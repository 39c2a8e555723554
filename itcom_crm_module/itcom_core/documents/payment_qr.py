"""Payment code of GOST R 56042-2014, which bank applications fill a payment order from."""

import functools
import io
from decimal import Decimal

import segno
from PIL import Image, ImageOps

from .picture import Picture

ENCODINGS = (("2", "utf-8"), ("1", "cp1251"))
SEPARATORS = "|~^;#@$&!"
MAX_MANDATORY = 300
MAX_LENGTHS = {"Name": 160, "BankName": 45, "Purpose": 210, "PayeeINN": 12, "KPP": 9}
EXACT_LENGTHS = {"PersonalAcc": 20, "BIC": 9, "CorrespAcc": 20}
KOPECKS = Decimal(100)
SIZE_MM = 33
PIXELS_PER_MODULE = 4
QUIET_ZONE = 2  # modules; the page around is white as well
WHITE = 255
MODULE_COLOURS = [WHITE, 0] + [0] * 254
# A code is right with any mask, and to try all eight takes five times as long as the code itself:
# of 60 codes shrunk, turned and read back, the standard's choice was read no more often.
MASK = 2


def payment_picture(payee, account, amount, purpose):
    """:return: :class:`Picture` of the code, or None when the requisites don't make one."""
    content = payment_text(payee, account, amount, purpose)
    if content is None:
        return None
    return Picture(_png(content), SIZE_MM, SIZE_MM, "QR: " + purpose)


def payment_text(payee, account, amount, purpose):
    """What the code says, by the tables of the standard.

    The header and the five mandatory requisites take 300 bytes at most. A payee's name that
    is too long for that in UTF-8 is written in windows-1251, and cut if it does not fit even so.

    :param payee: object with ``name``, ``inn`` and ``kpp``.
    :param account: :class:`~.payload.BankAccount` of the payee.
    :param amount: roubles, Decimal.
    :return: bytes, or None when a mandatory requisite is missing or has a wrong length.
    """
    mandatory = {
        "Name": payee.name,
        "PersonalAcc": account.number,
        "BankName": account.bank_name,
        "BIC": account.bic,
        "CorrespAcc": account.correspondent_account,
    }
    more = {
        "Sum": str(int(amount * KOPECKS)),
        "Purpose": purpose,
        "PayeeINN": payee.inn,
        "KPP": payee.kpp,
    }
    mandatory, more = _tidy(mandatory), _tidy(more)
    separator = _separator("".join([*mandatory.values(), *more.values()]))
    if not separator or not _is_complete(mandatory):
        return None
    for code, encoding in ENCODINGS:
        head = "ST0001" + code
        if len(_joined(head, mandatory, separator, encoding)) <= MAX_MANDATORY:
            break
    excess = len(_joined(head, mandatory, separator, encoding)) - MAX_MANDATORY
    if excess > 0:
        mandatory["Name"] = mandatory["Name"][:-excess]
    return _joined(head, {**mandatory, **more}, separator, encoding)


def _tidy(fields):
    """:return: the fields that have a value, in one line and within their lengths."""
    return {
        name: " ".join(value.split())[: MAX_LENGTHS.get(name)]
        for name, value in fields.items()
        if value
    }


def _is_complete(mandatory):
    return all(mandatory.get(name) for name in ("Name", "BankName")) and all(
        len(mandatory.get(name, "")) == length for name, length in EXACT_LENGTHS.items()
    )


def _separator(text):
    """:return: the first separator that does not stand in ``text``, or ""."""
    return next((separator for separator in SEPARATORS if separator not in text), "")


def _joined(head, fields, separator, encoding):
    pieces = [head] + ["%s=%s" % field for field in fields.items()]
    return separator.join(pieces).encode(encoding, "replace")


@functools.lru_cache(maxsize=256)
def _png(content):
    """:return: the code as PNG in black and white."""
    modules = segno.make_qr(content, error="m", mode="byte", mask=MASK).matrix
    side = len(modules)
    image = Image.frombytes("L", (side, side), b"".join(modules)).point(MODULE_COLOURS)
    image = ImageOps.expand(image, QUIET_ZONE, WHITE)
    image = ImageOps.scale(image, PIXELS_PER_MODULE, Image.NEAREST)
    buffer = io.BytesIO()
    image.convert("1").save(buffer, "PNG")
    return buffer.getvalue()
