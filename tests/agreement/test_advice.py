"""What the advice must hold, whatever engine gives it. Facts are read from the raw files, answers go in through `advising`."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from config.environment import PROJECT
from tests.agreement.advising import ASK_FIRST, LEVEL, ON, TO_TRY, Advice, Job, Offered, advise, example
from tests.agreement.oracle import by_slug, day, rows

type Row = Mapping[str, str]
PLACES = ("anywhere", "eu", "own-servers")
RANDOM_SETS = 300
HALF_A_YEAR = timedelta(days=183)


MODELS, OFFERS, TERMS, PROVIDERS, USE_CASES = map(by_slug, ("models", "offers", "data_terms", "providers", "use_cases"))
SCORES = rows("scores")


def random_answers(seed: int) -> dict[str, Any]:
    """Draw what an owner may say."""
    draw = Random(seed)  # noqa: S311 - a shuffle, no secret
    jobs = draw.sample(sorted(USE_CASES), draw.choice((1, 1, 2, 3)))
    must = draw.random() < 0.4
    importance = ("must", "nice", "no-matter", None)
    weights = {name: word for name in ("quality", "cost", "control", "headroom") if (word := draw.choice(importance))}
    return {
        "jobs": jobs,
        "place": draw.choice((*PLACES, None)),
        "material": draw.choice(("public", "personal", "confidential", None)),
        "training": draw.choice(("ruled-out", "fine", None)),
        "check": draw.choice(("every", "sample", "nobody", None)),
        "a_month": draw.choice((5, 60, 400, 20_000, 1_000_000, None)),
        "budget": draw.choice((1, 20, 50, 500)) if must else None,
        "must": must,
        "weights": weights,
        "minutes": draw.choice((None, 3, 20, 90)),
        "hour": draw.choice((None, 25, 60)),
        "together": draw.random() < 0.3,
    }


GRID = [{"jobs": [slug], "place": place} for slug in USE_CASES for place in PLACES]
DRAWN = [random_answers(seed) for seed in range(RANDOM_SETS)]


@lru_cache(1)
def plans() -> tuple[tuple[dict[str, Any], Advice], ...]:
    """Return all use cases at all places, and the answers drawn, with what is advised."""
    return tuple((answers, advise(answers)) for answers in (*GRID, *DRAWN))


# --- the demands, as they are meant


def eu_only(answers: Mapping[str, Any], _: Job, row: Offered) -> bool:
    """Only in the EU: this very offer runs there."""
    return answers.get("place") != "eu" or not row.offer or OFFERS[row.offer]["eu_region"] == "yes"


def own_servers(answers: Mapping[str, Any], _: Job, row: Offered) -> bool:
    """Own servers: weights to download, hosting allowed, and no firm that keeps its weights."""
    model = MODELS[row.model]
    mayhost = model["open_weights"] == model["self_hosting"] == "yes" and not model["licence_condition"]
    return answers.get("place") != "own-servers" or (
        mayhost and PROVIDERS[model["provider"]]["closed_weights"] != "true"
    )


def business_use(_: Mapping[str, Any], __: Job, row: Offered) -> bool:
    """Everything is for a business. A closed model is licensed by buying it."""
    model = MODELS[row.model]
    closed = model["open_weights"] != "yes" and bool(row.offer)
    return model["commercial_use"] == "yes" or (closed and model["commercial_use"] != "no")


SEAT_BELOW = 300  # results a month: nobody who does not say how it is used has so few built in


def no_training(answers: Mapping[str, Any], job: Job, row: Offered) -> bool:
    """Personal or confidential material and code: a seller that does not train on it, or lets you switch that off."""
    if answers.get("place") == "own-servers" or not row.offer:
        return True
    use_case = USE_CASES[job.use_case or ""]
    material = answers.get("material")
    private = material in {"personal", "confidential"} or answers.get("training") == "ruled-out"
    unsaid = material is None and answers.get("training") is None
    if not private and not (unsaid and use_case["material"]):
        return True
    offer = OFFERS[row.offer]
    says = offer["trains_on_inputs"] or TERMS.get(offer["terms"], {}).get("trains_on_inputs")
    return says in {"no", "opt-out"}


def must_budget(answers: Mapping[str, Any], job: Job, row: Offered) -> bool:
    """Fees at a stated price stay within a limit that is a must; where seats are paid for, a model is only the yardstick."""
    sold_as = USE_CASES[job.use_case]["sold_as"] if job.use_case else "both"
    if sold_as == "seat" or (sold_as == "both" and (answers.get("a_month") or 0) < SEAT_BELOW):
        return True
    if not answers.get("must") or answers.get("place") == "own-servers" or answers.get("a_month") is None:
        return True
    return row.month_usd is not None and row.month_usd <= answers["budget"]


def on_sale(_: Mapping[str, Any], __: Job, row: Offered) -> bool:
    """On sale on the day: out, not off, and no row of the price history alone."""
    model = MODELS[row.model]
    released, retires = day(model["released"]), day(model["retires"])
    return model["listed"] == "true" and (released is None or released <= ON) and (retires is None or retires > ON)


def buyable(answers: Mapping[str, Any], _: Job, row: Offered) -> bool:
    """Somebody sells it, or it runs on own servers."""
    return answers.get("place") in {"own-servers", "eu"} or row.offer in OFFERS


DEMANDS = (buyable, eu_only, own_servers, business_use, no_training, must_budget, on_sale)


@pytest.mark.parametrize("holds", DEMANDS, ids=lambda demand: demand.__name__)
def test_demand_holds_of_every_model_the_reader_is_sent_to(holds: Any) -> None:
    broken = [
        (answers, job.key, row.state, row.model, row.offer)
        for answers, advice in plans()
        for job in advice.jobs
        for row in job.named
        if not holds(answers, job, row)
    ]

    assert broken[:3] == [], f"{len(broken)} broken"


def test_what_nobody_states_stands_apart_with_the_question_that_would_settle_it() -> None:
    asked = [row for _, advice in plans() for job in advice.jobs for row in job.shown if row.state == ASK_FIRST]

    assert len(asked) > len(GRID)
    assert all(row.questions and all(question.endswith("?") for question in row.questions) for row in asked)
    named = [row for _, advice in plans() for job in advice.jobs for row in job.named]
    assert [row.model for row in named if row.questions] == []


def test_jobs_stay_within_a_must_budget_together() -> None:
    over = []
    for answers, advice in plans():
        if answers.get("must") and answers.get("a_month") and answers.get("place") != "own-servers":
            fees = [job.advised.month_usd for job in advice.jobs if job.advised]
            if None in fees or sum((fee or Decimal(0) for fee in fees), Decimal(0)) > answers["budget"]:
                over.append((answers, fees))

    assert over[:3] == [], f"{len(over)} over"


def test_tiny_must_budget_leaves_nothing_rather_than_something_too_dear() -> None:
    dear = {"place": "anywhere", "a_month": 1_000_000, "budget": 20, "must": True, "material": "public"}

    for slug in (slug for slug, row in USE_CASES.items() if row["sold_as"] != "seat"):
        for job in advise({"jobs": [slug], **dear}).jobs:
            assert job.advised is None or (job.advised.month_usd or 21) <= 20, (slug, job.advised)


def test_first_is_finished_and_stays_on_sale_for_half_a_year() -> None:
    firsts = {job.advised.model for _, advice in plans() for job in advice.jobs if job.advised}

    assert [slug for slug in firsts if MODELS[slug]["preview"] == "true"] == []
    ends = {slug: day(MODELS[slug]["retires"]) for slug in firsts}
    assert [slug for slug, end in ends.items() if end and end <= ON + HALF_A_YEAR] == []


def test_what_is_not_on_sale_on_the_day_is_never_named() -> None:
    """On a day before a model came out it is not there, nor on a day after it has left."""
    early = date(2026, 3, 1)
    named = {
        row.model
        for slug in list(USE_CASES)[::7]
        for job in advise({"jobs": [slug], "place": "anywhere"}, early).jobs
        for row in job.named
    }

    assert named
    assert [slug for slug in named if (released := day(MODELS[slug]["released"])) and released > early] == []
    assert [slug for slug in named if (retires := day(MODELS[slug]["retires"])) and retires <= early] == []


def test_no_unmeasured_model_is_first_or_tried_while_a_measured_one_passes() -> None:
    wrong = [
        (answers, job.key, row.model)
        for answers, advice in plans()
        for job in advice.jobs
        if any(row.measured and not row.questions for row in job.shown)
        for row in (job.advised, *(row for row in job.to_try if row.state in {TO_TRY, LEVEL}))
        if row is not None and not row.measured
    ]

    assert wrong[:3] == [], f"{len(wrong)} wrong"


# --- what models take and are for


def test_film_models_measured_on_film_made_from_pictures_take_pictures() -> None:
    measured = {row["model"] for row in SCORES if row["benchmark"] == "arena-image-to-video"}
    (job,) = [job for job in advise({"jobs": ["short-video-ad"], "place": "anywhere"}).jobs if "video" in job.kind]

    assert measured
    assert {slug: rule for slug, rule in job.dropped.items() if slug in measured and rule == "inputs"} == {}


@pytest.mark.parametrize("slug", ["campaign-concept", "social-post-pack", "graphic-design", "short-video-ad"])
def test_what_may_go_in_need_not(slug: str) -> None:
    """Words do for these jobs, so a model that takes words alone stays."""
    for job in advise({"jobs": [slug], "place": "anywhere"}).jobs:
        words_only = {model for model in job.dropped if set(MODELS[model]["inputs"].split(";")) == {"text"}}
        assert {model for model in words_only if job.dropped[model] == "inputs"} == set(), job.key


@pytest.mark.parametrize("slug", ["virtual-staging", "packaging-mockup", "accessibility-alt-text", "invoice-capture"])
def test_what_must_go_in_must(slug: str) -> None:
    for job in advise({"jobs": [slug], "place": "anywhere"}).jobs:
        assert [
            row.model for row in job.named if {"image", "document"}.isdisjoint(MODELS[row.model]["inputs"].split(";"))
        ] == []


def test_letters_are_written_by_language_models() -> None:
    """A model that hears or draws and also returns text is none."""
    for place in PLACES:
        (job,) = advise({"jobs": ["support-email-reply"], "place": place}).jobs
        listed = {*(row.model for row in job.shown), *job.dropped}
        assert {slug for slug in listed if "transcribe" in slug} == set()
        assert {slug for slug in listed if "image" in MODELS[slug]["outputs"].split(";")} == set()


# --- risks

ANSWERS_TO_CUSTOMERS = ("customer-support-chatbots", "support-email-reply", "support-chat-agent", "appointment-bot")


@pytest.mark.parametrize("slug", ANSWERS_TO_CUSTOMERS)
def test_answers_to_customers_carry_made_up_facts(slug: str) -> None:
    assert "factual-errors" in advise({"jobs": [slug]}).risks


@pytest.mark.parametrize("slug", ["patient-letter", "clinical-note-summary", "visit-dictation", "farm-advice-bot"])
def test_health_carries_safety(slug: str) -> None:
    assert "safety" in advise({"jobs": [slug]}).risks


@pytest.mark.parametrize("slug", ["contract-review", "legal-research-memo", "citizen-letter-plain", "compliance-qa"])
def test_law_carries_advice_that_needs_a_licence(slug: str) -> None:
    assert "regulated-advice" in advise({"jobs": [slug]}).risks


@pytest.mark.parametrize(
    "words",
    ["Answer allergy questions by chat", "Answers about allergens", "Dosage of medicines", "Symptoms of a patient"],
)
def test_own_words_on_health_carry_a_risk_to_health(words: str) -> None:
    assert "safety" in advise({"jobs": [(words, "text")]}).risks


@pytest.mark.parametrize(
    ("medium", "title"),
    [
        ("text", "factual-errors"),
        ("code", "security"),
        ("image", "copyright"),
        ("video", "deepfake"),
        ("speech", "deepfake"),
        ("music", "copyright"),
    ],
)
def test_own_output_has_the_risks_of_its_medium(medium: str, title: str) -> None:
    assert title in advise({"jobs": [("Something of our own", medium)]}).risks


def test_no_plan_is_without_risks() -> None:
    assert [answers for answers, advice in plans() if not advice.risks and not advice.wrong_tool] == []


# --- what is not known is not said


def test_nothing_is_forecast() -> None:
    """A target is no forecast, and a share of the minutes by hand that we made up is no saving."""
    answers = {"jobs": ["product-description"], "a_month": 300, "minutes": 12, "hour": 30, "check": "every"}

    for given in (answers, {**answers, "accepted": 95}, {**answers, "check": "nobody"}):
        advice = advise(given)
        for words in ("should come down", "should go", "go from", "rise from", "would take about", "by this plan"):
            assert words not in advice.lead
        for words in ("come through", "would pass"):
            assert words not in advice.sentences


@pytest.mark.parametrize("a_month", [8, 12, 300, 20_000])
def test_no_task_asks_for_more_than_comes_up(a_month: int) -> None:
    """What does not come up before the day is taken from the past year."""
    come_up = a_month * 12
    tasks = advise({"jobs": ["contract-summary"], "a_month": a_month, "place": "own-servers"}).tasks
    asked = [int(word.replace(",", "")) for task in tasks for word in task.split() if word.replace(",", "").isdigit()]

    assert [count for count in asked if count > come_up + 1] == []


@pytest.mark.parametrize("accepted", ["100", "99.5", "62"])
def test_answer_is_quoted_as_typed(accepted: str) -> None:
    sentences = advise({"jobs": ["product-description"], "accepted": accepted}).sentences

    assert f"At least {accepted} of 100" in sentences


def test_plan_has_one_weakest_step_at_most() -> None:
    assert [answers for answers, advice in plans() if len(advice.weakest) > 1] == []


def test_own_words_are_quoted() -> None:
    advice = advise({"jobs": [("Answer allergy questions by chat.", "text")], "check": "every"})

    assert "“Answer allergy questions by chat”" in advice.headline
    for wrong in ("for answer allergy", "make answer allergy", "Check answer allergy", "Make answer allergy"):
        assert wrong not in advice.sentences


def test_headline_names_each_thing_once() -> None:
    headline = advise({"jobs": ["audio-generation"]}).headline

    assert headline.count("spoken texts") <= 1
    assert "speech of the" not in headline


# --- golden plans


GOLDEN = sorted(file for file in (PROJECT / "fixtures" / "golden").glob("*.json") if file.stem != "cases")


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.stem)
def test_golden_plan_says_what_its_editors_expect(file: Path) -> None:
    golden = json.loads(file.read_text(encoding="utf-8"))
    firsts = {job.key: job.advised.model for job in example(golden["plan"]).jobs if job.advised}

    assert {part: firsts.get(part) for part, models in golden["firsts"].items() if firsts.get(part) not in models} == {}


def test_golden_plans_cover_the_demands() -> None:
    """One at least keeps data in the EU, one on own servers, one has a limit on cost, one can harm somebody's health."""
    given = [dict(row["answers"]) for row in map(plan_file, (PROJECT / "fixtures" / "plans").glob("*.json"))]
    golden = {file.stem for file in GOLDEN}

    assert {"eu", "own-servers"} <= {row["place"] for row in given if row.get("place")}
    assert any(row.get("budget") for row in given)  # whoever names a limit means it
    assert any("safety" in example(slug).risks for slug in golden)


def plan_file(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found
