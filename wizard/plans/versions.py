"""Plans: a draft's answers, decided on a release and a day, kept as a fixed version."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalog.releases import Edition
from wizard.decision.ageing import ages_of_decision
from wizard.decision.decide import decide
from wizard.decision.decision import Decision
from wizard.models import CitedFacts, Plan, PlanVersion, VersionPage
from wizard.pilot.measured import JobTest, counting_tests, measured, tests_of
from wizard.plans import deciding, overlay, pages, replies, stored
from wizard.plans.deciding import Decided
from wizard.plans.drifting import facts_cited, tools_by_job
from wizard.plans.locking import PlanGoneError, changes_plan
from wizard.plans.overlay import VendorReply, laid_over
from wizard.plans.spaces import THE_SITE, Sender, text_bytes
from wizard.plans.stored import Inputs
from wizard.plans.version_space import SPACE
from wizard.questions.page_order import journey_of

ATTEMPTS = 3  # at deciding; one fails where the plan was changed meanwhile


class UnfinishedError(Exception):
    """Questions are still open."""


class OvertakenError(Exception):
    """The plan was changed each time while it was decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionInputs:
    """What the next version of a plan is made of, as it stands."""

    answers: Mapping[str, Any]  # what each page of questions sent
    replies: tuple[VendorReply, ...]
    tests: tuple[JobTest, ...]
    latest: PlanVersion | None  # the version before


def _inputs(plan: Plan, on: date, *, from_latest: bool) -> VersionInputs:
    latest = plan.versions.newest_first().first()
    if from_latest and latest is None:
        raise PlanVersion.DoesNotExist
    return VersionInputs(
        answers=latest.answers if from_latest and latest is not None else plan.answers,
        replies=replies.counting(plan, on),
        tests=tests_of(plan),
        latest=latest,
    )


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
        row, page = self.row, self.page
        structured = map(json.dumps, (row.answers, page.changes))
        return text_bytes((row.inputs, row.decision, row.replies, page.text, *structured))


def make(
    plan: Plan,
    edition: Edition,
    on: date,
    *,
    from_latest: bool = False,
    sender: Sender = THE_SITE,
) -> PlanVersion:
    """Decide the plan's answers and keep the result as its next version.

    The same answers twice make one version.

    `from_latest` takes those of the latest version, whatever its owner changed since. Raises
    `UnfinishedError` where nothing can be decided, `PlanVersion.DoesNotExist` where a draft has no
    version yet, `OvertakenError`, and `PlanSpaceError`.
    """
    pk = plan.pk
    # Deciding takes a while, so the plan is locked only afterwards; once more where it was changed
    # meanwhile.
    for _ in range(ATTEMPTS):
        now = Plan.objects.filter(pk=pk).first()
        if now is None:
            raise PlanGoneError
        inputs = _inputs(now, on, from_latest=from_latest)
        made = _decide(now, inputs, edition, on)
        if isinstance(made, PlanVersion):
            return made
        if _keep(now, made, inputs, on, from_latest=from_latest, sender=sender):
            return made.row
    raise OvertakenError


def undo(plan: Plan, number: int, *, sender: Sender = THE_SITE) -> PlanVersion | None:
    """Keep what the version before said as the next version.

    Nothing is deleted, so every link still shows what it showed.

    Return None where `number` is no longer the latest, or nothing stands before it. Raises
    `PlanSpaceError`.
    """
    latest, *before = plan.versions.newest_first()[:2]
    if latest.number != number or not before:
        return None
    repeated = _same_as(before[0], latest)
    return repeated.row if _keep_repeated(plan, repeated, latest, sender) else None


