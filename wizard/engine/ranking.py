"""Which model stands where: the order, the tie, the two to try, and who is worse on every count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from catalog.schema import AiModel
from catalog.vocabulary import Voice
from wizard.engine import scoring
from wizard.engine.answers import Weights
from wizard.engine.decision import Mark
from wizard.engine.requirements import Judgement
from wizard.engine.vocabulary import Criterion, Standing

COMPARED_FOR_DOMINANCE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A model that passed, with its marks and its range."""

    judgement: Judgement
    marks: tuple[Mark, ...]
    low: int
    high: int
    unpriced: bool  # nobody states its price, and price counts

    @property
    def model(self) -> AiModel:
        """Return the model."""
        return self.judgement.model

    @property
    def confirmed(self) -> bool:
        """Return whether everything that the owner demands is on file; what is not stands apart under "ask first"."""
        return not self.judgement.open_points

    @property
    def measured(self) -> bool:
        """Return whether anybody has measured its quality for this task."""
        return self.mark(Criterion.QUALITY).known

    @property
    def not_known(self) -> bool:
        """Return whether too little is known to give it a place."""
        return self.unpriced or not self.measured

    @property
    def middle(self) -> int:
        """Return twice the middle of the range, so that it stays whole."""
        return self.low + self.high

    @property
    def usd(self) -> Decimal | None:
        """Return what one result costs."""
        return self.judgement.offered.unit_usd

    @property
    def independent(self) -> bool:
        """Return whether somebody who does not sell it measured its quality."""
        return any(
            fact.voice is Voice.MEASURED
            for mark in self.marks
            for fact in mark.facts
            if mark.criterion is Criterion.QUALITY
        )

    def mark(self, criterion: Criterion) -> Mark:
        """Return the mark on one criterion."""
        return next(mark for mark in self.marks if mark.criterion is criterion)


def ranked(entries: Iterable[Entry]) -> list[Entry]:
    """Return the best middle first; then what leaves fewer points open, then the cheaper; ties end on slug."""
    return sorted(
        entries,
        key=lambda row: (-row.middle, len(row.judgement.open_points), row.usd is None, row.usd or 0, row.model.slug),
    )


def tie_of(entries: Sequence[Entry], weights: Weights) -> list[Entry]:
    """Return the first model and all that tie with it.

    Nothing stands in it that leaves a demand unconfirmed, nor an unmeasured model while a measured one passes.
    """
    field = worth_naming(entries)
    field = [entry for entry in field if not entry.unpriced] or field
    return [entry for entry in field if _touches(entry, field[0], weights)]


def worth_naming(entries: Iterable[Entry]) -> list[Entry]:
    """Return those that meet every demand: the measured ones, or all where nobody has measured any."""
    confirmed = [entry for entry in entries if entry.confirmed]
    return [entry for entry in confirmed if entry.measured] or confirmed


def _touches(entry: Entry, first: Entry, weights: Weights) -> bool:
    return entry.high >= first.low and scoring.reaches(entry.marks, first.marks, weights)


def two_to_try(tie: Sequence[Entry]) -> list[str]:
    """Return the best middle and the cheapest of a tie; if they are one, the next best with independent scores."""
    if not tie:
        return []
    best = tie[0]
    cheapest = cheapest_of(tie)
    if cheapest is not None and cheapest is not best:
        return [best.model.slug, cheapest.model.slug]
    rest = tie[1:]
    second = next((entry for entry in rest if entry.independent), rest[0] if rest else None)
    return [best.model.slug, *([second.model.slug] if second else [])]


def cheapest_of(entries: Iterable[Entry]) -> Entry | None:
    """Return the entry with the lowest stated price; the better one where two cost the same."""
    priced = [entry for entry in entries if entry.usd is not None]
    return min(priced, key=lambda row: (row.usd, -row.middle, row.model.slug), default=None)


def standings(
    entries: Sequence[Entry], tie: Sequence[Entry], advised: Sequence[str], weights: Weights
) -> dict[str, Standing]:
    """Return where each model stands: tried, in the tie, behind it, or not known well enough to say."""
    tied = {entry.model.slug for entry in tie}
    found: dict[str, Standing] = {}
    for entry in entries:
        slug = entry.model.slug
        if slug in advised:
            found[slug] = Standing.FIRST if len(tie) == 1 else Standing.TRY
        elif slug in tied:
            found[slug] = Standing.TIE
        elif not entry.confirmed:
            found[slug] = Standing.ASK
        elif entry.not_known and _touches(entry, tie[0], weights):
            found[slug] = Standing.NOT_KNOWN
        else:
            found[slug] = Standing.BEHIND
    return found


def worse_than(shown: Iterable[Entry], entries: Sequence[Entry]) -> dict[str, str]:
    """Return for each model shown the name of one of the best that beats it on every count, where there is one."""
    compared = entries[:COMPARED_FOR_DOMINANCE]
    return {
        entry.model.slug: better.model.name
        for entry in shown
        if (better := next((other for other in compared if _beats(other, entry)), None))
    }


def _beats(one: Entry, other: Entry) -> bool:
    if one.usd is None or other.usd is None or not (one.measured and one.confirmed and other.measured):
        return False
    if one.usd > other.usd or one.mark(Criterion.QUALITY).low <= other.mark(Criterion.QUALITY).high:
        return False
    return all(
        one.mark(criterion).low >= other.mark(criterion).high for criterion in (Criterion.CONTROL, Criterion.HEADROOM)
    )
