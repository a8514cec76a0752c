"""What two versions of a plan differ in: the answers in the questions' own words, the outcome, the money."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from catalog.formatting import format_day, format_list, format_long_day, format_money, format_rounded, lower_first
from catalog.schema import Catalog
from wizard.engine.decision import CostRow, Decision, Part
from wizard.engine.replies import Said
from wizard.plans.panels.words import fees
from wizard.steps.asking import Stored
from wizard.steps.journey import Given, travel
from wizard.steps.kinds.outputs import Outputs
from wizard.steps.kinds.picking import ManyOf
from wizard.steps.kinds.texts import Text

LONGEST_QUOTED = 60  # characters; longer words of the owner's own are not repeated in a sentence
NOBODY = "no model"
NOT_ASKED = "Not asked"
NONE = "None"
UNKNOWN = "Unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One version as its history tells it: what was answered, and what the engine said."""

    number: int
    release: int
    on: date
    given: Mapping[str, Given] = field(repr=False)  # by name, in the order of asking
    decision: Decision = field(repr=False)
    replies: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One line of two versions side by side."""

    label: str
    before: str
    after: str

    @property
    def same(self) -> bool:
        """Return whether both say the same."""
        return self.before == self.after


def told(  # noqa: PLR0913  # a version has as many sides
    *,
    number: int,
    release: int,
    stored: Stored,
    decision: Decision,
    catalog: Catalog,
    replies: tuple[Said, ...] = (),
) -> Told:
    """Return a version as its history tells it; `catalog` is that of its own release."""
    journey = travel(stored, catalog, decision.on)
    given = {given.asked.name: given for stop in journey.stops for given in stop.given if given.settled}
    return Told(number=number, release=release, on=decision.on, given=given, decision=decision, replies=replies)


# ---------------------------------------------------------------------------------------------------------- sentences


def sentences(before: Told, after: Told) -> tuple[str, ...]:
    """Return what changed from one version to another, a sentence each: answers, facts it stands on, outcome."""
    said = [*_answers(before, after), *_replies(before.replies, after.replies)]
    if before.release != after.release:
        said.append(f"Worked out on release {after.release}, before on release {before.release}.")
    elif before.on != after.on and not said:
        said.append(f"Worked out again on {format_long_day(after.on)} from the same answers and the same release.")
    return (*said, *_outcome(before.decision, after.decision))


def _answers(before: Told, after: Told) -> Iterator[str]:
    for name in dict.fromkeys([*after.given, *before.given]):
        old, new = before.given.get(name), after.given.get(name)
        if old is None and new is not None:
            yield _newly_asked(new)
        elif new is None and old is not None:
            yield f"{old.asked.short} is no longer asked{_was(old)}."
        elif old is not None and new is not None and old.value != new.value:
            yield from _changed(old, new)


def _replies(before: tuple[Said, ...], after: tuple[Said, ...]) -> Iterator[str]:
    """Yield which replies of vendors came in and which count no more."""
    for row in after:
        if row not in before:
            yield f"A reply came in: {row.name}, {format_day(row.on)}."
    for row in before:
        if row not in after:
            yield f"The reply by {row.name} of {format_day(row.on)} counts no more."


def _newly_asked(given: Given) -> str:
    answer = _quotable(given)
    return f"{given.asked.short} was asked for the first time{f': {answer}' if answer else ''}."


def _was(given: Given) -> str:
    answer = _quotable(given)
    return f"; it was {answer}" if answer else ""


def _changed(old: Given, new: Given) -> Iterator[str]:
    short, kind = new.asked.short, new.asked.question.kind
    if isinstance(kind, (ManyOf, Outputs)) and old.value and new.value:
        gone, come = _items(old, new), _items(new, old)
        told = [f"{format_list(come)} came in" if come else "", f"{format_list(gone)} went out" if gone else ""]
        yield f"{short}: {' and '.join(filter(None, told)) or 'the order changed'}."
    elif (was := _quotable(old)) and (now := _quotable(new)):
        yield f"{short} changed from {was} to {now}."
    else:
        yield f"{short} was written anew."


def _items(given: Given, other: Given) -> list[str]:
    """Return what is picked in one and not in the other, as its owner reads it."""
    alone = [item for item in given.value if item not in other.value]
    return [f"“{given.asked.question.kind.describe((item,), given.asked)}”" for item in alone]


def _quotable(given: Given) -> str:
    """Return an answer for inside a sentence: figures as they are, words in quotes, nothing where they run long."""
    text = given.describe()
    if given.value is None:
        return "not sure" if given.asked.question.unsure else lower_first(text)
    if len(text) > LONGEST_QUOTED or "\n" in text:
        return ""
    if isinstance(given.asked.question.kind, Text) or not any(char.isdigit() for char in text):
        return f"“{text}”"
    return text


def _outcome(before: Decision, after: Decision) -> Iterator[str]:
    changed = False
    if before.outcome is not after.outcome:
        changed = True
        yield f"The outcome changed: {after.verdict}"
    old = {part.key: part for part in before.parts}
    for part in after.parts:
        was = old.get(part.key)
        if was is not None and was.chosen != part.chosen:
            changed = True
            now, then = model_name(part, part.chosen), model_name(was, was.chosen)
            yield f"{part.name}: {now} comes first in place of {then}."
    if not changed and before.parts and after.parts:
        kept = "The first choice stays." if len(after.parts) == 1 else "The first choices stay."
        yield kept if old.keys() == {part.key for part in after.parts} else "The first choices of what was there stay."


def model_name(part: Part, slug: str | None) -> str:
    """Return what a model of a part is called."""
    candidate = part.candidate(slug)
    return candidate.name if candidate else slug or NOBODY


# -------------------------------------------------------------------------------------------------------- side by side


def answers_beside(before: Told, after: Told) -> tuple[Compared, ...]:
    """Return all answers of both, in the order of asking."""
    rows = []
    for name in dict.fromkeys([*after.given, *before.given]):
        old, new = before.given.get(name), after.given.get(name)
        asked = (new or old).asked  # type: ignore[union-attr]  # one of them has it
        rows.append(
            Compared(
                label=asked.short,
                before=old.describe() if old else NOT_ASKED,
                after=new.describe() if new else NOT_ASKED,
            )
        )
    return tuple(rows)


def outcome_beside(before: Decision, after: Decision) -> tuple[Compared, ...]:
    """Return both outcomes: the verdict, and for each part the kind of AI, the first choice and the second."""
    rows = [
        Compared(label="Verdict", before=before.verdict, after=after.verdict),
        Compared(label="Kind of AI", before=before.outcome.label, after=after.outcome.label),
    ]
    old, new = ({part.key: part for part in each.parts} for each in (before, after))
    for key in dict.fromkeys([*new, *old]):
        was, now = old.get(key), new.get(key)
        name = (now or was).name  # type: ignore[union-attr]  # one of them has it
        rows += [
            Compared(label=f"{name}: first choice", before=_first(was), after=_first(now)),
            Compared(label=f"{name}: runner-up", before=_second(was), after=_second(now)),
            Compared(label=f"{name}: models that pass", before=_able(was), after=_able(now)),
        ]
    return tuple(rows)


def money_beside(before: Decision, after: Decision) -> tuple[Compared, ...]:
    """Return what both take: the first choice's fees for each part, then the lines of the money table."""
    rows = []
    old, new = ({part.key: part for part in each.parts} for each in (before, after))
    for key in dict.fromkeys([*new, *old]):
        was, now = old.get(key), new.get(key)
        name = (now or was).name  # type: ignore[union-attr]  # one of them has it
        rows.append(Compared(label=f"{name}: fees of the first choice", before=_fees(was), after=_fees(now)))
    lines = [{row.slug: row for row in each.scale.costs} if each.scale else {} for each in (before, after)]
    for slug in dict.fromkeys([*lines[1], *lines[0]]):
        row = lines[1].get(slug) or lines[0][slug]
        rows.append(Compared(label=row.label, before=_cost(lines[0].get(slug)), after=_cost(lines[1].get(slug))))
    return tuple(rows)


def _first(part: Part | None) -> str:
    return "Not in this version" if part is None else model_name(part, part.chosen)


def _second(part: Part | None) -> str:
    return "Not in this version" if part is None else model_name(part, part.runner_up) if part.runner_up else NONE


def _able(part: Part | None) -> str:
    return "Not in this version" if part is None else f"{part.able:,} of {part.of:,}"


def _fees(part: Part | None) -> str:
    if part is None:
        return "Not in this version"
    candidate = part.candidate(part.chosen)
    said = fees(candidate, part) if candidate else UNKNOWN
    return UNKNOWN if said == UNKNOWN.lower() else said


def _cost(row: CostRow | None) -> str:
    """Write low, likely and high of a line, each figure once."""
    if row is None:
        return NONE
    figures = [value for value in (row.low, row.likely, row.high) if value is not None]
    if not figures:
        return "Never" if row.slug in {"payback", "break-even"} else UNKNOWN
    if row.unit == "usd":
        return " · ".join(dict.fromkeys(format_money(value) for value in figures))
    unit = {"min": " minutes", "months": " months"}.get(row.unit, "")
    return " · ".join(dict.fromkeys(format_rounded(value) for value in figures)) + unit
