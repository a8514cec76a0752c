"""Why: the first reason that decided for a name, and what put out most where nothing passes."""

from dataclasses import replace
from typing import Any

import pytest

from catalog.schema import Catalog
from catalog.vocabulary import AppAnswer, AppQuestion, SolutionKind
from tests.support import starter_catalog
from tests.wizard.decision.toy_catalog import (
    ON,
    answers,
    app,
    business,
    catalog,
    plan,
    says,
    seat,
    solution,
)
from wizard.decision.answers import Answers, OwnChoice, PaidPlan
from wizard.decision.decide import decide
from wizard.decision.vocabulary import Place
from wizard.document.basis import Basis, JobBasis
from wizard.document.progress import NEW
from wizard.document.sections import sections

TRAINS = (*business("chat"), *business()[:2], says(AppQuestion.TRAINING, AppAnswer.YES))
PAID = answers(paid=(PaidPlan(plan="mail-pro"),))
ON_OWN_SERVERS = answers(place=Place.OWN_SERVERS)


def job_of(rows: Catalog, firm: Answers) -> JobBasis:
    """Return the one job of a plan; what it is called is that of the starter catalog."""
    rows = replace(rows, job_phrases=starter_catalog().job_phrases)
    decision = decide(firm, rows, ON)
    basis = Basis(decision=decision, answers=firm, catalog=rows, progress=NEW, changes={})
    return basis.jobs[0]


def mails(*prices: str, **row: Any) -> Catalog:
    """Return two apps for mail that may be named and nothing else, each at a price."""
    slugs = ("mail", "post")[: len(prices)]
    return catalog(
        solutions=(solution(kinds=(SolutionKind.APP,), assistants=(), **row),),
        apps=tuple(app(slug) for slug in slugs),
        app_plans=tuple(plan(f"{slug}-pro", of=slug) for slug in slugs),
        prices=tuple(seat(f"{slug}-pro", usd) for slug, usd in zip(slugs, prices, strict=True)),
        app_statements=tuple(row for slug in slugs for row in business(slug)),
    )


@pytest.mark.parametrize(
    ("rows", "firm", "says_why"),
    [
        (catalog(app_statements=TRAINS), answers(), "Of 2 that we looked at, chat-team alone"),
        (catalog(), PAID, "mail-pro is yours already"),
        (mails("20", "30"), answers(), "Of the two that fit, none costs less"),
        # Nothing cheaper, and nothing else: how it fits is all that speaks for it.
        (mails("20"), answers(), "An assistant writes it."),
        # What is measured says itself how sure the lowest cost is.
        (catalog(), answers(), "None that fits as well costs less, even if"),
    ],
)
def test_the_first_reason_that_decided_is_told(rows: Catalog, firm: Answers, says_why: str) -> None:
    assert job_of(rows, firm).first_at("why-of-a-job").startswith(says_why)


def test_own_choice_goes_before_all_other_reasons() -> None:
    firm = answers(choices=(OwnChoice(job="letters", tool="mail-pro"),))

    assert job_of(catalog(), firm).why_named == "chosen"


def test_how_sure_a_name_is_is_told_below_its_reason() -> None:
    job = job_of(mails("20", "30"), answers())
    (section,) = (row for row in sections(job.plan) if row.key == "why")
    (block,) = section.groups[0].blocks
    rows = [text for row in block.rows for text in row.says]  # type: ignore[union-attr]  # a list

    assert section.finding.startswith("Of the two that fit")
    assert rows[-1].startswith("We judge that it fits best")


@pytest.mark.parametrize(
    ("rows", "says_why"),
    [
        (
            catalog(),
            "Of 2 that we looked at, none passes: 2 do not run on your own computers.",
        ),
        (mails("20"), "Of 1 that we looked at, none passes."),
    ],
)
def test_what_put_out_most_is_told_of_several(rows: Catalog, says_why: str) -> None:
    job = job_of(rows, ON_OWN_SERVERS)

    assert [job.sentence(row) for row in job.decided.reasons] == [says_why]
