"""One part of a plan in everyday use: what a person puts into one result, and which share of results is accepted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from catalog.vocabulary import Branch
from wizard.engine.answers import Answers
from wizard.engine.decision import Part
from wizard.engine.pilot import DEFAULT_ACCEPTED, minutes_today
from wizard.engine.vocabulary import Check
from wizard.engine.workload import Need

# Editors' assumptions, until the pilot has measured them; explained on the method page.
HANDLING_SHARE = (Decimal("0.05"), Decimal("0.1"), Decimal("0.2"))  # of the minutes by hand: asking, putting to use
CHECKING_SHARE = (Decimal("0.1"), Decimal("0.2"), Decimal("0.4"))  # of the minutes by hand
SAMPLE_SHARE = Decimal("0.1")  # a sample looks at one in ten
FEE_SPREAD = (Decimal("0.5"), Decimal(1), Decimal(2))  # token figures are estimates
TRIES: Mapping[Branch, tuple[Decimal, Decimal, Decimal]] = {  # how often one asks before a result is worth a look
    Branch.LANGUAGE: (Decimal(1), Decimal(1), Decimal("1.5")),
    Branch.MEDIA: (Decimal(1), Decimal(2), Decimal(4)),
}
ACCEPTED_SPREAD = Decimal(10)  # points either way
WORST_SHARE = Decimal(5)  # of 100; below this no plan is worth the reckoning


@dataclass(frozen=True, slots=True, kw_only=True)
class Triple:
    """Low, likely and high; low is the good end."""

    low: Decimal
    likely: Decimal
    high: Decimal

    def __add__(self, other: "Triple") -> "Triple":
        """Return the sums of the ends."""
        return Triple(low=self.low + other.low, likely=self.likely + other.likely, high=self.high + other.high)

    def by(self, low: Decimal, likely: Decimal, high: Decimal) -> "Triple":
        """Return each figure times its own factor."""
        return Triple(low=self.low * low, likely=self.likely * likely, high=self.high * high)


NOTHING = Triple(low=Decimal(0), likely=Decimal(0), high=Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One part in everyday use, for each result that is asked for."""

    part: Part
    need: Need
    handling: Triple  # minutes of a person who asks for a result and puts it to use
    checking: Triple | None  # minutes of a person who looks at it
    accepted: Triple  # shares; low is the best
    minutes_today: Decimal | None


def lanes_of(answers: Answers, parts: Sequence[Part], needs: Sequence[Need]) -> tuple[Lane, ...]:
    """Return a lane for each part that has a model."""
    made = [(part, need) for part, need in zip(parts, needs, strict=True) if part.chosen]
    checked = [need.output.key for _, need in made if not need.transcript]
    return tuple(_lane(answers, part, need, pieces=checked.count(need.output.key)) for part, need in made)


def _lane(answers: Answers, part: Part, need: Need, *, pieces: int) -> Lane:
    """Return a part in everyday use; the minutes of a result are shared out evenly among its pieces."""
    percent = answers.targets.accepted_percent or DEFAULT_ACCEPTED
    best = min(percent + ACCEPTED_SPREAD, Decimal(100))
    worst = max(percent - ACCEPTED_SPREAD, min(percent, WORST_SHARE))
    whole = minutes_today(answers, need)
    today = whole / pieces if whole is not None and pieces else None
    return Lane(
        part=part,
        need=need,
        handling=NOTHING if today is None or need.transcript else _shares(today, HANDLING_SHARE),
        checking=_checking(answers, need, today, pieces),
        accepted=Triple(low=best / 100, likely=percent / 100, high=worst / 100),
        minutes_today=None if need.transcript else today,
    )


def _checking(answers: Answers, need: Need, today: Decimal | None, pieces: int) -> Triple | None:
    """Return the minutes a person looks at one result. Writing down speech is checked with what is made of it."""
    if need.transcript or answers.check is Check.NOBODY:
        return NOTHING
    share = SAMPLE_SHARE if answers.check is Check.SAMPLE else Decimal(1)
    if answers.check_minutes:
        given = answers.check_minutes
        return Triple(low=given.low, likely=given.middle, high=given.high).by(*(share / pieces,) * 3)
    if today is None:
        return None
    return _shares(today, CHECKING_SHARE).by(share, share, share)


def _shares(minutes: Decimal, shares: tuple[Decimal, Decimal, Decimal]) -> Triple:
    low, likely, high = shares
    return Triple(low=minutes * low, likely=minutes * likely, high=minutes * high)


def whole(value: Decimal) -> int:
    """Round to a whole number."""
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def tenth(value: Decimal) -> Decimal:
    """Round to a tenth."""
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)
