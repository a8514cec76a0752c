"""What stands beside the questions: what is known so far, the options left, and what not being sure costs."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalog.wording import running
from wizard.engine.answers import Answers
from wizard.engine.decide import Left as OptionsLeft, options_left
from wizard.engine.requirements import Case, Judgement
from wizard.engine.shortlist import judgements
from wizard.engine.workload import PriceBook, needs
from wizard.steps.asking import Asked, Situation
from wizard.steps.journey import Journey, put


@dataclass(frozen=True, slots=True)
class Known:
    """One line of what is known so far."""

    short: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """The models of one kind that stay open because somebody is not sure."""

    noun: str
    able: int  # that pass now
    dropped: int  # of them, that the strictest answer would rule out
    unread: int  # of them, for which nobody could say whether they would pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What not being sure costs: what stays open beside the strictest answer, and what the plan then does."""

    strictest: str = ""
    kinds: tuple[Open, ...] = ()
    then: str

    @property
    def staying(self) -> int:
        """How many models stay open only because of it."""
        return sum(row.dropped + row.unread for row in self.kinds)


def known_so_far(journey: Journey) -> tuple[Known, ...]:
    """Return the answers shown beside the questions, in the order of asking."""
    return tuple(
        Known(given.asked.short, given.asked.describe(given.fitting))
        for stop in journey.stops
        for given in stop.given
        if given.asked.question.panel and given.fitting is not None
    )


def options(situation: Situation) -> tuple[OptionsLeft, ...]:
    """Return how many models are left of each kind."""
    return options_left(situation.answers, situation.catalog, situation.on)


def cost_of_not_being_sure(asked: Asked, situation: Situation) -> Cost:
    """Return what "I'm not sure" means for this question, counted with all the other answers."""
    question = asked.question
    if question.strictest is None or question.feeds is None or asked.output is not None:
        return Cost(then=question.unsure)
    unsure = put(situation.answers, question.feeds, None)
    strict = put(situation.answers, question.feeds, question.strictest)
    kinds: dict[str, Open] = {}
    pairs = zip(_judged(unsure, situation), _judged(strict, situation), strict=True)
    for (noun, now), (_, then) in pairs:
        row = _open(noun, now, then)
        if noun not in kinds or row.able < kinds[noun].able:
            kinds[noun] = row
    return Cost(
        strictest=running(question.strictest),
        kinds=tuple(row for row in kinds.values() if row.dropped + row.unread),
        then=question.unsure,
    )


def _open(noun: str, now: tuple[Judgement, ...], then: tuple[Judgement, ...]) -> Open:
    strict = {row.model.slug: row for row in then}
    able = [row for row in now if not row.dropped_by]
    dropped = sum(bool(strict[row.model.slug].dropped_by) for row in able)
    unread = sum(
        not strict[row.model.slug].dropped_by and len(strict[row.model.slug].open_points) > len(row.open_points)
        for row in able
    )
    return Open(noun=noun, able=len(able), dropped=dropped, unread=unread)


def _judged(answers: Answers, situation: Situation) -> Iterator[tuple[str, tuple[Judgement, ...]]]:
    """Yield what the hard requirements say of each model, one kind of model after the other."""
    prices = PriceBook(situation.catalog, situation.on)
    for need in needs(answers, situation.catalog):
        case = Case(answers=answers, catalog=situation.catalog, on=situation.on, need=need, prices=prices)
        yield need.noun, judgements(case)
