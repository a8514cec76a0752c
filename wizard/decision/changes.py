"""What would change it: the test, a price, a volume, a seller's answer, or an answer of the owner's (METHOD §4)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from math import ceil

from catalog.schema import Catalog
from wizard.decision.answers import BUILT_IN_FROM, Answers, Job
from wizard.decision.costs import Costing, Priced
from wizard.decision.decide import decide
from wizard.decision.decision import JobDecision
from wizard.decision.endings import Advised, Ending, first_of
from wizard.decision.measured import TrialResult
from wizard.decision.options import Option
from wizard.decision.ranking import are_rivals, named_from, rank, within_limit
from wizard.decision.rules import Rule
from wizard.decision.trail import Reason, because
from wizard.decision.vocabulary import Builder, Place, Review, Stakes

MOST_CHANGES = 5
MOST_ANSWERS = 4  # that are turned over: each is a decision of its own
VOLUMES = (1 / 16, 1 / 8, 1 / 4, 1 / 2, 2, 4, 8, 16)  # times today's
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

    @property
    def first(self) -> Priced | None:
        return first_of(self.decided.ending)

    @property
    def costing(self) -> Costing | None:
        return self.decided.ranking.costing if self.decided.ranking is not None else None

    @property
    def rival(self) -> Priced | None:
        """Return the tool of another maker that would be named next, were the first dearer."""
        ranking, first = self.decided.ranking, self.first
        if ranking is None or first is None:
            return None
        work = ranking.costing.work
        rows = [
            row
            for row in (*ranking.candidates, *ranking.others)
            if are_rivals(row.option, first.option)
            and row.option.is_namable
            and within_limit(row, work)
        ]
        return min(rows, key=lambda row: (self.named_from(row), row.rank), default=None)

    def named_from(self, row: Priced) -> float:
        """Return the cost of the first from which another would be named."""
        first, costing = self.first, self.costing
        if first is None or costing is None:
            return row.total_usd
        return named_from(row, first, costing.guesses.even_band)


def changes(of: Changing) -> tuple[NameChange, ...]:
    """Return what would change what is named for a job, the most useful first, five at most."""
    changes_seen = (change for look in LOOKS for change in look(of))
    return tuple(islice(changes_seen, MOST_CHANGES))


def _by_a_seller(of: Changing) -> Iterator[NameChange]:
    """Yield the one unknown worth asking: it keeps a cheaper option from being named."""
    ranking, first = of.decided.ranking, of.first
    if ranking is None or first is None or ranking.pick is None:
        return
    cheaper = [
        row
        for row in ranking.others
        if row.option.unknowns and row.option.is_namable and row.rank < ranking.pick.rank
    ]
    best = min(cheaper, key=lambda row: row.rank, default=None)
    if best is not None:
        question = best.option.unknowns[0].value
        reason = because(Rule.IF_ANSWERED, tool=best.option.tool, question=question)
        yield NameChange(job=of.job.key, reason=reason, then=best.option.tool)


def _by_the_test(of: Changing) -> Iterator[NameChange]:
    """Yield from how many cases done again the rival would be named, if the test goes on so long."""
    first, rival, costing = of.first, of.rival, of.costing
    if first is None or rival is None or costing is None or not _is_advised(of):
        return
    loss = costing.work.results * costing.loss_usd(first.option)
    more = of.named_from(rival) - first.total_usd
    if loss <= 0 or more < 0:
        return
    stop = _stop(of)
    share = first.wrong + more / loss
    redone = ceil(share * stop[0])
    if redone <= stop[1]:
        reason = because(Rule.IF_TEST, redone=redone, cases=stop[0])
        yield NameChange(job=of.job.key, reason=reason, then=rival.option.tool)


def _is_advised(of: Changing) -> bool:
    return isinstance(of.decided.ending, Advised)


def _stop(of: Changing) -> tuple[int, int]:
    """Return the cases of the test and how many may have to be done again."""
    ending = of.decided.ending
    rule = ending.recommendation.stop if isinstance(ending, Advised) else None
    return (rule.cases, rule.most_redone) if rule is not None else (0, 0)


def _by_price(of: Changing) -> Iterator[NameChange]:
    """Yield from which price on the rival would be named."""
    first, rival = of.first, of.rival
    if first is None or rival is None or first.paid_usd <= 0:
        return
    more = of.named_from(rival) - first.total_usd
    if more > 0:
        reason = because(Rule.IF_PRICE, usd=first.paid_usd + more)
        yield NameChange(job=of.job.key, reason=reason, then=rival.option.tool)


def _by_volume(of: Changing) -> Iterator[NameChange]:
    """Yield the nearest volume above and below today's at which another tool is named."""
    ranking, first = of.decided.ranking, of.first
    if ranking is None or first is None or first != ranking.pick:
        return
    options = [row.option for row in (*ranking.candidates, *ranking.others)]
    namable = [row for row in options if row.is_namable]
    today = ranking.costing.work.results
    if _tool_at(today, namable, ranking.costing) != first.option.tool:
        return  # something else than the lowest cost decided, such as a limit
    for rule, factors in (
        (Rule.IF_MORE, [factor for factor in VOLUMES if factor > 1]),
        (Rule.IF_FEWER, [factor for factor in reversed(VOLUMES) if factor < 1]),
    ):
        for factor in factors:
            if _tool_at(today * factor, namable, ranking.costing) == first.option.tool:
                continue
            results, tool = _turn(today, today * factor, namable, ranking.costing)
            yield NameChange(job=of.job.key, reason=because(rule, results=results), then=tool)
            break


def _tool_at(results: float, options: Iterable[Option], costing: Costing) -> str:
    """Return the tool that is named for so many results; empty where none holds so many."""
    work = replace(costing.work, results=results)
    pick = rank(options, work, replace(costing, work=work)).pick
    return pick.option.tool if pick is not None else ""


def _turn(
    near: float, far: float, options: Iterable[Option], costing: Costing
) -> tuple[float, str]:
    """Return the volume at which the name turns, by halving, and the name beyond it."""
    rows = list(options)
    before = _tool_at(near, rows, costing)
    for _ in range(HALVINGS):
        middle = (near * far) ** 0.5
        if _tool_at(middle, rows, costing) == before:
            near = middle
        else:
            far = middle
    return far, _tool_at(far, rows, costing)


# -------------------------------------------------------------------------- answers turned over


def _by_answers(of: Changing) -> Iterator[NameChange]:
    """Yield the answers that would change what is named if they were others, guessed ones first."""
    turned = sorted(_turned(of), key=lambda row: row[0] not in of.decided.guessed)
    for name, value, answers in turned[:MOST_ANSWERS]:
        then = decide(answers, of.catalog, of.on, of.measured).jobs[0].ending
        first, today = first_of(then), of.first
        tool = first.option.tool if first is not None else ""
        was = today.option.tool if today is not None else ""
        ends = type(then)
        if tool != was or (not tool and ends is not type(of.decided.ending)):
            reason = because(Rule.IF_ANSWER, name, answer=name, value=value)
            yield NameChange(job=of.job.key, reason=reason, then=tool, ends=ends)


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


def _with_job(answers: Answers, **fields: object) -> Answers:
    return replace(answers, jobs=(replace(answers.jobs[0], **fields),))  # type: ignore[arg-type]  # fields of a job


LOOKS = (_by_a_seller, _by_the_test, _by_price, _by_volume, _by_answers)
