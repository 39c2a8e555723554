"""A name for a stored file that no system stumbles over."""

import re
import unicodedata

# Reserved in Windows' file names, where archives are unpacked.
RESERVED_CHARACTERS = re.compile(r'[<>:"|?*]+')
RESERVED_NAMES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
# Control, format (bidirectional override), surrogate, private use, unassigned.
INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
# No more is looked at; the limit is in characters, of which Cyrillic ones take two bytes.
LONGEST_INPUT = 1000
LONGEST_STEM = 100
FALLBACK = "scan"


def clean_name(filename, extension):
    """Keep what a person reads of a file's name, and nothing that a program could obey.

    :param filename: as the browser sent it, any text.
    :param extension: the true one, without a dot; it replaces whatever stood there.
    :return: a name without folders, control and direction characters, at most 100 characters
        and the extension; letters of all scripts stay.
    """
    last = re.split(r"[/\\]", filename[-LONGEST_INPUT:])[-1]
    text = unicodedata.normalize("NFC", " ".join(last.split()))
    visible = "".join(c for c in text if unicodedata.category(c) not in INVISIBLE_CATEGORIES)
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", RESERVED_CHARACTERS.sub("_", visible))
    stem = stem.strip(" .")[:LONGEST_STEM].strip(" .") or FALLBACK
    if RESERVED_NAMES.fullmatch(stem.split(".")[0]):
        stem = "_" + stem
    return f"{stem}.{extension}"
