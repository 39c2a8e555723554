# Licence LGPL-3 (see LICENSE).
"""A photo of 5 MB, as a phone takes it of a page; another one each time."""

import io
from functools import lru_cache

from PIL import Image, ImageDraw

SIZE = (2730, 3640)
QUALITY = 85
LINE = 60


@lru_cache(maxsize=1)
def _paper():
    paper = Image.merge("RGB", [Image.effect_noise(SIZE, 34) for _colour in "rgb"])
    draw = ImageDraw.Draw(paper)
    for top in range(LINE, SIZE[1] - LINE, LINE):
        for left in range(LINE, SIZE[0] - LINE, LINE // 2):
            draw.rectangle([left, top, left + LINE // 3, top + LINE // 2], outline="black", width=4)
    return paper


@lru_cache(maxsize=2)
def photo(number):
    """:return: bytes of a JPEG that differs from those of other numbers."""
    paper = _paper().copy()
    ImageDraw.Draw(paper).rectangle([0, 0, number % SIZE[0], 9], fill="black")
    stream = io.BytesIO()
    paper.save(stream, "JPEG", quality=QUALITY)
    return stream.getvalue()
