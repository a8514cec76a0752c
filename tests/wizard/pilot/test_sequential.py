"""The test on pairs: how often it calls a difference, and where it stops.

An oracle draws every case.
"""

import re
from collections.abc import Mapping
from random import Random

import pytest

from config.environment import PROJECT
from wizard.pilot.statistics import PairVerdict

PAIRS = (12, 20, 40)
MOST_CHOICES = 400
# Calls of a difference in 100 pilots, by the share that prefers the first model; exact, and stated
# on the method page.
TABLE = {
    0.5: (0.7, 1.9, 3.3),
    0.6: (2.1, 6.6, 14.9),
    0.7: (8.8, 26.7, 56.5),
    0.8: (27.9, 65.6, 94.5),
}


def chance_of_a_call(share: float, most: int) -> Mapping[int, float]:
    """Return, by number of clear choices, the exact chance that a difference was called by then.

    `share` is how often the first is preferred. By the binomial law over all paths that were not
    settled before.
    """
    open_paths, called, found = {(0, 0): 1.0}, 0.0, {}
    for count in range(1, most + 1):
        following: dict[tuple[int, int], float] = {}
        for (first, second), chance in open_paths.items():
            for step, part in (((first + 1, second), share), ((first, second + 1), 1 - share)):
                first_ones, second_ones = step
                choices = PairVerdict(first=first_ones, second=second_ones, same=0)
                if choices.preferred is not None:
                    called += chance * part
                else:
                    following[step] = following.get(step, 0.0) + chance * part
        open_paths, found[count] = following, called
    return found


def test_table_of_the_method_page_holds() -> None:
    page = (PROJECT / "docs" / "recommendation.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d\d) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|$", page, re.MULTILINE)
    found = {share: chance_of_a_call(share, max(PAIRS)) for share in TABLE}

    assert {
        share: tuple(round(each[pairs] * 100, 1) for pairs in PAIRS)
        for share, each in found.items()
    } == TABLE
    assert {int(share) / 100: tuple(map(float, calls)) for share, *calls in rows} == TABLE


@pytest.mark.parametrize("share", TABLE)
def test_drawn_pilots_agree_with_the_exact_chance(share: float) -> None:
    """Written from the meaning: each pilot is drawn case by case.

    Wald's two ratios are multiplied up afresh.
    """
    draw, called, pilots = Random(20261126), dict.fromkeys(PAIRS, 0), 4_000  # noqa: S311  # the same every time
    for _ in range(pilots):
        up = down = 1.0
        settled = False
        for count in range(1, max(PAIRS) + 1):
            first = draw.random() < share
            up *= 1.5 if first else 0.5
            down *= 0.5 if first else 1.5
            settled = settled or (up + down) / 2 >= 20
            called = {pairs: each + (settled and count == pairs) for pairs, each in called.items()}

    exact = chance_of_a_call(share, max(PAIRS))
    assert all(abs(called[pairs] / pilots - exact[pairs]) < 0.025 for pairs in PAIRS)


def test_what_was_asked_of_the_design() -> None:
    even, clear = chance_of_a_call(0.5, MOST_CHOICES), chance_of_a_call(0.8, 40)

    assert even[MOST_CHOICES] <= 0.05  # at every look up to 400 clear choices, not only at 40
    assert clear[20] >= 0.5
    assert clear[40] >= 0.85


def test_state_follows_from_the_clear_choices_alone() -> None:
    settled = {(10, 0): 0, (0, 10): 1}
    for first, second in ((9, 0), (11, 6), (12, 8), (0, 0), *settled):
        found = {
            PairVerdict(first=first, second=second, same=same).preferred for same in (0, 7, 300)
        }
        assert found == {settled.get((first, second))}, (first, second)
