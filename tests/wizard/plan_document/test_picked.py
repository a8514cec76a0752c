"""Sentences that a place picks by a value: each value that there can be has its sentence."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pytest

from catalog.vocabulary import Effort
from tests.wizard.plan_document import ENDINGS
from wizard.decision.safety import NOT_FOR_AI
from wizard.decision.vocabulary import (
    Certainty,
    Condition,
    Place,
    Review,
    Stakes,
    Unknown,
    WhyTry,
)
from wizard.document.by_hand import REPLACED, REPLACED_TOO
from wizard.document.fears import REMEDIES
from wizard.document.places import PLACES, PlaceCase
from wizard.document.progress import TrialState
from wizard.document.reasoned import NOT_BY_EU_LAW, PERMISSION_FROM
from wizard.document.sentences import PATTERNS

ENDED = {*ENDINGS.values(), "wrong-tool-perhaps"}
NAMED = {"use", "start-with", "try", "use-what-you-have", "second-look"}  # something is paid
WHY_NOT = {"tested", "chosen", "built", "fitting", "together", "yours", "limit"}
OFTEN = {"monthly", "once"}
# What each fact may be by which a place picks. A fact that is looked up among the sentences
# themselves always has one.
VALUES: dict[str, Iterable[str]] = {
    "alternative_unknown": Unknown,
    "alternative|why_not": WHY_NOT | {"errors"},
    "answers": ("one", "both", "price", "price-too", "below", "below-too"),
    "effort": {*Effort} - {Effort.UNNAMED},
    "ended": ENDED,
    "ending.decides_on": NOT_FOR_AI,
    "ending.relaxed": ("place", "secrets", "languages", "builder"),
    "ending.why": WhyTry,
    "cheaper|why_not": WHY_NOT | {"errors"},
    "less_in_all|why_not": WHY_NOT,
    "fear_act": (),
    "fear_at_stop": (),
    "fear_before_ai": (),
    "fear_by_hand": (),
    "fear_good": (),
    "fear_in_test": (),
    "hands": (),
    "hands_trial": (),
    "harm": Stakes,
    "it": (),
    "looked_at_before": (),
    "it.per": OFTEN,
    "per": OFTEN,
    "progress.tested": TrialState,
    "remedy": (),
    "remedy_by_hand": {row.name for row in REMEDIES if row.by_hand},
    "recommendation.certainty": Certainty,
    "replaced": {*NOT_FOR_AI, *(row.name for row in REPLACED)},
    "replaced_too": {row.name for row in REPLACED_TOO},
    "second_reading": ("all", "some"),
    "sight_on_file": (),
    "why_wrong": {*NOT_FOR_AI, *NOT_BY_EU_LAW.values()},
    "work.place": {*Place} - {Place.ANYWHERE},  # what a seller has to keep to
    "work.reviewed": Review,
    "work.stakes": Stakes,
    "why_named": ("chosen", "alone", "yours", "inside", "least"),
}
OF_IT: dict[str, Iterable[str]] = {
    "ask-permission-of": PERMISSION_FROM.values(),
    "permission-to-ask": PERMISSION_FROM.values(),
    "unsaid": Unknown,
    "asked": Unknown,
    "asked-about": Unknown,
    "condition": Condition,
}
# Values that never come to a sentence, by its section.
NEVER: Mapping[str, Iterable[str]] = {
    "headline": {"as-dear"},  # it is tried
    "condition": {Condition.IF_YOUR_PLAN_HAS_IT},  # stands first, with what it costs else
    "no-cost": NAMED,
    "mark-case": {Stakes.NUISANCE},  # nobody reads it twice
}


def picking() -> Iterator[tuple[PlaceCase, Sequence[PlaceCase]]]:
    """Yield the cases that pick a sentence, each with the cases that come before it."""
    for lines in PLACES.values():
        for cases in lines:
            yield from ((case, cases[:n]) for n, case in enumerate(cases) if case.by)


def values_of(case: PlaceCase, before: Sequence[PlaceCase]) -> set[str]:
    """Return which values come to a case."""
    rows = OF_IT[case.section] if case.by == "it" else VALUES[case.by]
    values = {*map(str, rows)}
    for term in (term for term in case.terms if term.fact == case.by and term.words):
        values = values - {*term.words} if term.no else values & {*term.words}
    for earlier in before:
        others = [term for term in earlier.terms if term not in case.terms]
        if len(others) == 1 and others[0].fact == case.by and not others[0].no:
            values -= {*others[0].words}
    return values - {*map(str, NEVER.get(case.section, ()))}


@pytest.mark.parametrize(("case", "before"), [*picking()])
def test_every_value_has_its_sentence(case: PlaceCase, before: Sequence[PlaceCase]) -> None:
    assert values_of(case, before) - PATTERNS[case.section].keys() == set()


def test_list_of_those_values_is_whole() -> None:
    assert {case.by for case, _ in picking()} == VALUES.keys()
