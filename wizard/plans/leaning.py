"""Stores what each plan depends on: the facts it cites, and the models it names."""

from wizard.decision.decision import Decision
from wizard.models import Leaning, PlanVersion
from wizard.plans.drifting import facts_leaned_on, named


def store(version: PlanVersion, decision: Decision) -> Leaning:
    """Store what a plan's newest version depends on, in place of what the one before did."""
    row, _ = Leaning.objects.update_or_create(
        plan_id=version.plan_id,
        defaults={
            "version": version,
            "facts": sorted(facts_leaned_on(decision)),
            "shown": named(decision),
        },
    )
    return row
