"""The process in which a file of unknown origin is read; started by ``uploads/process.py``.

It gets its order as JSON in the first argument and the file on standard input. It answers one
line of JSON on standard output, then the bytes that the answer speaks of. This folder stands
alone: it is no part of the package around it, so that starting it costs little.
"""

import importlib
import json
import resource
import sys

from refusal import Refusal


def limit_resources(order):
    """Let the operating system end this process before it harms others."""
    resource.setrlimit(resource.RLIMIT_AS, (order["memory"], order["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (order["cpu_seconds"], order["cpu_seconds"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer_to(work, order, data):
    """:param work: function of (order, data) → (facts as dict, list of bytes).
    :return: (answer as dict, list of bytes).
    """
    try:
        facts, parts = work(order, data)
    except Refusal as refusal:
        return {"refusal": refusal.code, "params": refusal.params}, []
    except MemoryError:
        return {"refusal": "bomb", "params": {"limit": order["memory"], "unit": "bytes"}}, []
    except Exception:
        # A hostile file can make any call fail in any way, and it is the file that is to blame.
        return {"refusal": "broken", "params": {}}, []
    return {"facts": facts, "lengths": [len(part) for part in parts]}, parts


def main():
    """Read order and file, answer on standard output."""
    order = json.loads(sys.argv[1])
    task = importlib.import_module(order["task"])
    limit_resources(order)
    answer, parts = answer_to(task.work, order, sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + b"".join(parts))


if __name__ == "__main__":
    main()
