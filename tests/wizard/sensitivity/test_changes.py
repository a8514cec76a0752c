"""What would change the name: each line says what the first screen would say, asked again; five lines at most."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import Enum
from functools import cache
from itertools import islice
from random import Random
from typing import Any

import pytest

from catalog.schema import Catalog
from catalog.vocabulary import Known, MachineSize, Material
from tests.advice.sweep import random_answers
from tests.support import starter_catalog
from tests.wizard.decision.cases import job
from tests.wizard.decision.firms import Firm, day, firms
from wizard.decision.answers import Answers
from wizard.decision.decide import decide, rankings_of
from wizard.decision.decision import Decision, Reason
from wizard.decision.eligibility import PASSES
from wizard.decision.explain import sentence
from wizard.decision.ranking import Ranking, prepare
from wizard.decision.vocabulary import Check, Place, Preference, Use, WrongResult
from wizard.plans.document.part import Form, parts_in_words
from wizard.sensitivity.changes import MOST_CHANGES, TaskChanges, what_would_change
from wizard.sensitivity.replaced import WhatIf

CATALOG = starter_catalog()
FIRMS = pytest.mark.parametrize("firm", firms(), ids=lambda firm: firm.id)
NEARLY = 0.9  # a threshold is found by six halvings and said in two digits, so a value this much smaller changes nothing


def by_hand() -> Iterator[Answers]:
    """Yield drawn plans of one or two jobs that people do by hand in apps, some of which they pay for."""
    chance = Random(3)  # noqa: S311  # the same plans each time
    slugs = [use_case.slug for use_case in CATALOG.use_cases]
    while True:
        jobs = (
            job(
                slug,
                chance.choice((20, 60, 200)),
                minutes_by_hand=Decimal(chance.choice((15, 40, 120))),
                wrong_result=chance.choice(tuple(WrongResult)),
                material=chance.choice(((Material.NONE,), (Material.PERSONAL,))),
            )
            for slug in chance.sample(slugs, chance.choice((1, 1, 2)))
        )
        yield Answers(
            jobs=tuple(jobs),
            use=Use.BY_HAND,
            people=chance.choice((1, 2, 5)),
            paid=chance.choice(((), ("microsoft-365-copilot-business",), ("claude-team",))),
            place=chance.choice((Place.ANYWHERE, Place.EU)),
            wage_usd=Decimal(30),
            budget_usd=chance.choice((None, None, Decimal(40))),
        )


# No app passes, and the limit on cost buys a model a step below alone.
A_STEP_BELOW = Answers(
    jobs=(job("ad-copy-variants", minutes_by_hand=Decimal(60)),),
    use=Use.BY_HAND,
    place=Place.EU,
    wage_usd=Decimal(120),
    budget_usd=Decimal(5),
)
DRAWN = [*islice(by_hand(), 14), *islice(random_answers(CATALOG), 14), A_STEP_BELOW]


@cache
def lines_of(number: int) -> tuple[tuple[Ranking, ...], Sequence[Reason]]:
    """Return the rankings of a drawn plan, and the lines of what would change it."""
    rankings = rankings_of(DRAWN[number], CATALOG, day())
    return rankings, what_would_change(rankings)


def shown(
    decision: Decision, answers: Answers, catalog: Catalog = CATALOG
) -> Mapping[str, tuple[str, str]]:
    """Return what the first screen says of each task: a name, an app to ask about, or how the question ends."""
    kinds = {Form.MODEL: "model", Form.APP: "app_plan", Form.TRY_APP: "app_plan"}
    found = {}
    for part in parts_in_words(decision, answers, catalog):
        ask = (
            part.seat_to_ask.app_plan
            if part.form is Form.ASK_APP and part.seat_to_ask is not None
            else ""
        )
        ends = ("ask", ask) if ask else ("state", part.part.state.value)
        found[part.part.key] = (kinds[part.form], part.slug) if part.form in kinds else ends
    return found


def word[Words: Enum](words: type[Words], value: str) -> Words | None:
    """Return the stored word of a question that has a value; None where it is another question's."""
    return next((each for each in words if each.value == value), None)


def asked_again(
    answers: Answers, line: Reason, rankings: tuple[Ranking, ...]
) -> Mapping[str, tuple[str, str]] | None:
    """Return what the whole plan says with what a line names; None where it names no answer."""
    given: dict[str, Any] = dict(line.parameters)
    key = str(given["task"])
    (ranking,) = (each for each in rankings if each.case.task.key == key)
    changed, catalog = answers, CATALOG

    def of_the_job(**other: Any) -> Answers:
        jobs = (
            replace(each, **other) if each.key == ranking.case.task.job.key else each
            for each in answers.jobs
        )
        return replace(answers, jobs=tuple(jobs))

    if line.rule == "if-more":
        changed = of_the_job(per_month=Decimal(str(given["results"])))
    elif line.rule == "if-dearer":
        offers = {row.slug for row in CATALOG.offers if row.model == given["of"]}
        dearer = Decimal(str(given["factor"]))
        prices = (
            replace(row, amount=row.usd * dearer) if row.offer in offers else row
            for row in CATALOG.prices
        )
        catalog = replace(CATALOG, prices=tuple(prices))
    elif line.rule == "if-confirmed":
        if len(rankings) > 1:
            return None
        (at,) = (each.row.at for each in ranking.ask_first if each.model == given.get("model"))
        known = prepare(ranking.case.table, answers, {**ranking.selection.checked, at: PASSES})
        return shown(
            decide(answers, CATALOG, day(), (replace(known.first, explained=True),)), answers
        )
    else:
        to = given["answer"]
        changed = {
            "wrong_result": lambda: of_the_job(wrong_result=word(WrongResult, to)),
            "material": lambda: of_the_job(material=(Material.NONE,)),
            "place": lambda: (
                of_the_job(place=word(Place, to))
                if ranking.case.task.job.place
                else replace(answers, place=word(Place, to))
            ),
            "machine_limit": lambda: replace(answers, machine_limit=word(MachineSize, to)),
            "preference": lambda: replace(answers, preference=word(Preference, to)),
            "budget": lambda: replace(answers, budget_usd=None),
        }[given["question"]]()
    return shown(decide(changed, catalog, day()), changed, catalog)


