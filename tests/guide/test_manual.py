# Licence LGPL-3 (see LICENSE).
"""The manual's steps, one test each, in their order."""

import manual
import pytest

STEPS = [step for chapter in manual.CHAPTERS for step in chapter.steps]


def test_no_step_of_the_manual_is_missing():
    assert tuple(step.number for step in STEPS) == manual.NUMBERS


@pytest.mark.parametrize("number", [step.number for step in STEPS])
def test_step(story, number):
    story.walk_to(number)
