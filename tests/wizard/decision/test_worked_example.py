"""The worked example of the method: a law office, two hundred summaries, on an own server."""

import re

import pytest

from config.environment import PROJECT
from wizard.decision.costs import Costing, Priced, usd_with_ai
from wizard.decision.endings import Use
from wizard.decision.guesses import GUESSES
from wizard.decision.options import Option, Strength
from wizard.decision.ranking import Ranking, rank
from wizard.decision.situation import Work
from wizard.decision.trial import chance_to_pass, must_spare, seen_in_a_month, stop_rule
from wizard.decision.verdicts import ending
from wizard.decision.vocabulary import Certainty, OptionKind, Review, Stakes

REVIEWS = Work(
    key="contract-summary",
    results=200,
    minutes_by_hand=90,
    wage_usd=103.5,
    people=6,
    stakes=Stakes.LAW,
    review=Review.EVERY,
    finds=True,
)


def machine(name: str, *, rent: float, wrong: float) -> Option:
    """Return an open model on a machine, so strong that of its results this share is wrong."""
    # The inverse of w = expit(logit 0.2 + 0.25 · (best - θ)) for a best of 0.
    from wizard.decision.costs import logit

    behind = (logit(wrong) - logit(0.2)) / 0.25
    return Option(
        key=name,
        kind=OptionKind.MACHINE,
        tool=name,
        maker=name,
        seats_usd=rent,
        connecting_usd=300,
        care_hours=10,
        strength=Strength(log_odds=-behind),
    )


GEMMA = machine("gemma-4-31b", rent=659, wrong=0.2024)
GRANITE = machine("granite-4-2-8b", rent=106, wrong=0.243)
DEEPSEEK = machine("deepseek-v4-1-flash", rent=5_280, wrong=0.2)
OTHERS = [machine(f"other-{number}", rent=9_000, wrong=0.3) for number in range(3)]


@pytest.fixture(scope="module")
def ranking() -> Ranking:
    return rank(
        [GEMMA, GRANITE, DEEPSEEK, *OTHERS], REVIEWS, Costing(work=REVIEWS, guesses=GUESSES)
    )


def row_of(ranking: Ranking, option: Option) -> Priced:
    return next(row for row in ranking.candidates if row.option == option)


def test_one_wrong_review_costs_what_the_paper_says(ranking: Ranking) -> None:
    costing = ranking.costing

    assert costing.redo_usd == pytest.approx(155.25)
    assert costing.damage_usd == 5_000
    assert costing.loss_usd(GEMMA) == pytest.approx(258.70, abs=0.05)


@pytest.mark.parametrize(
    ("option", "paid", "total"),
    [(GEMMA, 659, 21_540), (GRANITE, 106, 23_080), (DEEPSEEK, 5_280, 26_040)],
)
def test_cost_of_each_machine(ranking: Ranking, option: Option, paid: float, total: float) -> None:
    row = row_of(ranking, option)

    assert row.paid_usd == paid
    assert row.connecting_usd == 25
    assert row.hours == pytest.approx(100.3, abs=0.05)
    assert row.total_usd == pytest.approx(total, abs=10)


def test_the_card_is_named_clearly_and_the_pc_is_tried_beside_it(ranking: Ranking) -> None:
    ranked = ending(ranking)

    assert isinstance(ranked, Use)
    assert ranked.recommendation.first.option == GEMMA
    assert ranked.recommendation.second is not None
    assert ranked.recommendation.second.option == GRANITE
    assert ranked.recommendation.certainty is Certainty.CLEAR


def test_by_hand_costs_twice_as_much(ranking: Ranking) -> None:
    gemma = row_of(ranking, GEMMA)

    assert REVIEWS.usd_by_hand == pytest.approx(31_050)
    assert usd_with_ai(gemma, ranking.costing) == pytest.approx(15_470, abs=10)


def test_what_the_dearer_must_spare_and_what_a_month_shows(ranking: Ranking) -> None:
    gemma, granite, deepseek = (row_of(ranking, each) for each in (GEMMA, GRANITE, DEEPSEEK))

    assert must_spare(granite, gemma, ranking.costing) == pytest.approx(2, abs=0.2)
    assert must_spare(gemma, deepseek, ranking.costing) == pytest.approx(18, abs=0.5)
    assert seen_in_a_month(0.2, 200) == pytest.approx(32, abs=0.5)


def test_it_passes_its_own_test_four_times_in_five(ranking: Ranking) -> None:
    rule = stop_rule(REVIEWS)

    assert (rule.cases, rule.most_redone) == (30, 8)
    assert (rule.known_bad, rule.most_missed) == (10, 0)
    assert chance_to_pass(row_of(ranking, GEMMA), ranking.costing, rule) == pytest.approx(
        0.84, abs=0.01
    )


def test_page_of_the_method_has_these_figures(ranking: Ranking) -> None:
    page = (PROJECT / "docs" / "recommendation.md").read_text(encoding="utf-8")
    found = re.findall(
        r"^\| (\w+), a \w+ \| \$([\d,]+) \| ([\d.]+) \| ([\d.]+) \| \$([\d,]+) \| \$([\d,]+) \|$",
        page,
        re.MULTILINE,
    )
    rows = {
        name: row_of(ranking, option)
        for name, option in (("Gemma", GEMMA), ("Granite", GRANITE), ("DeepSeek", DEEPSEEK))
    }

    assert found == [
        (
            name,
            f"{row.paid_usd + row.connecting_usd:,.0f}",
            f"{row.hours:.1f}",
            f"{row.wrong * 100:.1f}",
            f"{200 * row.wrong * ranking.costing.loss_usd(row.option):,.0f}",
            f"{row.total_usd:,.0f}",
        )
        for name, row in rows.items()
    ]