@pytest.mark.parametrize("number", range(len(DRAWN)))
def test_each_line_says_what_the_plan_would_say_and_does_not_say_today(number: int) -> None:
    answers, (rankings, lines) = DRAWN[number], lines_of(number)
    today = shown(decide(answers, CATALOG, day(), rankings), answers)
    for line in lines:
        key = str(dict(line.parameters)["task"])
        kinds = {"model", "app_plan", "ask", "state"}
        (foretold,) = ((name, str(value)) for name, value in line.parameters if name in kinds)
        assert foretold != today[key], line
        assert sentence(line, CATALOG).endswith(".")
        after = asked_again(answers, line, rankings)
        assert after is None or after[key] == foretold, line


def test_the_drawn_plans_have_lines_of_every_sort() -> None:
    lines = [line for number in range(len(DRAWN)) for line in lines_of(number)[1]]
    assert {line.rule for line in lines} == {"if-confirmed", "if-answer", "if-dearer", "if-more"}
    assert {name for line in lines for name, _ in line.parameters} >= {
        "model",
        "app_plan",
        "ask",
        "state",
    }


@FIRMS
def test_at_most_five_lines_each_worded(firm: Firm) -> None:
    changes = what_would_change(rankings_of(firm.answers, CATALOG, day()))
    assert len(changes) <= MOST_CHANGES
    for change in changes:
        assert sentence(change, CATALOG).endswith(".")


@FIRMS
def test_below_a_threshold_nothing_changes(firm: Firm) -> None:
    plan = WhatIf(rankings=rankings_of(firm.answers, CATALOG, day()))
    for ranking in plan.rankings:
        task = TaskChanges(plan=plan, ranking=ranking)
        today, dearer, more, key = task.today, task.dearer(), task.more(), ranking.case.task.key
        if dearer is not None and today.pick is not None and dearer[0] * NEARLY > 1:
            below = plan.with_price(today.pick.model, dearer[0] * NEARLY)
            assert below[key].part.named == today.named != dearer[1].named
        if more is not None and more[0] * NEARLY > today.results:
            fewer = plan.with_job(
                replace(ranking.case.task.job, per_month=Decimal(str(more[0] * NEARLY)))
            )
            assert plan.with_answers(fewer)[key].part.named == today.named != more[1].named


@pytest.mark.parametrize("slug", ["earnings-call-summary", "dubbing"])
def test_what_a_seller_would_confirm_is_true_of_the_catalog_that_says_so(slug: str) -> None:
    """Where all that is unknown is where an offer is processed, a catalog in which it says so picks the model foretold."""
    foretold = []
    for stakes in WrongResult:
        answers = Answers(
            jobs=(job(slug, 300, wrong_result=stakes),), place=Place.EU, use=Use.BUILT_IN
        )
        rankings = rankings_of(answers, CATALOG, day())
        before = shown(decide(answers, CATALOG, day(), rankings), answers)
        for ranking in rankings:
            for change in TaskChanges(plan=WhatIf(rankings=rankings), ranking=ranking).lines():
                key = next((fact.key for fact in change.facts), "")
                asked = next(
                    (
                        each
                        for each in ranking.ask_first
                        if each.row.offer and each.row.offer.slug == key
                    ),
                    None,
                )
                if change.rule != "if-confirmed" or asked is None or asked.unknown != ("place",):
                    continue
                offers = (
                    replace(row, eu_region=Known.YES) if row.slug == key else row
                    for row in CATALOG.offers
                )
                catalog = replace(CATALOG, offers=tuple(offers))
                after = shown(decide(answers, catalog, day()), answers, catalog)
                task = ranking.case.task.key
                foretold.append(
                    (("model", dict(change.parameters)["model"]), after[task], before[task])
                )
    assert foretold
    assert all(foretold_name == true != before for foretold_name, true, before in foretold)


def test_a_seller_is_not_asked_about_a_setting_that_is_too_slow_all_the_same() -> None:
    chat = Answers(
        jobs=(job("customer-support-chatbots", 300),), place=Place.EU, check=Check.SAMPLE
    )
    rankings = rankings_of(replace(chat, use=Use.BUILT_IN), CATALOG, day())
    slow = next(each for each in rankings[0].ask_first if each.slow and each.behind == 0)

    plan = WhatIf(rankings=rankings)
    assert plan.with_known(rankings[0], slow.row.at) is plan.today
