"""Whether a plan still holds: its answers decided again on today's catalog, and what changed since, in words."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any

from catalog.formatting import format_day, spell_count
from catalog.schema import Catalog
from catalog.vocabulary import Fit, Word
from wizard.engine import changes as changing
from wizard.engine.answers import Answers
from wizard.engine.changes import Change, Nature, Times
from wizard.engine.decide import ENGINE, decide
from wizard.engine.decision import Candidate, Decision, Exclusion, Fact, Part, Reason
from wizard.engine.rules import RULES
from wizard.engine.vocabulary import FactKind, Standing

# How much of the plan hangs on a fact, the most first.
FLIPPED, FIRST, SECOND, IN_THE_TIE, ADVICE, ON_THE_LIST, DROPPED = range(7)


class State(Word):
    """What a look at today's catalog says of a plan."""

    HOLDS = "holds", "Still holds"
    DIFFERENT = "different", "Would now be different"
    UNCHECKED = "unchecked", "Cannot be checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A change with what it does to the plan, in a sentence, and how much hangs on it."""

    change: Change
    effect: str = ""
    weight: int = ON_THE_LIST


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that the plan would say differently today, and why."""

    text: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """How a plan stands on one day; `sentence` says it in short."""

    state: State
    on: date
    sentence: str
    differences: tuple[Difference, ...] = ()
    moved: tuple[Moved, ...] = ()  # by consequence
    obstacles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Then:
    """A decision as it was stored, and the catalog that it was decided on."""

    decision: Decision
    catalog: Catalog


def unchecked(on: date, *obstacles: str) -> Drift:
    """Return that a plan cannot be checked, and why not."""
    return Drift(state=State.UNCHECKED, on=on, sentence=obstacles[0], obstacles=obstacles)


def drift(then: Then, answers: Answers, now: Catalog, on: date) -> Drift:
    """Decide the answers on today's catalog, and return whether the plan still holds and what changed.

    `answers` are the stored ones as today's catalog reads them; where one no longer fits, say so by `unchecked`.
    """
    decided = then.decision
    if decided.engine > ENGINE:
        return unchecked(on, f"It was decided by rules of version {decided.engine}, and this site knows {ENGINE}.")
    today = decide(answers, now, on)
    times = Times(then=then.catalog, then_on=decided.on, now=now, now_on=on)
    differences = tuple(_differences(decided, today, now))
    moved = _moved(decided, today, times)
    state = State.DIFFERENT if differences else State.HOLDS
    return Drift(
        state=state,
        on=on,
        sentence=_sentence(differences, moved, decided=decided, today=today),
        differences=differences,
        moved=moved,
    )


def _sentence(
    differences: tuple[Difference, ...], moved: tuple[Moved, ...], *, decided: Decision, today: Decision
) -> str:
    if differences:
        first = differences[0].text
        return first if moved else f"{first} {_without_a_fact(decided, today)}"
    if not moved:
        return "Nothing it leans on has changed."
    count = len(moved)
    facts = "fact it leans on has" if count == 1 else "facts it leans on have"
    said = spell_count(count)
    return f"{said[:1].upper()}{said[1:]} {facts} changed; the answer has not."


def _without_a_fact(decided: Decision, today: Decision) -> str:
    """Return why a plan differs where no fact did."""
    if decided.engine != today.engine:
        return f"No fact changed, but the rules did: they are version {today.engine} now, before {decided.engine}."
    return "No fact changed; the day did, and with it the weeks of the pilot."


# --------------------------------------------------------------------------------------------------------- differences


def _differences(decided: Decision, today: Decision, now: Catalog) -> Iterator[Difference]:
    told = decided.outcome is not today.outcome
    if told:
        yield Difference(text=f"Today it would say: {today.verdict}", reasons=_why_other_outcome(decided, today))
    elif today.exit is not None and decided.exit is not None and today.exit.title != decided.exit.title:
        yield Difference(text=f"Today it would say: {today.verdict}", reasons=(today.exit.reason,))
    before = {part.key: part for part in decided.parts}
    after = {part.key: part for part in today.parts}
    for key, new in after.items():
        old = before.get(key)
        if old is None:
            yield Difference(text=f"{new.name} would be a part of it, by {new.noun}.", reasons=(new.reason,))
        elif old.chosen != new.chosen and not (told and new.fit is Fit.NO):
            yield _other_choice(old, new, now)
    if after:
        for key, old in before.items():
            if key not in after:
                yield Difference(text=f"{old.name}, by {old.noun}, would no longer be a part of it.")


def _why_other_outcome(decided: Decision, today: Decision) -> tuple[Reason, ...]:
    if today.exit is not None:
        return (today.exit.reason,)
    before = {part.key: part.reason.text for part in decided.parts}
    return tuple(part.reason for part in today.parts if before.get(part.key) != part.reason.text)


def _other_choice(old: Part, new: Part, now: Catalog) -> Difference:
    """Say which model would come first, and lay open why the former one does not."""
    what, was = old.name, _name(old, old.chosen)
    if new.chosen is None and new.fit is Fit.NO:
        return Difference(text=f"{what}: no kind of generative AI would be advised.", reasons=(new.reason,))
    if new.chosen is None:
        reasons = tuple(row.reason for row in new.exclusions)
        return Difference(text=f"{what}: no model would be left; it was {was}.", reasons=reasons)
    if old.chosen is None:
        text = f"{what}: {_name(new, new.chosen)} would come first; before, no model was left."
        return Difference(text=text, reasons=_advice(new))
    dropping = _dropping(new, old.chosen)
    why = _why_not_first(new, old.chosen, dropping, was=was, listed=old.chosen in now.model)
    text = f"{what}: {_name(new, new.chosen)} would come first in place of {was}. {why}"
    reasons = (*((dropping.reason,) if dropping else ()), *_advice(new), *new.choice_reasons)
    return Difference(text=text.strip(), reasons=tuple(dict.fromkeys(reasons)))


def _advice(part: Part) -> tuple[Reason, ...]:
    return (part.advice,) if part.advice else ()


def _dropping(part: Part, model: str) -> Exclusion | None:
    return next((row for row in part.exclusions if any(each.model == model for each in row.models)), None)


def _why_not_first(part: Part, model: str, dropping: Exclusion | None, *, was: str, listed: bool) -> str:
    if not listed:
        return f"{was} is no longer in the catalog."
    if dropping is not None:
        return f"{was} is off the list. {RULES[dropping.reason.rule].text}"
    candidate = part.candidate(model)
    if candidate is None:
        return f"{was} is behind now."
    return f"{was} {_PLACES[candidate.standing]}."


_PLACES = {
    Standing.TRY: "is still one of the two to try",
    Standing.FIRST: "comes first",
    Standing.TIE: "still ties with it",
    Standing.BEHIND: "is behind now",
    Standing.NOT_KNOWN: "has a place that nobody knows",
    Standing.ASK: "has something to be asked first",
}


def _name(part: Part, model: str | None) -> str:
    candidate = part.candidate(model)
    return candidate.name if candidate else model or "no model"


# ------------------------------------------------------------------------------------------------------- what changed


def _moved(decided: Decision, today: Decision, times: Times) -> tuple[Moved, ...]:
    """Return the changes in the facts of both decisions, those on which most hangs first."""
    weights = _weights(decided)
    for key, weight in _weights(today).items():
        weights.setdefault(key, weight)
    flipped = _flipped(decided, today)
    facts = {_key(fact): fact for decision in (today, decided) for fact in facts_of(decision)}
    shown = {row.model for each in (decided, today) for part in each.parts for row in part.candidates}
    dropped = {row.model for part in decided.parts for each in part.exclusions for row in each.models}
    found = changing.changes(facts.values(), sorted(shown), times)
    rows = [
        Moved(change=change, effect=_effect(change, decided, today), weight=_weight(change, weights, flipped))
        for change in found
        if _matters(change, decided, today, dropped)
    ]
    return tuple(sorted(rows, key=lambda row: (row.weight, _ORDER[row.change.nature], row.change.key)))


_ORDER = {nature: place for place, nature in enumerate(Nature)}


def facts_of(value: Any) -> Iterator[Fact]:
    """Yield every fact of a decision, wherever it hangs."""
    if isinstance(value, Fact):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from facts_of(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from facts_of(getattr(value, field.name))


def _key(fact: Fact) -> tuple[FactKind, str]:
    return fact.kind, fact.subject


type _Weights = dict[tuple[FactKind, str], int]


def _weights(decision: Decision) -> _Weights:
    """Return how much hangs on each row that the decision cites."""
    weights: _Weights = {}

    def weigh(value: Any, weight: int) -> None:
        for fact in facts_of(value):
            key = _key(fact)
            weights[key] = min(weight, weights.get(key, weight))

    for part in decision.parts:
        weigh((part.reason, part.choice_reasons), FIRST)
        weigh(part.advice, SECOND)  # it speaks of both models to try
        for candidate in part.candidates:
            weigh(candidate, _weight_of(part, candidate))
        weigh(part.exclusions, DROPPED)
    weigh(replace(decision, parts=()), ADVICE)
    return weights


def _weight_of(part: Part, candidate: Candidate) -> int:
    if candidate.model == part.chosen:
        return FIRST
    if candidate.model == part.runner_up or candidate.standing is Standing.TRY:
        return SECOND
    return IN_THE_TIE if candidate.standing in {Standing.FIRST, Standing.TIE} else ON_THE_LIST


def _flipped(decided: Decision, today: Decision) -> frozenset[str]:
    """Return the models that lost or won a first place, and the cells that turned a part."""
    found: set[str] = set()
    after = {part.key: part for part in today.parts}
    for part in decided.parts:
        new = after.get(part.key)
        if new is None or new.reason.text != part.reason.text:
            found |= {fact.subject for fact in (*part.reason.facts, *(new.reason.facts if new else ()))}
        elif new.chosen != part.chosen:
            found |= {slug for slug in (part.chosen, new.chosen) if slug}
    return frozenset(found)


def _weight(change: Change, weights: _Weights, flipped: frozenset[str]) -> int:
    if change.subject in flipped or flipped & set(change.models):
        return FLIPPED
    subjects = {change.subject, *change.models}
    return min((weight for (_, subject), weight in weights.items() if _row_of(subject) & subjects), default=ON_THE_LIST)


def _row_of(subject: str) -> set[str]:
    """Return a row's key, and the offer and the model in it."""
    offer = subject.split("/", 1)[0]
    return {subject, offer, offer.partition("@")[0]}


