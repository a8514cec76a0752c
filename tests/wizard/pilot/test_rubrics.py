"""Every medium that a plan can make has its marks in words."""

import pytest

from catalog.vocabulary import Medium
from wizard.decision.tasks import USUAL
from wizard.pilot.rubrics import RUBRICS, rubric


@pytest.mark.parametrize("medium", sorted(USUAL))
def test_medium_has_three_marks_of_its_own(medium: Medium) -> None:
    found = rubric(medium)

    assert medium in RUBRICS
    assert [mark for mark, _ in found.marks] == [2, 1, 0]
    assert len({words for _, words in found.marks}) == 3
    assert found.look_for
    assert all(words.endswith(".") for words in (*found.look_for, found.time, *(text for _, text in found.marks)))


def test_document_is_judged_as_a_text() -> None:
    assert rubric(Medium.DOCUMENT) == RUBRICS[Medium.TEXT]
