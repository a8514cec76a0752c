"""The verdict on one model: by counts, with two readers; and what was measured of it."""

from collections.abc import Sequence
from dataclasses import replace
from math import comb

import pytest
from hypothesis import given, strategies as st

from wizard.decision.trial import StopRule
from wizard.decision.vocabulary import Stakes
from wizard.document.agreed import lacks_words
from wizard.pilot.metrics import Value
from wizard.pilot.protocol import Contender, Protocol
from wizard.pilot.raters import OWNER, Result, combined
from wizard.pilot.verdict import ResultState, by_model, verdict, wrong_of_100

ASH, ELM = (
    Contender(model="ash", name="Ash 1"),
    Contender(model="elm", name="Elm 2"),
)
SHORT = Protocol(
    contenders=(ASH, ELM),
    rule=StopRule(cases=20, most_redone=3),
    stakes=Stakes.NUISANCE,
)
MONEY = replace(
    SHORT,
    rule=StopRule(cases=20, most_redone=3, second_reads=10),
    stakes=Stakes.MONEY,
)
UNREAD = replace(MONEY, rule=replace(MONEY.rule, most_wrong=2))
HARM = replace(
    SHORT,
    rule=StopRule(cases=20, most_redone=3, second_reads=20),
    stakes=Stakes.HURT,
)
FINDS = replace(SHORT, rule=StopRule(cases=20, most_redone=8, known_bad=10, most_missed=1))
GRAVE_FINDS = replace(FINDS, rule=replace(FINDS.rule, most_missed=0), stakes=Stakes.HURT)
IN_USE = replace(MONEY, rule=replace(MONEY.rule, most_wrong=3, unread_from=100))


def results(  # noqa: PLR0913  # a result has as many sides
    yes: int,
    no: int = 0,
    *,
    slipped: int = 0,
    second: int = 0,
    missed: int = 0,
    differing: int = 0,
    model: str = "ash",
    minutes: Sequence[str] = (),
    first: int = 1,
) -> list[Result]:
    """Return results, those that passed first.

    Of those so many slipped, and of the others so many were missed.
    """
    rows = []
    for place in range(yes + no):
        values: dict[str, Value] = {"accepted": place < yes}
        if minutes:
            values["minutes"] = float(minutes[place % len(minutes)])
        row = Result(
            number=first + place,
            model=model,
            values=values,
            slipped=place < slipped,
            missed=place >= yes + no - missed,
            second_read=place < second,
            differs=place < differing,
            blind=False,
        )
        rows.append(row)
    return rows


# ------------------------------------------------------------------------------------------- twenty


@pytest.mark.parametrize(
    ("protocol", "rows", "state", "sentence"),
    [
        (SHORT, [], ResultState.NO_DATA, "About 20 more to rate."),
        (SHORT, results(5), ResultState.TEST_ON, "About 15 more to rate."),
        (SHORT, results(17, 3), ResultState.USE, "17 of 20 were good enough."),
        (SHORT, results(3, 4), ResultState.DROP, "4 of 7 were not good enough; the agreed limit was 3."),
        # At nuisance what slipped is shown, and ends nothing.
        (SHORT, results(17, 3, slipped=9), ResultState.USE, "8 of 20 were good enough."),
        # At money a second person reads ten of those that passed, and the first that slipped ends
        # it.
        (MONEY, results(20, second=9), ResultState.TEST_ON, "1 case still to be read by a second person."),
        (MONEY, results(20, second=10), ResultState.USE, "20 of 20 were good enough."),
        (MONEY, results(6, second=2, slipped=2), ResultState.DROP, "2 passed the first reader and would have done damage."),
        # Of those that passed as many are read twice as are agreed, and no more than there are.
        (HARM, results(19, second=19), ResultState.TEST_ON, "About 1 more to rate."),
        (HARM, results(20, second=19), ResultState.TEST_ON, "1 case still to be read by a second person."),
        (HARM, results(20, second=20), ResultState.USE, "20 of 20 were good enough."),
        (HARM, results(17, 3, second=17), ResultState.USE, "17 of 20 were good enough."),
        (HARM, results(17, 3, second=16), ResultState.TEST_ON, "1 case still to be read by a second person."),
        (HARM, results(12, second=1, slipped=1), ResultState.DROP, "1 passed the first reader and would have done damage."),
        # Of what is known to be there one may be missed, whoever noticed it.
        (FINDS, results(14, 6, missed=1), ResultState.USE, "14 of 20 were good enough."),
        (FINDS, results(14, 6, missed=2), ResultState.DROP, "It missed 2 of what is known to be there; the agreed limit was 1."),
        (FINDS, results(4, 2, missed=2), ResultState.DROP, "It missed 2 of what is known to be there; the agreed limit was 1."),
        (FINDS, results(30, 10, missed=2), ResultState.USE, "30 of 40 were good enough."),
        (FINDS, results(11, 9, missed=1), ResultState.DROP, "9 of 20 were not good enough; the agreed limit was 8."),
        # Where it could hurt the first ends it, in the first case and in the last.
        (GRAVE_FINDS, results(14, 6), ResultState.USE, "14 of 20 were good enough."),
        (GRAVE_FINDS, results(0, 1, missed=1), ResultState.DROP, "It missed 1 of what is known to be there; the agreed limit was none."),
        (GRAVE_FINDS, results(14, 6, missed=1), ResultState.DROP, "It missed 1 of what is known to be there; the agreed limit was none."),
        # Where the two differ, both settle it before anything passes; what fails without it fails.
        (MONEY, results(20, second=10, differing=1), ResultState.TEST_ON, "1 answer on which you differ, to be settled by both."),
        (MONEY, results(16, 4, second=10, differing=2), ResultState.TEST_ON, "2 answers on which you differ, to be settled by both."),
        (MONEY, results(16, 4, second=10), ResultState.DROP, "4 of 20 were not good enough; the agreed limit was 3."),
        # Nobody reads less until few were wrong: at most 2 of 20 here.
        (UNREAD, results(18, 2, second=10), ResultState.USE, "18 of 20 were good enough."),
        (UNREAD, results(17, 3, second=10), ResultState.USE, ("17 of 20 were good enough. Go on reading every one: fewer may be read once at most "
            "2 of 20 are wrong.")),
        # Too few to show it, however good: those in use count on.
        (IN_USE, results(20, second=10), ResultState.USE, ("20 of 20 were good enough. Go on reading every one: fewer may be read once at most "
            "3 of 100 are wrong.")),
        # A test that goes on has the same shares.
        (SHORT, results(34, 6), ResultState.USE, "34 of 40 were good enough."),
        (SHORT, results(33, 7), ResultState.DROP, "7 of 40 were not good enough; the agreed limit was 6."),
    ],
)  # fmt: skip
def test_verdict_by_counts(
    protocol: Protocol, rows: list[Result], state: ResultState, sentence: str
) -> None:
    by_counts = verdict(protocol, rows)

    assert (by_counts.state, by_counts.sentence) == (state, sentence)


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 3), st.integers(0, 40))
def test_what_may_do_harm_passes_only_when_two_read_all_that_passed(
    yes: int, no: int, slipped: int, second: int
) -> None:
    rows = results(yes, no, slipped=slipped, second=second)

    by_counts = verdict(HARM, rows)

    if by_counts.state.passed:
        assert min(slipped, yes) == 0
        assert yes + no >= 20
        assert second >= min(20, yes)


