"""Commands of the bench: ``python3 -m bench COMMAND``; the Makefile has one target for each."""

import argparse
import importlib
import signal
import sys

from .progress import BenchError, say

# command -> module and function that do it; each returns an exit status or None.
COMMANDS = {
    "run": ("run", "run"),
    "test": ("suites", "run_all"),
    "test-core": ("suites", "run_core"),
    "test-odoo": ("suites", "run_odoo"),
    "test-guide": ("suites", "run_guide"),
    "guide": ("suites", "write_guide"),
    "lint": ("lint", "lint"),
    "format": ("lint", "format_code"),
    "i18n": ("i18n", "export"),
    "shell": ("consoles", "odoo_shell"),
    "psql": ("consoles", "psql"),
    "bench": ("benchmarks", "run_benchmarks"),
}


def main():
    """Run one command.

    :return: exit status: 0 only when all that was asked for was done and every test passed.
    """
    parser = argparse.ArgumentParser(prog="python3 -m bench", description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="passed on to pytest or Odoo")
    options = parser.parse_args()
    # A terminal that closes, or a service manager, stops us as tidily as Ctrl-C does; and Ctrl-C
    # does so even in a script's background job, which inherits it as ignored.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    module, function = COMMANDS[options.command]
    try:
        command = getattr(importlib.import_module("." + module, __package__), function)
        return command(*options.arguments) or 0
    except BenchError as error:
        say("\n%s" % error)
        return 1
    except KeyboardInterrupt:
        say("\nInterrupted.")
        return 130


if __name__ == "__main__":
    sys.exit(main())
