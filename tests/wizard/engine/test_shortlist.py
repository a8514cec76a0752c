"""The shortlist of five models, reckoned by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from catalog.schema import Catalog
from catalog.vocabulary import Known, PriceUnit, Voice
from tests.wizard.engine.strategies import ON
from tests.wizard.engine.toys import ALL, PLAIN, both_ways, case, catalog, model, offer, price, score
from wizard.engine.answers import Answers, Choice, Weights
from wizard.engine.decide import decide
from wizard.engine.decision import Mark, Money, Part
from wizard.engine.scoring import Yardsticks
from wizard.engine.shortlist import Shortlist, shortlist
from wizard.engine.vocabulary import Criterion, Importance, Standing


def listed(answers: Answers = PLAIN, known: Catalog | None = None) -> Shortlist:
    looked = case(answers, known)
    return shortlist(looked, Yardsticks.of(looked.catalog))


def part(answers: Answers = PLAIN, known: Catalog | None = None) -> Part:
    return decide(answers, known or catalog(), ON).parts[0]


def mark(slug: str, criterion: Criterion, known: Catalog | None = None) -> Mark:
    found = next(entry for entry in listed(known=known).entries if entry.model.slug == slug)
    return found.mark(criterion)


def ends(found: Mark) -> tuple[int, int]:
    return found.low, found.high


@pytest.mark.parametrize(
    ("slug", "low", "high"),
    [("alpha", 97, 100), ("beta", 77, 83), ("gamma", 57, 63), ("delta", 17, 23), ("epsilon", 0, 3)],
)
def test_quality_is_the_place_on_the_benchmark_three_points_either_way(slug: str, low: int, high: int) -> None:
    assert ends(mark(slug, Criterion.QUALITY)) == (low, high)


def test_quality_of_a_sellers_own_figure_is_read_down() -> None:
    rows = catalog()
    scores = tuple(replace(row, voice=Voice.SELLER) if row.model == "beta" else row for row in rows.scores)

    assert ends(mark("beta", Criterion.QUALITY, replace(rows, scores=scores))) == (57, 83)


def test_quality_uses_the_interval_that_is_stated_even_where_it_ends_on_nought() -> None:
    rows = catalog()
    scores = tuple(
        replace(row, low=Decimal(0), high=Decimal(30)) if row.model == "delta" else row for row in rows.scores
    )

    assert ends(mark("delta", Criterion.QUALITY, replace(rows, scores=scores))) == (0, 30)


def test_quality_without_a_figure_is_unknown() -> None:
    rows = catalog()
    others = tuple(row for row in rows.scores if row.model != "beta")

    found = mark("beta", Criterion.QUALITY, replace(rows, scores=(*others, score("alpha", "90", variant="second"))))

    assert (ends(found), found.known) == ((0, 100), False)


@pytest.mark.parametrize(("slug", "place"), [("alpha", 0), ("beta", 50), ("gamma", 100), ("delta", 0)])
def test_cost_lies_on_a_log_scale(slug: str, place: int) -> None:
    assert ends(mark(slug, Criterion.COST)) == (place, place)


def test_cost_nobody_states_is_unknown() -> None:
    found = mark("epsilon", Criterion.COST)

    assert (ends(found), found.known, found.facts) == ((0, 100), False, ())


@pytest.mark.parametrize(
    ("slug", "low", "high"),
    [("alpha", 50, 50), ("beta", 0, 100), ("gamma", 100, 100), ("delta", 0, 0), ("epsilon", 25, 100)],
)
def test_control_counts_what_is_known_and_leaves_the_rest_open(slug: str, low: int, high: int) -> None:
    assert ends(mark(slug, Criterion.CONTROL)) == (low, high)


@pytest.mark.parametrize(("slug", "low", "high"), [("alpha", 75, 100), ("beta", 25, 50), ("gamma", 25, 50)])
def test_headroom_is_room_for_longer_inputs_and_months_on_sale(slug: str, low: int, high: int) -> None:
    assert ends(mark(slug, Criterion.HEADROOM)) == (low, high)


@pytest.mark.parametrize(
    ("slug", "low", "high", "standing"),
    [
        ("alpha", 72, 75, Standing.TRY),  # (3·97 + 0) / 4 and (3·100 + 0) / 4
        ("beta", 70, 75, Standing.TIE),  # (3·77 + 50) / 4 and (3·83 + 50) / 4
        ("gamma", 67, 73, Standing.TRY),  # (3·57 + 100) / 4 and (3·63 + 100) / 4; the cheapest of the tie
        ("delta", 12, 18, Standing.BEHIND),
        (
            "epsilon",
            0,
            28,
            Standing.ASK,
        ),  # what it can take in is not stated, price unknown: (0 + 0) / 4 and (3·3 + 100) / 4
    ],
)
def test_range_is_the_weighted_mean_rounded_outwards(slug: str, low: int, high: int, standing: Standing) -> None:
    candidate = part().candidate(slug)

    assert candidate is not None
    assert (candidate.low, candidate.high, candidate.standing) == (low, high, standing)


def test_counts_add_up() -> None:
    found = part()

    assert (found.able, found.of, found.tied, found.behind, found.ask) == (5, 5, 3, 1, 1)


def test_advice_says_who_is_best_and_who_is_cheapest() -> None:
    found = part()

    assert found.advice is not None
    assert found.advice.text == (
        "Try Alpha and Gamma for the letters; one more ties with them. "
        "The middle of Alpha’s range is the highest, Gamma is the cheapest."
    )
    assert (found.chosen, found.runner_up) == ("alpha", "gamma")


def test_open_weights_widen_the_range_to_its_extremes() -> None:
    found = part(replace(PLAIN, weights=Weights()))

    alpha = found.candidate("alpha")
    assert alpha is not None
    assert (alpha.low, alpha.high) == (0, 100)  # only price counts, or only quality


def test_weight_of_one_criterion_alone_is_its_mark() -> None:
    off = Importance.NO_MATTER
    weights = Weights(quality=off, cost=Importance.NICE, control=off, headroom=off)

    beta = part(replace(PLAIN, weights=weights)).candidate("beta")

    assert beta is not None
    assert (beta.low, beta.high) == (50, 50)


def test_nothing_that_matters_leaves_every_range_open() -> None:
    off = Importance.NO_MATTER
    found = part(replace(PLAIN, weights=Weights(quality=off, cost=off, control=off, headroom=off)))

    assert {(row.low, row.high) for row in found.candidates} == {(0, 100)}


def test_must_pulls_the_range_towards_the_mark() -> None:
    nice = replace(PLAIN, weights=replace(PLAIN.weights, cost=Importance.NICE))
    must = replace(PLAIN, weights=replace(PLAIN.weights, cost=Importance.MUST))

    before, after = part(nice).candidate("gamma"), part(must).candidate("gamma")

    assert before is not None
    assert after is not None
    assert (before.low, before.high) == (67, 73)
    assert (after.low, after.high) == (78, 82)  # (3·57 + 3·100) / 6 and (3·63 + 3·100) / 6


def test_best_middle_without_a_price_is_not_called_cheapest() -> None:
    weights = replace(PLAIN.weights, cost=Importance.NO_MATTER)
    rows = catalog()
    prices = tuple(row for row in rows.prices if not (row.offer or "").startswith("alpha"))
    scores = tuple(replace(row, value=Decimal(99)) if row.model == "beta" else row for row in rows.scores)

    found = part(replace(PLAIN, weights=weights), replace(rows, prices=prices, scores=scores))

    assert found.advice is not None
    assert found.advice.text == (
        "Try Alpha and Beta for the letters. The middle of Alpha’s range is the highest, Beta is the cheapest with a stated price."
    )


def test_single_leader_is_said_to_come_first() -> None:
    rows = catalog()
    prices = (*both_ways("alpha", "0.05"), *(row for row in rows.prices if not (row.offer or "").startswith("alpha")))

    found = part(known=replace(rows, prices=prices))

    assert found.advice is not None
    assert found.advice.text == ("Alpha comes first for the letters: no other model with known figures reaches 97.")
    assert found.candidates[0].standing is Standing.FIRST


def test_model_worse_on_every_count_is_marked_so() -> None:
    rows = catalog()
    known = replace(
        rows,
        models=(*rows.models, model("omega", context_tokens=30_000, **ALL)),
        offers=(*rows.offers, offer("omega")),
        prices=(*rows.prices, *both_ways("omega", "0.05")),
        scores=(*rows.scores, score("omega", "90")),
    )

    delta = part(replace(PLAIN, choices=(Choice(part="letters/text", model="delta"),)), known).candidate("delta")

    assert delta is not None
    assert delta.worse_than == "Omega"
    assert "Worse than Omega on every count." in delta.in_a_word


def test_own_choice_that_is_ruled_out_gives_way_and_says_so() -> None:
    rows = catalog()
    models = tuple(replace(row, commercial_use=Known.NO) if row.slug == "beta" else row for row in rows.models)
    wish = Choice(part="letters/text", model="beta", runner_up="gamma")

    found = part(replace(PLAIN, choices=(wish,)), replace(rows, models=models))

    assert (found.chosen, found.runner_up) == ("alpha", "gamma")
    (reason,) = found.choice_reasons
    assert (
        reason.text
        == "Beta is not taken, though you chose it: it forbids business use. The advice stands in its place."
    )
    assert (reason.rule, reason.facts[0].subject) == ("own-choice", "beta")


def test_own_choice_that_passes_stands() -> None:
    found = part(replace(PLAIN, choices=(Choice(part="letters/text", model="delta"),)))

    assert (found.chosen, found.runner_up, found.choice_reasons) == ("delta", "alpha", ())


def test_announced_price_is_told_before_it_starts() -> None:
    rows = catalog()
    rise = price("alpha", "10", PriceUnit.INPUT_MTOK, valid_from=date(2026, 12, 1))
    prices = tuple(
        replace(row, valid_to=date(2026, 11, 30)) if (row.offer, row.unit) == ("alpha@acme", rise.unit) else row
        for row in rows.prices
    )

    alpha = part(known=replace(rows, prices=(*prices, rise))).candidate("alpha")

    assert alpha is not None
    assert alpha.unit_usd == Decimal("0.01")
    assert alpha.in_a_word == "$0.01 a letter. From 1 Dec 2026 a million tokens in costs twice as much."


def test_month_costs_what_its_results_cost() -> None:
    alpha = part().candidate("alpha")

    assert alpha is not None
    assert alpha.month_usd == Money(low=Decimal(1), likely=Decimal(1), high=Decimal(1))  # 100 letters at a cent
