"""Plans: a draft's answers, decided on a release and a day, kept as a version that never changes."""

from datetime import date

from django.db import transaction

from catalog.releases import Edition
from wizard.engine import flips as flipping, replies as laying
from wizard.engine.decide import decide
from wizard.engine.decision import Decision, dump, load
from wizard.engine.flips import Flips
from wizard.engine.replies import laid_over
from wizard.models import Plan, PlanVersion
from wizard.plans import leaning, pages, replies
from wizard.steps.asking import Stored
from wizard.steps.journey import Journey, travel


class UnfinishedError(Exception):
    """Questions are still open; the journey says which."""

    def __init__(self, journey: Journey) -> None:
        """Keep the journey, so that the owner can be led to the open page."""
        super().__init__("Questions are still open.")
        self.journey = journey


@transaction.atomic
def make(plan: Plan, edition: Edition, on: date) -> PlanVersion:
    """Decide the plan's answers and keep the result as its next version; the same answers twice make one version.

    Raises `UnfinishedError`.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    return _make(plan, plan.stored, edition, on)


@transaction.atomic
def redecide(plan: Plan, edition: Edition, on: date) -> PlanVersion:
    """Decide the latest version's answers once more, whatever its owner changed since, and keep it as the next version.

    Raises `UnfinishedError` where one of them no longer fits the catalog; `PlanVersion.DoesNotExist` for a draft.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    latest = plan.versions.newest_first()[:1].get()
    return _make(plan, dict(latest.answers), edition, on)


def _make(plan: Plan, stored: Stored, edition: Edition, on: date) -> PlanVersion:
    counted = replies.counting(plan, on)
    catalog = laid_over(edition.catalog, counted, on)
    said = laying.dump(counted).decode()
    journey = travel(stored, catalog, on)
    if not journey.complete and journey.exit is None:
        raise UnfinishedError(journey)
    answers = [list(pair) for pair in journey.counting]
    latest = plan.versions.newest_first().first()
    made = (answers, edition.number, on, said)
    if latest is not None and (latest.answers, latest.release, latest.decided_on, latest.replies) == made:
        return latest
    decision = decide(journey.answers, catalog, on)
    version = PlanVersion.objects.create(
        plan=plan,
        number=latest.number + 1 if latest else 1,
        answers=answers,
        release=edition.number,
        release_digest=edition.digest,
        decided_on=on,
        decision=dump(decision).decode(),
        flips=flipping.dump(flipping.flips(journey.answers, catalog, on)).decode(),
        replies=said,
        engine=decision.engine,
    )
    pages.keep(version, latest)
    leaning.keep(version, decision, leaning.Reader(catalog=catalog, on=on))
    plan.title = journey.answers.title
    plan.touch()
    plan.save(update_fields=["title", "changed"])
    return version


def flips_of(version: PlanVersion) -> Flips:
    """Return what would change it, as found when the version was made."""
    return flipping.load(version.flips) if version.flips else Flips()


def decision_of(version: PlanVersion) -> Decision:
    """Return what the engine said when the version was made."""
    return load(version.decision)
