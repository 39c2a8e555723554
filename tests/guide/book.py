# Licence LGPL-3 (see LICENSE).
"""The guide as chapters of steps. Each step is told to the reader and walked by the test alike."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable


@dataclass(frozen=True)
class Picture:
    """A screenshot of a step: its file, and a caption that also serves who can't see it."""

    name: str
    caption: str


@dataclass
class Step:
    """One numbered step of the manual.

    :ivar walk: does it in the browser, checks what came of it, takes its pictures.
    """

    number: str
    title: str
    text: str
    walk: Callable
    pictures: list = field(default_factory=list)


@dataclass
class Chapter:
    """A step of the manual with the numbered ones under it."""

    number: str
    title: str
    text: str
    steps: list = field(default_factory=list)

    def step(self, number, title, text):
        """Decorate the function that walks step ``number``; it gets the :class:`story.Story`."""

        def add(walk):
            self.steps.append(Step(number, title, text.strip(), walk))
            return walk

        return add


def write(chapters, opening, folder):
    """Write the guide as one page beside its pictures.

    :param opening: what stands before the first chapter, title included.
    """
    parts = [opening.strip()]
    for chapter in chapters:
        parts.append("## Шаг %s. %s" % (chapter.number, chapter.title))
        parts.append(chapter.text.strip())
        for step in chapter.steps:
            parts.append("### %s. %s" % (step.number, step.title))
            parts.append(step.text)
            parts += ["![%s](pictures/%s)" % (shot.caption, shot.name) for shot in step.pictures]
    Path(folder, "README.md").write_text("\n\n".join(parts) + "\n", "utf-8")
