"""The field record: how many pilots that owners shared met their targets, by cell of the matrix, never fewer than five."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count as CountOf, F, Q, QuerySet

from catalog.vocabulary import Branch
from wizard.models import ModelVerdict, Pilot
from wizard.models.pilots import MET, SETTLED
from wizard.pilot.ranges import wilson

FEWEST = 5
RISK = 0.025  # on each side of the range
COUNTED = {"of": CountOf("pk"), "met": CountOf("pk", filter=Q(state__in=MET))}  # of pilots, or of verdicts on one model


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many shared pilots met their targets: of all, or where the matrix gives one answer; of one model alone, if named."""

    met: int
    of: int
    use_case: str = ""
    branch: Branch | None = None
    model: str = ""

    @property
    def range(self) -> str:
        """Return Wilson's range of the share, in percent."""
        found = wilson(self.met, self.of, RISK)
        return f"{round((found.low or 0.0) * 100)} to {round((found.high or 0.0) * 100)} %"

    @property
    def sentence(self) -> str:
        """Return it in words."""
        return f"Target met in {self.met:,} of {self.of:,} pilots, range {self.range}."


def counts_of(use_case: str = "") -> tuple[Count, ...]:
    """Return what pilots have shown of a use case, or of each, answer by answer; one query."""
    found = Pilot.objects.in_the_record()
    return _counts((found.filter(use_case=use_case) if use_case else found).values("use_case", "branch"))


def counts_by_model() -> tuple[Count, ...]:
    """Return the verdicts on each model, as owners name it, answer by answer; one query."""
    found = ModelVerdict.objects.filter(pilot__in=Pilot.objects.in_the_record(), state__in=SETTLED)
    cell = {"use_case": F("pilot__use_case"), "branch": F("pilot__branch")}
    return _counts(found.values(model_name=F("name"), **cell))


def total() -> Count | None:
    """Return how often all of them met their targets; None where fewer than five were shared."""
    found = Count(**Pilot.objects.in_the_record().aggregate(**COUNTED))
    return found if found.of >= FEWEST else None


def _counts(cells: QuerySet[Any, Any]) -> tuple[Count, ...]:
    branches = {branch.value: branch for branch in Branch}
    rows = cells.annotate(**COUNTED).filter(of__gte=FEWEST, branch__in=branches).order_by("use_case", "branch")
    found = [(row["use_case"], row["branch"], row.get("model_name", ""), row["met"], row["of"]) for row in rows]
    return tuple(
        Count(use_case=use_case, branch=branches[branch], model=model, met=met, of=of)
        for use_case, branch, model, met, of in sorted(found)
    )