@pytest.mark.parametrize(
    ("stakes", "rule", "is_strict"),
    [
        (Stakes.MONEY, MONEY.rule, True),
        # The same terms, and weaker ones.
        (Stakes.NUISANCE, SHORT.rule, True),
        (Stakes.NUISANCE, replace(SHORT.rule, most_redone=4), True),
        # A graver harm was not asked about; more was let pass; fewer were read twice.
        (Stakes.LAW, MONEY.rule, False),
        (Stakes.MONEY, replace(MONEY.rule, most_redone=2), False),
        (Stakes.MONEY, replace(MONEY.rule, second_reads=11), False),
        # Shares count: 3 of 20 is as strict as 2 of 10; not as 1 of 10.
        (Stakes.MONEY, replace(MONEY.rule, cases=10, most_redone=2, second_reads=5), True),
        (Stakes.MONEY, replace(MONEY.rule, cases=10, most_redone=1, second_reads=5), False),
        # Nobody counted what was missed.
        (Stakes.MONEY, replace(MONEY.rule, known_bad=10, most_missed=1), False),
        # More cases are asked than were agreed.
        (Stakes.MONEY, replace(MONEY.rule, cases=21), False),
    ],
)  # fmt: skip
def test_test_counts_only_if_it_was_as_strict(
    stakes: Stakes,
    rule: StopRule,
    is_strict: bool,  # noqa: FBT001
) -> None:
    assert ([*lacks_words(MONEY.rule, MONEY.stakes, rule, stakes)] == []) is is_strict


@pytest.mark.parametrize(
    ("misses", "count", "worst"), [(0, 20, 19), (0, 150, 3), (3, 20, 40), (20, 20, 100)]
)
def test_what_may_still_be_wrong_is_the_exact_limit(misses: int, count: int, worst: int) -> None:
    def at_most(share: float) -> float:
        return sum(
            comb(count, wrong) * share**wrong * (1 - share) ** (count - wrong)
            for wrong in range(misses + 1)
        )

    assert wrong_of_100(misses, count) == worst
    assert misses == count or at_most(worst / 100) <= 0.05 / 3 < at_most((worst - 1) / 100)


def test_results_of_two_models_are_never_pooled() -> None:
    found = by_model(SHORT, [*results(18, 2), *results(12, 8, model="elm")])

    assert found["elm"] == verdict(SHORT, results(12, 8, model="elm"))
    assert found["ash"].state is ResultState.USE
    assert found["ash"].rated == 20


@given(st.permutations(range(30)))
def test_the_order_of_results_decides_nothing(order: list[int]) -> None:
    rows = results(24, 6, slipped=1, minutes=("6", "8"))

    assert verdict(HARM, [rows[place] for place in order]) == verdict(HARM, rows)


# --------------------------------------------------------------------------------- looks and raters


