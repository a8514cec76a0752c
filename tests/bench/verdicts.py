"""How often a pilot says go although a target is missed: 10,000 made-up pilots of each kind, beside the stated risk."""

import math
from collections.abc import Callable
from decimal import Decimal
from random import Random

from tests.bench.table import Promise, Row, at_least, at_most
from wizard.pilot.statistics import trials_for_share
from wizard.pilot.terms import Goal, Rule, TargetSlug, Terms, Trial
from wizard.pilot.trials import VerdictState, verdict

PILOTS = 10_000
SEED = 20261124
LOOKS = 2  # the planned one, and the next for what is too close to call; later ones spend 2 in 1,000
SHARE = Goal(slug=TargetSlug.ACCEPTED, threshold=Decimal(80), at_most=False, worth_having=Decimal(10), primary=True)
TIME = Goal(slug=TargetSlug.MINUTES, threshold=Decimal(10), at_most=True, worth_having=Decimal(1))
COST = Goal(slug=TargetSlug.USD, threshold=Decimal(5), at_most=True, worth_having=Decimal("0.5"))
LEAN = 0.39  # of the logarithm of minutes, so that single results stray by two fifths
LONG = 0.8  # the same where they stray by nine tenths
CHANCE = 0.09  # two standard errors of a count of 500 in 10,000
WRONG = at_most(500, noise=CHANCE)

type Making = Callable[[Random, int], Trial]


def rows() -> list[Row]:
    """Return the wrong goes of 10,000 pilots whose target is missed by a hair, and the right ones of good pilots."""
    planned = trials_for_share(0.8, 0.9)
    short = trials_for_share(0.8, 0.95)
    hair = made(0.8 - 1e-9, 10 + 1e-9)
    return [
        _row(f"wrong go, share at its target, {planned} trials", Terms(goals=(SHARE,), trials=planned), hair),
        _row(f"wrong go, share at its target, {short} trials", Terms(goals=(SHARE,), trials=short), hair),
        _row("wrong go, minutes at their target, 101 trials", Terms(goals=(TIME,), trials=101), hair),
        _row(
            f"wrong go, cost at its target, {planned} trials",
            Terms(goals=(COST,), trials=planned, usd_per_minute=Decimal("0.4")),
            made(0.8, 10 + 1e-9),
        ),
        _row(
            "wrong go, minutes with long tails at their target, 30 trials",
            Terms(goals=(TIME,), trials=30),
            made(0.8, 10 + 1e-9, LONG),
        ),
        _row(
            "wrong go, cost with long tails at its target, 30 trials",
            Terms(goals=(COST,), trials=30, usd_per_minute=Decimal("0.4")),
            made(0.8, 10 + 1e-9, LONG),
        ),
        _row(
            f"wrong go, two targets, one missed by a hair, {planned} trials",
            Terms(goals=(SHARE, TIME), trials=planned),
            made(0.8, 8),
        ),
        _row(
            f"wrong go, main target missed by a hair, no other missed, {planned} trials",
            Terms(goals=(SHARE, TIME), trials=planned, rule=Rule.NONE),
            made(0.8, 10),
        ),
        _row(
            f"right go, share ten points better, {planned} trials",
            Terms(goals=(SHARE,), trials=planned),
            made(0.9, 10),
            at_least(8_000),
        ),
    ]


def made(share: float, minutes: float, lean: float = LEAN) -> Making:
    """Return how one result comes about: accepted with that chance, with minutes of a long tail around that mean."""

    def one(chance: Random, number: int) -> Trial:
        took = chance.lognormvariate(0, lean) / math.exp(lean**2 / 2) * minutes
        return Trial(
            number=number,
            accepted=chance.random() < share,
            minutes=Decimal(repr(took)),
            usd=Decimal(0),
        )

    return one


def goes(terms: Terms, making: Making, pilots: int = PILOTS) -> int:
    """Return how many of so many pilots say go, looked at twice while they are not settled."""
    chance = Random(SEED)  # noqa: S311 - made-up pilots, the same every time
    return sum(_goes(terms, making, chance) for _ in range(pilots))


def _goes(terms: Terms, making: Making, chance: Random) -> bool:
    trials: list[Trial] = []
    for look in range(LOOKS):
        wanted = terms.trials * 2**look
        trials += [making(chance, number) for number in range(len(trials), wanted)]
        found = verdict(terms, trials).state
        if found is not VerdictState.KEEP_MEASURING:
            return found is VerdictState.GO
    return False


def _row(name: str, terms: Terms, making: Making, promise: Promise = WRONG) -> Row:
    return Row(name, goes(terms, making), f"of {PILOTS:,}", promise)
