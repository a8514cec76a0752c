"""Plans with a version, made without looking for what would change them, which takes longer than all else."""

import json
from functools import cache
from typing import Any

from django.utils import timezone

from catalog import releases
from tests.support import starter_catalog
from wizard.decision.decide import METHOD
from wizard.models import Plan, PlanVersion
from wizard.plans import advice as advising, drafts
from wizard.plans.examples import all_examples
from wizard.steps.journey import travel

SLUG = "restaurant"


def made(slug: str = SLUG, copied_from: PlanVersion | None = None, **changes: Any) -> tuple[Plan, str, PlanVersion]:
    """Return a plan of one version, decided today on the starter catalog, its edit key, and the version."""
    example = next(each for each in all_examples() if each.slug == slug)
    plan, edit_key = drafts.start({**example.stored, **changes}, copied_from=copied_from)
    return plan, edit_key, version_of(plan)


def version_of(plan: Plan, **changes: Any) -> PlanVersion:
    """Change answers of a plan and return the version that follows."""
    now, on = releases.current(), timezone.localdate()
    plan.answers = [list(pair) for pair in {**plan.stored, **changes}.items()]
    journey = travel(plan.stored, starter_catalog(), on)
    plan.title = journey.answers.title
    plan.save()
    return PlanVersion.objects.create(
        plan=plan,
        number=plan.versions.count() + 1,
        answers=[list(pair) for pair in journey.counting],
        release=now.number,
        release_digest=now.digest,
        decided_on=on,
        engine=METHOD,
        advice=_advised(json.dumps(plan.answers)),
    )


@cache
def _advised(answers: str) -> str:
    on, stored = timezone.localdate(), dict(json.loads(answers))
    return advising.dump(advising.advise(travel(stored, starter_catalog(), on).answers, starter_catalog(), on))
