"""Sparing: what a dearer option must spare, and whether a test shows it (METHOD §6).

It spares results from being done again.
"""

from collections.abc import Iterator

from wizard.decision.costs import Priced
from wizard.decision.endings import Sparing
from wizard.decision.ranking import Ranking
from wizard.decision.trial import must_spare, seen_in_a_month
from wizard.decision.vocabulary import Review, SparingSeen


def sparing(first: Priced, second: Priced | None, ranking: Ranking) -> tuple[Sparing, ...]:
    """Return what the dearer of the two must spare, and what the best measured one must.

    The latter is one that costs still more.
    """
    pairs = _pairs(first, second, ranking)
    return tuple(_sparing(cheaper, dearer, ranking) for cheaper, dearer in pairs)


def _pairs(
    first: Priced, second: Priced | None, ranking: Ranking
) -> Iterator[tuple[Priced, Priced]]:
    """Yield pairs of a cheaper and a dearer option."""
    if second is not None and second.sure_usd > first.sure_usd:
        yield first, second
    if second is not None and second.sure_usd < first.sure_usd:
        yield second, first
    better = _better(first, ranking)
    if better is not None and better != second:
        yield first, better


def _better(first: Priced, ranking: Ranking) -> Priced | None:
    """Return the one with the fewest wrong results, if it beats the first and costs more."""
    rivals = [
        row
        for row in ranking.candidates
        if row.option.measured and row.wrong < first.wrong and row.sure_usd > first.sure_usd
    ]
    return min(rivals, key=lambda row: (row.wrong, row.rank), default=None)


def _sparing(cheaper: Priced, dearer: Priced, ranking: Ranking) -> Sparing:
    costing = ranking.costing
    results = must_spare(cheaper, dearer, costing)
    is_read = costing.work.reviewed is Review.EVERY
    visible = seen_in_a_month(cheaper.wrong, costing.work.results) if is_read else None
    return Sparing(
        option=dearer,
        cheaper=cheaper,
        more_usd=dearer.sure_usd - cheaper.sure_usd,
        results=results,
        visible=visible,
        seen=_seen(results, visible, cheaper.wrong * costing.work.results),
    )


def _seen(results: float | None, visible: float | None, go_wrong: float) -> SparingSeen:
    if results is None or results > go_wrong:
        return SparingSeen.CANNOT_PAY
    if visible is None:
        return SparingSeen.UNREAD
    return SparingSeen.SHOWS if results > visible else SparingSeen.TOO_FEW
