"""``make i18n``: bring the translations up to the strings that the code holds now."""

import re

from . import addon, recipes, tree
from .installation import QUIET
from .lock import exclusive
from .odoo import BenchOdoo
from .paths import STATE
from .progress import BenchError, say, step

WORK = STATE / "i18n"
# They change at every export and say nothing.
DATES = re.compile(r'"(POT-Creation-Date|PO-Revision-Date): [^"]*"\n')


def export():
    """Merge the strings of the code into ru.po: what is gone goes, what is new is empty.

    Sorted and without dates, so that two people's additions merge line by line.
    """
    with exclusive(WORK, "An export runs in this checkout already."):
        odoo = BenchOdoo(WORK, durable=False)
        with odoo.running(), step("Exporting the strings of the addon"):
            odoo.new_database("i18n")
            odoo.install("i18n")
            options = ["--i18n-export", "/bench/new.po", "--modules", addon.NAME]
            odoo.run("i18n", *QUIET, *options)
        for translation in sorted(addon.FOLDER.glob("i18n/*.po")):
            (WORK / "old.po").write_text(translation.read_text("utf-8"), "utf-8")
            # Two branches may both have added a message: the first translation stays.
            _gettext("msgcat", "--use-first", "-o", "/bench/whole.po", "/bench/old.po")
            merge = ["--no-fuzzy-matching", "-o", "/bench/merged.po"]
            _gettext("msgmerge", *merge, "/bench/whole.po", "/bench/new.po")
            tidy = ["--no-obsolete", "--sort-output", "--no-wrap", "-o", "/bench/out.po"]
            _gettext("msgattrib", *tidy, "/bench/merged.po")
            translation.write_text(_text("out.po"), "utf-8")
            done = tree.ensure(recipes.TOOLS).run(
                ["msgfmt", "--check-format", "--statistics", "-o", "/dev/null", "/bench/out.po"],
                WORK,
                check=False,
            )
            say("%s: %s" % (translation.name, done.stdout.strip()))


def _gettext(program, *arguments):
    done = tree.ensure(recipes.TOOLS).run([program, "--force-po", *arguments], WORK, check=False)
    if done.returncode:
        raise BenchError(done.stdout)


def _text(name):
    return DATES.sub("", (WORK / name).read_text("utf-8"))
