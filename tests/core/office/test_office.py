"""docx → PDF. Skipped where no LibreOffice is installed."""

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from itcom_core.documents import compile_template, sample_payload
from itcom_core.office import Office, OfficeBusy, OfficeError, OfficeTimeout, find_office
from itcom_core.office.converter import _Running
from itcom_core.office.programs import Programs

TEMPLATES = Path(__file__).parents[3] / "itcom_crm_module/reports/templates"

needs_office = pytest.mark.skipif(find_office() is None, reason="no LibreOffice here")


@pytest.fixture(scope="module")
def invoice():
    template = compile_template((TEMPLATES / "invoice.docx").read_bytes())
    return template.render(sample_payload("invoice"))


@pytest.fixture(scope="module")
def office():
    office = Office(find_office())
    yield office
    office.stop()


def pids(office):
    return [process.pid for process in office._running._processes]


@needs_office
def test_a_document_becomes_a_pdf(office, invoice):
    assert office.pdf(invoice).startswith(b"%PDF-")


@needs_office
def test_it_stays_warm(office, invoice):
    office.pdf(invoice)
    before = pids(office)
    office.pdf(invoice)
    assert pids(office) == before


@needs_office
def test_killed_it_starts_again(office, invoice):
    office.pdf(invoice)
    for pid in pids(office):
        os.killpg(pid, signal.SIGKILL)
    while office._running.is_fit():
        pass
    assert office.pdf(invoice).startswith(b"%PDF-")


@needs_office
def test_what_is_no_document_is_refused_and_the_next_one_converted(office, invoice):
    with pytest.raises(OfficeError):
        office.pdf(b"\x00\x01 nothing that anybody could read" * 10)
    assert office.pdf(invoice).startswith(b"%PDF-")


@needs_office
def test_several_threads_wait_for_their_turn(office, invoice):
    made = []
    threads = [threading.Thread(target=lambda: made.append(office.pdf(invoice))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 4


@needs_office
def test_nothing_is_left_behind(invoice):
    office = Office(find_office())
    office.pdf(invoice)
    folder, left = office._running._folder, pids(office)
    office.stop()
    assert not folder.exists()
    for pid in left:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


OWNER = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from itcom_core.office import Office, find_office
office = Office(find_office())
office.pdf(Path(sys.argv[2]).read_bytes())
print(office._running._folder, *[process.pid for process in office._running._processes], flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@needs_office
def test_nothing_is_left_behind_by_one_that_was_killed(invoice, tmp_path):
    source, addon = tmp_path / "invoice.docx", TEMPLATES.parents[1]
    source.write_bytes(invoice)
    command = [sys.executable, "-c", OWNER, str(addon), str(source)]
    owner = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    assert owner.returncode == -signal.SIGKILL
    folder, *left = owner.stdout.split()
    until = time.monotonic() + 30
    while (Path(folder).exists() or any(map(lives, left))) and time.monotonic() < until:
        time.sleep(0.1)
    assert not Path(folder).exists()
    assert not [pid for pid in left if lives(pid)]


def lives(pid):
    """:return: whether a process is there; one that nobody has buried is not."""
    try:
        stat = Path("/proc/%s/stat" % pid).read_text()
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


@needs_office
def test_a_document_does_not_stay_on_the_disk(office, invoice):
    office.pdf(invoice)
    assert not list(office._running._folder.glob("document.*"))


def fake(tmp_path, listener):
    """:return: programs whose LibreOffice sleeps and whose listener is the script ``listener``."""
    paths = {"soffice": "exec sleep 60", "python": listener}
    for name, script in paths.items():
        path = tmp_path / name
        path.write_text("#!/bin/sh\n%s\n" % script)
        path.chmod(0o755)
        paths[name] = str(path)
    return Programs(**paths)


def test_limits_of_the_request_that_starts_it_are_not_its_own(tmp_path):
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (100_000, hard))
    running = _Running(fake(tmp_path, "echo ready; exec sleep 60"))
    try:
        for process in running._processes:
            assert resource.prlimit(process.pid, resource.RLIMIT_CPU) == (hard, hard)
    finally:
        running.stop()
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def test_what_takes_too_long_is_killed(tmp_path):
    office = Office(fake(tmp_path, "echo ready; exec sleep 60"), seconds=0.3)
    with pytest.raises(OfficeTimeout):
        office.pdf(b"docx")
    assert office._running is None


def test_too_many_are_turned_away(tmp_path):
    office = Office(fake(tmp_path, "echo ready; exec sleep 60"), seconds=0.5, max_waiting=0)
    errors = []

    def convert():
        try:
            office.pdf(b"docx")
        except OfficeError as error:
            errors.append(type(error))

    first = threading.Thread(target=convert)
    first.start()
    while not office._turn.locked():
        pass
    with pytest.raises(OfficeBusy):
        office.pdf(b"docx")
    first.join()
    assert errors == [OfficeTimeout]


def test_one_that_does_not_start_is_an_error(tmp_path):
    with pytest.raises(OfficeError):
        Office(fake(tmp_path, "exit 1")).pdf(b"docx")
