"""What would change a plan: every single answer and fact whose change flips it, and the figures where it tips.

Found by working the plan out again. Nothing here knows how models are ranked; it turns things over and looks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import msgspec

from catalog.formatting import format_list
from catalog.schema import Catalog
from wizard.engine import turning
from wizard.engine.answers import Answers
from wizard.engine.decide import Outline, first_of, outline
from wizard.engine.decision import Fact, Told
from wizard.engine.offers import limit_of
from wizard.engine.remembering import Memory
from wizard.engine.requirements import Case
from wizard.engine.sweep import Sweep, bones
from wizard.engine.tipping import tips
from wizard.engine.vocabulary import Outcome
from wizard.engine.workload import Need, PriceBook, needs


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """One thing that would change the plan: read "If <text>, <then>". One of `told` and `fact` says what it is now."""

    text: str
    now: str
    then: str
    told: Told | None = None
    fact: Fact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flips:
    """All that would change a plan, one thing at a time."""

    answers: tuple[Flip, ...] = ()
    numbers: tuple[Flip, ...] = ()
    facts: tuple[Flip, ...] = ()
    left_open: str = ""  # whether what the owner left open can change it


def flips(answers: Answers, catalog: Catalog, on: date) -> Flips:
    """Return every single answer, figure and fact whose change flips the kind of AI or a first choice.

    Turned over are: every definite other value of each answer that a rule reads, each output left out; the price and
    the scores of the models to try; and of the first choices everything that a requirement or a mark rests on, and
    the cells of their use cases. An empty plan has nothing to turn over.
    """
    memory = Memory(catalog, on)
    now = outline(answers, catalog, on, memory.entrants)
    if not now.firsts:
        return Flips()
    view = _View(answers=answers, catalog=catalog, on=on, now=now, memory=memory)
    changed = tuple(_answers(view))
    return Flips(
        answers=tuple(flip for flip, _ in changed),
        numbers=tuple(_numbers(view)),
        facts=tuple(_facts(view)),
        left_open=_left_open(view, [question for _, question in changed]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """The plan as it is, and the ways to look at it changed."""

    answers: Answers
    catalog: Catalog
    on: date
    now: Outline
    memory: Memory

    def outline(self, answers: Answers, catalog: Catalog) -> Outline:
        """Return the bones of the plan in a changed world."""
        return outline(answers, catalog, self.on, self.memory.entrants)

    def needs(self) -> tuple[Need, ...]:
        return tuple(need for need in needs(self.answers, self.catalog) if self.now.firsts.get(need.key))

    def case(self, need: Need) -> Case:
        """Return one part of the plan as it is."""
        prices = PriceBook(self.catalog, self.on)
        return Case(answers=self.answers, catalog=self.catalog, on=self.on, need=need, prices=prices)

    def first(self, need: Need, answers: Answers, catalog: Catalog, changed: str) -> str | None:
        """Return the first choice of one part in a world in which rows of one model are changed, or an answer is."""
        there = next((row for row in needs(answers, catalog) if row.key == need.key), None)
        if there is None:
            return None
        slug = "" if catalog is self.catalog else changed
        left = limit_of(answers)
        if left is not None and len(self.now.firsts) > 1:  # what is left for it depends on the parts before it
            return self.outline(answers, catalog).firsts.get(need.key)
        first = first_of(answers, catalog, there, partial(self.memory.entrants, changed=slug), left)
        return first.model.slug if first else None


def _answers(view: _View) -> Iterator[tuple[Flip, str]]:
    """Yield each answer that flips the plan, with the question it belongs to."""
    for turn in turning.answers(view.answers, view.catalog):
        then = view.outline(turn.answers, view.catalog)
        words = _difference(view, view.now, then, view.catalog, dropped=turn.dropped)
        if words:
            told = Told(question=turn.question, text=turn.now)
            yield Flip(text=turn.text, now=turn.now, then=words, told=told), turn.question


def _facts(view: _View) -> Iterator[Flip]:
    """Yield each fact that flips the plan."""
    for need in view.needs():
        first = view.now.firsts[need.key]
        for turn in turning.facts(view.case(need), view.catalog.model[str(first)]):
            if turn.everywhere:
                then = view.outline(view.answers, turn.catalog)
                words = _difference(view, view.now, then, turn.catalog)
            else:
                then_first = view.first(need, view.answers, turn.catalog, str(first))
                words = _first_words(view, need, first, then_first, turn.catalog)
            if words:
                yield Flip(text=turn.text, now=turn.now, then=words, fact=turn.fact)


def _numbers(view: _View) -> Iterator[Flip]:
    """Yield the figures at which a first choice tips."""
    for need in view.needs():
        first = view.now.firsts[need.key]

        def look(answers: Answers, catalog: Catalog, need: Need = need, first: str = str(first)) -> str | None:
            return view.first(need, answers, catalog, first)

        for tip in tips(view.case(need), str(first), look):
            yield Flip(
                text=tip.text,
                now=tip.now,
                then=_first_words(view, need, first, tip.then, view.catalog),
                told=tip.told,
                fact=tip.fact,
            )


def _difference(
    view: _View, now: Outline, then: Outline, catalog: Catalog, *, dropped: frozenset[str] = frozenset()
) -> str:
    """Return what a changed plan would say, or nothing where it says the same."""
    if then.outcome is not now.outcome:
        return _OUTCOMES[then.outcome]
    by_key = {need.key: need for need in view.needs()}
    words = [
        _first_words(view, by_key[key], first, then.firsts.get(key), catalog)
        for key, first in now.firsts.items()
        if key in by_key and key not in dropped
    ]
    back = [key for key, first in now.firsts.items() if first is None and then.firsts.get(key)]
    words += [f"{_name(catalog, then.firsts[key])} is left to try." for key in back]
    return " ".join(filter(None, words))


_OUTCOMES = {
    Outcome.LANGUAGE: "A language model alone.",
    Outcome.MEDIA: "Other generative AI alone.",
    Outcome.BOTH: "Both kinds are needed.",
    Outcome.NEITHER: "This is not a job for generative AI.",
}


def _first_words(view: _View, need: Need, now: str | None, then: str | None, catalog: Catalog) -> str:
    if then == now:
        return ""
    thing = "" if len(view.now.firsts) == 1 else f" for {need.result}"
    if then is None:
        return f"No model is left{thing}."
    return f"{_name(catalog, then)} comes first{thing}."


def _name(catalog: Catalog, slug: str | None) -> str:
    return catalog.model[slug].name if slug in catalog.model else ""


def otherwise(now: Outline, given: Answers, look: Sweep, *, changed: Answers | None = None) -> str:
    """Return what a plan would say of approach and first choices on the catalog of a look, or with other answers.

    `now` is its outline as it is, `given` its answers; nothing where it would say the same. What is no longer wanted is
    no difference by itself.
    """
    catalog, on = look.catalog, look.on
    view = _View(answers=given, catalog=catalog, on=on, now=now, memory=Memory(catalog, on))
    found = look.look(bones(changed or given))
    then = Outline(outcome=found.outcome, firsts=found.firsts)
    wanted = {need.key for need in needs(changed or given, catalog)}
    return _difference(view, now, then, catalog, dropped=frozenset(now.firsts.keys() - wanted))


def _left_open(view: _View, flipping: Sequence[str]) -> str:
    """Return in words whether what the owner was not sure of can change the plan."""
    still_open = turning.left_open(view.answers)
    if not still_open:
        return "You left nothing open."
    matters = [words for question, words in still_open if question in flipping]
    if not matters:
        return "Nothing you left open can change it."
    return f"Find this out first: {format_list(list(dict.fromkeys(matters)))}."


_JSON = msgspec.json.Decoder(Flips)


def dump(found: Flips) -> bytes:
    """Return the flips as canonical JSON."""
    return msgspec.json.encode(found)


def load(stored: bytes | str) -> Flips:
    """Return the flips that `dump` wrote. Raises `msgspec.ValidationError` on any other shape."""
    return _JSON.decode(stored)
