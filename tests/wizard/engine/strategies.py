"""Answers nobody thought of, for Hypothesis: drawn from a catalog, within what the wizard's forms let through.

`EXAMPLES=2000 make test` looks harder, and elsewhere each time; without it the same answers are tried in every run.
"""

import os
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, settings, strategies as st

from catalog.facts import Catalog
from catalog.vocabulary import OUTPUT_MEDIA
from tests.support import starter_catalog
from wizard.engine.answers import Answers, Brief, Choice, Output, Span, Targets, Weights
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


def amounts(least: str, most: str, places: int = 2) -> st.SearchStrategy[Decimal]:
    """Draw a number as people type it, small ones as often as large ones."""
    low, high = Decimal(least), Decimal(most)
    plain = st.decimals(low, min(high, Decimal(1000)), places=places, allow_nan=False)
    large = st.decimals(low, high, places=places, allow_nan=False)
    return st.one_of(plain, large).filter(bool)


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


def choices(catalog: Catalog, part: str) -> st.SearchStrategy[Choice]:
    """Draw an owner's own pick, of any model the catalog knows or once knew."""
    models = maybe(st.sampled_from([*catalog.model, "a-model-that-left"]))
    return st.builds(Choice, part=st.just(part), model=models, runner_up=models)


def _use_cases(catalog: Catalog) -> st.SearchStrategy[Output]:
    return st.sampled_from([*catalog.use_case, "a-use-case-that-left"]).flatmap(
        lambda slug: st.builds(
            Output,
            key=st.just(slug),
            use_case=st.just(slug),
            per_month=maybe(spans("0.1", "100000000")),
            length=maybe(st.sampled_from(Length)),
        )
    )


def _own(words: st.SearchStrategy[str]) -> st.SearchStrategy[Output]:
    return st.sampled_from(OUTPUT_MEDIA).flatmap(
        lambda medium: st.builds(
            Output,
            key=st.just(f"own-{medium}"),
            medium=st.just(medium),
            name=words,
            per_month=maybe(spans("0.1", "100000000")),
            length=maybe(st.sampled_from(Length)),
            pictures_go_in=maybe(st.booleans()),
        )
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


@st.composite
def answers(
    draw: st.DrawFn,
    *,
    catalog: Catalog | None = None,
    words: st.SearchStrategy[str] = ODD_WORDS,
    results: st.SearchStrategy[Result | None] | None = None,
) -> Answers:
    """Draw everything an owner may say, and leave out what an owner may leave out."""
    known = catalog or starter_catalog()
    wanted = draw(outputs(known, words))
    keys = [output.key for output in wanted]
    media = ["text", "code", "data", "image", "video", "speech", "music", "3d", "transcript"]
    parts = [f"{key}/{medium}" for key in keys for medium in media]
    return draw(
        st.builds(
            Answers,
            title=words,
            firm=words,
            trade=maybe(st.sampled_from([*known.industry])),
            result=results or maybe(st.sampled_from([Result.CONTENT] * 8 + list(Result))),
            outputs=st.just(wanted),
            check=maybe(st.sampled_from(Check)),
            sensitivity=maybe(st.sampled_from(Sensitivity)),
            place=maybe(st.sampled_from(Place)),
            training=maybe(st.sampled_from(TrainingWish)),
            budget_usd=maybe(amounts("0.01", "100000000")),
            budget_weight=maybe(st.sampled_from(Importance)),
            weights=WEIGHTS,
            choices=st.lists(st.sampled_from(parts).flatmap(lambda part: choices(known, part)), max_size=3).map(tuple),
            pilot_output=maybe(st.sampled_from([*keys, "an-output-that-left"])),
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
    )
