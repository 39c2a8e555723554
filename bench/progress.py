"""Tells the person at the terminal what is being done and how far it is."""

import sys
import time
from contextlib import contextmanager


class BenchError(Exception):
    """Something that the person at the terminal can understand and mend; ends the command."""


class Step:
    """One long step; :meth:`at` reports how far it is, seldom enough for a log file."""

    def __init__(self, title):
        self.title = title
        self.started = time.monotonic()
        self.last_shown = -1.0
        self.live = sys.stdout.isatty()

    def at(self, percent, note=""):
        """Show that ``percent`` (0..100) is done."""
        granularity = 1 if self.live else 25
        if abs(percent - self.last_shown) < granularity and percent < 100:
            return
        self.last_shown = percent
        end = "\r" if self.live else "\n"
        print(
            "  %s: %3d %% %s\033[K" % (self.title, percent, note)
            if self.live
            else "  %s: %d %% %s" % (self.title, percent, note),
            end=end,
            flush=True,
        )

    def done(self):
        """Close the step with the time that it took."""
        seconds = time.monotonic() - self.started
        prefix = "\r\033[K" if self.live else ""
        print("%s  %s: done, %.0f s" % (prefix, self.title, seconds), flush=True)


@contextmanager
def step(title):
    """Announce a long step before it starts and its time when it is through."""
    print("  %s ..." % title, flush=True)
    running = Step(title)
    yield running
    running.done()


def say(text=""):
    """A line for the person at the terminal."""
    print(text, flush=True)
