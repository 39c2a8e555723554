# Licence LGPL-3 (see LICENSE).
"""Rendering of docx beside docxtpl: ``python -m benchmarks.documents [rounds]``.

Prints, for each document, CPU time of one rendering by docxtpl, by us, and of deflating the
changed part alone (the floor), the ratios, sizes of the files, memory; compares what the
two files say. Exit status 1 when a goal is missed.
"""

import io
import platform
import sys
import zipfile
import zlib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "itcom_crm_module"))

import jinja2
from docxtpl import DocxTemplate
from itcom_core.documents import compile_template, zip_chunks
from lxml import etree

from .cases import cases, jinja_filters
from .measure import paired_cpu, peak_memory

MAX_SIZE = 1.2
MAX_MEMORY = 0.25
FEW, MANY, MAX_ZIP_GROWTH = 10, 1000, 50
MEMORY_OF = "invoice, 200 rows"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROW = "%-28s %10s %10s %10s %8s %6s %8s %8s"


def docxtpl_way(case):
    """:return: function that renders as docxtpl's manual says: open, render, save."""
    filters, context = jinja_filters(), case.context

    def render():
        environment = jinja2.Environment(autoescape=True)
        environment.filters.update(filters)
        template = DocxTemplate(io.BytesIO(case.template))
        template.render(context, environment, autoescape=True)
        buffer = io.BytesIO()
        template.save(buffer)
        return buffer.getvalue()

    return render


def our_way(case):
    """:return: function that renders with the template compiled before."""
    template = compile_template(case.template)
    return lambda: template.render(case.payload)


def floor(content):
    """:return: function that only deflates what the document's part holds."""
    part = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")

    def deflate():
        packer = zlib.compressobj(1, zlib.DEFLATED, -15)
        return packer.compress(part) + packer.flush()

    return deflate


def said(content):
    """:return: texts of all paragraphs of a docx, part by part."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    names = sorted(name for name in archive.namelist() if _has_text(name))
    return [
        "".join(node.text or "" for node in paragraph.iter(W + "t"))
        for name in names
        for paragraph in etree.fromstring(archive.read(name)).iter(W + "p")
    ]


def _has_text(name):
    return name.startswith(("word/document", "word/header", "word/footer")) and name.endswith("xml")


def compare(case, rounds):
    """Measure one document, print its line. :return: list of goals that it misses."""
    theirs, ours = docxtpl_way(case), our_way(case)
    their_file, our_file = theirs(), ours()
    missed = [] if said(their_file) == said(our_file) else ["same content"]
    cpu = paired_cpu({"theirs": theirs, "ours": ours, "floor": floor(our_file)}, rounds)
    ratio = cpu["theirs"] / cpu["ours"]
    size = len(our_file) / len(their_file)
    missed += [] if ratio >= case.goal else ["CPU >= %gx" % case.goal]
    missed += [] if size <= MAX_SIZE else ["size <= %gx" % MAX_SIZE]
    memory = ("", "")
    if case.name == MEMORY_OF:
        used = [peak_memory(lambda way=way: way(case), run) for way in (docxtpl_way, our_way)]
        memory = ["%.1f MB" % (grown / 2**20) for grown in used]
        missed += [] if used[1] <= MAX_MEMORY * used[0] else ["memory <= %gx" % MAX_MEMORY]
    milliseconds = ["%.3f ms" % (1000 * cpu[name]) for name in ("theirs", "ours", "floor")]
    print(ROW % (case.name, *milliseconds, "%.0fx" % ratio, "%.2f" % size, *memory))
    return ["%s: %s" % (case.name, goal) for goal in missed]


def run(function):
    """Call it: the work whose memory is measured."""
    return function()


def stream(render, count):
    """Form and zip ``count`` documents as a download would, keeping none."""
    files = (("%d.docx" % number, render()) for number in range(count))
    return sum(len(chunk) for chunk in zip_chunks(files))


def compare_zips(case):
    """Print memory for a small and a large zip. :return: list of goals that are missed."""
    few, many = (
        peak_memory(lambda: our_way(case), lambda render, n=n: stream(render, n)) / 2**20
        for n in (FEW, MANY)
    )
    print("zip of %d documents +%.1f MB, of %d +%.1f MB" % (FEW, few, MANY, many))
    return [] if many <= few + MAX_ZIP_GROWTH else ["zip: memory"]


def main():
    """:return: exit status."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    print(
        "Python %s, %d rounds in turns, medians of CPU time" % (platform.python_version(), rounds)
    )
    print(ROW % ("", "docxtpl", "ours", "deflate", "ratio", "size", "their mem", "our mem"))
    missed = [goal for case in cases() for goal in compare(case, rounds)]
    missed += compare_zips(cases()[1])
    for goal in missed:
        print("MISSED " + goal)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
