"""Read a PDF: measure it, take active content out, turn its pages."""

import io
import mmap

import pikepdf
from pdf_streams import JPEG, Bounds, filters_of
from refusal import Refusal

# ISO 32000-2, 12.6.4: actions that run something, or send or fetch data without being asked.
ACTIVE_ACTIONS = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/ImportData",
        "/SubmitForm",
        "/Rendition",
        "/RichMediaExecute",
        "/Movie",
        "/Sound",
        "/GoToE",
    }
)
# Entries that lead to such actions, to scripted forms or to files within the file.
ACTIVE_ENTRIES = frozenset(
    {
        "/AA",
        "/JS",
        "/JavaScript",
        "/XFA",
        "/EmbeddedFiles",
        "/EF",
        "/RichMediaContent",
        "/RichMediaSettings",
    }
)
QUARTER = 90


def work(order, file):
    """:param order: ``max_pages``, ``max_objects``, ``max_unpacked`` (bytes), ``max_pixels``,
        ``quarter_turns`` (clockwise).
    :return: facts ``pages``, ``active``, ``repaired``, and ``place``, where in the file the
        picture of the first page is found, [start, end], if it is; the file written anew, or b""
        when nothing had to be changed; the picture, or b"" when there is none or it has a place.
    :raise Refusal: encrypted, too_many_pages, bomb or broken.
    """
    try:
        pdf = pikepdf.open(file, suppress_warnings=True)
    except pikepdf.PasswordError:
        raise Refusal("encrypted")
    require_measure(pdf, order)
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        bounds, active = Bounds(order, content), 0
        for item in pdf.objects:
            bounds.require(item)
            active += disarm(item)
        picture = only_picture(pdf.pages[0])
        places = bounds.places(picture) if picture is not None else []
    place, copy = [], b""
    if len(places) == 1:
        (place,) = places
    elif picture is not None:
        copy = picture.read_raw_bytes()
    for page in pdf.pages:
        page.rotate(QUARTER * order["quarter_turns"], relative=True)
    repaired = has_been_repaired(pdf)
    written = write(pdf) if active or repaired or order["quarter_turns"] else b""
    facts = {"pages": len(pdf.pages), "active": bool(active), "repaired": repaired}
    return {**facts, "place": place}, [written, copy]


def require_measure(pdf, order):
    """:raise Refusal: restrictions, too many objects or pages, no page."""
    if pdf.is_encrypted:
        raise Refusal("encrypted")
    if len(pdf.objects) > order["max_objects"]:
        raise Refusal("bomb", limit=order["max_objects"], unit="objects")
    if not len(pdf.pages):
        raise Refusal("broken")
    if len(pdf.pages) > order["max_pages"]:
        raise Refusal("too_many_pages", limit=order["max_pages"], pages=len(pdf.pages))


def disarm(item):
    """Take active content out of one object and of what is directly within it.

    :return: how many entries were taken out.
    """
    removed, waiting = 0, [item]
    while waiting:
        item = waiting.pop()
        if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
            removed += disarm_entries(item)
            children = [value for _key, value in item.items()]
        elif isinstance(item, pikepdf.Array):
            children = list(item)
        else:
            continue
        waiting.extend(child for child in children if is_direct_container(child))
    return removed


def disarm_entries(item):
    """:return: how many entries of a dictionary were taken out."""
    keys = set(item.keys())
    doomed = keys & ACTIVE_ENTRIES
    if str(item.get("/S", "")) in ACTIVE_ACTIONS:
        doomed = keys - {"/Type", "/Next", "/Length"}
    for key in doomed:
        del item[key]
    return len(doomed)


def is_direct_container(item):
    """:return: whether it holds others and is not met as an object of its own."""
    return isinstance(item, (pikepdf.Dictionary, pikepdf.Array)) and not item.is_indirect


def has_been_repaired(pdf):
    """:raise MemoryError: an object was passed over because memory did not suffice; the library
    only warns of that.
    """
    warnings = [str(warning) for warning in pdf.get_warnings()]
    if any("bad_alloc" in warning for warning in warnings):
        raise MemoryError
    return bool(warnings)


def only_picture(page):
    """:return: the stream of a JPEG that is the one picture of a page, or None."""
    pictures = list(page.images.values())
    if len(pictures) != 1 or filters_of(pictures[0]) != [JPEG]:
        return None
    return pictures[0]


def write(pdf):
    """:return: the file's bytes."""
    stream = io.BytesIO()
    pdf.save(stream)
    return stream.getvalue()
