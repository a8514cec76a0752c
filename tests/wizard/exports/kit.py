"""Example plans as copies to export, made on the starter catalog without a database."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from tests.support import starter_catalog
from tests.wizard.plans import answers_of
from wizard.exports.copies import Copy, copy_with
from wizard.exports.formats import tests_models
from wizard.models import Plan, PlanVersion
from wizard.plans import stored
from wizard.plans.deciding import decide_now
from wizard.plans.examples import all_examples
from wizard.plans.stored import Inputs
from wizard.questions.page_order import journey_of

TODAY = date(2026, 11, 25)
KEY = "AbCdEfGhIjKlMnOpQrStUv"
BASE = "https://plans.example.org"
SLUGS = [example.slug for example in all_examples()]

# Whatever somebody can see; what nobody could see is refused where it is typed.
HOSTILE = (
    "<script>alert(1)</script> #let x = 1 $a$ *b* _c_ [d](e) `f` ${g} {{ env.SECRET }} {% if x %} "
    "{# y #} =1+1 | \"q\" 'r' \\ & &amp; שלום مرحبا 😀 日本 abc"
)
TEXTS = ("brief_voice", "brief_audience", "brief_must", "brief_never", "brief_examples")


def copy(slug: str = "garden-shop", **changes: Mapping[str, Any]) -> Copy:
    """Return an example plan as the formats take it, with some of its answers changed, by page."""
    catalog = starter_catalog()
    answers = answers_of(slug, **changes)
    made = decide_now(journey_of(answers, catalog, TODAY).answers, catalog, TODAY)
    made = replace(made, inputs=Inputs(answers=made.answers))
    version = PlanVersion(
        plan=Plan(view_key=KEY),
        number=1,
        release=1,
        release_digest="ab" * 32,
        answers=answers,
        inputs=stored.dump(made.inputs),
        decision=stored.dump(made.decision),
        decided_on=TODAY,
        engine=made.decision.method,
    )
    return copy_with(version, BASE, made)


@cache
def example(slug: str) -> Copy:
    """Return an example plan as it is; worked out once."""
    return copy(slug)


def has_test(slug: str) -> bool:
    """Return whether an example tests something."""
    return example(slug).frame is not None


def runs_models(slug: str) -> bool:
    """Return whether an example tests models, which promptfoo can run."""
    return tests_models(example(slug).decided.decision)


@cache
def hostile(slug: str = "garden-shop") -> Copy:
    """Return a plan with hostile free texts, five of them longer than 5,000 characters together."""
    long = f"{HOSTILE} {'x' * 1500}"
    return copy(
        slug,
        scale={"title": HOSTILE[:60], "firm": HOSTILE[:60]},
        tune=dict.fromkeys(TEXTS, long),
    )


def with_pilot() -> list[str]:
    """Return the examples that test something."""
    return [slug for slug in SLUGS if has_test(slug)]


def with_models() -> list[str]:
    """Return the examples that test models."""
    return [slug for slug in SLUGS if runs_models(slug)]
