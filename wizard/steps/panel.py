"""What stands next to the questions: what is known so far."""

from dataclasses import dataclass

from wizard.steps.journey import Journey


@dataclass(frozen=True, slots=True)
class Known:
    """One line of what is known so far."""

    short: str
    text: str


def known_so_far(journey: Journey) -> tuple[Known, ...]:
    """Return the answers shown next to the questions, in the order of asking."""
    return tuple(
        Known(given.asked.short, given.asked.describe(given.fitting))
        for stop in journey.stops
        for given in stop.given
        if given.asked.question.panel and given.fitting is not None
    )
