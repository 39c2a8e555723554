"""Can anything be read on a picture? A judgement on a small grey copy of it.

``detail`` is how far a pixel stands out of its surroundings: unevenly lit paper has none, print
has much. ``steepest`` is the step from a pixel to the next: in a sharp picture the steepest steps
are nearly as high as the print stands out; the more it is blurred, the more pixels an edge takes.
Both are taken at their strongest thousandth, so that a page with one line of print counts too.
"""

from bisect import bisect_left
from itertools import accumulate

from PIL import ImageChops, ImageFilter

# Longest side of the copy. On it a passport's print is about 20 pixels high; what is blurred
# there can't be read, and noise of a sensor is averaged away.
WORKING_SIDE = 1000
SURROUNDINGS_RADIUS = 20
STRONGEST = 0.001

# Both found on pages of print, dark and pale, with the noise of a sensor.
# Grey levels of 255: blank paper reaches 3, pale print 50, and 10 when blurred beyond reading.
MINIMUM_DETAIL = 10
# Sharp print reaches 0.9; blurred with a radius of 2 pixels, still legible, 0.30 or more; of 4
# pixels, illegible, 0.19 to 0.26.
MINIMUM_SHARPNESS = 0.24


def judge(grey):
    """:param grey: image in mode L, longest side ``WORKING_SIDE``.
    :return: (is blank, is blurred), the latter of what is not blank only.
    """
    found = detail(grey)
    blank = found < MINIMUM_DETAIL
    return blank, not blank and steepest(grey) / found < MINIMUM_SHARPNESS


def detail(grey):
    """:return: grey levels by which the strongest pixels stand out of their surroundings."""
    surroundings = grey.filter(ImageFilter.BoxBlur(SURROUNDINGS_RADIUS))
    return _strongest(ImageChops.difference(grey, surroundings))


def steepest(grey):
    """:return: grey levels of the steepest steps from one pixel to the next."""
    width, height = grey.size
    to_the_right = ImageChops.difference(
        grey.crop((0, 0, width - 1, height)), grey.crop((1, 0, width, height))
    )
    downwards = ImageChops.difference(
        grey.crop((0, 0, width, height - 1)), grey.crop((0, 1, width, height))
    )
    return max(_strongest(to_the_right), _strongest(downwards))


def _strongest(image):
    """:return: the level that all but the strongest thousandth of pixels stay at or below."""
    others = (1 - STRONGEST) * image.width * image.height
    return bisect_left(list(accumulate(image.histogram())), others)
