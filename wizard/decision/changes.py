"""What would change it: a test, price, volume, seller's answer or own answer (METHOD §4)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, islice
from math import ceil

from catalog.schema import Catalog
from wizard.decision.answers import BUILT_IN_FROM, Answers, Job
from wizard.decision.costs import Priced
from wizard.decision.decide import outline
from wizard.decision.decision import JobDecision
from wizard.decision.endings import Advised, Ending, advised_of, option_of
from wizard.decision.measured import TrialResult
from wizard.decision.ranking import Ranking, are_rivals, cheapest_first, named_from, within_limit
from wizard.decision.rules import Rule
from wizard.decision.trail import Reason, because
from wizard.decision.vocabulary import Builder, Country, Place, Review, Stakes

MOST_CHANGES = 5
MOST_ANSWERS = 5  # that are turned over: each is a decision of its own
NEAR_TIMES = 3  # ours: nobody meets a price or a volume that is further from today's
# Volumes that are tried, in times of today's, the nearest first.
VOLUMES = {Rule.IF_MORE: (2, NEAR_TIMES), Rule.IF_FEWER: (1 / 2, 1 / NEAR_TIMES)}
HALVINGS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class NameChange:
    """Something that would change what is named, and what would then be said."""

    job: str
    reason: Reason
    then: str  # the tool that is then named; empty: none
    ends: type[Ending] | None = None  # how it then ends, where that is another ending


@dataclass(frozen=True, slots=True, kw_only=True)
class Changing:
    """A decided job, as what would change it is looked for."""

    job: Job
    decided: JobDecision
    answers: Answers
    catalog: Catalog
    on: date
    measured: tuple[TrialResult, ...] = ()

    def change(self, reason: Reason, then: str, ends: type[Ending] | None = None) -> NameChange:
        return NameChange(job=self.job.key, reason=reason, then=then, ends=ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """What is named for a decided job, among what it was chosen."""

    of: Changing
    advised: Advised
    ranking: Ranking

    @property
    def first(self) -> Priced:
        return self.advised.recommendation.first

    @property
    def rival(self) -> "Rival | None":
        """Return the tool of another maker that would be named next, were the first dearer."""
        costing = self.ranking.costing
        rivals = [
            Rival(priced=row, from_usd=named_from(row, self.first, costing.guesses.even_band))
            for row in self.ranking.passing
            if are_rivals(row.option, self.first.option)
            and row.option.is_namable
            and within_limit(row, costing.work)
        ]
        return min(rivals, key=lambda rival: (rival.from_usd, rival.priced.rank), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """What would be named next, from which cost of the first on."""

    priced: Priced
    from_usd: float


def changes(of: Changing) -> tuple[NameChange, ...]:
    """Return what would change what is named for a job, the most useful first, five at most."""
    return tuple(islice(chain(_by_money(of), _by_answers(of)), MOST_CHANGES))


def _by_money(of: Changing) -> Iterator[NameChange]:
    """Yield what would make another tool the cheapest, or the one named at all.

    The second is yielded only where one is named.
    """
    advised, ranking = advised_of(of.decided.ending), of.decided.ranking
    if advised is None or ranking is None:
        return
    naming = Naming(of=of, advised=advised, ranking=ranking)
    yield from _by_a_seller(naming)
    yield from _by_the_test(naming)
    figures = sorted((*_by_price(naming), *_by_volume(naming)), key=lambda figure: figure.times)
    yield from (figure.change for figure in figures if figure.times <= NEAR_TIMES)


def _by_a_seller(naming: Naming) -> Iterator[NameChange]:
    """Yield the one unknown worth asking: it keeps a cheaper option from being named."""
    ranking = naming.ranking
    unknown = [row for row in ranking.others if row.option.unknowns and row.option.is_namable]
    best = min(unknown, key=lambda row: row.rank, default=ranking.pick)
    if best.rank < ranking.pick.rank:
        tool, question = best.option.tool, best.option.unknowns[0].value
        reason = because(Rule.IF_ANSWERED, tool=tool, question=question)
        yield naming.of.change(reason, tool)


def _by_the_test(naming: Naming) -> Iterator[NameChange]:
    """Yield from how many cases done again on the rival would be named."""
    first, rival, costing = naming.first, naming.rival, naming.ranking.costing
    loss_usd = costing.work.results * costing.loss_usd(first.option)
    if rival is None or loss_usd <= 0 or rival.from_usd < first.total_usd:
        return
    stop = naming.advised.recommendation.stop
    redone = ceil((first.wrong + (rival.from_usd - first.total_usd) / loss_usd) * stop.cases)
    # The test ends before, where so many may not be done again.
    if redone <= stop.most_redone:
        reason = because(Rule.IF_TEST, redone=redone, cases=stop.cases)
        yield naming.of.change(reason, rival.priced.option.tool)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """A price or a volume that would change what is named."""

    change: NameChange
    times: float  # today's figure, up or down: the nearest comes first


def _by_price(naming: Naming) -> Iterator[FigureChange]:
    """Yield from which rise of its price on the rival would be named; nothing of what is free."""
    first, rival = naming.first, naming.rival
    if rival is None or first.paid_usd <= 0 or rival.from_usd <= first.total_usd:
        return
    more_usd = rival.from_usd - first.total_usd
    reason = because(Rule.IF_PRICE, tool=first.option.tool, more_usd=more_usd)
    change = naming.of.change(reason, rival.priced.option.tool)
    yield FigureChange(change=change, times=1 + more_usd / first.paid_usd)


# ------------------------------------------------------------------------------- another volume


def _by_volume(naming: Naming) -> Iterator[FigureChange]:
    """Yield the nearest volume above and below today's at which another tool is named."""
    ranking, tool = naming.ranking, naming.first.option.tool
    today = ranking.costing.work.results
    # Where something else than the lowest cost decided, such as a limit, no volume turns it.
    if naming.first != ranking.pick or _tool_at(today, ranking) != tool:
        return
    for rule, factors in VOLUMES.items():
        others = (factor for factor in factors if _tool_at(today * factor, ranking) != tool)
        factor = next(others, None)
        if factor is not None:
            results = _turn(today, today * factor, ranking)
            change = naming.of.change(because(rule, results=results), _tool_at(results, ranking))
            yield FigureChange(change=change, times=max(results / today, today / results))