def _matters(change: Change, decided: Decision, today: Decision, dropped: set[str]) -> bool:
    """Tell whether a change is one for this plan: a model that is new counts only where it made the list."""
    if change.aspect == "new":
        return any(row.model in change.models for part in today.parts for row in part.candidates)
    if change.kind is not FactKind.MODEL or not change.models:
        return True
    model = change.models[0]
    if model not in dropped:
        return True
    return any(part.candidate(model) for each in (decided, today) for part in each.parts)


def _effect(change: Change, decided: Decision, today: Decision) -> str:
    """Say what became of the model on the shortlists where it stands or stood."""
    said: dict[str, None] = {}
    after = {part.key: part for part in today.parts}
    for model in change.models:
        for old in decided.parts:
            new = after.get(old.key)
            if new is not None and (words := _place_words(old, new, model)):
                said[words] = None
    return " ".join(said) if len(said) == 1 else ""


def _place_words(old: Part, new: Part, model: str) -> str:
    was, now = old.candidate(model), new.candidate(model)
    if was is not None and _dropping(new, model):
        return "It is off the list now."
    if was is None and now is not None:
        return f"It is on the list now: {now.standing.label}."
    if was is None or now is None:
        return ""
    moved = (was.low, was.high) != (now.low, now.high)
    ranges = f"Its range was {was.low} to {was.high} and is {now.low} to {now.high}. " if moved else ""
    if was.standing is now.standing:
        return f"{ranges}Its place stays: {now.standing.label}."
    return f"{ranges}Its place was “{was.standing.label}” and is “{now.standing.label}”."


def dated(change: Change) -> str:
    """Say when a fact was read, and why it reads differently unless its sentence says that the world changed."""
    return f"{'Read' if change.nature is Nature.WORLD else f'{change.nature.label},'} {format_day(change.seen)}"
