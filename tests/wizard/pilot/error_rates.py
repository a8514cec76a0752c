"""How often a test is wrong, drawn: bad results that pass, and false "95 % sure".

The latter is how often "95 % sure" does not hold.

`python -m tests.wizard.pilot.error_rates` draws 4,000 tests a line and prints the table; the tests
draw fewer.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from wizard.decision.guesses import GUESSES
from wizard.decision.situation import Work
from wizard.decision.trial import SIZES, StopRule, stop_rule
from wizard.decision.vocabulary import Stakes
from wizard.pilot import verdict as verdicts
from wizard.pilot.metrics import Values
from wizard.pilot.protocol import Contender, Protocol
from wizard.pilot.raters import BOTH, OWNER, SECOND, Result, combined
from wizard.pilot.verdict import ResultState, Verdict

TOOL = Contender(model="tool", name="Tool")
GOOD: Values = {"accepted": True, "harmful": False}
WRONG: Values = {"accepted": False, "harmful": False}
HARMFUL: Values = {"accepted": False, "harmful": True}
wrong_of_100 = cache(verdicts.wrong_of_100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A drawn test: its rule, how many cases are rated, and how good its readers are."""

    name: str
    rule: StopRule
    stakes: Stakes
    cases: int
    noticed: float = GUESSES.noticed  # of what is wrong, by each reader by oneself
    missed: float = SIZES.known_bad.missed_by_a_good_one  # of what is known to be there


NUISANCE, MONEY, MUCH_MONEY, HURT, FINDS = (
    stop_rule(Work(key="job", **work))
    for work in (
        {"results": 200, "stakes": Stakes.NUISANCE},
        {"results": 200},
        {"results": 1_000},
        {"results": 200, "stakes": Stakes.HURT},
        {"results": 200, "stakes": Stakes.HURT, "finds": True},
    )
)
SETTINGS = (
    Setting(name="nuisance", rule=NUISANCE, stakes=Stakes.NUISANCE, cases=15),
    Setting(name="money", rule=MONEY, stakes=Stakes.MONEY, cases=30),
    Setting(name="law, hurt", rule=HURT, stakes=Stakes.HURT, cases=30),
    Setting(name="money, went on once", rule=MONEY, stakes=Stakes.MONEY, cases=60),
    Setting(name="money, much", rule=MUCH_MONEY, stakes=Stakes.MONEY, cases=100),
    Setting(name="hurt, something to find", rule=FINDS, stakes=Stakes.HURT, cases=30),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What so many drawn tests of one tool came to."""

    tests: int
    passed: int
    harmed: int  # dropped for what slipped past the reader
    beyond: int  # with more wrong than was 95 % sure, if readers overlook nothing
    beyond_overlooked: int  # the same, if they overlook as much as we guess


def drawn(setting: Setting, wrong: float, damaging: float, tests: int, *, seed: int = 1) -> Drawn:
    """Draw tests of a tool with this share of wrong results, of which this share does damage."""
    draw = Random(seed)  # noqa: S311  # the same every time
    found = [_verdict(setting, wrong, damaging, draw) for _ in range(tests)]
    return Drawn(
        tests=tests,
        passed=sum(row.state.passed for row in found),
        harmed=sum(row.state is ResultState.DROP and "damage" in row.sentence for row in found),
        beyond=sum(_is_beyond(row, wrong, 1.0) for row in found),
        beyond_overlooked=sum(_is_beyond(row, wrong, GUESSES.noticed) for row in found),
    )


def _is_beyond(row: Verdict, wrong: float, noticed: float) -> bool:
    """Return whether more are wrong than some look at the test was 95 % sure of.

    It supposes that readers notice such a share.
    """
    limits = (wrong_of_100(look.redone + look.slipped, look.cases, noticed) for look in row.looks)
    return any(limit < wrong * 100 for limit in limits)


def _verdict(setting: Setting, wrong: float, damaging: float, draw: Random) -> Verdict:
    protocol = Protocol(contenders=(TOOL,), rule=setting.rule, stakes=setting.stakes)
    results = list(_results(setting, wrong, damaging, draw))
    return verdicts.verdict(protocol, results)


def _results(setting: Setting, wrong: float, damaging: float, draw: Random) -> Iterator[Result]:
    """Yield results: the first rater reads all, the second a part of those that passed.

    The second reads as many as agreed, and both settle what differs.
    """
    rule = setting.rule
    left = rule.second_reads * setting.cases // rule.cases
    for number in range(1, setting.cases + 1):
        is_known_bad = number % rule.cases < rule.known_bad
        is_missed = is_known_bad and draw.random() < setting.missed
        truth = HARMFUL if is_missed else _truth(wrong, damaging, draw)
        # Whoever knows what is there sees that it was missed.
        marks = {OWNER: HARMFUL if is_missed else _read(truth, setting, draw)}
        if rule.known_bad and not is_missed and marks[OWNER] is HARMFUL:
            marks[OWNER] = WRONG  # who is asked of misses alone
        if left > 0 and marks[OWNER] is GOOD:
            left -= 1
            marks[SECOND] = _read(truth, setting, draw)
            if marks[SECOND]["accepted"] != marks[OWNER]["accepted"]:
                marks[BOTH] = truth
        yield combined(number, TOOL.model, marks, reads_all=not rule.second_reads)


def _truth(wrong: float, damaging: float, draw: Random) -> Values:
    if draw.random() >= wrong:
        return GOOD
    return HARMFUL if draw.random() < damaging else WRONG


def _read(truth: Values, setting: Setting, draw: Random) -> Values:
    """Return the words of a reader who notices some wrong results and never faults a good one."""
    return truth if truth is GOOD or draw.random() < setting.noticed else GOOD


def table(tests: int) -> Iterator[Sequence[str]]:
    """Yield a line for each setting and share of wrong results."""
    yield (
        "test",
        "cases",
        "readers notice",
        "wrong",
        "passes",
        "out for harm",
        "more wrong than “95 % sure, nothing overlooked”",
        "more wrong than “95 % sure, three in ten overlooked”",
    )
    for setting in SETTINGS:
        for noticed in (1.0, GUESSES.noticed):
            for wrong in (0.1, 0.2, 0.4, 0.5, 0.6):
                one = replace(setting, noticed=noticed)
                counts = drawn(one, wrong, GUESSES.damaging, tests)
                shares = (counts.passed, counts.harmed, counts.beyond, counts.beyond_overlooked)
                percent = [f"{share / tests:.1%}" for share in shares]
                yield setting.name, str(setting.cases), f"{noticed:.0%}", f"{wrong:.0%}", *percent


if __name__ == "__main__":
    for line in table(4_000):
        sys.stdout.write(f"| {' | '.join(line)} |\n")
