"""The terms of a pilot: set, locked, and every later change told in words."""

from dataclasses import replace
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import now

from catalog.formatting import format_count, format_money, format_number
from wizard.models import Pilot, PilotChange, PilotTarget, Plan
from wizard.pilot.forms import Given, Wanted, goal_of
from wizard.pilot.framing import Frame
from wizard.pilot.holding import NAMES, RULES, counting, hold, settle
from wizard.pilot.terms import TargetSlug, Terms, trials_needed

MOST_CHANGES = 200  # of locked targets
SPREAD_OF_TARGET = Decimal("0.4")  # of the threshold, until single results are measured
LAST_DIGIT = Decimal("0.0001")  # that is kept of a figure
RULE_WORDS = {"all": "all must pass", "none": "none may fail"}
QUALITY_WORDS = {"share": "yes or no", "rubric": "three points, two people"}


def as_given(pilot: Pilot) -> Given:
    """Return the terms of a pilot as its owner set them."""
    rows = {row.slug: row for row in pilot.targets.all()}
    return Given(
        goals=tuple(
            Wanted(
                slug=slug,
                threshold=row.threshold,
                worth_having=row.worth_having,
                primary=row.primary,
                spread=None if row.spread == _usual_spread(slug, row.threshold) else row.spread,
            )
            for slug in NAMES
            if (row := rows.get(slug))
        ),
        rule=pilot.rule,
        quality=pilot.quality,
        usd_per_hour=pilot.usd_per_hour,
    )


def terms_given(given: Given) -> Terms:
    """Return what was typed as the engine reads it, with the trials that settle all of it."""
    goals = tuple(goal_of(replace(goal, spread=_spread(goal))) for goal in given.goals)
    wage = None if given.usd_per_hour is None else given.usd_per_hour / 60
    bare = Terms(goals=goals, rule=RULES[given.rule], trials=1, usd_per_minute=wage)
    trials = max((trials_needed(goal, bare) for goal in goals), default=1)
    return replace(bare, trials=trials)


def _spread(goal: Wanted) -> Decimal | None:
    return goal.spread if goal.spread is not None else _usual_spread(goal.slug, goal.threshold)


def _usual_spread(slug: str, threshold: Decimal) -> Decimal | None:
    return None if slug == TargetSlug.ACCEPTED else (threshold * SPREAD_OF_TARGET).quantize(LAST_DIGIT)


@transaction.atomic
def set_terms(plan: Plan, frame: Frame, given: Given, *, seen: int) -> Pilot:
    """Keep the terms; once they are locked, what was changed is put on record with the day and the results by then.

    Raises `OvertakenError` where another window saved something since `seen`.
    """
    pilot = hold(plan, seen)
    changes = differences(as_given(pilot), given, pilot.trials) if pilot.pk else ()
    if pilot.pk and not changes:
        return pilot
    pilot.rule, pilot.quality, pilot.usd_per_hour = given.rule, given.quality, given.usd_per_hour
    pilot.trials = terms_given(given).trials
    pilot.save()
    if pilot.locked is not None:
        count = len(counting(pilot))
        PilotChange.objects.bulk_create(
            PilotChange(pilot=pilot, what=what, before=before, after=after, trials=count)
            for what, before, after in changes
        )
    pilot.targets.all().delete()
    PilotTarget.objects.bulk_create(
        PilotTarget(
            pilot=pilot,
            slug=goal.slug,
            threshold=goal.threshold,
            at_most=goal.at_most,
            worth_having=goal.worth_having,
            primary=goal.primary,
            baseline=frame.today(goal.slug),
            spread=_spread(goal),
        )
        for goal in given.goals
    )
    settle(pilot)
    return pilot


@transaction.atomic
def lock(plan: Plan, frame: Frame, *, seen: int) -> Pilot | None:
    """Lock the terms on the plan's latest version; None where there are none to lock. Locking twice changes nothing."""
    pilot = hold(plan, seen)
    if pilot.locked is not None:
        return pilot
    if not pilot.pk or not pilot.targets.exists():
        return None
    pilot.locked, pilot.version = now(), frame.version
    pilot.use_case, pilot.branch = frame.use_case, frame.branch.value if frame.branch else ""
    settle(pilot)
    return pilot


def differences(before: Given, after: Given, trials: int) -> tuple[tuple[str, str, str], ...]:
    """Return what differs between two sets of terms: what, from, to; `trials` were agreed before."""
    found: list[tuple[str, str, str]] = []
    old, new = ({goal.slug: goal for goal in given.goals} for given in (before, after))
    for slug, name in NAMES.items():
        was, will = old.get(slug), new.get(slug)
        found.append(
            (
                f"The {name} target",
                figure(slug, was.threshold) if was else "none",
                figure(slug, will.threshold) if will else "none",
            )
        )
        if was and will:
            found.append(
                (
                    f"What is worth having in {name}",
                    figure(slug, was.worth_having, step=True),
                    figure(slug, will.worth_having, step=True),
                )
            )
            found.append((f"How far single results stray in {name}", _strays(slug, was), _strays(slug, will)))
    found += [
        ("The target that counts first", _primary(before), _primary(after)),
        ("The rule", RULE_WORDS[before.rule], RULE_WORDS[after.rule]),
        ("How quality is judged", QUALITY_WORDS[before.quality], QUALITY_WORDS[after.quality]),
        ("The cost of an hour", _hour(before), _hour(after)),
        ("The number of trials agreed", format_number(trials), format_number(terms_given(after).trials)),
    ]
    return tuple((what, was, will) for what, was, will in found if was != will)


def _strays(slug: str, goal: Wanted) -> str:
    return "two fifths of the target" if goal.spread is None else figure(slug, goal.spread)


def _primary(given: Given) -> str:
    return next((NAMES[goal.slug] for goal in given.goals if goal.primary), "none")


def _hour(given: Given) -> str:
    return "not counted" if given.usd_per_hour is None else format_money(given.usd_per_hour)


def figure(slug: str, value: Decimal, *, step: bool = False) -> str:
    """Write a figure of a target with its unit: 80 %, 15 min, $2; a `step` of a share is in points."""
    if slug == "usd":
        return format_money(value)
    if slug == "accepted":
        return f"{format_number(value)} {'points' if step else '%'}"
    return f"{format_number(value)} min"


def told(change: PilotChange) -> str:
    """Return a change after the lock as a sentence without its day."""
    when = (
        f"after {format_count(change.trials, 'result was', 'results were')} entered"
        if change.trials
        else "before any result was entered"
    )
    if change.before == "none":
        return f"{change.what} was added, {change.after}, {when}."
    if change.after == "none":
        return f"{change.what}, {change.before}, was taken back {when}."
    return f"{change.what} changed from {change.before} to {change.after} {when}."
