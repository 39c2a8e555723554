"""One LibreOffice of this process, and the documents that wait for it.

How to use it: ``Office(find_office()).pdf(docx_bytes)``, from any thread.

How it works: LibreOffice takes more time to start than to convert, so it is started with the
first document and stays. It has a profile of its own, so it meets no other LibreOffice. A
listener (:mod:`.listener`) tells it what to do, one document at a time; the others wait, but
not too many of them. What takes too long is killed with all its children and started anew
for the next document; what has died as well. When this process itself is killed, the listener
ends LibreOffice and drops their folder.
"""

import atexit
import os
import resource
import select
import shutil
import signal
import subprocess
import tempfile
import threading
import uuid
from pathlib import Path

LISTENER = Path(__file__).with_name("listener.py")
START_SECONDS = 60
DOCUMENT_SECONDS = 60
MAX_WAITING = 20
# LibreOffice grows with what it has converted; so many documents later it starts afresh.
DOCUMENTS_PER_PROCESS = 500
LIMITS = (resource.RLIMIT_CPU, resource.RLIMIT_AS)


class OfficeError(Exception):
    """The document could not be converted."""


class OfficeTimeout(OfficeError):
    """It took too long."""


class OfficeBusy(OfficeError):
    """Too many documents wait already."""


class Office:
    """docx → PDF, one at a time."""

    def __init__(self, programs, seconds=DOCUMENT_SECONDS, max_waiting=MAX_WAITING):
        """:param programs: :class:`~.programs.Programs`. :param seconds: bound of one document."""
        self._programs = programs
        self._seconds = seconds
        self._places = threading.BoundedSemaphore(max_waiting + 1)
        self._turn = threading.Lock()
        self._running = None

    def pdf(self, content):
        """:param content: bytes of a docx.

        :return: bytes of the PDF.
        :raise OfficeError: it could not be made.
        """
        if not self._places.acquire(blocking=False):
            raise OfficeBusy()
        try:
            with self._turn:
                return self._convert(content)
        finally:
            self._places.release()

    def stop(self):
        """End LibreOffice; the next document starts it again."""
        if self._running:
            self._running.stop()
            self._running = None

    def _convert(self, content):
        if self._running and not self._running.is_fit():
            self.stop()
        if not self._running:
            self._running = _Running(self._programs)
        try:
            return self._running.pdf(content, self._seconds)
        except OfficeError:
            # Whatever state it is in now, the next document deserves a clean one.
            self.stop()
            raise


class _Running:
    """LibreOffice and its listener, with a folder for profile and documents."""

    def __init__(self, programs):
        self._owner = os.getpid()
        self._folder = Path(tempfile.mkdtemp(prefix="itcom-office-"))
        self._processes = []
        self._documents = 0
        atexit.register(self.stop)
        try:
            self._start(programs)
        except (OSError, OfficeError):
            self.stop()
            raise

    def _start(self, programs):
        pipe = "itcom-%s" % uuid.uuid4().hex
        office = [
            programs.soffice, "--headless", "--invisible", "--norestore", "--nologo",
            "--nodefault", "--nolockcheck", "-env:UserInstallation=" + self._profile(),
            "--accept=pipe,name=%s;urp" % pipe,
        ]  # fmt: skip
        self._spawn(office)
        self._listener = self._spawn([programs.python, str(LISTENER), pipe])
        if self._answer(START_SECONDS) != "ready":
            raise OfficeError("LibreOffice did not start")

    def _profile(self):
        return (self._folder / "profile").as_uri()

    def _spawn(self, command):
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(self._folder)},
            cwd=self._folder,
            start_new_session=True,
        )
        self._processes.append(process)
        _lift_limits(process.pid)
        return process

    def is_fit(self):
        """:return: whether it lives, belongs to this process, and has not converted too much."""
        return (
            self._owner == os.getpid()
            and self._documents < DOCUMENTS_PER_PROCESS
            and all(process.poll() is None for process in self._processes)
        )

    def pdf(self, content, seconds):
        self._documents += 1
        source, target = self._folder / "document.docx", self._folder / "document.pdf"
        try:
            source.write_bytes(content)
            return self._converted(source, target, seconds)
        finally:
            # They are personal, and the next document may be a day away.
            source.unlink(missing_ok=True)
            target.unlink(missing_ok=True)

    def _converted(self, source, target, seconds):
        """:return: bytes of the PDF ``target`` of the docx ``source``."""
        try:
            self._listener.stdin.write(("%s\t%s\n" % (source, target)).encode())
            self._listener.stdin.flush()
        except OSError as error:
            raise OfficeError("LibreOffice has died") from error
        if self._answer(seconds) != "ok" or not target.exists():
            raise OfficeError("LibreOffice could not read the document")
        return target.read_bytes()

    def _answer(self, seconds):
        """:return: the listener's next line. :raise OfficeTimeout: none came in time."""
        ready, _, _ = select.select([self._listener.stdout], [], [], seconds)
        if not ready:
            raise OfficeTimeout("LibreOffice did not answer in %s s" % seconds)
        return self._listener.stdout.readline().decode().strip()

    def stop(self):
        """Kill what is left, with children. A forked child of this process leaves it alone."""
        if self._owner != os.getpid():
            return
        atexit.unregister(self.stop)
        for process in self._processes:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            process.wait()
            process.stdin.close()
            process.stdout.close()
        self._processes.clear()
        shutil.rmtree(self._folder, ignore_errors=True)


def _lift_limits(pid):
    """Odoo bounds processor time and memory of a worker for the request at hand. What is started
    meanwhile inherits that, and LibreOffice lives through many: it would die in the middle of one.
    """
    for limit in LIMITS:
        _soft, hard = resource.prlimit(pid, limit)
        resource.prlimit(pid, limit, (hard, hard))
