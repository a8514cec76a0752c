"""Places: which sentence of sentences.toml stands where, and under which condition.

places.toml has them as data. A place is a list of lines, said one after the other. A line is a
case, or a list of cases of which the first is said whose facts hold:

    "!trial: nothing"                          a place, said where `trial` is empty
    "work.stakes=law|hurt seats>=2: risk.harm"    a sentence, where both hold
    "seats>work.doers !one==second: seats"   a place, by two facts: one more, two not the same
    "headline.{ended} paid=costs.paid_usd"        its name from a fact, and one more slot
    "*asks on=days.asked_by"                      sentences that Python has made, by a day
    "first_tested/how-tested"                     a place as another speaks: a job, or each of many
    "waits.questions/question"                    a place for each of others: `it`, `is_first`

A fact is a path of attributes from whoever speaks, a plan or a job of it; nothing if one of them is
missing. `first|seller_of` is what the speaker's method makes of it, `@place` the first sentence of
a place and `&place` all of them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from catalog.data_files import toml_of
from wizard.document.forms import Value

_FACT = r"[@&]?[\w.-]+(?:\|\w+)*"
_TERM = re.compile(
    rf"""
    (?P<no>!?)(?P<fact>{_FACT})
    (?: >=(?P<least>\S+)                       # at least so much
      | (?P<how>>|==)(?P<other>{_FACT})        # more than another fact, or the same
      | =(?P<words>\S+)                        # one of several words
    )?
    """,
    re.VERBOSE,
)
_SLOT = re.compile(rf"(\w+)=({_FACT})")
_CASE = re.compile(
    rf"""
    (?:(?P<terms>.+):\ )?                      # what must hold
    (?:(?P<speakers>{_FACT})/)?                # who says it
    (?: (?P<section>[\w-]+)\.                  # a sentence, by its section and
        (?: (?P<name>[\w-]+)                   # its name,
          | \{{(?P<by>[\w.|]+)\}}               # or the fact that names it
        )
      | (?P<all>[*+]?)(?P<what>[\w|-]+(?:\.[\w-]+)?)   # or a place
    )
    (?P<slots>(?:\ \w+=\S+)*)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """Who says what stands in places: a plan, or one of its jobs."""

    def at(self, place: str) -> Iterator[str]:
        """Yield what is said in a place."""
        return sentences_at(self, place)

    def first_at(self, place: str) -> str:
        """Return the first sentence of a place; empty where nothing is said."""
        return sentence_at(self, place)


