"""Checks that every XML file of a folder is well formed: ``python -m bench.well_formed FOLDER``."""

import sys
from pathlib import Path
from xml.etree import ElementTree


def check(folder):
    """:return: list of "file: what is wrong" for the XML files below ``folder``."""
    wrong = []
    for path in sorted(Path(folder).rglob("*.xml")):
        try:
            ElementTree.parse(path)
        except ElementTree.ParseError as error:
            wrong.append("%s: %s" % (path, error))
    return wrong


if __name__ == "__main__":
    found = check(sys.argv[1])
    print("\n".join(found) or "well formed")
    sys.exit(bool(found))
