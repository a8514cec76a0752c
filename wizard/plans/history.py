"""What two versions of a plan differ in: the answers in the questions' own words, the outcome, the money."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from catalog.formatting import capitalise, format_day, format_list, format_long_day, format_rough_money, lower_first
from catalog.schema import Catalog, ExchangeRate
from wizard.decision.decision import Decision, Part
from wizard.decision.vocabulary import State
from wizard.plans.document.words import advised_name, advised_slug, model_name
from wizard.plans.overlay import VendorReply
from wizard.steps.journey import Given
from wizard.steps.kinds.outputs import Outputs
from wizard.steps.kinds.picking import ManyOf
from wizard.steps.kinds.texts import Text

LONGEST_QUOTED = 60  # characters; longer words of the owner's own are not repeated in a sentence
NOT_ASKED = "Not asked"
NONE = "None"
NOT_THERE = "Not in this version"
UNKNOWN = "Unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One version as its history tells it: what was answered, and what was decided."""

    number: int
    release: int
    on: date
    given: Mapping[str, Given] = field(repr=False)  # by name, in the order of asking
    decision: Decision = field(repr=False)
    catalog: Catalog = field(repr=False)
    rate: ExchangeRate | None = None  # at which money is written; None for US dollars
    replies: tuple[VendorReply, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedLine:
    label: str
    before: str
    after: str


def sentences(before: Summary, after: Summary) -> tuple[str, ...]:
    """Return what changed from one version to another, a sentence each: answers, facts it stands on, outcome."""
    found = [*_answers(before, after), *_replies(before.replies, after.replies)]
    if before.release != after.release:
        found.append(f"Worked out on release {after.release}, before on release {before.release}.")
    elif before.on != after.on and not found:
        found.append(f"Worked out again on {format_long_day(after.on)} from the same answers and the same release.")
    return (*found, *_outcome(before.decision, after.decision, after.catalog))


def _answers(before: Summary, after: Summary) -> Iterator[str]:
    for name in dict.fromkeys([*after.given, *before.given]):
        old, new = before.given.get(name), after.given.get(name)
        if old is None and new is not None:
            answer = _quotable(new)
            yield f"{new.asked.short} was asked for the first time{f': {answer}' if answer else ''}."
        elif new is None and old is not None:
            answer = _quotable(old)
            yield f"{old.asked.short} is no longer asked{f'; it was {answer}' if answer else ''}."
        elif old is not None and new is not None and old.value != new.value:
            yield from _changed(old, new)


def _replies(before: tuple[VendorReply, ...], after: tuple[VendorReply, ...]) -> Iterator[str]:
    """Yield which replies of vendors came in and which count no more."""
    for row in after:
        if row not in before:
            yield f"A reply came in: {row.name}, {format_day(row.on)}."
    for row in before:
        if row not in after:
            yield f"The reply by {row.name} of {format_day(row.on)} counts no more."


def _changed(old: Given, new: Given) -> Iterator[str]:
    short, kind = new.asked.short, new.asked.question.kind
    if isinstance(kind, (ManyOf, Outputs)) and old.value and new.value:
        gone, come = _items(old, new), _items(new, old)
        changes = [f"{format_list(come)} came in" if come else "", f"{format_list(gone)} went out" if gone else ""]
        yield f"{short}: {' and '.join(filter(None, changes)) or 'the order changed'}."
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


def _outcome(before: Decision, after: Decision, catalog: Catalog) -> Iterator[str]:
    """Yield what the plan says differently: the kind of AI, and for each task the name."""
    if before.outcome is not after.outcome:
        yield f"The kind of AI changed from “{before.outcome.label}” to “{after.outcome.label}”."
    for units, was, now in _pairs(before, after):
        if was is None and now is not None:
            yield f"{capitalise(units)}: {advised_name(now, catalog)} is new."
        elif now is None:
            yield f"{capitalise(units)} are no longer part of it."
        elif was is not None and advised_slug(was) != advised_slug(now):
            yield f"{capitalise(units)}: {advised_name(now, catalog)} comes first, before it was {advised_name(was, catalog)}."


def _pairs(before: Decision, after: Decision) -> Iterator[tuple[str, Part | None, Part | None]]:
    """Yield units, and the part of both decisions, for each task of either."""
    old, new = ({part.key: part for part in each.parts} for each in (before, after))
    for key in dict.fromkeys([*new, *old]):
        was, now = old.get(key), new.get(key)
        yield (now or was).unit_plural, was, now  # type: ignore[union-attr]  # one of them has it


def compared(before: Summary, after: Summary) -> Mapping[str, list[ComparedLine]]:
    """Return all lines of both by table: answers in the order of asking, the outcome, what a month costs."""
    lines = [(before.given.get(name), after.given.get(name)) for name in dict.fromkeys([*after.given, *before.given])]
    answers = [
        ComparedLine(
            label=(new or old).asked.short,  # type: ignore[union-attr]  # one of them has it
            before=old.describe() if old else NOT_ASKED,
            after=new.describe() if new else NOT_ASKED,
        )
        for old, new in lines
    ]
    kinds = [each.decision.outcome.label for each in (before, after)]
    outcome, money = [ComparedLine(label="Kind of AI", before=kinds[0], after=kinds[1])], list[ComparedLine]()
    for units, was, now in _pairs(before.decision, after.decision):
        for label, describe in _OF_A_PART.items():
            line = ComparedLine(
                label=f"{capitalise(units)}: {label}",
                before=describe(was, before) if was else NOT_THERE,
                after=describe(now, after) if now else NOT_THERE,
            )
            (money if describe is _fees else outcome).append(line)
    return {"Answers": answers, "Outcome": outcome, "Money": money}


def _fees(part: Part, version: Summary) -> str:
    usd = part.seat.usd_month if part.seat else part.pick.fee if part.pick else None
    return UNKNOWN if usd is None else format_rough_money(usd, version.rate)


_OF_A_PART: Mapping[str, Callable[[Part, Summary], str]] = {
    "first": lambda part, version: advised_name(part, version.catalog),
    "to try beside it": lambda part, version: (
        model_name(version.catalog, part.challenger.model) if part.challenger else NONE
    ),
    "how sure": lambda part, _: capitalise(part.certainty.label if part.state is State.PICKED else part.state.label),
    "fees a month": _fees,
}
