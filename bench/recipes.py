"""What the bench is made of: Debian packages of each tree, Python packages of each venv.

A recipe's key changes with its content, so that a changed recipe builds beside the old tree
and never into it.
"""

import hashlib
import json
from dataclasses import asdict, dataclass

import tomllib

from .paths import CHECKOUT

ESSENTIAL = (
    "bash", "coreutils", "dash", "debianutils", "findutils", "grep", "gzip", "hostname",
    "libc-bin", "locales", "procps", "sed", "tar", "util-linux", "zlib1g",
)  # fmt: skip


@dataclass(frozen=True)
class Recipe:
    """A Debian tree and the Python packages beside it.

    ``left_out`` are packages of the closure that nothing here needs at run time,
    ``python`` names the groups of pinned packages in pyproject.toml.
    """

    name: str
    suite: str
    packages: tuple[str, ...]
    python: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    # Raised when the way of building changes in a manner that the other fields do not show.
    build: int = 1

    @property
    def tree_key(self):
        """:return: name of the folder of the unpacked tree."""
        facts = asdict(self)
        facts.pop("python")
        return "%s-%s" % (self.name, digest(facts))

    @property
    def requirements(self):
        """:return: pinned requirements of this recipe's venv."""
        groups = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))[
            "dependency-groups"
        ]
        lines = [line for group in self.python for line in groups[group]]
        if self.name == "odoo":
            lines += (CHECKOUT / "requirements.txt").read_text("utf-8").split("\n")
        return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))

    @property
    def venv_key(self):
        """:return: name of the folder of the venv: it goes with its tree."""
        return "%s-venv-%s" % (self.name, digest([self.tree_key, self.requirements]))


def digest(facts):
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:12]


# Odoo 14 needs Python 3.9 and so Debian 11, whatever the host runs.
ODOO = Recipe(
    name="odoo",
    suite="bullseye",
    packages=ESSENTIAL + (
        "bubblewrap", "fonts-liberation", "libreoffice-writer-nogui", "odoo-14", "postgresql-13",
        "python3-freezegun", "python3-uno", "python3-venv", "python3-websocket",
    ),
    # The just-in-time compiler of PostgreSQL slows Odoo's queries; the bench runs with jit off.
    left_out=("libllvm11", "libz3-4"),
    python=("odoo-tests",),
)  # fmt: skip

TOOLS = Recipe(
    name="tools",
    suite="bookworm",
    # With chromium-l10n the browser's own fields for dates and files speak the user's language.
    packages=ESSENTIAL + (
        "bubblewrap", "chromium", "chromium-l10n", "fontconfig", "fonts-liberation", "gettext",
        "poppler-utils", "python3-venv",
    ),
    python=("tools",),
)  # fmt: skip
