"""Shares the addon's tests out among processes, none forgotten and none run twice."""

from dataclasses import dataclass

from . import addon
from .paths import WORK

ALL = "/" + addon.NAME


@dataclass(frozen=True)
class Share:
    """The tests of one process.

    :param database: that it runs on.
    :param tags: Odoo's test tags that select them.
    :param expected: number of test methods that must run at least.
    """

    database: str
    tags: tuple[str, ...]
    expected: int = 0

    @property
    def log(self):
        """:return: path of all that Odoo says meanwhile."""
        return WORK / ("odoo-%s.log" % self.database)


def share_out(methods, databases):
    """Deal the test classes out one by one, so that the heavy ones of a file part.

    :param methods: {class: number of its test methods}.
    :return: list of :class:`Share`. The last one is told what not to run: a class that we don't
        know of runs there.
    """
    names = sorted(methods)
    hands = [names[start :: len(databases)] for start in range(len(databases))]
    chosen = [["%s:%s" % (ALL, name) for name in hand] for hand in hands]
    others = ["-" + tag for hand in chosen[:-1] for tag in hand]
    chosen[-1] = [ALL, *others]
    return [
        Share(database, tuple(tags), sum(methods[name] for name in hand))
        for database, tags, hand in zip(databases, chosen, hands)
    ]
