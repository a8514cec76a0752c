"""Plans for tests, made from the answers of an example."""

import json
from datetime import date
from functools import cache
from typing import Any

from django.utils import timezone

from catalog import releases
from tests.support import starter_catalog
from wizard.colleagues import signoffs
from wizard.decision.decide import METHOD
from wizard.models import Plan, PlanVersion
from wizard.plans import advice as advising, drafts, pages, versions
from wizard.plans.examples import all_examples
from wizard.steps.journey import travel

ON = date(2026, 11, 25)
HOSTILE = '<script>alert(1)</script> {{ boom }} “’" &amp; \u202egnp.exe 🔥'
type Made = tuple[Plan, str, PlanVersion]


def made(slug: str = "restaurant", copied_from: PlanVersion | None = None, **changes: Any) -> Made:
    """Return a plan of one version, its edit key and the version; decided today once a process."""
    plan, edit_key = _started(slug, copied_from, changes)
    return plan, edit_key, version_of(plan)


def whole(slug: str = "garden-shop", on: date = ON, **changes: Any) -> Made:
    """Return the same as the wizard makes it."""
    plan, edit_key = _started(slug, None, changes)
    return plan, edit_key, decided_again(plan, on)


def _started(
    slug: str, copied_from: PlanVersion | None, changes: dict[str, Any]
) -> tuple[Plan, str]:
    example = next(each for each in all_examples() if each.slug == slug)
    return drafts.start({**example.stored, **changes}, copied_from=copied_from)


def decided_again(plan: Plan, on: date = ON, **changes: Any) -> PlanVersion:
    """Change answers of a plan, and return the version that the wizard makes of them."""
    plan.refresh_from_db()
    plan.answers = [list(pair) for pair in {**plan.stored, **changes}.items()]
    plan.save()
    version = versions.make(plan, releases.current(), on)
    plan.refresh_from_db()
    return version


def version_of(plan: Plan, **changes: Any) -> PlanVersion:
    """Change answers of a plan, and store the version that follows."""
    now, on = releases.current(), timezone.localdate()
    plan.answers = [list(pair) for pair in {**plan.stored, **changes}.items()]
    journey = travel(plan.stored, starter_catalog(), on)
    plan.title = journey.answers.title
    plan.save()
    latest = plan.versions.newest_first().first()
    version = PlanVersion.objects.create(
        plan=plan,
        number=plan.versions.count() + 1,
        answers=[list(pair) for pair in journey.counting],
        release=now.number,
        release_digest=now.digest,
        decided_on=on,
        engine=METHOD,
        advice=_advised(json.dumps(plan.answers)),
    )
    pages.page_of(version, latest).save(force_insert=True)
    return version


@cache
def _advised(answers: str) -> str:
    on, stored = timezone.localdate(), dict(json.loads(answers))
    return advising.dump(
        advising.advise(travel(stored, starter_catalog(), on).answers, starter_catalog(), on)
    )


def approve(plan: Plan, version: PlanVersion, name: str) -> str:
    """Approve a version without a condition, and return the key that takes it back."""
    return signoffs.sign(plan, version, name=name, condition="", once=signoffs.new_key(), page="")
