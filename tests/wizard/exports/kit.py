"""Example plans as copies to export, made on the starter catalog without a database."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from tests.support import starter_catalog
from wizard.exports.copies import Copy, copy_of
from wizard.models import Plan, PlanVersion
from wizard.plans import advice as advising
from wizard.plans.examples import all_examples, find
from wizard.steps.asking import Json
from wizard.steps.journey import travel

TODAY = date(2026, 11, 25)
KEY = "AbCdEfGhIjKlMnOpQrStUv"
BASE = "https://plans.example.org"
SLUGS = [example.slug for example in all_examples()]
# One is told that generative AI is the wrong tool; two try nothing before a seller has answered.
WITH_PILOT = [
    slug for slug in SLUGS if slug not in {"wholesaler", "medical-practice", "municipality"}
]
# These test apps in their pilot, which promptfoo cannot run.
WITH_APPS = {"garden-shop", "restaurant"}
WITH_MODELS = [slug for slug in WITH_PILOT if slug not in WITH_APPS]

HOSTILE = (
    "<script>alert(1)</script> #let x = 1 $a$ *b* _c_ [d](e) `f` ${g} {{ env.SECRET }} {% if x %} {# y #} "
    "=1+1 | \"q\" 'r' \\ & &amp; שלום مرحبا 😀 日本 \u202eabc"
)
TEXTS = ("brief_voice", "brief_audience", "brief_must", "brief_never", "brief_examples")


def copy(slug: str = "garden-shop", **changes: Json) -> Copy:
    """Return an example plan as the formats take it, with some of its answers changed."""
    return _copy(slug, changes)


def quick(slug: str = "garden-shop", **changes: Json) -> Copy:
    """Return the same without what would change it, which takes longer to find than all else."""
    return _copy(slug, changes) if changes else _plain(slug)


@cache
def _plain(slug: str) -> Copy:
    return _copy(slug, {})


def _copy(slug: str, changes: Mapping[str, Json]) -> Copy:
    example = find(slug)
    assert example is not None
    catalog = starter_catalog()
    journey = travel({**example.stored, **changes}, catalog, TODAY)
    version = PlanVersion(
        plan=Plan(view_key=KEY),
        number=1,
        release=1,
        release_digest="ab" * 32,
        answers=[list(pair) for pair in journey.counting],
        decided_on=TODAY,
        advice=advising.dump(advising.advise(journey.answers, catalog, TODAY)),
    )
    return copy_of(version, BASE, catalog=catalog)


@cache
def example(slug: str) -> Copy:
    """Return an example plan as it is; worked out once."""
    return copy(slug)


@cache
def hostile() -> Copy:
    """Return a plan whose every free text is hostile, and five of them together are longer than 5,000 characters."""
    long = f"{HOSTILE} {'x' * 1500}"
    return quick(title=HOSTILE[:60], firm=HOSTILE[:60], **dict.fromkeys(TEXTS, long))
