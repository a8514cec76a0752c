"""Plans: a draft's answers, decided on a release and a day, kept as a version that never changes."""

from datetime import date

from django.db import transaction

from catalog.releases import Edition
from wizard.decision.decision import Decision
from wizard.models import CitedFacts, Plan, PlanVersion
from wizard.plans import advice as advising, overlay, pages, replies
from wizard.plans.drifting import facts_cited, named
from wizard.plans.overlay import VendorReply, laid_over
from wizard.steps.asking import Stored
from wizard.steps.journey import travel

ATTEMPTS = 3  # at deciding; one fails where the plan was changed meanwhile


class UnfinishedError(Exception):
    """Questions are still open."""


class OvertakenError(Exception):
    """The plan was changed each time while it was decided."""


type VersionInputs = tuple[
    Stored, tuple[VendorReply, ...], PlanVersion | None
]  # the last is the version before


def _inputs(plan: Plan, on: date, *, from_latest: bool) -> VersionInputs:
    latest = plan.versions.newest_first().first()
    if from_latest and latest is None:
        raise PlanVersion.DoesNotExist
    stored = dict(latest.answers) if from_latest and latest else plan.stored
    return stored, replies.counting(plan, on), latest


def make(plan: Plan, edition: Edition, on: date, *, from_latest: bool = False) -> PlanVersion:
    """Decide the plan's answers and keep the result as its next version; the same answers twice make one version.

    `from_latest` takes those of the latest version, whatever its owner changed since. Raises `UnfinishedError` where
    a question is open, `PlanVersion.DoesNotExist` where a draft has no version yet, and `OvertakenError`.
    """
    pk = plan.pk
    for _ in range(
        ATTEMPTS
    ):  # decided before the plan is locked, which takes seconds; once more where it was changed
        plan = Plan.objects.get(pk=pk)
        stored, counted, latest = inputs = _inputs(plan, on, from_latest=from_latest)
        catalog = laid_over(edition.catalog, counted, on)
        journey = travel(stored, catalog, on)
        if not journey.complete and journey.exit is None:
            raise UnfinishedError
        replies_json = overlay.dump(counted).decode()
        answers = [list(pair) for pair in journey.counting]
        made = (answers, edition.number, on, replies_json)
        if (
            latest is not None
            and (latest.answers, latest.release, latest.decided_on, latest.replies) == made
        ):
            return latest
        advice = advising.advise(journey.answers, catalog, on)
        version = PlanVersion(
            plan=plan,
            number=latest.number + 1 if latest else 1,
            answers=answers,
            release=edition.number,
            release_digest=edition.digest,
            decided_on=on,
            replies=replies_json,
            engine=advice.decision.method,
            advice=advising.dump(advice),
        )
        page = pages.page_of(version, latest)
        with transaction.atomic():
            locked = Plan.objects.select_for_update().get(pk=pk)
            if _inputs(locked, on, from_latest=from_latest) != inputs:
                continue
            version.save(force_insert=True)
            page.version = version
            page.save(force_insert=True)
            store_cited_facts(version, advice.decision)
            locked.title = journey.answers.title
            locked.touch()
            locked.save(update_fields=["title", "changed"])
        return version
    raise OvertakenError


def store_cited_facts(version: PlanVersion, decision: Decision) -> CitedFacts:
    """Store what a plan's newest version depends on, in place of what the one before did."""
    row, _ = CitedFacts.objects.update_or_create(
        plan_id=version.plan_id,
        defaults={
            "version": version,
            "facts": sorted(facts_cited(decision)),
            "shown": named(decision),
        },
    )
    return row
