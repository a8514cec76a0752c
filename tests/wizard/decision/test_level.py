"""Where harm is stated: of models that cannot be told from the best, one that serves or is processed in the EU."""

import pytest

from tests.wizard.decision.cases import CATALOG, decided, job
from wizard.decision.vocabulary import Certainty, Place, Use, WrongResult


@pytest.mark.parametrize("stakes", [WrongResult.HARM, WrongResult.LAW])
def test_one_model_serves_two_severe_jobs_if_it_is_level_with_the_best_of_each(stakes: WrongResult) -> None:
    jobs = tuple(job(slug, wrong_result=stakes) for slug in ("product-description", "review-insights"))
    together = decided(*jobs, use=Use.BUILT_IN, place=Place.EU)
    alone = [decided(each, use=Use.BUILT_IN, place=Place.EU).parts[0].pick for each in jobs]

    assert len({pick.model for pick in alone if pick}) == 2
    assert len({part.pick.model for part in together.parts if part.pick}) == 1
    for part in together.parts:
        assert part.pick is not None
        assert part.pick.loses is not None
        assert part.pick.loses < 55
        assert part.pick.loses == 50 or any(reason.rule == "takes-a-level-one-that-serves" for reason in part.reasons)


@pytest.mark.parametrize("slug", ["medical-illustration", "packaging-mockup"])
@pytest.mark.parametrize("stakes", WrongResult)
def test_votes_on_looks_are_thin_where_a_wrong_picture_hurts(slug: str, stakes: WrongResult) -> None:
    (part,) = decided(job(slug, wrong_result=stakes), use=Use.BUILT_IN).parts

    assert part.pick is not None
    assert not stakes.severe or part.certainty is Certainty.THIN


def test_newer_model_is_of_the_same_line() -> None:
    """Claude Haiku 5.5 is no successor of an Opus."""
    for use_case in CATALOG.use_cases:
        for part in decided(job(use_case.slug), use=Use.BUILT_IN).parts:
            if part.newer and part.pick is not None:
                words = [
                    [word for word in CATALOG.model[slug].name.split() if not any(map(str.isdigit, word))]
                    for slug in (part.newer, part.pick.model)
                ]
                assert words[0] == words[1]