def _tool_at(results: float, ranking: Ranking) -> str:
    """Return the tool that is named for so many results; empty where none holds so many."""
    options = [row.option for row in ranking.passing if row.option.is_namable]
    work = replace(ranking.costing.work, results=results)
    there = cheapest_first(options, work, replace(ranking.costing, work=work))
    return "" if there.is_empty else there.pick.option.tool


def _turn(near: float, far: float, ranking: Ranking) -> float:
    """Return the volume at which the name turns, by halving."""
    before = _tool_at(near, ranking)
    for _ in range(HALVINGS):
        middle = (near * far) ** 0.5
        if _tool_at(middle, ranking) == before:
            near = middle
        else:
            far = middle
    return far


# -------------------------------------------------------------------------- answers turned over


def _by_answers(of: Changing) -> Iterator[NameChange]:
    """Yield the answers that would change what is named if they were others, guessed ones first."""
    turned = sorted(_turned(of), key=lambda row: row[0] not in of.decided.guessed)
    for name, value, answers in turned[:MOST_ANSWERS]:
        then = outline(answers, of.catalog, of.on, of.measured).jobs[0].ending
        tool, ends = option_of(then).tool, type(then)
        ends_otherwise = not tool and ends is not type(of.decided.ending)
        if tool != option_of(of.decided.ending).tool or ends_otherwise:
            yield of.change(because(Rule.IF_ANSWER, name, answer=name, value=value), tool, ends)


def _turned(of: Changing) -> Iterator[tuple[str, str, Answers]]:
    """Yield the job alone with one answer turned over, by its name and its new value."""
    work, alone = of.decided.work, replace(of.answers, jobs=(of.job,))
    place = Place.ANYWHERE if work.place is not Place.ANYWHERE else Place.EU
    if work.secrets:
        yield "place", place.value, _with_job(alone, place=place)
    if of.answers.builder is not Builder.DEVELOPER and work.results >= BUILT_IN_FROM:
        developer = Builder.DEVELOPER
        yield "builder", developer.value, replace(alone, builder=developer, built_in=True)
    if not work.stakes.severe:
        other = Stakes.LAW if work.stakes is Stakes.MONEY else Stakes.MONEY
        yield "stakes", other.value, _with_job(alone, stakes=other)
        less = Review.SAMPLE if work.review is Review.EVERY else Review.EVERY
        yield "review", less.value, _with_job(alone, review=less)
    if of.answers.limit_usd is not None:
        yield "limit_usd", "", replace(alone, limit_usd=None)
    if of.answers.country is None:
        yield "country", Country.USA.value, replace(alone, country=Country.USA)


def _with_job(answers: Answers, **fields: object) -> Answers:
    return replace(answers, jobs=(replace(answers.jobs[0], **fields),))  # type: ignore[arg-type]  # fields of a job
