"""A second opinion on a plan: where a colleague's answers to the goal questions differ, and what that would change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from catalog.formatting import format_list, lower_first
from catalog.schema import Catalog
from wizard.decision.decide import decide
from wizard.decision.decision import Part
from wizard.decision.vocabulary import State
from wizard.steps.asking import Stored
from wizard.steps.goal import GOAL
from wizard.steps.journey import Given, Journey, travel

STEPS = (GOAL,)
OUTPUTS = "outputs"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDifference:
    """One question that both were asked and answered differently; `turns` says what that alone would turn."""

    short: str
    theirs: str
    owners: str
    turns: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """All differences, those that matter first, and what the plan would say with all of the colleague's answers."""

    differences: tuple[AnswerDifference, ...]
    alike: int
    together: str = ""

    @property
    def mattering(self) -> tuple[AnswerDifference, ...]:
        return tuple(row for row in self.differences if row.turns)

    @property
    def others(self) -> tuple[AnswerDifference, ...]:
        return tuple(row for row in self.differences if not row.turns)


def walk(stored: Stored, catalog: Catalog, on: date) -> Journey:
    return travel(stored, catalog, on, STEPS)


def compare(owner: Stored, colleague: Stored, catalog: Catalog, on: date) -> Compared:
    """Return where the answers differ. A difference matters where the owner's plan with that one answer says otherwise."""
    mine, theirs = _goal(travel(owner, catalog, on)), _goal(walk(colleague, catalog, on))
    both = [name for name in mine if name in theirs]
    differing = [name for name in both if mine[name].value != theirs[name].value]
    rows = [
        AnswerDifference(
            short=mine[name].asked.short,
            theirs=theirs[name].describe(),
            owners=mine[name].describe(),
            turns=_turns(owner, _with(owner, colleague, [name]), catalog, on),
        )
        for name in differing
    ]
    return Compared(
        differences=tuple(sorted(rows, key=lambda row: not row.turns)),
        alike=len(both) - len(differing),
        together=_turns(owner, _with(owner, colleague, differing), catalog, on) if differing else "",
    )


def _goal(journey: Journey) -> Mapping[str, Given]:
    given = (given for stop in journey.stops if stop.step is GOAL for given in stop.given)
    return {row.asked.name: row for row in given if row.answered}


def _with(owner: Stored, colleague: Stored, names: list[str]) -> Stored:
    """Return the owner's answers with some of the colleague's in their place.

    Where other things should come out, what the colleague said of each new one comes with it.
    """
    new = {name: value for name, value in colleague.items() if name not in owner} if OUTPUTS in names else {}
    return {**new, **owner, **{name: colleague[name] for name in names}}


def _turns(owner: Stored, changed: Stored, catalog: Catalog, on: date) -> str:
    """Return what the owner's plan would say otherwise with other answers; nothing where it says the same."""
    before, after = (decide(travel(each, catalog, on).answers, catalog, on) for each in (owner, changed))
    moved = [
        f"{_first_choice(part, catalog)} for {part.unit_plural}"
        for part in after.parts
        if before.names.get(part.key) != after.names[part.key]
    ]
    return f"Then {format_list(moved)}." if moved else ""


def _first_choice(part: Part, catalog: Catalog) -> str:
    if part.pick is None or part.state is not State.PICKED:
        return lower_first(part.state.label)
    return f"{catalog.model[part.pick.model].name} comes first"
