"""The field record: how many pilots that owners shared met their targets, by cell of the matrix, never fewer than five."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count as CountOf, F, Q

from catalog.vocabulary import Branch
from wizard.models import ModelVerdict, Pilot
from wizard.models.pilots import MET, SETTLED
from wizard.pilot.ranges import wilson

FEWEST = 5
RISK = 0.025  # on each side of the range
HUNDRED = 100
_MET = CountOf("pk", filter=Q(state__in=MET))  # of pilots, or of verdicts on one model
_BRANCHES: Mapping[str, Branch] = {branch.value: branch for branch in Branch}


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many shared pilots met their targets where the matrix gives one answer; never of fewer than five."""

    branch: Branch
    met: int
    of: int
    low: int  # percent
    high: int

    @property
    def sentence(self) -> str:
        """Return it in words."""
        return f"Target met in {self.met:,} of {self.of:,} pilots, range {self.low} to {self.high} %."


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The counts of one cell of the matrix."""

    use_case: str
    count: Count
    model: str = ""  # whose verdicts alone are counted; empty for the pilots of the cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """All pilots that were shared and came to a verdict."""

    met: int
    of: int
    low: int
    high: int


def counts_of(use_case: str) -> tuple[Count, ...]:
    """Return what pilots have shown of a use case, branch by branch; one query."""
    rows = Pilot.objects.in_the_record().filter(use_case=use_case).values("branch").annotate(of=CountOf("pk"), met=_MET)
    return tuple(
        _count(row["branch"], met=row["met"], of=row["of"])
        for row in rows.order_by("branch")
        if row["of"] >= FEWEST and row["branch"] in _BRANCHES
    )


def lines() -> tuple[Line, ...]:
    """Return every cell of which enough is known, by use case; one query."""
    rows = Pilot.objects.in_the_record().values("use_case", "branch").annotate(of=CountOf("pk"), met=_MET)
    return tuple(
        Line(use_case=row["use_case"], count=_count(row["branch"], met=row["met"], of=row["of"]))
        for row in rows.order_by("use_case", "branch")
        if row["of"] >= FEWEST and row["branch"] in _BRANCHES
    )


def lines_by_model() -> tuple[Line, ...]:
    """Return the verdicts on each model, as owners name it, cell by cell, from five pilots on; one query."""
    found = ModelVerdict.objects.filter(pilot__in=Pilot.objects.in_the_record(), state__in=SETTLED).values(
        "name", use_case=F("pilot__use_case"), branch=F("pilot__branch")
    )
    return tuple(
        Line(use_case=row["use_case"], model=row["name"], count=_count(row["branch"], met=row["met"], of=row["of"]))
        for row in found.annotate(of=CountOf("pk"), met=_MET).order_by("use_case", "branch", "name")
        if row["of"] >= FEWEST and row["branch"] in _BRANCHES
    )


def total() -> Total | None:
    """Return how often all of them met their targets; None where fewer than five were shared."""
    row = Pilot.objects.in_the_record().aggregate(of=CountOf("pk"), met=_MET)
    if row["of"] < FEWEST:
        return None
    low, high = _range(row["met"], row["of"])
    return Total(met=row["met"], of=row["of"], low=low, high=high)


def _count(branch: str, *, met: int, of: int) -> Count:
    low, high = _range(met, of)
    return Count(branch=_BRANCHES[branch], met=met, of=of, low=low, high=high)


def _range(met: int, of: int) -> tuple[int, int]:
    """Return Wilson's range of a share in whole percents."""
    found = wilson(met, of, RISK)
    return round((found.low or 0.0) * HUNDRED), round((found.high or 0.0) * HUNDRED)