def _same_as(earlier: PlanVersion, latest: PlanVersion) -> NewVersion:
    """Return the version after the latest, with what an earlier one said."""
    row = PlanVersion(
        plan=earlier.plan,
        number=latest.number + 1,
        answers=earlier.answers,
        inputs=earlier.inputs,
        decision=earlier.decision,
        release=earlier.release,
        release_digest=earlier.release_digest,
        decided_on=earlier.decided_on,
        replies=earlier.replies,
        engine=earlier.engine,
    )
    decided = deciding.decided(row)
    page = pages.page_of(row, decided, latest)
    says = f"Version {latest.number} was undone: version {earlier.number} holds again."
    page.changes = [says, *page.changes]
    return NewVersion(row=row, page=page, decision=decided.decision, title=decided.answers.title)


def _decide(
    plan: Plan, inputs: VersionInputs, edition: Edition, on: date
) -> NewVersion | PlanVersion:
    """Return the next version of a plan, or the latest, where it was decided on the same."""
    catalog = laid_over(edition.catalog, inputs.replies, on)
    journey = journey_of(inputs.answers, catalog, on)
    if not journey.can_be_decided:
        raise UnfinishedError
    answers, latest = journey.answers, inputs.latest
    # Which terms a test has to meet follows from the plan as it is without it.
    untested = decide(answers, catalog, on)
    results = measured(counting_tests(inputs.tests, untested))
    decision = decide(answers, catalog, on, results) if results else untested
    ages = ages_of_decision(decision, catalog, edition.seen(on))
    basis = Inputs(answers=answers, measured=results, ages=ages)
    row = PlanVersion(
        plan=plan,
        number=latest.number + 1 if latest is not None else 1,
        answers=inputs.answers,
        inputs=stored.dump(basis),
        decision=stored.dump(decision),
        release=edition.number,
        release_digest=edition.digest,
        decided_on=on,
        replies=overlay.dump(inputs.replies).decode(),
        engine=decision.method,
    )
    if latest is not None and _basis_of(row) == _basis_of(latest):
        return latest
    decided = Decided(inputs=basis, catalog=catalog, on=on, decision=decision)
    page = pages.page_of(row, decided, latest)
    return NewVersion(row=row, page=page, decision=decision, title=answers.title)


def _basis_of(version: PlanVersion) -> tuple[object, ...]:
    return version.inputs, version.release, version.decided_on, version.replies


@changes_plan
def _keep(  # noqa: PLR0913  # what was decided, on what, for whom
    plan: Plan,
    made: NewVersion,
    inputs: VersionInputs,
    on: date,
    *,
    from_latest: bool,
    sender: Sender,
) -> bool:
    """Store a version unless the plan changed while it was decided; return whether it is stored."""
    if _inputs(plan, on, from_latest=from_latest) != inputs:
        return False
    _store(plan, made, sender)
    return True


@changes_plan
def _keep_repeated(plan: Plan, repeated: NewVersion, latest: PlanVersion, sender: Sender) -> bool:
    """Store an earlier version again unless another was made since; return whether it is stored.

    Answers that its owner changed since the latest version stay as they are.
    """
    if plan.versions.newest_first().first() != latest:
        return False
    if plan.answers == latest.answers:
        plan.answers = repeated.row.answers
        plan.revision += 1
    _store(plan, repeated, sender)
    return True


def _store(plan: Plan, made: NewVersion, sender: Sender) -> None:
    """Store a version of a plan that is locked."""
    SPACE.claim(plan, made.size, sender)
    made.row.save(force_insert=True)
    made.page.version = made.row
    made.page.save(force_insert=True)
    store_cited_facts(made.row, made.decision)
    plan.title = made.title
    plan.touch()
    plan.save(update_fields=["answers", "revision", "title", "changed"])


def store_cited_facts(version: PlanVersion, decision: Decision) -> CitedFacts:
    """Store what a plan's newest version depends on, in place of what the one before did."""
    row, _ = CitedFacts.objects.update_or_create(
        plan_id=version.plan_id,
        defaults={
            "version": version,
            "facts": sorted(facts_cited(decision)),
            "shown": tools_by_job(decision),
        },
    )
    return row
