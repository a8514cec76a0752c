"""The room that versions of plans have in the database, with their pages."""

from config.budget import MEGABYTE
from wizard.models import Plan, PlanVersion, VersionPage
from wizard.plans.spaces import Space, stored_bytes

MOST_PLAN_BYTES = 20 * MEGABYTE  # some five hundred versions of a plan; ours


def used(plan: Plan | None = None) -> int:
    """Return the bytes that the versions of a plan take with their pages, or those of all."""
    rows, shown = PlanVersion.objects.all(), VersionPage.objects.all()
    if plan is not None:
        rows, shown = rows.filter(plan=plan), shown.filter(version__plan=plan)
    of_rows = stored_bytes(rows, ("inputs", "decision", "replies"), ("answers",))
    return of_rows + stored_bytes(shown, ("text",), ("changes",))


def _refusal(plan: Plan, more: int) -> str:
    if used(plan) + more <= MOST_PLAN_BYTES:
        return ""
    return f"a plan takes {MOST_PLAN_BYTES // MEGABYTE} MB of versions; go on with a copy of it"


SPACE = Space(
    what="versions",
    setting="VERSION_SPACE_MB",
    used=used,
    refusal=_refusal,
    full="this site has no room for another version; its operator can make some",
)
