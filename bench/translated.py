"""Checks that a translation is whole and right: ``python -m bench.translated FILE.po``."""

import subprocess
import sys


def check(path):
    """:return: (True when every message has a fitting translation, what msgfmt says of it)."""
    done = subprocess.run(
        ["msgfmt", "--check-format", "--statistics", "-o", "/dev/null", path],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    whole = "untranslated" not in done.stderr and "fuzzy" not in done.stderr
    return done.returncode == 0 and whole, done.stderr.strip()


if __name__ == "__main__":
    good, text = check(sys.argv[1])
    print(text)
    sys.exit(not good)