@dataclass(frozen=True, slots=True)
class Each:
    """One of several things, such as questions or tools, of which somebody speaks in turn."""

    speaker: Any
    it: Any
    is_first: bool

    def __getattr__(self, name: str) -> Any:
        """Return any other fact as the speaker has it."""
        return getattr(self.speaker, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactTerm:
    """What a case asks of a fact: to be one of some words, so much, or more than another fact.

    Else it is not to be empty.
    """

    fact: str
    words: Sequence[str] = ()
    least: float | None = None
    other: str = ""  # another fact, which it is to exceed
    is_same: bool = False  # it is to equal that
    no: bool = False  # the contrary is asked

    def holds(self, speaker: Any) -> bool:
        value = fact_of(speaker, self.fact)
        if self.other:
            is_so = self._holds_against(value, fact_of(speaker, self.other))
        elif self.least is not None:
            is_so = value is not None and value >= self.least
        elif self.words:
            values = value if isinstance(value, (tuple, frozenset)) else (value,)
            is_so = not {*map(str, values)}.isdisjoint(self.words)
        else:
            is_so = bool(value)
        return is_so is not self.no

    def _holds_against(self, value: Any, other: Any) -> bool:
        """Return whether both facts are there, and are the same or the first is more."""
        if value is None or other is None:
            return False
        return bool(value == other if self.is_same else value > other)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is said in one go, and by which day it is to be done."""

    says: Sequence[str]
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCase:
    """What is said where some facts hold."""

    terms: Sequence[FactTerm]
    speakers: str  # a path; empty: whoever speaks
    section: str  # of a sentence
    name: str  # of it
    by: str  # the fact that is its name
    all: str  # "*": sentences that Python has made, "+": all of a place in one go
    what: str  # those sentences, or a place
    slots: Mapping[str, str]  # the facts that fill them besides

    def holds(self, speaker: Any) -> bool:
        """Return whether all its facts hold."""
        return all(term.holds(speaker) for term in self.terms)

    def lines(self, speaker: Any) -> Iterator[Line]:
        """Yield what is said."""
        values = {name: fact_of(speaker, fact) for name, fact in self.slots.items()}
        on = values.pop("on", None)
        if self.all == "*":
            yield from (Line(says=(text,), on=on) for text in fact_of(speaker, self.what))
        elif self.all == "+":
            yield Line(says=(*sentences_at(speaker, self.what),), on=on)
        elif self.what:
            for line in lines_at(speaker, self.what):
                yield line if on is None else replace(line, on=line.on or on)
        else:
            name = self.name or fact_of(speaker, self.by)
            yield Line(says=(speaker.say(self.section, name, **values),), on=on)


def lines_at(speaker: Any, place: str) -> Iterator[Line]:
    """Yield what a plan or a job says in a place. Raises KeyError where there is no such place."""
    for cases in PLACES[place]:
        for case in _first_of(cases, speaker):
            for one in _speakers(speaker, case):
                yield from case.lines(one)


def _first_of(cases: Sequence[PlaceCase], speaker: Any) -> Sequence[PlaceCase]:
    """Return the first case whose facts hold; nothing where none does."""
    for case in cases:
        if case.holds(speaker):
            return (case,)
    return ()


def sentences_at(speaker: Any, place: str) -> Iterator[str]:
    """Yield the same, sentence by sentence."""
    return (text for line in lines_at(speaker, place) for text in line.says)


def sentence_at(speaker: Any, place: str) -> str:
    """Return the first of them; empty where nothing is said."""
    return next(sentences_at(speaker, place), "")


def fact_of(speaker: Any, fact: str) -> Any:
    """Return a fact; None if a part of its path is missing, as many endings have fields alone."""
    if fact.startswith("@"):
        return sentence_at(speaker, fact[1:])
    if fact.startswith("&"):
        return tuple(sentences_at(speaker, fact[1:]))
    path, *makers = fact.split("|")
    value = speaker
    for name in path.split("."):
        is_table = isinstance(value, dict)
        value = value.get(name) if is_table else getattr(value, name, None)
    for name in makers:
        value = None if value is None else getattr(speaker, name)(value)
    return value


def _speakers(speaker: Any, case: PlaceCase) -> Sequence[Any]:
    if not case.speakers:
        return (speaker,)
    others = fact_of(speaker, case.speakers)
    rows = others if isinstance(others, tuple) else (others,)
    return [
        row if isinstance(row, Speaker) else Each(speaker, row, is_first=number == 0)
        for number, row in enumerate(rows)
        if row is not None
    ]


@dataclass(frozen=True, slots=True)
class Facts:
    """What fills slots of any sentence of a speaker, by their names."""

    speaker: Any
    paths: Mapping[str, str]

    def get(self, name: str) -> Value | None:
        """Return what fills a slot; None where nothing does."""
        path = self.paths.get(name, "")
        value: Value | None = fact_of(self.speaker, path) if path else None
        return value


# ------------------------------------------------------------------------------- the file of places


def _term(text: str) -> FactTerm:
    match = _TERM.fullmatch(text)
    if match is None:
        raise ValueError(f"This asks nothing of a fact: {text}")
    return FactTerm(
        fact=match["fact"],
        words=match["words"].split("|") if match["words"] else (),
        least=float(match["least"]) if match["least"] else None,
        other=match["other"] or "",
        is_same=match["how"] == "==",
        no=bool(match["no"]),
    )


def case_of(text: str) -> PlaceCase:
    """Return a case as it is written in the file. Raises ValueError where it is none."""
    match = _CASE.fullmatch(text)
    if match is None:
        raise ValueError(f"This is no case of a place: {text}")
    parts = match.groupdict("")
    return PlaceCase(
        terms=tuple(_term(term) for term in parts["terms"].split()),
        speakers=parts["speakers"],
        section=parts["section"],
        name=parts["name"],
        by=parts["by"],
        all=parts["all"],
        what=parts["what"],
        slots=dict(_SLOT.findall(parts["slots"])),
    )


def places_of(table: Mapping[str, Any]) -> Mapping[str, Sequence[Sequence[PlaceCase]]]:
    """Return the places of a file. Raises ValueError as `case_of`."""
    return {
        name: [
            [case_of(case) for case in ([line] if isinstance(line, str) else line)]
            for line in lines
        ]
        for name, lines in table.items()
    }


FILE = toml_of(__file__)
SLOTS: Mapping[str, Mapping[str, str]] = FILE["slots"]
PLACES = places_of(FILE["places"])
