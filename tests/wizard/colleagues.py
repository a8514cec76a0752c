"""What tests of colleagues' pages share: a plan that was made, and words that mean harm."""

import json
from datetime import date
from functools import cache

from catalog import releases
from tests.support import starter_catalog
from wizard.decision.decide import METHOD
from wizard.models import Plan, PlanVersion
from wizard.plans import advice as advising, drafts, versions
from wizard.plans.examples import find
from wizard.steps.journey import read

ON = date(2026, 11, 25)
HOSTILE = '<script>alert(1)</script> {{ boom }} “’" &amp; \u202egnp.exe 🔥'


def made(slug: str = "garden-shop") -> tuple[Plan, str, PlanVersion]:
    """Return an example's plan, its edit key and its first version, which is stored without what would change it."""
    example = find(slug)
    assert example is not None
    plan, edit_key = drafts.start(example.stored)
    plan.title = str(example.stored["title"])
    plan.save()
    return plan, edit_key, next_version(plan, 1)


def next_version(plan: Plan, number: int = 2) -> PlanVersion:
    """Store the example's decision as one more version."""
    edition = releases.current()
    return PlanVersion.objects.create(
        plan=plan,
        number=number,
        answers=plan.answers,
        release=edition.number,
        release_digest=edition.digest,
        decided_on=ON,
        engine=METHOD,
        advice=_advised(json.dumps(plan.answers)),
    )


def whole(slug: str = "garden-shop") -> tuple[Plan, str, PlanVersion]:
    """Return an example's plan as the wizard makes it."""
    example = find(slug)
    assert example is not None
    plan, edit_key = drafts.start(example.stored)
    version = versions.make(plan, releases.current(), ON)
    plan.refresh_from_db()
    return plan, edit_key, version


@cache
def _advised(answers: str) -> str:
    read_answers = read(dict(json.loads(answers)), starter_catalog(), ON)
    return advising.dump(advising.advise(read_answers, starter_catalog(), ON))
