# Licence LGPL-3 (see LICENSE).
"""The process that forks one process for each file of unknown origin."""

import os
import shutil
import signal
import threading
import time

import pytest
import scans
from itcom_core.uploads import errors, inspect, process

TASKS = {
    "echo_task": """
def work(order, file):
    data = file.read()
    return {"sent": len(data)}, [data, b"", data[::-1]]
""",
    "crash_task": """
import os, signal
def work(order, file):
    os.kill(os.getpid(), signal.SIGSEGV)
""",
    "number_task": """
import os
def work(order, file):
    return {"pid": os.getpid()}, []
""",
    "greedy_task": """
def work(order, file):
    return {}, [bytes(order["memory"] * 2)]
""",
    "lame_task": "import no_such_library",
}


@pytest.fixture
def nursery(tmp_path, monkeypatch):
    """A nursery of our own whose tasks do what files can't be made to do."""
    folder = tmp_path / "isolated"
    shutil.copytree(process.ISOLATED, folder)
    for name, code in TASKS.items():
        (folder / (name + ".py")).write_text(code)
    monkeypatch.setattr(process, "ISOLATED", folder)
    own = process.Nursery()
    monkeypatch.setattr(process, "NURSERY", own)
    yield own
    if own._process:
        own._control.close()
        own._process.wait(10)


def test_megabytes_go_there_and_back(nursery):
    data = os.urandom(3_000_000)
    facts, parts = process.run("echo_task", {}, data)
    assert facts == {"sent": len(data)}
    assert parts == [data, b"", data[::-1]]


def test_each_file_has_a_process_of_its_own(nursery):
    pids = {process.run("number_task", {}, b"")[0]["pid"] for _time in range(5)}
    assert len(pids) == 5
    assert nursery._process.pid not in pids


def test_a_crash_harms_neither_us_nor_the_next_file(nursery):
    for _time in range(3):
        with pytest.raises(errors.Bomb):
            process.run("crash_task", {}, b"x")
        assert process.run("echo_task", {}, b"x")[1][0] == b"x"


def test_too_much_memory_ends_one_process_only(nursery, monkeypatch):
    monkeypatch.setattr(process, "MEMORY_LIMIT", 256 * 1024 * 1024)
    with pytest.raises(errors.Bomb) as caught:
        process.run("greedy_task", {}, b"x")
    assert caught.value.params["unit"] == "bytes"
    assert process.run("echo_task", {}, b"x")[1][0] == b"x"


@pytest.mark.parametrize("task", ["lame_task", "no_such_task"])
def test_a_task_that_does_not_load_says_why(nursery, task):
    with pytest.raises(RuntimeError, match="ModuleNotFoundError: No module named 'no_such"):
        process.run(task, {}, b"")


def test_one_that_was_killed_is_replaced(nursery):
    process.run("echo_task", {}, b"x")
    first = nursery._process
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert process.run("echo_task", {}, b"x")[1][0] == b"x"
    assert nursery._process.pid != first.pid


def test_it_ends_with_its_owner(nursery):
    process.run("echo_task", {}, b"x")
    nursery._control.close()
    assert nursery._process.wait(10) == 0


def test_a_fork_of_the_owner_has_its_own(nursery):
    process.run("echo_task", {}, b"x")
    child = os.fork()
    if not child:
        status = 1
        try:
            mine = process.run("number_task", {}, b"")[0]["pid"]
            status = 0 if mine and nursery._owner == os.getpid() else 2
        finally:
            os._exit(status)
    assert os.WEXITSTATUS(os.waitpid(child, 0)[1]) == 0
    assert nursery._owner == os.getpid()
    assert process.run("echo_task", {}, b"x")[1][0] == b"x"


def test_threads_do_not_get_each_others_answers(nursery):
    answers = {}

    def ask(number):
        answers[number] = process.run("echo_task", {}, b"%d" % number)[1][0]

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {number: b"%d" % number for number in range(20)}


def test_no_process_is_left_behind(nursery):
    for _time in range(3):
        process.run("echo_task", {}, b"x")
    pid = nursery._process.pid
    until = time.monotonic() + 5
    while time.monotonic() < until:
        process.run("echo_task", {}, b"x")
        with open(f"/proc/{pid}/task/{pid}/children") as file:
            if len(file.read().split()) <= 1:
                return
        time.sleep(0.05)
    raise AssertionError("ended processes pile up")


def test_without_a_nursery_the_file_is_not_blamed(nursery, monkeypatch, tmp_path):
    monkeypatch.setattr(process, "ISOLATED", tmp_path / "nothing")
    with pytest.raises(RuntimeError, match="no process can be started"):
        inspect(scans.make_pdf(1))
