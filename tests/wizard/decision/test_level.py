"""Where harm is stated: of models that cannot be told from the best, one that serves or is processed in the EU."""

from decimal import Decimal
from itertools import pairwise

import pytest

from catalog.vocabulary import Material
from tests.wizard.decision.cases import CATALOG, decided, job
from wizard.decision.vocabulary import Certainty, Place, Preference, Use, WrongResult


@pytest.mark.parametrize("stakes", [WrongResult.HARM, WrongResult.LAW])
def test_one_model_serves_two_severe_jobs_if_it_is_level_with_the_best_of_each(
    stakes: WrongResult,
) -> None:
    jobs = tuple(
        job(slug, wrong_result=stakes) for slug in ("product-description", "review-insights")
    )
    together = decided(*jobs, use=Use.BUILT_IN, place=Place.EU)
    alone = [decided(each, use=Use.BUILT_IN, place=Place.EU).parts[0].pick for each in jobs]

    assert len({pick.model for pick in alone if pick}) == 2
    assert len({part.pick.model for part in together.parts if part.pick}) == 1
    for part in together.parts:
        assert part.pick is not None
        assert part.pick.loses is not None
        assert part.pick.loses < 55
        assert part.pick.loses == 50 or any(
            reason.rule == "takes-a-level-one-that-serves" for reason in part.reasons
        )


@pytest.mark.parametrize("slug", ["medical-illustration", "packaging-mockup"])
@pytest.mark.parametrize("stakes", WrongResult)
def test_votes_on_looks_are_thin_where_a_wrong_picture_hurts(
    slug: str, stakes: WrongResult
) -> None:
    (part,) = decided(job(slug, wrong_result=stakes), use=Use.BUILT_IN).parts

    assert part.pick is not None
    assert not stakes.severe or part.certainty is Certainty.THIN


def test_newer_model_is_of_the_same_line() -> None:
    """Claude Haiku 5.5 is no successor of an Opus."""
    for use_case in CATALOG.use_cases:
        for part in decided(job(use_case.slug), use=Use.BUILT_IN).parts:
            if part.newer and part.pick is not None:
                words = [
                    [
                        word
                        for word in CATALOG.model[slug].name.split()
                        if not any(map(str.isdigit, word))
                    ]
                    for slug in (part.newer, part.pick.model)
                ]
                assert words[0] == words[1]


PAIRS = [
    ("citizen-letter-plain", "onboarding-qa"),
    ("content-moderation", "compliance-qa"),
    ("product-description", "support-email-reply"),
    ("code-review", "ad-copy-variants"),
]


@pytest.mark.parametrize("slugs", PAIRS)
@pytest.mark.parametrize("per_month", [300, 20_000, 200_000])
def test_lowest_cost_pays_more_fees_only_where_that_saves_a_connection(
    slugs: tuple[str, str], per_month: int
) -> None:
    """A connection costs 2,500 dollars, over twelve months."""
    given = {"use": Use.BUILT_IN, "preference": Preference.LOWEST_COST, "wage_usd": None}
    jobs = [
        job(slug, per_month, material=(Material.NONE,), minutes_by_hand=Decimal(30))
        for slug in slugs
    ]
    both, alone = decided(*jobs, **given), [decided(each, **given) for each in jobs]
    sellers = {seller for each in alone for seller in each.bill.connections}
    dearer = [
        part.pick.fee - each.parts[0].pick.fee
        for part, each in zip(both.parts, alone, strict=True)
        if part.pick and part.pick.fee and each.parts[0].pick and each.parts[0].pick.fee
    ]

    assert len(dearer) == 2
    assert sum(dearer) <= (len(sellers) - len(both.bill.connections)) * 2500 / 12 + 1e-6
    for part, more in zip(both.parts, dearer, strict=True):
        reasons = {reason.rule: dict(reason.parameters) for reason in part.reasons}
        assert ("takes-one-that-saves-a-connection" in reasons) == (more > 1e-6)
        assert ("takes-the-lowest-fee" in reasons) == (more <= 1e-6)
        if more > 1e-6:
            assert reasons["takes-one-that-saves-a-connection"]["more"] == pytest.approx(
                more, abs=0.01
            )


def test_lowest_cost_of_any_two_neighbouring_jobs_is_decided() -> None:
    """Where no shared model saves a connection, each job keeps its own."""
    slugs = [case.slug for case in CATALOG.use_cases]
    nuisance = {"wrong_result": WrongResult.NUISANCE, "minutes_by_hand": None}
    given = {"use": Use.BUILT_IN, "preference": Preference.LOWEST_COST}
    pairs = [
        *pairwise(slugs),
        ("ad-copy-variants", "product-description"),
        ("api-docs", "code-review"),
    ]
    for pair in pairs:
        jobs = [job(slug, 500, **nuisance) for slug in pair]
        assert {part.job for part in decided(*jobs, **given).parts} == set(pair)
