"""Answers that contradict one another, volumes of any size, catalogs that lack what decides: said first, never absurd."""

import re
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from catalog.schema import Catalog
from tests.advice.sweep import any_answers
from tests.support import starter_catalog
from tests.wizard.decision.cases import job
from tests.wizard.decision.firms import day
from wizard.decision.answers import Answers
from wizard.decision.decide import decide
from wizard.decision.vocabulary import Check, Exactness, Place, State, Use, WrongResult
from wizard.plans.document.compose import basis_of, build
from wizard.plans.render import markdown

CATALOG = starter_catalog()
ABSURD = re.compile(r"\$-|\bnan\b|\binf\b|None|-\d+ of 100|\b0 real|\b0 old|more than 0 of")


def first_screen(answers: Answers, catalog: Catalog = CATALOG) -> tuple[set[State], str]:
    """Return how the tasks end, and the headline with everything that stands above it."""
    decision = decide(answers, catalog, day())
    document = build(basis_of(decision, (), answers, catalog))
    text = markdown.render(document)
    assert not ABSURD.search(text), ABSURD.search(text)
    head = document.head
    return {part.state for part in decision.parts}, " ".join(
        (head.warning, *head.headline)
    ).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("per_month", [1, 100_000_000])
@pytest.mark.parametrize("place", Place)
@pytest.mark.parametrize("use", Use)
def test_volume_of_any_size_makes_a_plan(per_month: int, place: Place, use: Use) -> None:
    for slug in ("hotel-review-reply", "menu-photos", "background-music", "meeting-minutes"):
        given = Answers(
            jobs=(job(slug, per_month),), use=use, place=place, people=3, wage_usd=Decimal(30)
        )
        _, text = first_screen(given)
        assert per_month == 1 or "Check your figures" in text


@pytest.mark.parametrize(
    ("catalog", "ends", "says"),
    [
        (replace(CATALOG, offers=()), {State.NONE}, "No model passes"),
        (replace(CATALOG, prices=()), {State.ASK_FIRST}, "Ask about"),
        (replace(CATALOG, scores=()), {State.UNMEASURED}, "Your test decides"),
        (
            replace(CATALOG, models=(), offers=(), prices=(), scores=()),
            {State.NONE},
            "No model passes",
        ),
    ],
    ids=["no offers", "no prices", "no scores", "no models"],
)
def test_catalog_that_lacks_what_decides_is_said_first(
    catalog: Catalog, ends: set[State], says: str
) -> None:
    states, text = first_screen(
        Answers(jobs=(job("product-description", 3000),), use=Use.BUILT_IN), catalog
    )

    assert states == ends
    assert says in text


def test_answers_that_contradict_are_said_first() -> None:
    """Exact figures from no list; harm that nobody reads; a limit of nothing; work that takes no time."""
    exact = Answers(jobs=(job("product-description", exactness=Exactness.CALCULATED),))
    assert "Do not use generative AI" in first_screen(exact)[1]

    unread = Answers(
        jobs=(job("product-description", wrong_result=WrongResult.HARM),),
        check=Check.NOBODY,
        use=Use.BUILT_IN,
    )
    assert decide(unread, CATALOG, day()).parts[0].pilot is not None
    assert "Release each description yourself" in first_screen(unread)[1]

    nothing = Answers(
        jobs=(job("product-description", 3000),), budget_usd=Decimal(0), use=Use.BUILT_IN
    )
    assert "Nothing that costs money fits your limit of $0" in first_screen(nothing)[1]
    assert "buys 0" not in first_screen(nothing)[1]

    no_time = Answers(
        jobs=(job("product-description", minutes_by_hand=Decimal(0)),),
        wage_usd=Decimal(30),
        use=Use.BUILT_IN,
    )
    assert "Leave product descriptions as they are" in first_screen(no_time)[1]


@pytest.mark.parametrize("seed", range(20))
def test_any_answers_on_a_catalog_with_gaps_make_a_plan(seed: int) -> None:
    """Each row of offers, prices, scores and plans of apps may be missing."""
    chance = Random(seed)  # noqa: S311 (a test)
    gaps = {
        name: tuple(
            row
            for row in getattr(CATALOG, name)
            if chance.random() < chance.choice((0.1, 0.5, 0.9))
        )
        for name in ("offers", "prices", "scores", "app_plans", "machines")
    }
    offers = {offer.slug for offer in gaps["offers"]}
    app_plans = {app_plan.slug for app_plan in gaps["app_plans"]}
    gaps["prices"] = tuple(
        price for price in gaps["prices"] if price.offer in offers or price.app_plan in app_plans
    )
    given = any_answers(chance, CATALOG.use_cases)
    assert first_screen(given, replace(CATALOG, **gaps))[1]
