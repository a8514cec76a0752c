"""How often a pilot says yes although a target is missed, beside the stated risk; and the table of the test on pairs."""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from random import Random

from tests.bench.table import Promise, Row, at_least, at_most
from wizard.pilot.metrics import Values
from wizard.pilot.protocol import Contender, Mode, Protocol, Result, Target, with_targets
from wizard.pilot.statistics import is_settled
from wizard.pilot.verdict import ResultState, verdict

PILOTS = 10_000
SEED = 20261124
LOOKS = (
    2  # the planned one, and the next for what is too close to call; later ones spend 2 in 1,000
)
BARE = Protocol(
    mode=Mode.LONG, contenders=(Contender(model="ash", name="Ash"),), cases=1, most_misses=0
)
SHARE = Target(slug="accepted", threshold=Decimal(80), gain=Decimal(10))
TIME = Target(slug="minutes", threshold=Decimal(10), gain=Decimal(1))
COST = Target(slug="usd", threshold=Decimal(5), gain=Decimal("0.5"))
LEAN = 0.39  # of the logarithm of minutes, so that single results differ by two fifths
LONG = 0.8  # the same where they differ by nine tenths
CHANCE = 0.09  # two standard errors of a count of 500 in 10,000
WRONG = at_most(500, noise=CHANCE)
PAIRS: dict[float, dict[int, Promise]] = {
    0.5: {
        count: at_most(5) for count in (12, 20, 40)
    },  # where nobody prefers either, a call is an error
    0.6: {count: at_most(20) for count in (12, 20, 40)},  # says "no difference seen" as a rule
    0.7: {12: at_least(8), 20: at_least(25), 40: at_least(50)},
    0.8: {12: at_least(25), 20: at_least(50), 40: at_least(85)},
}

type Making = Callable[[Random, int], Result]


def rows() -> list[Row]:
    """Return the wrong yes of 10,000 pilots whose target is missed by a hair, the right ones of good pilots, the pairs."""
    hair, long = made(0.8 - 1e-9, 10 + 1e-9), made(0.8, 10 + 1e-9, LONG)
    share = with_targets(BARE, [SHARE])
    paid = replace(with_targets(BARE, [COST]), cases=share.cases, usd_per_hour=Decimal(24))
    both = replace(with_targets(BARE, [SHARE, TIME]), cases=share.cases)
    return [
        _row(f"wrong yes, share at its target, {share.cases} results", share, hair),
        _row("wrong yes, share at its target, 35 results", replace(share, cases=35), hair),
        _row("wrong yes, minutes at their target, 101 results", with_targets(BARE, [TIME]), hair),
        _row(f"wrong yes, cost at its target, {paid.cases} results", paid, made(0.8, 10 + 1e-9)),
        _row("wrong yes, minutes with long tails, 30 results", replace(with_targets(BARE, [TIME]), cases=30), long),
        _row("wrong yes, cost with long tails, 30 results", replace(paid, cases=30), long),
        _row(f"wrong yes, one of two targets missed by a hair, {both.cases} results", both, made(0.8, 8)),
        _row(f"right yes, share ten points better, {share.cases} results", share, made(0.9, 10), at_least(8_000)),
        *(
            Row(f"pairs, {share:.0%} prefer one, called by {count}", round(chance_of_a_call(share, count)[count] * 100, 1), "of 100", promises.get(count))
            for share, promises in PAIRS.items()
            for count in (12, 20, 40)
        ),
    ]  # fmt: skip


def made(share: float, minutes: float, lean: float = LEAN) -> Making:
    """Return how one result comes about: good enough with that chance, with minutes of a long tail around that mean."""

    def one(chance: Random, number: int) -> Result:
        took = chance.lognormvariate(0, lean) / math.exp(lean**2 / 2) * minutes
        accepted = chance.random() < share
        values: Values = {"accepted": accepted, "minutes": Decimal(repr(took)), "usd": Decimal(0)}
        return Result(number=number, model="ash", values=values)

    return one


def goes(protocol: Protocol, making: Making, pilots: int = PILOTS) -> int:
    """Return how many of so many pilots say yes, looked at twice while they are not settled."""
    chance = Random(SEED)  # noqa: S311 - made-up pilots, the same every time
    return sum(_goes(protocol, making, chance) for _ in range(pilots))


def _goes(protocol: Protocol, making: Making, chance: Random) -> bool:
    results: list[Result] = []
    for look in range(LOOKS):
        wanted = protocol.cases * 2**look
        results += [making(chance, number) for number in range(len(results), wanted)]
        found = verdict(protocol, results).state
        if found is not ResultState.TEST_ON:
            return found is ResultState.USE
    return False


def _row(name: str, protocol: Protocol, making: Making, promise: Promise = WRONG) -> Row:
    return Row(name, goes(protocol, making), f"of {PILOTS:,}", promise)


def chance_of_a_call(share: float, most: int) -> Mapping[int, float]:
    """Return, by number of clear choices, the exact chance that a difference was called by then.

    `share` is how often the first is preferred. By the binomial law over all paths that were not settled before.
    """
    open_paths, called, found = {(0, 0): 1.0}, 0.0, {}
    for count in range(1, most + 1):
        following: dict[tuple[int, int], float] = {}
        for (first, second), chance in open_paths.items():
            for step, part in (((first + 1, second), share), ((first, second + 1), 1 - share)):
                if is_settled(*step):
                    called += chance * part
                else:
                    following[step] = following.get(step, 0.0) + chance * part
        open_paths, found[count] = following, called
    return found
