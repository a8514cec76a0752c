"""What would change the name: true of the ranking, nearest first, five lines at most."""

from dataclasses import replace

import pytest

from catalog import starter
from catalog.vocabulary import Known
from tests.wizard.decision.cases import job
from tests.wizard.decision.firms import Firm, day, firms
from wizard.decision.answers import Answers
from wizard.decision.decide import rankings_of
from wizard.decision.explain import sentence
from wizard.decision.vocabulary import Place, Use, WrongResult
from wizard.sensitivity.changes import MOST_CHANGES, changes_of, what_would_change
from wizard.sensitivity.replaced import with_job, with_known, with_price, with_volume
from wizard.sensitivity.thresholds import pick_or_state, price_threshold, volume_threshold

CATALOG = starter.catalog()
FIRMS = pytest.mark.parametrize("firm", firms(), ids=lambda firm: firm.id)
NEARLY = 0.93  # a threshold is found by six halvings, so a factor this much smaller changes nothing


@FIRMS
def test_at_most_five_lines_each_worded(firm: Firm) -> None:
    changes = what_would_change(rankings_of(firm.answers, CATALOG, day()))
    assert len(changes) <= MOST_CHANGES
    for change in changes:
        assert sentence(change, CATALOG).endswith(".")


@FIRMS
def test_price_threshold_is_where_the_name_changes(firm: Firm) -> None:
    for ranking in rankings_of(firm.answers, CATALOG, day()):
        found = price_threshold(ranking)
        if found is None or ranking.pick is None:
            continue
        model = ranking.pick.model
        assert pick_or_state(with_price(ranking, model, found[0])) != pick_or_state(ranking)
        if found[0] * NEARLY > 1:
            assert pick_or_state(with_price(ranking, model, found[0] * NEARLY)) == pick_or_state(ranking)


@FIRMS
def test_volume_threshold_is_where_the_name_changes(firm: Firm) -> None:
    for ranking in rankings_of(firm.answers, CATALOG, day()):
        found = volume_threshold(ranking)
        if found is not None:
            assert pick_or_state(with_volume(ranking, found[0])) != pick_or_state(ranking)


@FIRMS
def test_an_answer_that_is_named_changes_the_name(firm: Firm) -> None:
    for ranking in rankings_of(firm.answers, CATALOG, day()):
        for change in changes_of(ranking):
            given = dict(change.parameters)
            if given.get("question") != "wrong_result":
                continue
            job = ranking.case.task.job
            stakes = next(word for word in type(job.stakes) if word.value == given["answer"])
            answer = with_job(ranking, replace(job, wrong_result=stakes))
            assert pick_or_state(answer) == given.get("model", given.get("state"))
            assert pick_or_state(answer) != pick_or_state(ranking)


@pytest.mark.parametrize("slug", ["earnings-call-summary", "dubbing"])
def test_what_a_seller_would_confirm_is_true_of_the_catalog_that_says_so(slug: str) -> None:
    """Where all that is unknown is where an offer is processed, a catalog in which it says so picks the model foretold."""
    foretold = []
    for stakes in WrongResult:
        answers = Answers(jobs=(job(slug, 300, wrong_result=stakes),), place=Place.EU, use=Use.BUILT_IN)
        for position, ranking in enumerate(rankings_of(answers, CATALOG, day())):
            for change in changes_of(ranking):
                key = next((fact.key for fact in change.facts), "")
                asked = next(
                    (each for each in ranking.ask_first if each.row.offer and each.row.offer.slug == key), None
                )
                if change.rule != "if-confirmed" or asked is None or asked.unknown != ("place",):
                    continue
                offers = (replace(row, eu_region=Known.YES) if row.slug == key else row for row in CATALOG.offers)
                after = rankings_of(answers, replace(CATALOG, offers=tuple(offers)), day())[position]
                foretold.append((dict(change.parameters)["model"], pick_or_state(after), pick_or_state(ranking)))
    assert foretold
    assert all(foretold_name == true != before for foretold_name, true, before in foretold)


def test_a_seller_is_not_asked_about_a_setting_that_is_too_slow_all_the_same() -> None:
    (ranking,) = rankings_of(
        Answers(jobs=(job("customer-support-chatbots", 300),), place=Place.EU, use=Use.BUILT_IN), CATALOG, day()
    )
    slow = next(each for each in ranking.ask_first if each.slow and each.behind == 0)

    assert pick_or_state(with_known(ranking, slow.row.at)) != slow.model
