# Licence LGPL-3 (see LICENSE).
"""Files with one SHA-1: whatever follows, the same in both, leaves them one.

Stevens et al., "The first collision for full SHA-1", 2017, shattered.io.
"""

COLLISION_START = (
    b"%PDF-1.3\n%\xe2\xe3\xcf\xd3\n\n\n1 0 obj\n<</Width 2 0 R/Height 3 0 R/Type 4 0 R/Subtype "
    b"5 0 R/Filter 6 0 R/ColorSpace 7 0 R/Length 8 0 R/BitsPerComponent 8>>\nstream\n\xff\xd8\xff"
    b"\xfe\x00$SHA-1 is dead!!!!!\x85/\xec\t#9u\x9c9\xb1\xa1\xc6<L\x97\xe1\xff\xfe\x01"
)
COLLIDING_BLOCKS = [
    bytes.fromhex(text)
    for text in (
        "7f46dc93a6b67e013b029aaa1db2560b45ca67d688c7f84b8c4c791fe02b3df6"
        "14f86db1690901c56b45c1530afedfb76038e972722fe7ad728f0e4904e046c2"
        "30570fe9d41398abe12ef5bc942be33542a4802d98b5d70f2a332ec37fac3514"
        "e74ddc0f2cc1a874cd0c78305a21566461309789606bd0bf3f98cda8044629a1",
        "7346dc9166b67e118f029ab621b2560ff9ca67cca8c7f85ba84c79030c2b3de2"
        "18f86db3a90901d5df45c14f26fedfb3dc38e96ac22fe7bd728f0e45bce046d2"
        "3c570feb141398bb552ef5a0a82be331fea48037b8b5d71f0e332edf93ac3500"
        "eb4ddc0decc1a864790c782c76215660dd309791d06bd0af3f98cda4bc4629b1",
    )
]


def colliding_pdfs():
    """:return: two PDFs that can be opened, differ, and have the same SHA-1."""
    places, rest = {1: COLLISION_START.index(b"1 0 obj")}, b"\nendstream\nendobj\n"
    start = len(COLLISION_START + COLLIDING_BLOCKS[0])
    length = start - COLLISION_START.index(b"stream\n") - len(b"stream\n")
    bodies = (
        b"10", b"10", b"/XObject", b"/Image", b"/DCTDecode", b"/DeviceRGB", b"%d" % length,
        b"<< /Type /Catalog /Pages 10 0 R >>",
        b"<< /Type /Pages /Kids [11 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 10 0 R /MediaBox [0 0 595 842] >>",
    )  # fmt: skip
    for number, body in enumerate(bodies, 2):
        places[number] = start + len(rest)
        rest += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places.values())
    size = len(places) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    end += b"trailer\n<< /Size %d /Root 9 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        start + len(rest),
    )
    return [COLLISION_START + block + rest + end for block in COLLIDING_BLOCKS]