def in_order(*sets: tuple[int, int]) -> list[Result]:
    """Return results, set after set: so many that are good, then so many that are not."""
    rows: list[Result] = []
    for yes, no in sets:
        rows += results(yes, no, first=len(rows) + 1)
    return rows


@pytest.mark.parametrize(
    ("rows", "state", "counted"),
    [
        (in_order((17, 3), (17, 3)), ResultState.USE, 40),
        # Out at the first look: more good cases bring nobody back.
        (in_order((16, 4), (20, 0)), ResultState.DROP, 40),
        # Between two looks only what is sure to fail the next one ends it: 6 of 40 are allowed.
        (in_order((17, 3), (7, 3)), ResultState.USE, 30),
        (in_order((17, 3), (6, 4)), ResultState.DROP, 30),
        # At most three looks; what comes after them counts no more.
        (in_order((17, 3), (17, 3), (17, 3), (0, 20)), ResultState.USE, 60),
        (in_order((17, 3), (17, 3), (16, 4)), ResultState.DROP, 60),
    ],
)
def test_a_test_that_goes_on_is_looked_at_three_times(
    rows: list[Result], state: ResultState, counted: int
) -> None:
    by_counts = verdict(SHORT, rows)

    assert (by_counts.state, by_counts.rated) == (state, counted)


@given(st.lists(st.booleans(), max_size=80), st.lists(st.booleans(), max_size=40))
def test_going_on_never_saves_who_failed(first: list[bool], more: list[bool]) -> None:
    def marked(marks: list[bool]) -> list[Result]:
        return [
            combined(number, "ash", {OWNER: {"accepted": mark}})
            for number, mark in enumerate(marks, start=1)
        ]

    if verdict(SHORT, marked(first)).state is ResultState.DROP:
        assert verdict(SHORT, marked([*first, *more])).state is ResultState.DROP


PASS, WRONG, HARMS = (
    {"accepted": True, "harmful": False},
    {"accepted": False, "harmful": False},
    {"accepted": False, "harmful": True},
)


@pytest.mark.parametrize(
    ("marks", "counts"),
    [
        # What the first, the second and both said: to be done again, slipped, they differ.
        ((PASS,), (False, False, False)),
        ((HARMS,), (True, False, False)),  # the reader noticed it
        ((PASS, PASS), (False, False, False)),
        ((PASS, WRONG), (False, False, True)),
        ((WRONG, PASS), (True, False, True)),
        ((PASS, HARMS), (False, True, True)),  # counts at once
        ((WRONG, HARMS), (True, False, False)),  # both noticed it
        ((PASS, HARMS, PASS), (False, False, False)),  # both take it back
        ((PASS, WRONG, WRONG), (True, False, False)),
        ((PASS, WRONG, HARMS), (False, True, False)),
        ((WRONG, PASS, PASS), (False, False, False)),
        ((WRONG, PASS, HARMS), (True, False, False)),  # the first did not let it pass
        # A reader who lets pass what is harmful, in a file.
        (({"accepted": True, "harmful": True},), (False, True, False)),
    ],
)
def test_two_raters_make_one_result(
    marks: tuple[dict[str, bool], ...], counts: tuple[bool, bool, bool]
) -> None:
    result = combined(1, "ash", dict(enumerate(marks)))

    assert (result.is_redone, result.slipped, result.differs) == counts


@pytest.mark.parametrize(
    ("marks", "missed"),
    [
        ((HARMS,), True),
        ((WRONG,), False),
        # what the second calls harmful slipped, and is no miss
        ((PASS, HARMS), False),
        ((HARMS, PASS), True),
        ((HARMS, PASS, HARMS), True),
        ((HARMS, PASS, PASS), False),  # both take it back
    ],
)
def test_who_knows_what_is_there_says_what_was_missed(
    marks: tuple[dict[str, bool], ...],
    missed: bool,  # noqa: FBT001  # a case
) -> None:
    assert combined(1, "ash", dict(enumerate(marks))).missed is missed


def test_nobody_asks_twice_of_what_the_first_refused_where_the_second_reads_some() -> None:
    some = combined(1, "ash", {0: WRONG, 1: PASS}, reads_all=False)
    passed = combined(1, "ash", {0: PASS, 1: WRONG}, reads_all=False)

    assert (some.is_redone, some.second_read, some.differs) == (True, False, False)
    assert (passed.second_read, passed.differs) == (True, True)


def test_what_the_second_alone_has_read_is_not_read_twice() -> None:
    result = combined(1, "ash", {1: WRONG})

    assert (result.second_read, result.is_redone, result.slipped) == (False, True, False)


def test_a_test_without_the_graver_question_says_what_is_missing() -> None:
    rule = replace(HARM.rule, cases=30, known_bad=15, most_missed=1)

    assert tuple(lacks_words(MONEY.rule, MONEY.stakes, rule, Stakes.HURT)) == (
        "10 more cases of each.",
        "Nobody was asked of each whether it could hurt somebody.",
        "A second person reads 20 of those that the first one passed.",
        "At most 3 of 30 may be not good enough; more were allowed.",
        "At most 1 of 15 known faults may be missed; more were allowed.",
    )
