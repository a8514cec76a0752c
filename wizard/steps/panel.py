"""What stands beside the questions: what is known so far, the options left, and what not being sure costs."""

from dataclasses import dataclass

from catalog.formatting import inline_label
from wizard.engine.counting import Left, options_left, passing
from wizard.engine.sweep import Passing
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


def options(situation: Situation) -> tuple[Left, ...]:
    """Return how many models are left of each kind."""
    return options_left(situation.answers, situation.catalog, situation.on)


def cost_of_not_being_sure(asked: Asked, situation: Situation) -> Cost:
    """Return what "I'm not sure" means for this question, counted with all the other answers."""
    question = asked.question
    if question.strictest is None or question.feeds is None or asked.output is not None:
        return Cost(then=question.unsure)
    unsure = put(situation.answers, {question.feeds: None})
    strict = put(situation.answers, {question.feeds: question.strictest})
    kinds: dict[str, Open] = {}
    on = situation.catalog, situation.on
    for now, then in zip(passing(unsure, *on), passing(strict, *on), strict=True):
        row = _open(now, then)
        if row.noun not in kinds or row.able < kinds[row.noun].able:
            kinds[row.noun] = row
    return Cost(
        strictest=inline_label(question.strictest),
        kinds=tuple(row for row in kinds.values() if row.dropped + row.unread),
        then=question.unsure,
    )


def _open(now: Passing, then: Passing) -> Open:
    unread = sum(then.open_points.get(slug, 0) > points for slug, points in now.open_points.items())
    return Open(
        noun=now.need.noun,
        able=len(now.open_points),
        dropped=len(now.open_points.keys() - then.open_points.keys()),
        unread=unread,
    )
