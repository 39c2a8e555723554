"""Read files of unknown origin in a process of their own.

A few bytes can unpack to anything, in places that no look from outside finds for sure, and the
libraries that read them are written in languages that crash. So they run under the operating
system's limits of memory and time, and whatever happens there, this process sees that it failed.
"""

import json
import subprocess
import sys
from pathlib import Path

from .errors import Bomb, Broken, Encrypted, TooManyPages

ISOLATED = Path(__file__).with_name("isolated")
# Address space and processor time of the other process, and how long it is waited for.
MEMORY_LIMIT = 1024 * 1024 * 1024
CPU_SECONDS = 10
WALL_SECONDS = 60

REFUSALS = {error.code: error for error in (Bomb, Broken, Encrypted, TooManyPages)}


def run(task, order, data):
    """:param task: name of a module in ``isolated``.
    :param order: dict of what the task wants to know.
    :return: (facts as dict, list of bytes), as the task's ``work`` gives them.
    :raise UploadError: what the task refuses; Bomb when it took too much time.
    :raise RuntimeError: the task can't run here at all, say for a missing library.
    """
    limits = {"task": task, "memory": MEMORY_LIMIT, "cpu_seconds": CPU_SECONDS}
    command = [sys.executable, "-I", str(ISOLATED), json.dumps({**order, **limits})]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=WALL_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise Bomb(limit=WALL_SECONDS, unit="seconds")
    if done.returncode < 0:
        raise Bomb(limit=CPU_SECONDS, unit="seconds")
    if done.returncode > 0:
        raise RuntimeError(f"{task} does not run: {done.stderr.decode()[-500:]}")
    return _read_answer(done.stdout)


def _read_answer(output):
    line, _newline, rest = output.partition(b"\n")
    answer = json.loads(line)
    if "refusal" in answer:
        raise REFUSALS[answer["refusal"]](**answer["params"])
    parts = []
    for length in answer["lengths"]:
        parts.append(rest[:length])
        rest = rest[length:]
    return answer["facts"], parts
