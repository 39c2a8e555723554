# Licence LGPL-3 (see LICENSE).
"""The manual's steps, one test each, in their order."""

import manual
import pytest

STEPS = [step for chapter in manual.CHAPTERS for step in chapter.steps]


def test_no_step_of_the_manual_is_missing():
    numbers = [step.number for step in STEPS]
    own = [number for number in numbers if number not in manual.NUMBERS]
    # A step of the manual may be told in several of ours: 3.3 as 3.3.1, 3.3.2 …
    split = {number.rpartition(".")[0] for number in own}
    assert [number for number in manual.NUMBERS if number not in numbers] == sorted(split)
    assert numbers == sorted(numbers)


@pytest.mark.parametrize("number", [step.number for step in STEPS])
def test_step(story, number):
    story.walk_to(number)
