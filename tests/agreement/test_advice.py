"""What the advice must hold, whatever the answers. Facts are read from the raw files."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import pytest

from catalog.vocabulary import Medium
from tests.advice.sweep import ON, random_answers
from tests.agreement.oracle import broken, by_slug, day, is_gone, made_of, read_by, rows
from tests.wizard.decision.cases import CATALOG, job
from tests.wizard.document.cases import worded
from wizard.decision.answers import Answers, Job
from wizard.decision.choices import choice
from wizard.decision.decide import decide, rankings_of
from wizard.decision.decision import Choice, Decision
from wizard.decision.ranking import Ranking
from wizard.decision.vocabulary import Check, Kind, Outcome, Place
from wizard.plans import examples
from wizard.plans.render import markdown
from wizard.steps import journey

DRAWN = 200  # of the answers that `make advice` draws
MODELS, USE_CASES = map(by_slug, ("models", "use_cases"))


class Plan(NamedTuple):
    """Answers, and what the rules say of them."""

    answers: Answers
    rankings: tuple[Ranking, ...]
    decision: Decision


def plan_of(answers: Answers, on: date = ON) -> Plan:
    rankings = rankings_of(answers, CATALOG, on)
    return Plan(answers, rankings, decide(answers, CATALOG, on, rankings))


def at(slug: str, place: Place | None = None) -> Answers:
    """Return what somebody answers who names one use case and where it may go."""
    return Answers(jobs=(Job(key=slug, use_case=slug),), place=place)


@lru_cache(1)
def plans() -> tuple[Plan, ...]:
    """Return the plans of all use cases at all places, and of the answers that are drawn."""
    drawn = islice(random_answers(CATALOG), DRAWN)
    return tuple(
        map(plan_of, (*(at(slug, place) for slug in USE_CASES for place in Place), *drawn))
    )


def named(ranking: Ranking) -> Iterator[Choice]:
    """Yield every model that the reader is sent to: the first, the second, those to try, the best, and the cheapest."""
    cheapest = min(
        (each for each in ranking.table if each.cost), key=lambda each: each.fees, default=None
    )
    beside = (ranking.best, cheapest) if ranking.pick is not None else ()
    found = (ranking.pick, ranking.challenger, *ranking.to_try, *beside)
    return (choice(each) for each in found if each is not None)


# --- the demands, as they are meant


def test_no_hard_limit_is_broken_or_unknown_of_a_model_that_the_reader_is_sent_to() -> None:
    wrong = [
        (
            plan.answers,
            row.model,
            row.offer,
            [*broken(row, ranking.case.task.job, plan.answers, ON), *row.unknown],
        )
        for plan in plans()
        for ranking in plan.rankings
        for row in named(ranking)
    ]

    assert len(wrong) > 2_000
    assert [each for each in wrong if each[-1]][:3] == []


def test_jobs_stay_within_a_limit_on_cost_together() -> None:
    limited = [
        (plan, float(limit))
        for plan in plans()
        if (limit := plan.answers.budget_usd) and plan.decision.bill.advised
    ]
    over = [plan for plan, limit in limited if (plan.decision.bill.usd_month or 0) > limit + 0.01]

    assert limited
    assert over[:1] == []


def test_first_is_finished_and_measured_where_a_measured_one_passes() -> None:
    for plan in plans():
        for ranking in plan.rankings:
            measured = any(each.row.rating is not None for each in ranking.table)
            assert ranking.pick is None or MODELS[ranking.pick.model]["preview"] != "true"
            for row in (ranking.pick, ranking.challenger, *ranking.to_try):
                assert row is None or row.row.rating is not None or not measured, (
                    plan.answers,
                    row.model,
                )


def test_what_is_not_on_sale_on_the_day_is_never_named() -> None:
    """On a day before a model came out it is not there, nor on a day after it has left."""
    early = date(2026, 3, 1)
    found = {
        row.model
        for slug in list(USE_CASES)[::7]
        for ranking in plan_of(at(slug, Place.ANYWHERE), early).rankings
        for row in named(ranking)
    }

    assert found
    assert [
        slug for slug in found if (released := day(MODELS[slug]["released"])) and released > early
    ] == []
    assert [slug for slug in found if is_gone(MODELS[slug], early)] == []


# --- what models take and are for


def fails(ranking: Ranking, rule: str) -> set[str]:
    """Return the models that one requirement rules out."""
    return {at.model.slug for at, found in ranking.selection.checked.items() if found.fails == rule}


def test_film_models_measured_on_film_made_from_pictures_take_pictures() -> None:
    measured = {
        row["model"] for row in rows("scores") if row["benchmark"] == "arena-image-to-video"
    }
    (film,) = [
        each for each in plan_of(at("short-video-ad")).rankings if each.case.task.kind is Kind.VIDEO
    ]

    assert measured
    assert measured & fails(film, "inputs") == set()


@pytest.mark.parametrize(
    "slug", ["campaign-concept", "social-post-pack", "graphic-design", "short-video-ad"]
)
def test_what_may_go_in_need_not(slug: str) -> None:
    """Words do for these jobs, so a model that takes words alone stays."""
    for ranking in plan_of(at(slug)).rankings:
        assert [model for model in fails(ranking, "inputs") if read_by(model) == {"text"}] == []


@pytest.mark.parametrize(
    "slug", ["virtual-staging", "packaging-mockup", "accessibility-alt-text", "invoice-capture"]
)
def test_what_must_go_in_must(slug: str) -> None:
    for ranking in plan_of(at(slug)).rankings:
        for row in named(ranking):
            assert {"image", "document"} & read_by(row.model), row.model


def test_letters_are_written_by_language_models() -> None:
    """A model that hears or draws and also returns text is none."""
    for place in Place:
        (ranking,) = plan_of(at("support-email-reply", place)).rankings
        listed = {row.model.slug for row in ranking.case.table.rows}
        assert [slug for slug in listed if "transcribe" in slug or "image" in made_of(slug)] == []


# --- risks

IN_CHATS = (
    "customer-support-chatbots",
    "support-email-reply",
    "support-chat-agent",
    "appointment-bot",
)
OF_HEALTH = ("patient-letter", "clinical-note-summary", "visit-dictation", "farm-advice-bot")
OF_LAW = ("contract-review", "legal-research-memo", "citizen-letter-plain", "compliance-qa")
ON_HEALTH = (
    "Answer allergy questions by chat",
    "Answers about allergens",
    "Dosage of medicines",
    "Symptoms of a patient",
)
OF_MEDIA = {
    Medium.TEXT: "factual-errors",
    Medium.CODE: "security",
    Medium.IMAGE: "copyright",
    Medium.VIDEO: "deepfake",
    Medium.SPEECH: "deepfake",
    Medium.MUSIC: "copyright",
}


def own(name: str, medium: Medium = Medium.TEXT) -> Job:
    return Job(key=f"own-{medium}", name=name, medium=medium)


@pytest.mark.parametrize(
    ("carries", "risk"),
    [
        *((Job(key=slug, use_case=slug), "factual-errors") for slug in IN_CHATS),
        *((Job(key=slug, use_case=slug), "safety") for slug in OF_HEALTH),
        *((Job(key=slug, use_case=slug), "regulated-advice") for slug in OF_LAW),
        *((own(name), "safety") for name in ON_HEALTH),
        *((own("Something of our own", medium), risk) for medium, risk in OF_MEDIA.items()),
    ],
)
def test_job_carries_its_risk(carries: Job, risk: str) -> None:
    assert risk in {each.risk for each in decide(Answers(jobs=(carries,)), CATALOG, ON).risks}


def test_no_plan_is_without_risks() -> None:
    without = [plan.answers for plan in plans() if not plan.decision.risks]

    assert [
        answers
        for answers in without
        if decide(answers, CATALOG, ON).outcome is not Outcome.WRONG_TOOL
    ] == []


# --- what is not known is not said


@pytest.mark.parametrize(
    "given",
    [{}, {"check": Check.NOBODY}],
    ids=str,
)
def test_nothing_is_forecast(given: dict[str, object]) -> None:
    """A share of the minutes by hand that we made up is no saving."""
    answers = Answers(jobs=(job("product-description"),), wage_usd=Decimal(30), check=Check.EVERY)
    _, document = worded(replace(answers, **given), CATALOG)  # type: ignore[arg-type]
    small = " ".join(answer.fine for answer in document.head.answers)

    for words in (
        "should come down",
        "should go",
        "go from",
        "rise from",
        "would take about",
        "by this plan",
    ):
        assert words not in small
    for words in ("come through", "would pass"):
        assert words not in markdown.render(document)


def test_own_words_are_quoted() -> None:
    answers = Answers(jobs=(own("Answer allergy questions by chat."),), check=Check.EVERY)
    _, document = worded(answers, CATALOG)

    assert "“Answer allergy questions by chat”" in " ".join(document.head.headline).replace(
        "\N{NO-BREAK SPACE}", " "
    )
    for wrong in (
        "for answer allergy",
        "make answer allergy",
        "Check answer allergy",
        "Make answer allergy",
    ):
        assert wrong not in markdown.render(document)


def test_headline_names_each_thing_once() -> None:
    headline = " ".join(worded(at("audio-generation"), CATALOG)[1].head.headline)

    assert headline.count("spoken texts") <= 1
    assert "speech of the" not in headline


# --- golden plans


def test_golden_plans_cover_the_demands() -> None:
    """One at least keeps data in the EU, one on own servers, one has a limit on cost, one can harm somebody's health."""
    given = [each.stored for each in examples.all_examples()]
    risks = {
        risk.risk
        for stored in given
        for risk in decide(journey.read(stored, CATALOG, ON), CATALOG, ON).risks
    }

    assert {"eu", "own-servers"} <= {row.get("place") for row in given}
    assert any(row.get("budget") for row in given)  # whoever names a limit means it
    assert "safety" in risks
