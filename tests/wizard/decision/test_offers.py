"""Which offer of a model is taken: one that goes on, holds where the firm is, and is careful with private material."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from catalog import query
from catalog.schema import Catalog
from catalog.vocabulary import Effort, Known, Material, Region
from tests.support import with_ends
from tests.wizard.decision.cases import CATALOG, decided, job
from tests.wizard.decision.firms import day
from wizard.decision.answers import Answers
from wizard.decision.costs import fee
from wizard.decision.decide import decide, rankings_of
from wizard.decision.eligibility import Checked
from wizard.decision.ranking import Ranking
from wizard.decision.vocabulary import Place, State, Use, WrongResult

STARTS = day() + timedelta(days=14)


def with_models(**changed: Any) -> Catalog:
    """Return the catalog with facts of all models replaced."""
    return replace(CATALOG, models=tuple(replace(model, **changed) for model in CATALOG.models))


def answers(slug: str, place: Place = Place.ANYWHERE, **given: Any) -> Answers:
    """Return the answers for one job built into software."""
    return Answers(
        jobs=(job(slug, 3000, **given),), use=Use.BUILT_IN, place=place, wage_usd=Decimal(30)
    )


@pytest.mark.parametrize("place", Place)
@pytest.mark.parametrize("stakes", WrongResult)
def test_nothing_is_advised_that_leaves_within_half_a_year(
    place: Place, stakes: WrongResult
) -> None:
    for slug in ("image-creation", "menu-photos", "product-description", "short-video-ad"):
        for part in decide(answers(slug, place, wrong_result=stakes), CATALOG, day()).parts:
            for choice in (part.pick, part.challenger):
                offer = CATALOG.offer.get(choice.offer or "") if choice is not None else None
                end = query.sale(CATALOG, offer, day()).ends if offer is not None else None
                assert end is None or end > STARTS + timedelta(days=183)


def test_price_counts_until_the_offer_ends() -> None:
    """Ten months at the price of today cost what ten months cost, not twelve."""
    ranking = rankings_of(answers("product-description"), CATALOG, day())[0]
    assert ranking.pick is not None
    offer = ranking.pick.row.offer
    assert offer is not None
    end = STARTS + timedelta(days=300)
    ended = with_ends(CATALOG, {offer.model: end}, day())
    after = rankings_of(answers("product-description"), ended, day())[0]
    row = next(
        each
        for each in after.case.table.rows
        if each.offer is not None and each.offer.slug == offer.slug
    )

    assert after.case.table.ends_at(row.at) == end
    of_one = fee(row, after.case, in_eu=False)
    assert of_one is not None
    prices = {price.unit: price.usd for price in of_one.prices if price.valid_from <= end}
    assert prices
    assert not after.selection.checked[row.at].fails


@pytest.mark.parametrize(("can", "standings"), [("yes", True), ("unknown", False)])
def test_setting_without_thinking_is_advised_only_where_somebody_says_it_can_be_had(
    can: str,
    standings: bool,  # noqa: FBT001
) -> None:
    known = Known.YES if can == "yes" else Known.UNKNOWN
    (ranking,) = rankings_of(answers("product-description"), with_models(thinking_off=known), day())

    light = [each for each in ranking.selection.candidates if each.row.setting.light]
    assert light
    assert any(not each.never_first for each in light) == standings
    assert ranking.pick is None or standings or not ranking.pick.row.setting.light


def test_model_that_always_thinks_has_no_setting_without() -> None:
    (ranking,) = rankings_of(
        answers("product-description"), with_models(thinking_off=Known.NO), day()
    )

    rows = list(ranking.case.table.rows)
    assert not any(row.setting.light for row in rows)
    assert any(row.setting.effort in {Effort.HIGH, Effort.MAX} for row in rows)


@pytest.mark.parametrize(
    "slug", ["visit-dictation", "patient-letter", "support-email-reply", "hotel-review-reply"]
)
def test_private_material_goes_where_it_is_processed_in_the_eu_if_that_is_about_as_cheap(
    slug: str,
) -> None:
    """Of the offers of the setting that is taken, none in the EU costs at most a tenth more than the cheapest."""
    given = answers(slug, wrong_result=WrongResult.HARM, material=(Material.PERSONAL,))
    for ranking in rankings_of(given, CATALOG, day()):
        pick = ranking.pick
        if pick is None:
            continue
        rows = [
            row
            for row in ranking.case.table.rows
            if row.setting == pick.row.setting and ranking.selection.checked[row.at] == Checked()
        ]
        fees = [fee(row, ranking.case, in_eu=False) for row in rows]
        cheapest = min(each.likely for each in fees if each is not None)
        there = [
            row
            for row in rows
            if query.eu_region(CATALOG, row.offer) is Known.YES
            and (of_one := fee(row, ranking.case, in_eu=True))
            and of_one.likely <= cheapest * 1.1001
        ]
        assert pick.in_eu == bool(there)


def test_licence_that_bars_the_eu_is_a_no_for_a_firm_there_and_a_question_elsewhere() -> None:
    catalog = replace(
        CATALOG,
        models=tuple(
            replace(model, licence_not_in=(Region.EU,)) if model.slug == "gemma-4-31b" else model
            for model in CATALOG.models
        ),
    )
    there = job("brand-voice-check", 3000, place=Place.OWN_SERVERS)
    other = job("blog-draft", 3000, place=Place.EU)
    elsewhere, in_the_eu = (
        rankings_of(Answers(jobs=jobs, use=Use.BUILT_IN), catalog, day())[0]
        for jobs in ((there,), (there, other))
    )

    def ruled_out(of: Ranking) -> set[Any]:
        return {
            each.unknown or each.fails
            for at, each in of.selection.checked.items()
            if at.own and at.model.slug == "gemma-4-31b"
        }

    assert all("licence-region" in each for each in ruled_out(elsewhere))
    assert ruled_out(in_the_eu) == {"licence-region"}


def test_same_seller_serves_private_and_other_work_of_one_plan() -> None:
    jobs = (
        job("size-chart-extraction", 100),
        job("compliance-qa", 100, wrong_result=WrongResult.LAW),
    )
    decision = decided(*jobs, use=Use.BUILT_IN, wage_usd=None)
    sellers = {
        part.pick.offer.partition("@")[2]
        for part in decision.parts
        if part.pick and part.pick.offer
    }

    assert len(sellers) == 1
    assert all(part.state is State.PICKED for part in decision.parts)


def test_private_pictures_move_no_other_work_into_the_eu() -> None:
    """Descriptions hold nothing private: what is private in the plan are pictures, and another seller makes them."""
    descriptions = job("product-description", 5000, material=(Material.NONE,))
    pictures = job(
        "virtual-try-on", 1000, wrong_result=WrongResult.NUISANCE, material=(Material.PERSONAL,)
    )
    given = {"use": Use.BUILT_IN, "place": Place.ANYWHERE}
    alone, (beside, made) = (
        decided(descriptions, **given).parts[0],
        decided(descriptions, pictures, **given).parts,
    )

    assert made.pick is not None
    assert beside.pick is not None
    assert beside.pick == alone.pick
    assert not beside.pick.in_eu
