"""The promises of a test, drawn: who is bad seldom passes, and "95 % sure" holds over all looks."""

from dataclasses import replace
from random import Random

import pytest

from tests.wizard.pilot.error_rates import SETTINGS, Setting, drawn
from wizard.decision.guesses import GUESSES
from wizard.decision.vocabulary import Stakes
from wizard.pilot.statistics import PairVerdict

TESTS = 400
EACH = pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)


def seeing_all(setting: Setting) -> Setting:
    """Return the same test of a tool that finds all there is.

    Its readers notice everything.
    """
    return replace(setting, noticed=1.0, missed=0.0)


@EACH
@pytest.mark.parametrize("wrong", [0.1, 0.3, 0.5])
def test_no_more_than_one_in_twenty_has_more_wrong_than_was_said(
    setting: Setting, wrong: float
) -> None:
    counts = drawn(seeing_all(setting), wrong, GUESSES.damaging, TESTS)
    overlooking = drawn(setting, wrong, GUESSES.damaging, TESTS)

    assert counts.beyond / TESTS <= 0.05
    assert overlooking.beyond_overlooked / TESTS <= 0.05


@EACH
def test_two_thirds_wrong_seldom_passes_and_one_tenth_seldom_fails(setting: Setting) -> None:
    bad = drawn(seeing_all(setting), 0.67, GUESSES.damaging, TESTS)
    good = drawn(seeing_all(setting), 0.1, 0.0, TESTS)

    assert bad.passed / TESTS <= 0.05
    assert good.passed / TESTS >= 0.95


def test_what_does_harm_is_found_where_two_read() -> None:
    severe = next(row for row in SETTINGS if row.stakes is Stakes.HURT)

    # nine harmful of thirty, each reader misses three in ten
    harmful = drawn(severe, 0.3, 1.0, TESTS)

    assert harmful.harmed / TESTS >= 0.8


@pytest.mark.parametrize(("missed", "passes"), [(0.01, True), (0.13, False)])
def test_who_misses_one_grave_case_of_a_hundred_passes(missed: float, passes: bool) -> None:  # noqa: FBT001  # a case
    finds = next(row for row in SETTINGS if row.rule.known_bad)

    counts = drawn(replace(finds, missed=missed), 0.1, 0.0, TESTS)

    assert (counts.passed / TESTS >= 0.8) is passes
    assert passes or counts.passed / TESTS <= 0.25


@pytest.mark.parametrize("cases", [15, 30, 60, 100])
def test_chance_alone_seldom_prefers_one(cases: int) -> None:
    """Every case a toss, and a look after each: few pilots call a wrong preference.

    It is called in at most 5 of 100 pilots.
    """
    draw, called = Random(cases), 0  # noqa: S311
    for _ in range(2_000):
        first = second = 0
        for _ in range(cases):
            if draw.random() < 0.5:
                first += 1
            else:
                second += 1
            if PairVerdict(first=first, second=second, same=0).preferred is not None:
                called += 1
                break

    assert called / 2_000 <= 0.05
