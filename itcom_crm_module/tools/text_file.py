# Licence LGPL-3 (see LICENSE).
"""Plain text that every Windows opens rightly."""


def text_file(name, title, lines):
    """:return: (name, bytes) of a text: its title, a blank line, the lines."""
    # Notepad of old Windows tells UTF-8 by its mark and wants its line ends.
    return name, "\r\n".join([title, "", *lines, ""]).encode("utf-8-sig")
