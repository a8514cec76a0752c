"""What two versions of a plan differ in: the answers in the questions' own words, the outcome, the money."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from catalog.formatting import capitalise, format_day, format_list, format_long_day, lower_first
from catalog.schema import Catalog
from wizard.decision.decision import Decision, Part
from wizard.decision.vocabulary import State
from wizard.models import PlanVersion
from wizard.plans.document.basis import Basis
from wizard.plans.document.words import (
    advised_name,
    advised_slug,
    app_plan_name,
    model_name,
    paired,
)
from wizard.plans.overlay import VendorReply
from wizard.plans.replies import of_version
from wizard.steps.journey import Given
from wizard.steps.kinds.outputs import Outputs
from wizard.steps.kinds.picking import ManyOf
from wizard.steps.kinds.texts import Text

LONGEST_QUOTED = 60  # characters; longer words of the owner's own are not repeated in a sentence
NOT_ASKED = "Not asked"
NONE = "None"
NOT_THERE = "Not in this version"
UNKNOWN = "Unknown"


@dataclass(frozen=True, slots=True)
class Summary:
    """One version as its history tells it: what was answered, and what was decided."""

    version: PlanVersion
    basis: Basis

    @property
    def given(self) -> dict[str, Given]:
        """Return what was answered, by name, in the order of asking."""
        return {given.asked.name: given for given in self.basis.given if given.settled}


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedLine:
    label: str
    before: str
    after: str


def sentences(before: Summary, after: Summary) -> tuple[str, ...]:
    """Return what changed from one version to another, a sentence each: answers, facts it stands on, outcome."""
    old, new = before.version, after.version
    found = [*_answers(before.given, after.given), *_replies(of_version(old), of_version(new))]
    if old.release != new.release:
        found.append(f"Worked out on release {new.release}, before on release {old.release}.")
    elif old.decided_on != new.decided_on and not found:
        day = format_long_day(new.decided_on)
        found.append(f"Worked out again on {day} from the same answers and the same release.")
    return (*found, *_outcome(before.basis.decision, after.basis.decision, after.basis.catalog))


def _answers(before: Mapping[str, Given], after: Mapping[str, Given]) -> Iterator[str]:
    for name in dict.fromkeys([*after, *before]):
        old, new = before.get(name), after.get(name)
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
    yield from (
        f"A reply came in: {row.name}, {format_day(row.on)}." for row in after if row not in before
    )
    gone = (row for row in before if row not in after)
    yield from (f"The reply by {row.name} of {format_day(row.on)} counts no more." for row in gone)


def _changed(old: Given, new: Given) -> Iterator[str]:
    short, kind = new.asked.short, new.asked.question.kind
    if isinstance(kind, (ManyOf, Outputs)) and old.value and new.value:
        gone, come = _items(old, new), _items(new, old)
        changes = [
            f"{format_list(come)} came in" if come else "",
            f"{format_list(gone)} went out" if gone else "",
        ]
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
    for was, now in paired(before, after):
        if now is None and was is not None:
            yield f"{capitalise(was.unit_plural)} are no longer part of it."
        elif now is not None and was is None:
            yield f"{capitalise(now.unit_plural)}: {advised_name(now, catalog)} is new."
        elif now is not None and was is not None and advised_slug(was) != advised_slug(now):
            names = f"{advised_name(now, catalog)} comes first, before it was {advised_name(was, catalog)}"
            yield f"{capitalise(now.unit_plural)}: {names}."


def compared(before: Summary, after: Summary) -> Mapping[str, list[ComparedLine]]:
    """Return all lines of both by table: answers in the order of asking, the outcome, what a month costs."""
    old, new = before.given, after.given
    answers = [
        ComparedLine(
            label=(new.get(name) or old[name]).asked.short,
            before=old[name].describe() if name in old else NOT_ASKED,
            after=new[name].describe() if name in new else NOT_ASKED,
        )
        for name in dict.fromkeys([*new, *old])
    ]
    decisions = before.basis.decision, after.basis.decision
    kinds = [each.outcome.label for each in decisions]
    outcome, money = (
        [ComparedLine(label="Kind of AI", before=kinds[0], after=kinds[1])],
        list[ComparedLine](),
    )
    for was, now in paired(*decisions):
        for label, describe in _OF_A_PART.items():
            line = ComparedLine(
                label=f"{capitalise((now or was).unit_plural)}: {label}",  # type: ignore[union-attr]  # one of them has it
                before=describe(was, before.basis) if was else NOT_THERE,
                after=describe(now, after.basis) if now else NOT_THERE,
            )
            (money if describe is _fees else outcome).append(line)
    return {"Answers": answers, "Outcome": outcome, "Money": money}


def _fees(part: Part, basis: Basis) -> str:
    usd = part.seat.usd_month if part.seat else part.pick.fee if part.pick else None
    return UNKNOWN if usd is None else basis.money(usd)


def _second(part: Part, basis: Basis) -> str:
    apps = [app_plan_name(basis.catalog, each.app_plan) for each in part.seats_to_test]
    return next(
        iter((apps or [model_name(basis.catalog, each.model) for each in part.to_test])[1:]), NONE
    )


_OF_A_PART: Mapping[str, Callable[[Part, Basis], str]] = {
    "first": lambda part, basis: advised_name(part, basis.catalog),
    "to try beside it": _second,
    "how sure": lambda part, _: capitalise(
        part.certainty.label if part.state is State.PICKED else part.state.label
    ),
    "fees a month": _fees,
}
