"""Runs beside LibreOffice, in an interpreter that has ``uno``; started by :mod:`.converter`.

Usage: listener.py PIPE. Each line on stdin holds two paths parted by a tab: what to read and
what to write. Each answer on stdout is a line: "ready" at first, then "ok" or "failed". When stdin
ends, whoever has started both is gone: LibreOffice is ended and the working folder dropped.
"""

import os
import shutil
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

ATTEMPTS_SECONDS = 60
PAUSE_SECONDS = 0.1
# LibreOffice writes to its profile until it has ended.
ENDING_SECONDS = 10
NO_MACROS = 0  # com.sun.star.document.MacroExecMode.NEVER_EXECUTE
NO_UPDATE = 0  # com.sun.star.document.UpdateDocMode.NO_UPDATE


def connect(pipe):
    """:return: LibreOffice's desktop, as soon as it is up."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    url = "uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe
    until = time.monotonic() + ATTEMPTS_SECONDS
    while True:
        try:
            context = resolver.resolve(url)
        except NoConnectException:
            if time.monotonic() > until:
                raise
            time.sleep(PAUSE_SECONDS)
        else:
            return context.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", context
            )


def convert(desktop, source, target):
    """Write the docx ``source`` as PDF ``target``."""
    document = desktop.loadComponentFromURL(
        uno.systemPathToFileUrl(source),
        "_blank",
        0,
        _properties(
            Hidden=True, ReadOnly=True, MacroExecutionMode=NO_MACROS, UpdateDocMode=NO_UPDATE
        ),
    )
    try:
        document.storeToURL(
            uno.systemPathToFileUrl(target), _properties(FilterName="writer_pdf_Export")
        )
    finally:
        document.close(True)


def _properties(**values):
    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())


def say(answer):
    """Answer whoever has started this."""
    sys.stdout.write(answer + "\n")
    sys.stdout.flush()


def serve(desktop):
    """Answer until stdin ends."""
    say("ready")
    for line in sys.stdin:
        source, target = line.rstrip("\n").split("\t")
        try:
            convert(desktop, source, target)
        except Exception as error:  # whatever LibreOffice throws, the next document may be right
            sys.stderr.write("%s\n" % error)
            say("failed")
        else:
            say("ok")


def end(desktop):
    """Leave nothing behind: an Odoo that was killed can't do so, and its documents are personal."""
    try:
        desktop.terminate()
    except Exception as error:  # it may have ended by itself, in whatever way
        sys.stderr.write("%s\n" % error)
    folder, until = os.getcwd(), time.monotonic() + ENDING_SECONDS
    while os.path.exists(folder) and time.monotonic() < until:
        shutil.rmtree(folder, ignore_errors=True)
        time.sleep(1)


def main(pipe):
    """:param pipe: name of the one that LibreOffice listens at."""
    desktop = connect(pipe)
    try:
        serve(desktop)
    finally:
        end(desktop)


if __name__ == "__main__":
    main(sys.argv[1])
