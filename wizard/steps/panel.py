"""What stands beside the questions: what is known so far, the options left, and what not being sure costs."""

from collections.abc import Sequence
from dataclasses import dataclass

from wizard.engine.answers import Answers
from wizard.engine.decide import Left as OptionsLeft, options_left
from wizard.steps.asking import Asked, Situation
from wizard.steps.journey import Journey, put


@dataclass(frozen=True, slots=True)
class Known:
    """One line of what is known so far."""

    short: str
    text: str


@dataclass(frozen=True, slots=True)
class Cost:
    """What not being sure leaves open: how many models a strict answer would rule out, and what the plan then does."""

    counts: tuple[OptionsLeft, ...]  # `able` of them stay open only because of it, `of` are open
    then: str

    @property
    def staying(self) -> int:
        """How many models stay open only because of it."""
        return sum(row.able for row in self.counts)


def known_so_far(journey: Journey) -> tuple[Known, ...]:
    """Return the answers shown beside the questions, in the order of asking."""
    return tuple(
        Known(given.asked.short, given.describe())
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
        return Cost((), question.unsure)
    open_ = _count(put(situation.answers, question.feeds, None), situation)
    strict = {
        row.noun: row.able for row in _count(put(situation.answers, question.feeds, question.strictest), situation)
    }
    counts = tuple(
        OptionsLeft(noun=row.noun, able=row.able - strict.get(row.noun, 0), of=row.able)
        for row in open_
        if row.able > strict.get(row.noun, 0)
    )
    return Cost(counts, question.unsure)


def _count(answers: Answers, situation: Situation) -> Sequence[OptionsLeft]:
    return options_left(answers, situation.catalog, situation.on)
