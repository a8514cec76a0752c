"""Answers nobody thought of, for Hypothesis: drawn from a catalog, within what the wizard's forms let through.

`EXAMPLES=2000 make test` looks harder, and elsewhere each time; without it the same answers are tried in every run.
"""

import os
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from hypothesis import HealthCheck, seed, settings, strategies as st

from catalog.parsing import Span
from catalog.schema import Catalog
from catalog.vocabulary import OUTPUT_MEDIA, Medium
from tests.support import starter_catalog
from wizard.engine.answers import Answers, Brief, Choice, Output, Targets, Weights
from wizard.engine.decide import decide
from wizard.engine.decision import Decision
from wizard.engine.vocabulary import (
    Check,
    Importance,
    Joining,
    Length,
    Material,
    Place,
    Result,
    Sensitivity,
    Symptom,
    TrainingWish,
)

ON = date(2026, 11, 24)
MOST_OUTPUTS = 6
ASKED = os.environ.get("EXAMPLES")

tries = settings(
    max_examples=int(ASKED or 25),
    derandomize=not ASKED,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
"""How hard the properties look."""


def of_same_plans[Test: Callable[..., None]](test: Test) -> Test:
    """Have a property look at the same plans as the others that say so, twice as many: they share what is worked out."""
    looks = settings(tries, max_examples=2 * tries.max_examples)(test)
    return looks if ASKED else seed(1)(looks)


@lru_cache(200)
def decided(given_answers: Answers) -> Decision:
    """Return what the engine says on the starter catalog, worked out once."""
    return decide(given_answers, starter_catalog(), ON)


def amounts(least: str, most: str, places: int = 2) -> st.SearchStrategy[Decimal]:
    """Draw a number as people type it, small ones as often as large ones."""
    low, high = (int(Decimal(end).scaleb(places)) for end in (least, most))
    whole = st.one_of(st.integers(low, min(high, 1000 * 10**places)), st.integers(low, high))
    return whole.filter(bool).map(lambda number: Decimal(number).scaleb(-places))


def spans(least: str, most: str, places: int = 2) -> st.SearchStrategy[Span]:
    """Draw a range, often of one number."""
    one = amounts(least, most, places)
    ends = st.one_of(one.map(lambda value: (value, value)), st.tuples(one, one))
    return ends.map(lambda pair: Span(low=min(pair), high=max(pair)))


def maybe[T](drawn: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    """Draw an answer, or none: not sure, or not asked."""
    return st.one_of(st.none(), drawn)


PLAIN_NAMES = st.sampled_from(
    ["", "Menu photos", "Answers to allergy questions", "Replies to guests", "IT handbook", "3D chairs", "EU tenders"]
)
ODD_WORDS = st.one_of(PLAIN_NAMES, st.text(max_size=40))


def output(use_case: str, per_month: Span | None, length: Length | None) -> Output:
    """Return a use case that should come out."""
    return Output(key=use_case, use_case=use_case, per_month=per_month, length=length)


def own_output(medium: Medium, **told: Any) -> Output:
    """Return something of the owner's own that should come out."""
    return Output(key=f"own-{medium}", medium=medium, **told)


def _use_cases(catalog: Catalog) -> st.SearchStrategy[Output]:
    return st.builds(
        output,
        use_case=st.sampled_from([*catalog.use_case, "a-use-case-that-left"]),
        per_month=maybe(spans("0.1", "100000000")),
        length=maybe(st.sampled_from(Length)),
    )


def _own(words: st.SearchStrategy[str]) -> st.SearchStrategy[Output]:
    return st.builds(
        own_output,
        medium=st.sampled_from(OUTPUT_MEDIA),
        name=words,
        per_month=maybe(spans("0.1", "100000000")),
        length=maybe(st.sampled_from(Length)),
        pictures_go_in=maybe(st.booleans()),
    )


def outputs(catalog: Catalog, words: st.SearchStrategy[str], least: int = 1) -> st.SearchStrategy[tuple[Output, ...]]:
    """Draw what should come out: use cases and media of the owner's own, each once."""
    one = st.one_of(_use_cases(catalog), _own(words))
    return st.lists(one, min_size=least, max_size=MOST_OUTPUTS, unique_by=lambda output: output.key).map(tuple)


WEIGHTS = st.builds(Weights, **dict.fromkeys(Weights.__slots__, maybe(st.sampled_from(Importance))))
TARGETS = st.builds(
    Targets,
    minutes=maybe(amounts("0.01", "100000")),
    accepted_percent=maybe(amounts("1", "100", places=1)),
    usd=maybe(amounts("0.01", "1000000")),
)


def briefs(words: st.SearchStrategy[str]) -> st.SearchStrategy[Brief]:
    """Draw what a model is told before it starts."""
    return st.builds(Brief, **dict.fromkeys(Brief.__slots__, words))


MEDIA = ("text", "code", "data", "image", "video", "speech", "music", "3d", "transcript")


def answers(
    *,
    catalog: Catalog | None = None,
    words: st.SearchStrategy[str] = ODD_WORDS,
    results: st.SearchStrategy[Result | None] | None = None,
) -> st.SearchStrategy[Answers]:
    """Draw everything an owner may say, and leave out what an owner may leave out.

    Everything is set up here, once: what is drawn from what was drawn before would be set up anew for each plan.
    """
    known = catalog or starter_catalog()
    models = maybe(st.sampled_from([*known.model, "a-model-that-left"]))
    place = st.integers(0, MOST_OUTPUTS * len(MEDIA) - 1)
    return st.builds(
        with_picks,
        picks=st.lists(st.tuples(place, models, models), max_size=3),
        trial=maybe(place),
        title=words,
        firm=words,
        trade=maybe(st.sampled_from([*known.industry])),
        result=results or maybe(st.sampled_from([Result.CONTENT] * 8 + list(Result))),
        outputs=outputs(known, words),
        check=maybe(st.sampled_from(Check)),
        sensitivity=maybe(st.sampled_from(Sensitivity)),
        place=maybe(st.sampled_from(Place)),
        training=maybe(st.sampled_from(TrainingWish)),
        budget_usd=maybe(amounts("0.01", "100000000")),
        budget_weight=maybe(st.sampled_from(Importance)),
        weights=WEIGHTS,
        minutes_today=maybe(spans("0.01", "100000")),
        usd_per_hour=maybe(amounts("0.01", "100000")),
        targets=TARGETS,
        pilot_start=maybe(st.integers(-30, 900).map(lambda days: ON + timedelta(days=days))),
        pilot_weeks=maybe(st.integers(1, 52)),
        symptoms=st.lists(st.sampled_from(Symptom), unique=True).map(tuple),
        material=st.lists(st.sampled_from(Material), unique=True).map(tuple),
        example_count=maybe(st.integers(0, 10_000_000)),
        brief=briefs(words),
        joining=maybe(st.sampled_from(Joining)),
        check_minutes=maybe(spans("0", "10000")),
        setup_usd=maybe(spans("0", "100000000")),
        roles=st.lists(st.sampled_from([*(role.slug for role in known.roles)]), unique=True).map(tuple),
    )


def with_picks(
    *, outputs: tuple[Output, ...], picks: list[tuple[int, str | None, str | None]], trial: int | None, **told: Any
) -> Answers:
    """Return answers with an owner's own picks for their parts: any models the catalog knows or once knew."""
    keys = [output.key for output in outputs]
    parts = [f"{key}/{medium}" for key in keys for medium in MEDIA]
    trials = [*keys, "an-output-that-left"]
    return Answers(
        outputs=outputs,
        choices=tuple(
            Choice(part=parts[place % len(parts)], model=model, runner_up=spare) for place, model, spare in picks
        ),
        pilot_output=None if trial is None else trials[trial % len(trials)],
        **told,
    )
