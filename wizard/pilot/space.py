"""The room that pilots have in the database for cases, answers, files and results."""

from django.db.models import Sum

from config.budget import MEGABYTE
from wizard.models import CaseFile, Pilot, PilotCase, PilotResult, Plan
from wizard.plans import version_space
from wizard.plans.spaces import Space, stored_bytes

MOST_PLAN_BYTES = 50 * MEGABYTE
RESULT_BYTES = 400  # a result with its places in the indexes, about
TEXTS = ("asked", "facts", "first", "second")


def used(plan: Plan | None = None) -> int:
    """Return the bytes that the pilots of a plan, or all, take with texts, files and results."""
    pilots = Pilot.objects.all() if plan is None else Pilot.objects.filter(plan=plan)
    cases = PilotCase.objects.filter(pilot__in=pilots)
    files = CaseFile.objects.filter(case__in=cases).order_by()
    results = PilotResult.objects.filter(pilot__in=pilots)
    of_files = files.aggregate(size=Sum("size"))["size"] or 0
    return stored_bytes(cases, TEXTS) + of_files + results.count() * RESULT_BYTES


def _refusal(plan: Plan, more: int) -> str:
    if used(plan) + more <= MOST_PLAN_BYTES:
        return ""
    return f"a plan takes {MOST_PLAN_BYTES // MEGABYTE} MB of cases, answers and files"


SPACE = Space(
    what="pilots",
    setting="PILOT_SPACE_MB",
    used=used,
    refusal=_refusal,
    full="this site has no room for more; paste a link to it",
)
SPACES = (SPACE, version_space.SPACE)  # all there are, for operators


def states() -> dict[str, dict[str, int]]:
    """Return by room what is taken and what may be."""
    return {kind.what: kind.state() for kind in SPACES}
