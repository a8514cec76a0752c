"""A plan with a pilot, and the ways to bring it further."""

from decimal import Decimal
from typing import Any

from tests.wizard.quick import made
from wizard.intake.rows import Row
from wizard.models import Pilot, Plan
from wizard.pilot import agreeing, framing, holding
from wizard.pilot.forms import Given, Wanted

# 55 results tell 80 of 100 from 92 of 100, so that 40 leave it open and 80 settle it.
SHARE_ALONE = {"accepted": "80", "accepted_worth": "12", "primary": "accepted", "rule": "all", "quality": "share"}


def planned(slug: str = "garden-shop") -> tuple[Plan, str]:
    """Return a plan of one version made from an example, and its edit key."""
    plan, edit_key, _ = made(slug)
    return plan, edit_key


def given(**changes: Any) -> Given:
    """Return terms with a share alone."""
    share = Wanted(slug="accepted", threshold=Decimal(80), worth_having=Decimal(12), primary=True)
    return Given(**{"goals": (share,), "rule": "all", "quality": "share", "usd_per_hour": None, **changes})


def locked(slug: str = "garden-shop", **changes: Any) -> tuple[Plan, str, Pilot]:
    """Return a plan whose pilot's terms are locked."""
    plan, edit_key = planned(slug)
    return plan, edit_key, lock(plan, **changes)


def lock(plan: Plan, **changes: Any) -> Pilot:
    """Set and lock the terms of a plan's pilot."""
    frame = framing.frame_of(plan.versions.get())
    assert frame is not None
    pilot = agreeing.set_terms(plan, frame, given(**changes), seen=0)
    agreeing.lock(plan, frame, seen=pilot.revision)
    return pilot_of(plan)


def pilot_of(plan: Plan) -> Pilot:
    """Return the pilot of a plan as it is now."""
    found = holding.of(plan)
    assert found is not None
    return found


def rows(yes: int, no: int = 0, **more: Any) -> list[Row]:
    """Return so many accepted results and so many rejected ones."""
    return [Row(place=place, accepted=place > no, **more) for place in range(1, yes + no + 1)]


def column(yes: int, no: int = 0) -> str:
    """Return a spreadsheet's column with so many of each, mixed."""
    words = ["yes"] * yes
    for place in range(no):
        words.insert(place * (yes // max(no, 1) + 1), "no")
    return "\n".join(["Accepted", *words])
