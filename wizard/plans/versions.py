"""Plans: a draft's answers, decided on a release and a day, kept as a version that never changes."""

import json
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from catalog import ages
from catalog.releases import Edition
from config.budget import MEGABYTE
from wizard.decision.decision import Decision
from wizard.models import CitedFacts, Plan, PlanVersion, VersionPage
from wizard.plans import advice as advising, overlay, pages, replies
from wizard.plans.drifting import facts_cited, named, named_in
from wizard.plans.locking import PlanGoneError, changes_plan
from wizard.plans.overlay import VendorReply, laid_over
from wizard.plans.spaces import Space, stored_bytes, text_bytes
from wizard.steps.asking import Stored
from wizard.steps.journey import travel

MOST_PLAN_BYTES = 20 * MEGABYTE  # some five hundred versions of a plan; ours
ATTEMPTS = 3  # at deciding; one fails where the plan was changed meanwhile


class UnfinishedError(Exception):
    """Questions are still open."""


class OvertakenError(Exception):
    """The plan was changed each time while it was decided."""


def used(plan: Plan | None = None) -> int:
    """Return the bytes that the versions of a plan take with their pages, or those of all."""
    rows, shown = PlanVersion.objects.all(), VersionPage.objects.all()
    if plan is not None:
        rows, shown = rows.filter(plan=plan), shown.filter(version__plan=plan)
    of_rows = stored_bytes(rows, ("advice", "replies"), ("answers",))
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

type VersionInputs = tuple[
    Stored, tuple[VendorReply, ...], PlanVersion | None
]  # the last is the version before


def _inputs(plan: Plan, on: date, *, from_latest: bool) -> VersionInputs:
    latest = plan.versions.newest_first().first()
    if from_latest and latest is None:
        raise PlanVersion.DoesNotExist
    stored = dict(latest.answers) if from_latest and latest else plan.stored
    return stored, replies.counting(plan, on), latest


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVersion:
    """A version before it is stored, with its page and what else follows from its answers."""

    row: PlanVersion
    page: VersionPage
    decision: Decision
    title: str

    @property
    def size(self) -> int:
        """Return the bytes that it takes once it is stored, about."""
        structured = map(json.dumps, (self.row.answers, self.page.changes))
        return text_bytes((self.row.advice, self.row.replies, self.page.text, *structured))


def make(
    plan: Plan,
    edition: Edition,
    on: date,
    *,
    from_latest: bool = False,
    sent_by: HttpRequest | None = None,
) -> PlanVersion:
    """Decide the plan's answers and keep the result as its next version; the same answers twice make one version.

    `from_latest` takes those of the latest version, whatever its owner changed since. Raises `UnfinishedError` where
    a question is open, `PlanVersion.DoesNotExist` where a draft has no version yet, `OvertakenError`, and
    `PlanSpaceError`.
    """
    pk = plan.pk
    # Deciding takes seconds, so the plan is locked only afterwards; once more where it was changed meanwhile.
    for _ in range(ATTEMPTS):
        now = Plan.objects.filter(pk=pk).first()
        if now is None:
            raise PlanGoneError
        inputs = _inputs(now, on, from_latest=from_latest)
        decided = _decide(now, inputs, edition, on)
        if isinstance(decided, PlanVersion):
            return decided
        if _keep(now, decided, inputs, on, from_latest=from_latest, sent_by=sent_by):
            return decided.row
    raise OvertakenError


def _decide(
    plan: Plan, inputs: VersionInputs, edition: Edition, on: date
) -> NewVersion | PlanVersion:
    """Return the next version of a plan, or the latest, where it was decided on the same."""
    stored, counted, latest = inputs
    catalog = laid_over(edition.catalog, counted, on)
    journey = travel(stored, catalog, on)
    if not journey.complete and journey.exit is None:
        raise UnfinishedError
    replies_json = overlay.dump(counted).decode()
    answers = [list(pair) for pair in journey.counting]
    basis = (answers, edition.number, on, replies_json)
    if latest is not None and basis == _basis_of(latest):
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
        seen=ages.dump(edition.seen(on).about(named_in(advice.decision))),
        engine=advice.decision.method,
        advice=advising.dump(advice),
    )
    return NewVersion(
        row=version,
        page=pages.page_of(version, latest),
        decision=advice.decision,
        title=journey.answers.title,
    )


def _basis_of(version: PlanVersion) -> tuple[object, ...]:
    return version.answers, version.release, version.decided_on, version.replies


@changes_plan
def _keep(  # noqa: PLR0913  # what was decided, on what, for whom
    plan: Plan,
    decided: NewVersion,
    inputs: VersionInputs,
    on: date,
    *,
    from_latest: bool,
    sent_by: HttpRequest | None,
) -> bool:
    """Store a version unless the plan was changed while it was decided; return whether it is stored."""
    if _inputs(plan, on, from_latest=from_latest) != inputs:
        return False
    SPACE.claim(plan, decided.size, sent_by)
    decided.row.save(force_insert=True)
    decided.page.version = decided.row
    decided.page.save(force_insert=True)
    store_cited_facts(decided.row, decided.decision)
    plan.title = decided.title
    plan.touch()
    plan.save(update_fields=["title", "changed"])
    return True


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
