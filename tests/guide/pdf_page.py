# Licence LGPL-3 (see LICENSE).
"""A PDF as a picture, by poppler's pdftoppm."""

import subprocess


def picture(content):
    """:return: the first page of the PDF ``content`` as bytes of a PNG.

    :raise subprocess.CalledProcessError: it is no PDF, or has no page.
    """
    command = ["pdftoppm", "-r", "90", "-f", "1", "-singlefile", "-png", "-"]
    return subprocess.run(command, input=content, stdout=subprocess.PIPE, check=True).stdout
